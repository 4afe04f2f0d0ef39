/**
 * Puts rows into an order drawn by the seed and their keys alone: not by the order they come in.
 */
export function drawOrder<Row>(
  rows: readonly Row[],
  options: { readonly seed: number; readonly key: (row: Row) => string },
): Row[] {
  const { seed, key } = options;
  return rows.map((row) => ({ row, key: key(row), place: hash(`${seed}\n${key(row)}`) }))
    .toSorted((a, b) => a.place - b.place || (a.key < b.key ? -1 : 1))
    .map(({ row }) => row);
}

/** FNV-1a with a last mixing, 32 bit. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    value = Math.imul(value ^ byte, 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
