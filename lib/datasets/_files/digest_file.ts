import type { DigestBuilder } from "./digest_builder.ts";

/** Feeds a file to a builder in pieces, so that memory does not grow with the file. */
export async function digestFile(path: string, builder: DigestBuilder): Promise<void> {
  using file = await Deno.open(path);
  const buffer = new Uint8Array(1 << 16);
  for (;;) {
    const count = await file.read(buffer);
    if (count === null) return;
    builder.update(buffer.subarray(0, count));
  }
}
