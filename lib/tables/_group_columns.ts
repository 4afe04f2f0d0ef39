import type { Column, ColumnType } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import { RUN_COLUMN, RUN_KEY_COLUMNS } from "./_accuracy_columns.ts";
import type { GroupValue } from "./accuracy_row.ts";

/**
 * Declares the columns a table is grouped by, with the types they have in the frame; those of the run are there already.
 */
export function groupColumns(
  frame: Frame,
  options: { readonly by: readonly string[] },
): Column<{ readonly by: readonly GroupValue[] }>[] {
  const given = new Set([RUN_COLUMN, ...RUN_KEY_COLUMNS].map((column) => column.name));
  return options.by
    .map((name, index) => ({
      name,
      type: columnType(String(frame.getColumn(name).dtype)),
      description: "Grouped by",
      read: (row: { readonly by: readonly GroupValue[] }) => row.by[index] ?? null,
    }))
    .filter((column) => !given.has(column.name));
}

function columnType(dtype: string): ColumnType {
  if (/^DataType\(U?Int/.test(dtype)) return "integer";
  if (/^DataType\(Float/.test(dtype)) return "number";
  return dtype.startsWith("DataType(Bool") ? "boolean" : "string";
}
