import { benchmarks, readResults, type Run } from "../../mod.ts";
import { printNote } from "./run_task.ts";

/** Reads result files of any benchmark, in the order given. A case that a file holds twice is said: it counts twice. */
export async function readRuns(files: readonly string[]): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (const file of files) {
    const run = await readResults(file, { benchmarks });
    const note = repeatedNote(run);
    if (note !== null) printNote(`${file}: ${note}`);
    runs.push(run);
  }
  return runs;
}

/** What to say of cases that stand in a file more than once in one trial; null where none does. */
function repeatedNote({ results }: Run): string | null {
  const times = Map.groupBy(results, ({ case: { id }, trial }) => JSON.stringify([id, trial]));
  const repeated = [...times.values()].filter(({ length }) => length > 1);
  const [first] = repeated;
  if (first?.[0] === undefined) return null;
  const more = repeated.length === 1 ? "" : ` and ${repeated.length - 1} more`;
  return `case ${first[0].case.id}${more} stands in it more than once, and counts as often; ` +
    `of ${results.length} cases ${times.size} are different ones`;
}
