import { datasetConfig, DatasetError, findDataset } from "../../mod.ts";
import { type DataFlags, flaggedBenchmark } from "./data_flags.ts";
import { downloadData } from "./download_data.ts";
import { bytesText } from "./download_reporter.ts";
import { printJson, printNote, printOut, UsageError } from "./run_task.ts";

/** Downloads a dataset after showing its licence, or continues; says how to go on when it did not come to its end. */
export async function fetchData(flags: DataFlags, signal: AbortSignal): Promise<number> {
  const { source } = flaggedBenchmark(flags);
  const config = datasetConfig(source, flags.dataset);
  if (config.hubPaths.length === 0) {
    const { recordsPath } = await findDataset({ source, dataset: config.name });
    printNote(`${config.name} comes with the package: nothing to download`);
    printFiles(recordsPath, { json: flags.json ?? false, value: { path: recordsPath } });
    return 0;
  }
  printNote(source.notice);
  const asks = Deno.stdin.isTerminal() && Deno.stdout.isTerminal() && !flags.yes;
  if (asks && !await agrees(`Download ${config.name} into ${flags.dataDir}?`, signal)) {
    throw new UsageError("not downloaded");
  }
  printNote(`Downloading ${config.name} from ${source.hubId} into ${flags.dataDir}`);
  try {
    const { dataDir, revision } = flags;
    const done = await downloadData({
      source,
      dataset: config.name,
      dataDir,
      signal,
      ...(revision === undefined ? {} : { revision }),
    });
    const { files, record, filesReused, bytesFetched } = done;
    printNote(
      `${record.files.length} files, ${filesReused} of them there already; ` +
        `${bytesText(bytesFetched)} fetched; every checksum is right; revision ${record.revision}`,
    );
    const value = {
      path: files.recordsPath,
      images: files.imageRoot,
      revision: record.revision,
      sha256: files.sha256,
      files: record.files.length,
      bytes_fetched: bytesFetched,
    };
    printFiles(files.recordsPath, { json: flags.json ?? false, value });
    return 0;
  } catch (error) {
    return downloadFailed(error, signal);
  }
}

/** A download that can be continued is a failure (1) or an interruption (130); anything else is a set-up that is wrong. */
function downloadFailed(error: unknown, signal: AbortSignal): number {
  const hint = "What has arrived is kept; the same command continues.";
  if (signal.aborted) {
    printNote(`Interrupted. ${hint}`);
    return 130;
  }
  if (error instanceof DatasetError && (error.kind === "network" || error.kind === "checksum")) {
    printNote(`error: ${error.message}\n${hint}`);
    return 1;
  }
  throw error;
}

function printFiles(
  path: string,
  options: { readonly json: boolean; readonly value: unknown },
): void {
  if (options.json) printJson(options.value);
  else printOut(path);
}

/** Asks on the terminal without blocking, so that Ctrl-C is heard while it waits. */
async function agrees(question: string, signal: AbortSignal): Promise<boolean> {
  await Deno.stderr.write(new TextEncoder().encode(`${question} [y/N] `));
  const reader = Deno.stdin.readable.getReader();
  const interrupted = new Promise<never>((_, reject) =>
    signal.addEventListener("abort", () => reject(signal.reason), { once: true })
  );
  const { value } = await Promise.race([reader.read(), interrupted]);
  return /^y(es)?$/i.test(new TextDecoder().decode(value).trim());
}
