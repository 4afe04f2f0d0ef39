import { Buffer } from "node:buffer";
import { inflateSync } from "node:zlib";

const NAMED: Readonly<Record<string, readonly [number, number, number]>> = {
  Black: [0, 0, 0],
  White: [255, 255, 255],
  Grey: [128, 128, 128],
  Red: [255, 0, 0],
  Green: [0, 160, 0],
  Blue: [0, 0, 255],
  Yellow: [255, 255, 0],
  Orange: [255, 165, 0],
  Purple: [128, 0, 128],
  Cyan: [0, 255, 255],
  Magenta: [255, 0, 255],
};
/** Bytes a pixel by PNG colour type: grey, true colour, palette, true colour with alpha. */
const PIXEL_BYTES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 6: 4 };

/**
 * Names the colour of a PNG data URL's first pixel, null when it is no PNG of 8 bits a channel. Enough eyes for a
 * vision check, which sends a plain square.
 *
 * @internal
 */
export function pngColour(url: string): string | null {
  const encoded = /^data:image\/png;base64,(.*)$/is.exec(url)?.[1];
  if (encoded === undefined) return null;
  try {
    const pixel = firstPixel(Buffer.from(encoded, "base64"));
    return pixel === null ? null : nearestName(pixel);
  } catch {
    return null;
  }
}

/** The first pixel needs no unfiltering: every PNG filter predicts it from nothing. */
function firstPixel(png: Buffer): readonly number[] | null {
  if (png.subarray(0, 8).toString("latin1") !== "\x89PNG\r\n\x1a\n") return null;
  const colourType = png[25] ?? -1;
  const size = PIXEL_BYTES[colourType];
  if (png[24] !== 8 || size === undefined) return null;
  const data: Buffer[] = [];
  let palette: Buffer | null = null;
  for (let at = 8; at + 8 <= png.length;) {
    const length = png.readUInt32BE(at);
    const name = png.toString("latin1", at + 4, at + 8);
    const content = png.subarray(at + 8, at + 8 + length);
    if (name === "IDAT") data.push(content);
    if (name === "PLTE") palette = content;
    at += length + 12;
  }
  const pixel = inflateSync(Buffer.concat(data)).subarray(1, 1 + size);
  if (colourType === 0) return [pixel[0] ?? 0, pixel[0] ?? 0, pixel[0] ?? 0];
  if (colourType !== 3) return [...pixel.subarray(0, 3)];
  const entry = (pixel[0] ?? 0) * 3;
  return palette === null ? null : [...palette.subarray(entry, entry + 3)];
}

function nearestName(pixel: readonly number[]): string | null {
  const distances = Object.entries(NAMED).map(([name, colour]) => ({
    name,
    distance: colour.reduce((sum, channel, index) => sum + (channel - (pixel[index] ?? 0)) ** 2, 0),
  }));
  distances.sort((left, right) => left.distance - right.distance);
  return distances[0]?.name ?? null;
}
