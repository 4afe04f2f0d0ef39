/** What is wrong with a dataset on disk or on its hub. */
export type DatasetErrorKind =
  /** The benchmark has no configuration of that name. */
  | "unknown_dataset"
  /** Nothing at any of the paths tried. */
  | "not_found"
  /** A download was interrupted. */
  | "incomplete"
  /** Another process is downloading into the same folder. */
  | "locked"
  /** A Git LFS pointer stands in place of a file. */
  | "lfs_pointer"
  /** The images are still in a zip archive. */
  | "zipped_images"
  /** There, but not a readable file or folder. */
  | "unreadable"
  /** The hub asks for a token, or refuses the one given. */
  | "access"
  /** The hub does not have it. */
  | "not_on_hub"
  /** The hub answered what this program cannot use. */
  | "hub"
  /** The hub could not be reached, or the transfer broke off each time. */
  | "network"
  /** What arrived is not what the hub's listing promises. */
  | "checksum"
  /** A path of the hub that would be written outside the data directory. */
  | "unsafe_path";

/** Parts of a `DatasetError`. */
export interface DatasetErrorOptions {
  /** What is wrong, as a tag. */
  readonly kind: DatasetErrorKind;
  /** Every path that was tried or is meant; none unless told. */
  readonly paths?: readonly string[];
  /** The error underneath, kept. */
  readonly cause?: unknown;
}

/**
 * A dataset that cannot be used as it is; the message says what to do. The tag lets a caller act: `not_found` offers a download.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { DatasetError } from "@rounds/rounds";
 *
 * const error = new DatasetError("No dataset at data/demo", {
 *   kind: "not_found",
 *   paths: ["data/demo"],
 * });
 * assert.equal(error.kind, "not_found");
 * assert.deepEqual(error.paths, ["data/demo"]);
 * ```
 */
export class DatasetError extends Error {
  /** Always `DatasetError`. */
  override readonly name = "DatasetError";
  /** What is wrong, as a tag. */
  readonly kind: DatasetErrorKind;
  /** Every path that was tried or is meant. */
  readonly paths: readonly string[];

  /** Takes a message that names the file and the cure. */
  constructor(message: string, options: DatasetErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = options.kind;
    this.paths = options.paths ?? [];
  }
}
