import type { Frame } from "../frames/frame.ts";
import { frameMemo } from "./_frame_memo.ts";

/** A frame of the one column. */
const columns = frameMemo<Frame>();

/**
 * One cell, null where the frame has no such column: most columns are wanted in one row a run only.
 */
export function cell(
  frame: Frame,
  { name, row }: { readonly name: string; readonly row: number },
): unknown {
  if (!frame.columns.includes(name)) return null;
  // Not `get(row)`: nodejs-polars 0.25 has none for text. The row first: a column of one value is only then written out.
  const column = columns(frame, name, () => frame.select(name));
  return column.slice(row, 1).getColumn(name).toArray()[0];
}
