import { type Benchmark, benchmarks, type DatasetFiles, findDataset } from "../../mod.ts";
import { refuseOtherDataset } from "./refuse_other_dataset.ts";
import { UsageError } from "./run_task.ts";

/** The flags of `deno task data`. */
export interface DataFlags {
  readonly benchmark: string;
  readonly dataset?: string;
  readonly dataDir: string;
  readonly jsonlPath?: string;
  readonly imageRoot?: string;
  readonly revision?: string;
  readonly skipBadCases?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** The benchmark that the flags name. */
export function flaggedBenchmark(flags: DataFlags): Benchmark {
  const found = benchmarks.find(({ name }) => name === flags.benchmark);
  if (found === undefined) throw new UsageError(`there is no benchmark ${flags.benchmark}`);
  refuseOtherDataset(found.name, flags.jsonlPath === undefined ? flags.dataset : undefined);
  return found;
}

/** The dataset that the flags name, on disk. */
export function flaggedDataset(flags: DataFlags): Promise<DatasetFiles> {
  const { dataset, dataDir, jsonlPath, imageRoot } = flags;
  return findDataset({
    source: flaggedBenchmark(flags).source,
    dataDir,
    ...(dataset === undefined ? {} : { dataset }),
    ...(jsonlPath === undefined ? {} : { jsonlPath }),
    ...(imageRoot === undefined ? {} : { imageRoot }),
  });
}
