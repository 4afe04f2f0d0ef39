/** One file of a download. */
export interface DownloadedFile {
  /** Path relative to the folder of the download record, with `/`. */
  readonly path: string;
  /** Length in bytes. */
  readonly bytes: number;
  /** SHA-256, hex; null while it is unknown (the hub lists it for large files only). */
  readonly sha256: string | null;
  /** Git's object id as a blob, hex; null where the hub lists a SHA-256. */
  readonly gitSha1: string | null;
}

/** What a download fetched, from where, and whether it came to its end. */
export interface DownloadRecord {
  /** Version of this record. */
  readonly schema: "rounds.download/1";
  /** Address of the hub. */
  readonly hub: string;
  /** Dataset id on the hub. */
  readonly repo: string;
  /** Name of the configuration. */
  readonly config: string;
  /** Commit (or, where the hub would not name it, the revision as asked). */
  readonly revision: string;
  /** The branch, tag or commit that was asked for. */
  readonly requestedRevision: string;
  /** Whether every file arrived and was verified. */
  readonly complete: boolean;
  /** When this record was written, ISO 8601. */
  readonly time: string;
  /** Every file of the configuration. */
  readonly files: readonly DownloadedFile[];
}
