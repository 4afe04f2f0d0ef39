import { DatasetError, type DatasetFiles, verifyDataset } from "../../mod.ts";
import { type DataFlags, flaggedBenchmark, flaggedDataset } from "./data_flags.ts";
import { bytesText } from "./download_reporter.ts";
import { printJson, printOut } from "./run_task.ts";

/** Checks a dataset on disk and prints what is wrong. */
export async function verifyData(flags: DataFlags, signal: AbortSignal): Promise<number> {
  const { source } = flaggedBenchmark(flags);
  let files: DatasetFiles;
  try {
    files = await flaggedDataset(flags);
  } catch (error) {
    // These are findings of a check, not a wrong set-up.
    const finding = error instanceof DatasetError &&
      (error.kind === "incomplete" || error.kind === "lfs_pointer");
    if (!finding) throw error;
    if (flags.json) printJson({ ok: false, problems: [error.message] });
    else printOut(error.message);
    return 1;
  }
  const found = await verifyDataset(files, { source, signal });
  if (flags.json) {
    printJson({ path: files.recordsPath, ...found });
    return found.ok ? 0 : 1;
  }
  const { filesChecked, bytesChecked, records, imagesReferenced, imagesFound, problems } = found;
  printOut(`${files.name}: ${files.recordsPath}`);
  printOut(
    found.record === "none"
      ? `  no download record: checksums cannot be compared; SHA-256 of the records is ${files.sha256}`
      : `  ${filesChecked} files (${bytesText(bytesChecked)}) compared with revision ${
        found.revision ?? "unknown"
      }`,
  );
  const images = imagesReferenced === null
    ? ""
    : `, ${imagesFound} of ${imagesReferenced} images can be delivered`;
  printOut(`  ${records} records${images}`);
  for (const { path, problem } of problems) printOut(`  ${path}: ${problem}`);
  printOut(found.ok ? "  nothing is wrong" : `  ${problems.length} problems`);
  return found.ok ? 0 : 1;
}
