import { crc32, deflateSync } from "node:zlib";

const SIDE = 64;
const YELLOW = [255, 255, 0];

/**
 * A PNG of 64 x 64 yellow pixels as a data URL, made here so that no file is needed.
 *
 * @internal
 */
export function yellowSquare(): string {
  const row = [0, ...Array.from({ length: SIDE }, () => YELLOW).flat()];
  const pixels = Uint8Array.from(Array.from({ length: SIDE }, () => row).flat());
  const header = new Uint8Array(13);
  new DataView(header.buffer).setUint32(0, SIDE);
  new DataView(header.buffer).setUint32(4, SIDE);
  // Eight bits a channel, red green blue.
  header.set([8, 2], 8);
  const file = [
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk("IHDR", header),
    ...chunk("IDAT", deflateSync(pixels)),
    ...chunk("IEND", new Uint8Array(0)),
  ];
  return `data:image/png;base64,${Uint8Array.from(file).toBase64()}`;
}

/** Length, name, content, checksum of name and content. */
function chunk(name: string, content: Uint8Array): readonly number[] {
  const body = [...new TextEncoder().encode(name), ...content];
  return [...uint32(content.length), ...body, ...uint32(crc32(Uint8Array.from(body)))];
}

function uint32(value: number): readonly number[] {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return [...bytes];
}
