import defer * as png from "fast-png";
import defer * as imageSize from "image-size";
import defer * as jpeg from "jpeg-js";
import type { Raster } from "./_resample.ts";

/** A picture that was decoded. */
export interface DecodedImage {
  readonly raster: Raster;
  readonly mediaType: "image/png" | "image/jpeg";
}

/** A picture that may be sound and is not decoded: of another format, or too large. */
export class UndecodedError extends RangeError {}

/** Above this an image is not decoded: it would take gigabytes. */
const MOST_PIXELS = 100_000_000;

/**
 * Decodes a PNG or a JPEG, by its content and not by its name, to eight bits a channel, turned as its EXIF orientation says. Throws an
 * `UndecodedError` for another format or too many pixels, and whatever the decoder throws for broken content.
 */
export function rasterOf(content: Uint8Array): DecodedImage {
  const { type, width, height, orientation } = imageSize.imageSize(content);
  if (type !== "png" && type !== "jpg") {
    throw new UndecodedError(
      `it is a ${type?.toUpperCase()} file, and only PNG and JPEG can be resized`,
    );
  }
  if (width * height > MOST_PIXELS) {
    throw new UndecodedError(
      `it has ${width} × ${height} pixels, and more than ${
        MOST_PIXELS / 1e6
      } million are not resized`,
    );
  }
  if (type === "png") return { raster: fromPng(content), mediaType: "image/png" };
  const limits = { maxResolutionInMP: MOST_PIXELS / 1e6, maxMemoryUsageInMB: 4096 };
  const decoded = jpeg.decode(content, { useTArray: true, formatAsRGBA: false, ...limits });
  const raster = {
    width: decoded.width,
    height: decoded.height,
    channels: 3,
    data: decoded.data,
  };
  return { raster: turned(raster, orientation ?? 1), mediaType: "image/jpeg" };
}

function fromPng(content: Uint8Array): Raster {
  const decoded = png.decode(content);
  const { width, height, depth } = decoded;
  if (decoded.palette !== undefined) {
    const data = png.convertIndexedToRgb(decoded);
    return { width, height, channels: data.length / (width * height), data };
  }
  const { channels } = decoded;
  const data = Uint8Array.from(
    depth === 8 ? decoded.data : depth === 16
      // The eight higher bits of sixteen.
      ? decoded.data.map((value) => value >> 8)
      : spread(decoded.data, { width, height, depth }),
  );
  return { width, height, channels, data };
}

/** Grey levels of one, two or four bits, packed into bytes, as eight bits each. */
function spread(
  packed: ArrayLike<number>,
  { width, height, depth }: {
    readonly width: number;
    readonly height: number;
    readonly depth: number;
  },
): Uint8Array {
  const data = new Uint8Array(width * height);
  const most = (1 << depth) - 1;
  const stride = Math.ceil(width * depth / 8);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const bit = x * depth;
      const byte = packed[y * stride + (bit >> 3)] ?? 0;
      data[y * width + x] = Math.round(((byte >> (8 - depth - (bit & 7))) & most) * 255 / most);
    }
  }
  return data;
}

/** Turned and mirrored so that the first row is the top one and the first column the left one (EXIF orientation 1 to 8). */
function turned(source: Raster, orientation: number): Raster {
  if (!(orientation >= 2 && orientation <= 8)) return source;
  const { width, height, channels } = source;
  const isOnItsSide = orientation >= 5;
  const [across, down] = isOnItsSide ? [height, width] : [width, height];
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBelow = [3, 4, 6, 7].includes(orientation);
  const data = new Uint8Array(source.data.length);
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      const [column, row] = isOnItsSide ? [y, x] : [x, y];
      const from = (fromBelow ? height - 1 - row : row) * width +
        (fromRight ? width - 1 - column : column);
      for (let channel = 0; channel < channels; channel++) {
        data[(y * across + x) * channels + channel] = source.data[from * channels + channel] ?? 0;
      }
    }
  }
  return { width: across, height: down, channels, data };
}
