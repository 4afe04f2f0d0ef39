import defer * as imageSize from "image-size";
import { join } from "node:path";
import { sha256Hex } from "../parse/sha256_hex.ts";
import type { SentImage } from "../types.ts";
import { type ImageResizer, ResizeError } from "./_image_resizer.ts";

/** Where and how resized images are kept. */
export interface ResizedFileOptions {
  /** SHA-256 of the original, hex. */
  readonly sha256: string;
  /** Pixels at most. */
  readonly maxPixels: number;
  /** Folder of resized images, of any number of runs. */
  readonly folder: string;
  /** Makes what is not there yet. */
  readonly resize: ImageResizer;
}

/** A resized image on disk. */
export interface ResizedFile {
  readonly path: string;
  readonly sent: SentImage;
}

/**
 * The resized form of an image, made once and kept under the original's digest: a second model need not wait for it again. Throws a
 * `ResizeError` for what cannot be resized.
 */
export async function resizedFile(
  content: Uint8Array,
  options: ResizedFileOptions,
): Promise<ResizedFile> {
  const { sha256, maxPixels, folder, resize } = options;
  for (const mediaType of ["image/jpeg", "image/png"]) {
    const path = pathOf(mediaType, options);
    const kept = await readIfThere(path);
    if (kept !== null) return { path, sent: factsOf(kept, mediaType) };
  }
  const resized = await resize(content, maxPixels);
  // Told by the header that it is too large, and decoded it is not.
  if (resized === null) throw new ResizeError("its header and its content differ in size");
  const path = pathOf(resized.mediaType, options);
  await Deno.mkdir(folder, { recursive: true });
  const temporary = join(folder, `.${sha256}.${crypto.randomUUID()}.part`);
  try {
    await Deno.writeFile(temporary, resized.content, { createNew: true });
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw error;
  }
  return { path, sent: factsOf(resized.content, resized.mediaType) };
}

function pathOf(mediaType: string, { folder, sha256, maxPixels }: ResizedFileOptions): string {
  return join(folder, `${sha256}-${maxPixels}.${mediaType === "image/png" ? "png" : "jpg"}`);
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

function factsOf(content: Uint8Array, mediaType: string): SentImage {
  const { width, height } = imageSize.imageSize(content);
  return { sha256: sha256Hex(content), bytes: content.length, mediaType, width, height };
}
