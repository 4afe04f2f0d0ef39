import { createHash } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { linkTarget } from "./_link_target.ts";
import { PRIVATE_FILE_MODE, PRIVATE_FOLDER_MODE } from "./_private_file.ts";

/** How a file is written. */
export interface WriteAtomicallyOptions {
  /** Only the owner may read it, and folders made for it; false unless told. */
  readonly private?: boolean;
}

/** What was written. */
export interface WrittenFile {
  /** Length. */
  readonly bytes: number;
  /** SHA-256 of the content, hex. */
  readonly sha256: string;
}

/**
 * Writes a file whole or not at all: into a temporary file beside it, flushed to the disk, then renamed over it. A
 * symbolic link stays, and the file it leads to is written.
 * Gives back its length and digest. Throws what the file system throws; the old file is then as it was.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { writeAtomically } from "@rounds/rounds";
 *
 * const path = `${await Deno.makeTempDir()}/a.json`;
 * assert.equal((await writeAtomically(path, ["{", "}"])).bytes, 2);
 * assert.equal(await Deno.readTextFile(path), "{}");
 * ```
 */
export async function writeAtomically(
  path: string,
  chunks: Iterable<string>,
  options: WriteAtomicallyOptions = {},
): Promise<WrittenFile> {
  const target = await linkTarget(path);
  const folder = dirname(target);
  const isPrivate = options.private ?? false;
  await Deno.mkdir(folder, {
    recursive: true,
    ...(isPrivate ? { mode: PRIVATE_FOLDER_MODE } : {}),
  });
  const temporary = join(folder, `.${basename(target)}.${crypto.randomUUID()}.part`);
  const encoder = new TextEncoder();
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    const file = await Deno.open(temporary, {
      createNew: true,
      write: true,
      ...(isPrivate ? { mode: PRIVATE_FILE_MODE } : {}),
    });
    try {
      for (const chunk of gather(chunks)) {
        const data = encoder.encode(chunk);
        for (let sent = 0; sent < data.length;) sent += await file.write(data.subarray(sent));
        bytes += data.length;
        hash.update(data);
      }
      await file.syncData();
    } finally {
      file.close();
    }
    await Deno.rename(temporary, target);
    return { bytes, sha256: hash.digest("hex") };
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw error;
  }
}

/** Joins small chunks, so that a large file costs few writes and little memory. */
function* gather(chunks: Iterable<string>): Generator<string> {
  let held = "";
  for (const chunk of chunks) {
    held += chunk;
    if (held.length < 1 << 20) continue;
    yield held;
    held = "";
  }
  yield held;
}
