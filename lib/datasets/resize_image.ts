import defer * as png from "fast-png";
import defer * as jpeg from "jpeg-js";
import { Buffer } from "node:buffer";
import { rasterOf } from "./_raster_of.ts";
import { type Raster, resample } from "./_resample.ts";

/** An image that was made smaller. */
export interface ResizedImage {
  /** The encoded file. */
  readonly content: Uint8Array;
  /** Its format, that of the original. */
  readonly mediaType: "image/png" | "image/jpeg";
  /** Its width in pixels. */
  readonly width: number;
  /** Its height in pixels. */
  readonly height: number;
}

/** What an image may have. */
export interface ResizeImageOptions {
  /** Pixels (width × height) at most. */
  readonly maxPixels: number;
}

/** JPEG quality of what was resized. */
const QUALITY = 90;

/**
 * Makes a PNG or JPEG file smaller until it has at most so many pixels, its aspect kept: Lanczos filter, eight bits a channel. A
 * PNG stays a PNG; a JPEG is written with quality 90, turned upright, without its metadata. Null when it is small enough as it is.
 *
 * Throws a RangeError for other formats and for more than 100 million pixels, and what the decoder throws for broken content.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { encode } from "fast-png";
 * import { resizeImage } from "@rounds/rounds";
 *
 * const content = encode({ width: 64, height: 32, channels: 1, data: new Uint8Array(64 * 32) });
 * const resized = resizeImage(content, { maxPixels: 128 });
 * assert.deepEqual([resized?.width, resized?.height, resized?.mediaType], [16, 8, "image/png"]);
 * assert.equal(resizeImage(content, { maxPixels: 2048 }), null);
 * ```
 */
export function resizeImage(
  content: Uint8Array,
  { maxPixels }: ResizeImageOptions,
): ResizedImage | null {
  if (!Number.isSafeInteger(maxPixels) || maxPixels < 1) {
    throw new RangeError(`maxPixels is ${maxPixels}, expected a whole number of at least 1`);
  }
  const { raster, mediaType } = rasterOf(content);
  if (raster.width * raster.height <= maxPixels) return null;
  const small = resample(raster, fittingSize(raster, maxPixels));
  const { width, height } = small;
  const encoded = mediaType === "image/png" ? pngOf(small) : jpegOf(small);
  return { content: encoded, mediaType, width, height };
}

/** The largest size of that aspect, rounded down, with at most so many pixels. */
function fittingSize({ width, height }: Raster, maxPixels: number) {
  const factor = Math.sqrt(maxPixels / (width * height));
  const fit = (side: number, other: number) =>
    Math.max(1, Math.min(Math.floor(side * factor + 1e-9), Math.floor(maxPixels / other)));
  const across = fit(width, 1);
  return { width: across, height: fit(height, across) };
}

function pngOf({ width, height, channels, data }: Raster): Uint8Array {
  return Uint8Array.from(png.encode({ width, height, channels, data, depth: 8 }));
}

function jpegOf({ width, height, channels, data }: Raster): Uint8Array {
  const pixels = Buffer.alloc(width * height * 4, 255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      pixels[pixel * 4 + channel] = data[pixel * channels + channel] ?? 0;
    }
  }
  return Uint8Array.from(jpeg.encode({ data: pixels, width, height }, QUALITY).data);
}
