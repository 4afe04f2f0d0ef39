import { basename, dirname, join } from "node:path";

/** A data root inside the hub's own cache. */
export interface HubSnapshot {
  /** The snapshot folder. */
  readonly root: string;
  /** The commit it is named after. */
  readonly revision: string;
  /** The only folder outside the snapshot that its links may lead to. */
  readonly blobs: string;
}

const REPOSITORY = /^(?:datasets|models|spaces)--.+/;
const COMMIT = /^[0-9a-f]{40}$/;

/**
 * The snapshot of the hub's cache that a path lies in, or null. The cache keeps each file once in `blobs` and links to
 * it from `snapshots/<commit>`.
 */
export function enclosingSnapshot(path: string): HubSnapshot | null {
  for (let root = path; dirname(root) !== root; root = dirname(root)) {
    const snapshots = dirname(root);
    const repository = dirname(snapshots);
    if (
      COMMIT.test(basename(root)) && basename(snapshots) === "snapshots" &&
      REPOSITORY.test(basename(repository))
    ) {
      return { root, revision: basename(root), blobs: join(repository, "blobs") };
    }
  }
  return null;
}
