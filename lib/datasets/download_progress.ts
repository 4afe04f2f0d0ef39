/** How far a download is. */
export interface DownloadProgress {
  /** What is being done. */
  readonly phase: "listing" | "downloading" | "complete";
  /** Files that are there and verified. */
  readonly filesDone: number;
  /** Files of the configuration; null while listing. */
  readonly filesTotal: number | null;
  /** Bytes that are there, whether from an earlier download or this one. */
  readonly bytesDone: number;
  /** Bytes of the configuration; null while listing. */
  readonly bytesTotal: number | null;
  /** Something worth a line, such as a further attempt; null mostly. */
  readonly note: string | null;
}
