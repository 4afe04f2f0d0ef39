/** A dataset found on disk. */
export interface DatasetFiles {
  /** Name of the configuration, or of the file when it was given by path. */
  readonly name: string;
  /** Absolute path of the records: JSON Lines, or one JSON array. */
  readonly recordsPath: string;
  /** Absolute path of the folder with the images; null when there is none. */
  readonly imageRoot: string | null;
  /** Why images cannot be delivered from here, and what to do; null when nothing is known against it. */
  readonly imageProblem: string | null;
  /** Hub commit the records came from, when a download or a hub cache vouches for it; else null. */
  readonly revision: string | null;
  /** SHA-256 of the records file, hex. */
  readonly sha256: string;
  /** Whether it was named by path, found below a data directory, or came with the package. */
  readonly origin: "file" | "data_dir" | "embedded";
}
