/**
 * Ticks of a logarithmic axis: powers of ten with 2 and 5 between them, or powers alone where there are many.
 */
export function logTicks(domain: readonly [low: number, high: number]): number[] {
  const [low, high] = domain;
  const from = Math.floor(Math.log10(low));
  const to = Math.ceil(Math.log10(high));
  const all = to - from > 3 ? [1] : [1, 2, 5];
  const at = (steps: readonly number[]): number[] =>
    Array.from({ length: to - from + 1 }, (_, k) => from + k)
      .flatMap((power) => steps.map((step) => Number((step * 10 ** power).toPrecision(6))))
      .filter((tick) => tick >= low * 0.999 && tick <= high * 1.001);
  const ticks = at(all);
  return ticks.length > 2 ? ticks : at([1, 1.5, 2, 3, 4, 5, 6, 8]);
}

/**
 * The stretch of a logarithmic axis around positive values, with room on both sides.
 */
export function logDomain(values: readonly number[]): [low: number, high: number] {
  if (values.length === 0) return [1, 10];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const spare = Math.max(1.25, (high / low) ** 0.08);
  return [low / spare, high * spare];
}
