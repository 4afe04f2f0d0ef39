import { crc32, deflateSync } from "node:zlib";

/** A picture as four bytes a pixel: red, green, blue, opacity. */
export interface Pixels {
  /** Pixels across. */
  readonly width: number;
  /** Pixels down. */
  readonly height: number;
  /** Row by row from the top. */
  readonly data: Uint8Array;
}

const SIGNATURE = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]);

/** A PNG file of an opaque picture: eight-bit grey when every pixel is grey, else eight-bit color. Much smaller than with opacity. */
export function encodePng({ width, height, data }: Pixels): Uint8Array {
  const isGrey = data.every((value, index) =>
    index % 4 === 3 || index % 4 === 0 || value === data[index - index % 4]
  );
  const channels = isGrey ? 1 : 3;
  const samples = new Uint8Array(width * height * channels);
  for (let pixel = 0; pixel < width * height; pixel++) {
    samples.set(data.subarray(pixel * 4, pixel * 4 + channels), pixel * channels);
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, isGrey ? 0 : 2], 8);
  const packed = [
    filterRows(samples, width * channels, channels),
    unfiltered(samples, width * channels),
  ]
    .map((rows) => deflateSync(rows, { level: 9 }))
    .toSorted((a, b) => a.length - b.length);
  return join([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("IDAT", packed[0] ?? new Uint8Array()),
    chunk("IEND", new Uint8Array()),
  ]);
}

function unfiltered(samples: Uint8Array, rowLength: number): Uint8Array {
  const rows = new Uint8Array(samples.length + samples.length / rowLength);
  for (let row = 0; row < samples.length / rowLength; row++) {
    rows.set(samples.subarray(row * rowLength, (row + 1) * rowLength), row * (rowLength + 1) + 1);
  }
  return rows;
}

/** Each row by the filter (none, left, up, mean, Paeth) with the smallest sum of absolute differences. */
function filterRows(samples: Uint8Array, rowLength: number, step: number): Uint8Array {
  const rows = unfiltered(samples, rowLength);
  for (let row = 0; row * rowLength < samples.length; row++) {
    const at = (index: number): number => samples[row * rowLength + index] ?? 0;
    const above = (index: number): number => row === 0 || index < 0 ? 0 : at(index - rowLength);
    const left = (index: number): number => index < step ? 0 : at(index - step);
    const corner = (index: number): number => index < step ? 0 : above(index - step);
    const predictors = [
      () => 0,
      left,
      above,
      (index: number) => (left(index) + above(index)) >> 1,
      (index: number) => paeth(left(index), above(index), corner(index)),
    ];
    const candidates = predictors.map((predict, kind) => {
      const bytes = Uint8Array.from(
        { length: rowLength },
        (_, index) => at(index) - predict(index),
      );
      const cost = bytes.reduce((sum, byte) => sum + Math.min(byte, 256 - byte), 0);
      return { kind, bytes, cost };
    });
    const best = candidates.reduce((a, b) => (b.cost < a.cost ? b : a));
    rows[row * (rowLength + 1)] = best.kind;
    rows.set(best.bytes, row * (rowLength + 1) + 1);
  }
  return rows;
}

function paeth(left: number, above: number, corner: number): number {
  const [toLeft, toAbove, toCorner] = [above - corner, left - corner, left + above - 2 * corner]
    .map(Math.abs);
  if (toLeft === undefined || toAbove === undefined || toCorner === undefined) return 0;
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = join([new TextEncoder().encode(type), data]);
  const size = new DataView(new ArrayBuffer(8));
  size.setUint32(0, data.length);
  size.setUint32(4, crc32(body));
  const numbers = new Uint8Array(size.buffer);
  return join([numbers.subarray(0, 4), body, numbers.subarray(4)]);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
