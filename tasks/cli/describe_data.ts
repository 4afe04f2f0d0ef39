import { describeDataset, loadCases, renderDataset } from "../../mod.ts";
import { type DataFlags, flaggedBenchmark, flaggedDataset } from "./data_flags.ts";
import { printJson, printNote, printOut } from "./run_task.ts";

/** Prints what a dataset holds. */
export async function describeData(flags: DataFlags): Promise<number> {
  const benchmark = flaggedBenchmark(flags);
  const files = await flaggedDataset(flags);
  const description = await describeDataset(loadCases(files, {
    benchmark,
    skipBadCases: flags.skipBadCases ?? false,
    onBadRecord: ({ message }) => printNote(`left out: ${message}`),
  }));
  if (flags.json) {
    const { name, recordsPath, revision, sha256 } = files;
    printJson({ dataset: name, path: recordsPath, revision, sha256, ...description });
  } else printOut(renderDataset(description, { title: `${files.name}: ${files.recordsPath}` }));
  return 0;
}
