import { createHash } from "node:crypto";

/** Digests of a file's content: the hub lists the first for large files, the second for small ones. */
export interface FileDigests {
  /** Length in bytes. */
  readonly bytes: number;
  /** SHA-256, hex. */
  readonly sha256: string;
  /** Git's object id of the content as a blob (SHA-1), hex; of the size that was announced. */
  readonly gitSha1: string;
}

/** Digests in the making: fed with the content piece by piece. */
export interface DigestBuilder {
  /** Takes the next bytes. */
  update(bytes: Uint8Array): void;
  /** Ends it. */
  digest(): FileDigests;
}

/**
 * Starts the digests of a content whose length is known, as Git's object id begins with it.
 */
export function digestBuilder(size: number): DigestBuilder {
  const sha256 = createHash("sha256");
  const gitSha1 = createHash("sha1").update(`blob ${size}\0`);
  let bytes = 0;
  return {
    update(chunk) {
      bytes += chunk.length;
      sha256.update(chunk);
      gitSha1.update(chunk);
    },
    digest: () => ({ bytes, sha256: sha256.digest("hex"), gitSha1: gitSha1.digest("hex") }),
  };
}
