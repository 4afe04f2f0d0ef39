import defer * as imageSize from "image-size";
import { lookup } from "mime-types";
import { pathToFileURL } from "node:url";
import { readFile } from "node:fs/promises";
import { sha256Hex } from "../parse/sha256_hex.ts";
import type { Delivery, FoundImage, ImageRecord } from "../types.ts";
import { imageDoubt } from "./_image_doubt.ts";
import { isLfsPointer } from "./_files/is_lfs_pointer.ts";
import { type ImageResizer, ResizeError } from "./_image_resizer.ts";
import { type Refusal, refuse } from "./_refuse_image.ts";
import { resizedFile } from "./_resized_file.ts";

/** The pixels an image may have, and what makes it smaller. */
export interface PixelLimit {
  readonly maxPixels: number;
  readonly folder: string;
  readonly resize: ImageResizer;
}

/** How an image is read. */
export interface ReadImageOptions {
  readonly path: string;
  readonly url: string;
  readonly maxDataUrlLength: number;
  readonly pixels: PixelLimit | null;
  /** Told when what is sent seems to be no whole image. */
  readonly onDoubt: ((doubt: ImageDoubt) => void) | null;
}

/** A file that is sent, and why it seems to be no whole image. */
export interface ImageDoubt {
  /** Name as the dataset gives it. */
  readonly file: string;
  /** What speaks against it. */
  readonly reason: string;
}

/** Reads an image if it could be sent, resizes it if it must, and says what is wrong with it otherwise. */
export async function readImage(file: string, options: ReadImageOptions): Promise<FoundImage> {
  const { path, url, maxDataUrlLength, pixels } = options;
  const { size, isFile } = await Deno.stat(path);
  if (!isFile) return refuse(file, { delivery: "unreadable", reason: "it is not a file" });
  const mediaType = mediaTypeOf(file);
  const seen = { url, mediaType, bytes: size };
  if (mediaType === null || !mediaType.startsWith("image/")) {
    const reason = `its name says ${mediaType ?? "nothing"} of its type`;
    return refuse(file, { delivery: "not_an_image", reason, ...seen });
  }
  const tooLong = lengthProblem({ bytes: size, mediaType }, maxDataUrlLength);
  // What is resized may be short enough; beyond any sense it is not even read.
  if (tooLong !== null && (pixels === null || size > MOST_BYTES)) {
    return refuse(file, { ...tooLong, ...seen });
  }
  if (size === 0) return refuse(file, { delivery: "unreadable", reason: "it is empty", ...seen });
  const content = await readFile(path);
  return await lookInside(content, { ...options, file, mediaType, tooLong, seen });
}

/** What is known of an image before it is read. */
interface UnreadImage extends ReadImageOptions {
  readonly file: string;
  readonly mediaType: string;
  /** Why it cannot be sent as it is; null when it can. */
  readonly tooLong: Refusal | null;
  readonly seen: Pick<Refusal, "url" | "mediaType" | "bytes">;
}

async function lookInside(content: Uint8Array, image: UnreadImage): Promise<FoundImage> {
  const { file, url, mediaType, pixels, tooLong, seen } = image;
  if (isLfsPointer(content)) {
    const reason = "it is a Git LFS pointer: run `git lfs pull`, or download the dataset";
    return refuse(file, { delivery: "unreadable", reason, ...seen });
  }
  const record: ImageRecord = {
    source: file,
    delivery: "sent",
    sha256: sha256Hex(content),
    bytes: content.length,
    mediaType,
    ...dimensions(content),
  };
  if (pixels !== null) {
    const { width, height } = record;
    if (width === null || height === null) {
      const reason = `its size cannot be told, so it cannot be held to ${pixels.maxPixels} pixels`;
      return refuse(file, { delivery: "unreadable", reason, ...seen });
    }
    if (width * height > pixels.maxPixels) {
      return await resizeFound(content, { ...image, pixels, record });
    }
    if (tooLong !== null) return refuse(file, { ...tooLong, ...seen });
  }
  const doubt = imageDoubt(content, record.width);
  if (doubt !== null) image.onDoubt?.({ file, reason: doubt });
  return { record, url, reason: null };
}

/** Larger files are never read. */
const MOST_BYTES = 256 * 1024 * 1024;

async function resizeFound(
  content: Uint8Array,
  { record, pixels, url, maxDataUrlLength }: ReadImageOptions & {
    readonly record: ImageRecord;
    readonly pixels: PixelLimit;
  },
): Promise<FoundImage> {
  const refused = (delivery: Delivery, reason: string): FoundImage => ({
    record: { ...record, delivery },
    url,
    reason,
  });
  try {
    const { sha256 } = record;
    const { path, sent } = await resizedFile(content, { ...pixels, sha256: sha256 ?? "" });
    const tooLong = lengthProblem(sent, maxDataUrlLength);
    if (tooLong !== null) return refused("too_large", `resized, ${tooLong.reason}`);
    return { record: { ...record, delivery: "resized", sent }, url: pathToFileURL(path).href };
  } catch (error) {
    if (!(error instanceof ResizeError)) throw error;
    const { width, height } = record;
    if (error.isBroken) {
      return refused(
        "unreadable",
        `its header tells ${width} × ${height} pixels, but its content is broken: ${error.message}`,
      );
    }
    return refused(
      "too_large",
      `it has ${width} × ${height} pixels, allowed are ${pixels.maxPixels}, and it cannot be resized: ${error.message}`,
    );
  }
}

function lengthProblem(
  { bytes, mediaType }: { readonly bytes: number; readonly mediaType: string },
  maxDataUrlLength: number,
): Refusal | null {
  const length = `data:${mediaType};base64,`.length + 4 * Math.ceil(bytes / 3);
  if (length <= maxDataUrlLength) return null;
  const reason = `as a data URL it has ${length} characters, allowed are ${maxDataUrlLength}`;
  return { delivery: "too_large", reason };
}

function mediaTypeOf(file: string): string | null {
  const found: unknown = lookup(file);
  return typeof found === "string" ? found : null;
}

/** Width and height in pixels; null when the format does not tell. */
function dimensions(content: Uint8Array): Pick<ImageRecord, "width" | "height"> {
  try {
    const { width, height } = imageSize.imageSize(content);
    return { width: width > 0 ? width : null, height: height > 0 ? height : null };
  } catch {
    return { width: null, height: null };
  }
}
