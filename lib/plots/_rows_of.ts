import type { PlotRow, PlotRows } from "./figure.ts";

/**
 * The records of what a figure function was given: themselves, or what `toRecords()` gives.
 */
export function rowsOf(rows: PlotRows): readonly PlotRow[] {
  return isList(rows) ? rows : rows.toRecords();
}

/** Not by asking for `toRecords`: a Polars frame answers `in` for its columns only. */
function isList(rows: PlotRows): rows is readonly PlotRow[] {
  return Array.isArray(rows);
}
