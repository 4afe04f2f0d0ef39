import { mapConcurrent } from "../../async/map_concurrent.ts";
import { DatasetError } from "../dataset_error.ts";
import { downloadFile } from "./download_file.ts";
import type { PlannedFile } from "./download_layout.ts";
import type { DownloadCounter } from "./download_counter.ts";
import type { Fetch } from "../fetch.ts";
import { retryHub, type RetryHubOptions } from "./retry_hub.ts";

/** Where files come from and how. */
export interface DownloadFilesOptions {
  /** Address that the files' paths on the hub are appended to, without a slash at the end. */
  readonly address: string;
  /** A `hubFetch`. */
  readonly fetch: Fetch;
  /** Files at once. */
  readonly concurrency: number;
  /** Is told of every step. */
  readonly counter: DownloadCounter;
  /** Interrupts; what has arrived stays. */
  readonly signal?: AbortSignal;
  /** An attempt fails when nothing arrives for so long, in milliseconds. */
  readonly stallTimeoutMs?: number;
  /** How the waiting between attempts is done; replaced in tests. */
  readonly wait?: RetryHubOptions["wait"];
}

/** What a download of files brought. */
export interface DownloadedFiles {
  /** SHA-256 of each file, by its `relative` path. */
  readonly sha256: ReadonlyMap<string, string>;
  /** Files that were there already. */
  readonly filesReused: number;
  /** Bytes that came over the network. */
  readonly bytesFetched: number;
}

/**
 * Downloads files, several at once, each tried a few times. A file with wrong content does not stop the others; a hub
 * that cannot be reached or refuses does. Throws `DatasetError` in the end if any is not there.
 */
export async function downloadFiles(
  files: readonly PlannedFile[],
  options: DownloadFilesOptions,
): Promise<DownloadedFiles> {
  const { counter, concurrency, wait, fetch, stallTimeoutMs } = options;
  const stop = new AbortController();
  const signal = options.signal === undefined
    ? stop.signal
    : AbortSignal.any([options.signal, stop.signal]);
  const sha256 = new Map<string, string>();
  const failures: DatasetError[] = [];
  let filesReused = 0;
  let bytesFetched = 0;

  const one = async (file: PlannedFile): Promise<void> => {
    let arrived = 0;
    const url = `${options.address}/${file.path.split("/").map(encodeURIComponent).join("/")}`;
    const { target: path, bytes, sha256: expected, gitSha1 } = file;
    const attempt = () =>
      downloadFile({
        url,
        path,
        bytes,
        sha256: expected,
        gitSha1,
        fetch,
        signal,
        ...(stallTimeoutMs === undefined ? {} : { stallTimeoutMs }),
        onBytes: (count) => counter.bytes(path, arrived = count),
      });
    try {
      const done = await retryHub(attempt, {
        signal,
        progress: () => arrived,
        onRetry: (error, waitMs) => counter.retrying(error, waitMs),
        ...(wait === undefined ? {} : { wait }),
      });
      sha256.set(file.relative, done.sha256);
      bytesFetched += done.fetched;
      if (done.fetched === 0) filesReused++;
      counter.fileDone();
    } catch (error) {
      const onlyThis = error instanceof DatasetError &&
        (error.kind === "checksum" || error.kind === "not_on_hub");
      if (!onlyThis) {
        stop.abort(error);
        throw error;
      }
      failures.push(error);
    }
  };
  for await (const _ of mapConcurrent(files, one, { concurrency, signal })) continue;
  options.signal?.throwIfAborted();
  if (failures.length > 0) throw summary(failures, files.length);
  return { sha256, filesReused, bytesFetched };
}

function summary(failures: readonly DatasetError[], total: number): DatasetError {
  const lines = failures.slice(0, 20).map(({ message }) => `  ${message}`);
  if (failures.length > 20) lines.push(`  and ${failures.length - 20} more`);
  return new DatasetError(
    `${failures.length} of ${total} files could not be downloaded:\n${lines.join("\n")}`,
    {
      kind: failures[0]?.kind ?? "checksum",
      paths: failures.flatMap(({ paths }) => paths),
      cause: failures[0],
    },
  );
}
