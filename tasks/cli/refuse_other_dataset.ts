import { benchmarks } from "../../mod.ts";
import { UsageError } from "./run_task.ts";

/** Refuses a dataset that belongs to another benchmark than the one named, and says to which. */
export function refuseOtherDataset(benchmark: string, dataset: string | undefined): void {
  if (dataset === undefined) return;
  const owners = benchmarks.filter(({ source }) =>
    source.configs.some(({ name }) => name === dataset) || Boolean(source.configNamed?.(dataset))
  );
  const [owner] = owners;
  if (owner === undefined || owners.some(({ name }) => name === benchmark)) return;
  throw new UsageError(`${dataset} belongs to --benchmark ${owner.name}`);
}
