import { benchmarks, readResults, type Run } from "../../mod.ts";

/** Reads result files of any benchmark, in the order given. */
export async function readRuns(files: readonly string[]): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (const file of files) runs.push(await readResults(file, { benchmarks }));
  return runs;
}
