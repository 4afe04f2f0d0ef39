const PNG = [0x89, 0x50, 0x4e, 0x47];
const JPEG = [0xff, 0xd8, 0xff];

/** Why what a file holds seems to be no whole image: of no known format, or cut off; null when nothing speaks against it. */
export function imageDoubt(content: Uint8Array, width: number | null): string | null {
  if (width === null) return "its content is of no known format";
  // A camera may write more behind the end, and a thumbnail before it has an end of its own.
  const rest = content.subarray(Math.floor(content.length / 2));
  const isCut = begins(content, PNG)
    ? !holds(rest, [0x49, 0x45, 0x4e, 0x44])
    : begins(content, JPEG) && !holds(rest, [0xff, 0xd9]);
  return isCut ? "it is cut off: its end is missing" : null;
}

function begins(content: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, n) => content[n] === byte);
}

function holds(content: Uint8Array, part: readonly number[]): boolean {
  const [first = 0] = part;
  for (let at = content.indexOf(first); at >= 0; at = content.indexOf(first, at + 1)) {
    if (part.every((byte, n) => content[at + n] === byte)) return true;
  }
  return false;
}
