import type { ColumnDescription, ColumnType } from "./column.ts";
import type { Frame } from "./frame.ts";

/** How a frame is written. */
export type FrameFormat = "parquet" | "csv" | "jsonl";

/** A column of a file. */
export type FileColumn = Pick<ColumnDescription, "name" | "type">;

/** Version of the file that says what the columns of a text file hold. */
export const COLUMNS_SCHEMA = "rounds.columns/1";

/** The format by the end of the name; throws a RangeError for another. */
export function formatOf(path: string): FrameFormat {
  const format = /\.(parquet|csv|jsonl)$/i.exec(path)?.[1]?.toLowerCase();
  if (format === "parquet" || format === "csv" || format === "jsonl") return format;
  throw new RangeError(`${path}: a frame's file ends in .parquet, .csv or .jsonl`);
}

/** Where the types of a text file's columns stand. */
export function columnsPath(path: string): string {
  return `${path}.columns.json`;
}

/** What the columns of a frame hold; null for what only Parquet keeps. Integers and floats of any width are one type. */
export function columnsOf(
  frame: Frame,
): readonly { readonly name: string; readonly type: ColumnType | null; readonly stored: string }[] {
  return frame.columns.map((name) => {
    const stored = String(frame.getColumn(name).dtype).replace(/DataType\(([^()]*)\)/g, "$1");
    const plain = stored.replace(/^DataType\((.*)\)$/, "$1");
    return { name, type: typeOf(plain), stored: plain };
  });
}

function typeOf(stored: string): ColumnType | null {
  if (/^(String|Utf8)$/.test(stored)) return "string";
  if (/^U?Int\d+$/.test(stored)) return "integer";
  if (/^Float\d+$/.test(stored)) return "number";
  if (/^Bool/.test(stored)) return "boolean";
  if (/^Datetime\(ms/.test(stored)) return "datetime";
  return /^List\((String|Utf8)\)$/.test(stored) ? "strings" : null;
}
