/** Throws a RangeError that names the first value below 1. */
export function refuseBelowOne(values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (!(value >= 1)) throw new RangeError(`${name} is ${value}, expected a number of at least 1`);
  }
}
