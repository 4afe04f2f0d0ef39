import type { DownloadProgress } from "../download_progress.ts";

/** Counts a download and tells of each step. */
export interface DownloadCounter {
  /** The files are known. */
  plan(files: readonly { readonly bytes: number }[]): void;
  /** So many bytes of a file are there now. */
  bytes(path: string, count: number): void;
  /** A file is there and verified. */
  fileDone(): void;
  /** A further attempt will be made. */
  retrying(error: Error, waitMs: number): void;
  /** Everything is there. */
  complete(): void;
}

/**
 * Adds up what the files of a download report, and tells a listener after each step.
 */
export function downloadCounter(
  listener: (progress: DownloadProgress) => void = () => {},
): DownloadCounter {
  const byFile = new Map<string, number>();
  let now: DownloadProgress = {
    phase: "listing",
    filesDone: 0,
    filesTotal: null,
    bytesDone: 0,
    bytesTotal: null,
    note: null,
  };
  const tell = (change: Partial<DownloadProgress>) => {
    now = { ...now, note: null, ...change };
    listener(now);
  };
  return {
    plan(files) {
      const bytesTotal = files.reduce((sum, { bytes }) => sum + bytes, 0);
      tell({ phase: "downloading", filesTotal: files.length, bytesTotal });
    },
    bytes(path, count) {
      const before = byFile.get(path) ?? 0;
      byFile.set(path, count);
      if (count !== before) tell({ bytesDone: now.bytesDone + count - before });
    },
    fileDone: () => tell({ filesDone: now.filesDone + 1 }),
    retrying: (error, waitMs) =>
      tell({ note: `${error.message}; trying again in ${(waitMs / 1000).toFixed(1)} s` }),
    complete: () => tell({ phase: "complete" }),
  };
}
