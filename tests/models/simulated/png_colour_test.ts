import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { crc32, deflateSync } from "node:zlib";
import { pngColour } from "../../../lib/models/simulated/png_colour.ts";

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** A 4 x 4 PNG whose rows hold the given pixel, filtered by "Sub" where asked. */
function png(
  colourType: number,
  pixel: readonly number[],
  options: { readonly depth?: number; readonly palette?: readonly number[] } = {},
): string {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(4, 0);
  header.writeUInt32BE(4, 4);
  header[8] = options.depth ?? 8;
  header[9] = colourType;
  const subFiltered = [1, ...pixel, ...new Array(pixel.length * 3).fill(0)];
  const file = Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    ...(options.palette === undefined ? [] : [chunk("PLTE", Buffer.from(options.palette))]),
    chunk("IDAT", deflateSync(Buffer.from(new Array(4).fill(subFiltered).flat()))),
    chunk("IEND", new Uint8Array()),
  ]);
  return `data:image/png;base64,${file.toString("base64")}`;
}

Deno.test("pngColour() names plain colours of every pixel kind", () => {
  assert.equal(pngColour(png(2, [255, 255, 0])), "Yellow");
  assert.equal(pngColour(png(6, [250, 10, 10, 255])), "Red");
  assert.equal(pngColour(png(0, [255])), "White");
  assert.equal(pngColour(png(3, [1], { palette: [0, 0, 0, 0, 0, 255] })), "Blue");
});

Deno.test("pngColour() is null for anything it cannot read", () => {
  assert.equal(pngColour("https://example.org/yellow.png"), null);
  assert.equal(pngColour("data:image/jpeg;base64,/9j/4AAQ"), null);
  assert.equal(pngColour("data:image/png;base64,AAAA"), null);
  assert.equal(pngColour(png(2, [255, 255, 0], { depth: 16 })), null);
  assert.equal(pngColour(png(2, [255, 255, 0]).slice(0, -60)), null);
});
