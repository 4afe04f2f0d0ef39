import { digestBuilder, type FileDigests } from "./digest_builder.ts";
import { digestFile } from "./digest_file.ts";

/** Digests of a file on disk. */
export async function fileDigests(path: string): Promise<FileDigests> {
  const { size } = await Deno.stat(path);
  const builder = digestBuilder(size);
  await digestFile(path, builder);
  return builder.digest();
}
