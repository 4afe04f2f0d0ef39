import type { Run } from "../types.ts";

/** Throws a `RangeError` when a sheet for people would carry the texts of a private run. */
export function refusePrivate(runs: readonly Run[]): void {
  const found = runs.find(({ manifest }) => manifest?.private);
  if (found === undefined) return;
  throw new RangeError(
    `${
      found.file ?? `run ${found.id}`
    } is of a private run, and the sheet would hold its texts: showPrivate writes it all the same`,
  );
}
