import type { RunScores } from "./_run_scores.ts";

/** Which run is meant. */
export interface FindRunOptions {
  /** Name in the tables, id, or model. */
  readonly name: string;
  /** The option that says so, for messages. */
  readonly field: string;
  /** What else the option may be, for messages. */
  readonly or?: string;
}

/** The run of that name, else of that id, else of that model. Throws `RangeError` where that is none or several. */
export function findRun(runs: readonly RunScores[], options: FindRunOptions): RunScores {
  const { name, field, or } = options;
  const ways = [
    ({ run }: RunScores) => run.run,
    ({ run }: RunScores) => run.run_id,
    ({ run }: RunScores) => run.model,
  ];
  const found = ways.map((way) => runs.filter((run) => way(run) === name))
    .find((some) => some.length > 0) ?? [];
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const expected = [...(or === undefined ? [] : [or]), ...runs.map(({ run }) => run.run)]
    .map((text) => `"${text}"`).join(", ");
  throw new RangeError(
    `${field} is "${name}", which names ${
      found.length === 0 ? "no run" : "several runs"
    }: expected one of ${expected || "none, for the frame is empty"}`,
  );
}
