import type { Frame } from "../frames/frame.ts";

/**
 * One cell, null where the frame has no such column: most columns are wanted in one row a run only.
 */
export function cell(
  frame: Frame,
  { name, row }: { readonly name: string; readonly row: number },
): unknown {
  // Not `get(row)`: nodejs-polars 0.25 has none for text.
  return frame.columns.includes(name) ? frame.getColumn(name).slice(row, 1).toArray()[0] : null;
}
