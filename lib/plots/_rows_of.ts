import type { PlotRow, PlotRows } from "./figure.ts";

/**
 * The records of what a figure function was given: themselves, or what `toRecords()` gives.
 */
export function rowsOf(rows: PlotRows): readonly PlotRow[] {
  return isList(rows) ? rows.filter(isRow) : rows.toRecords();
}

/** Not by asking for `toRecords`: a Polars frame answers `in` for its columns only. */
function isList(rows: PlotRows): rows is readonly object[] {
  return Array.isArray(rows);
}

/** Any object has columns: what an interface declares is read by name like the rest. */
function isRow(row: object): row is PlotRow {
  return row !== null;
}
