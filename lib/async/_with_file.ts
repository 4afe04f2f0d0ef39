import { sharedPool } from "./_byte_pool.ts";

/** Reads a file whole into memory that is used again afterwards: `use` may not keep what it is given. */
export async function withFile<T>(
  path: string,
  use: (content: Uint8Array<ArrayBuffer>) => T | Promise<T>,
): Promise<T> {
  const pool = sharedPool();
  using file = await Deno.open(path);
  // One byte more shows that the file has not grown meanwhile.
  let memory = pool.take((await file.stat()).size + 1);
  try {
    let length = 0;
    for (;;) {
      const read = await file.read(memory.subarray(length));
      if (read === null) break;
      length += read;
      if (length < memory.length) continue;
      const larger = pool.take(2 * length);
      larger.set(memory);
      pool.giveBack(memory);
      memory = larger;
    }
    return await use(memory.subarray(0, length));
  } finally {
    pool.giveBack(memory);
  }
}
