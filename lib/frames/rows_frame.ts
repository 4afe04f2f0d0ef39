import { buildFrame } from "./build_frame.ts";
import type { ColumnType } from "./column.ts";
import type { Frame } from "./frame.ts";

/** Which columns, and what the rows are called. */
export interface RowsFrameOptions {
  /** Columns to take, in this order; default all. Without rows they are there too, empty. */
  readonly columns?: readonly string[];
  /** For messages; default `rows`. */
  readonly name?: string;
}

type PlainRow = Readonly<Record<string, unknown>>;

/**
 * A frame of plain rows, such as `shortcutRows` or `cutoffGap` give, for `showFrame`, `tableToCsv`, `tableToLatex` or Polars.
 *
 * Columns are those of all rows, in the order they come up; each is of the type its values have (whole numbers where all
 * are), and a column without a value is text. A list or an object becomes its JSON text, unless it is a list of texts.
 * Throws `TypeError` naming row and column for values of two kinds in one column and for numbers that are not finite, and
 * `RangeError` for a column that no row has.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { rowsFrame } from "@rounds/rounds";
 *
 * const frame = rowsFrame([{ run: "a", n: 12, value: null }, { run: "b", n: 14, value: 0.5 }]);
 * assert.deepEqual(frame.toRecords()[1], { run: "b", n: 14, value: 0.5 });
 * ```
 */
export function rowsFrame(rows: readonly object[], options: RowsFrameOptions = {}): Frame {
  const { name = "rows" } = options;
  const plain = rows.map((row): PlainRow => ({ ...row }));
  const found = new Set(plain.flatMap((row) => Object.keys(row)));
  const missing = options.columns?.find((key) => rows.length > 0 && !found.has(key));
  if (missing !== undefined) {
    throw new RangeError(
      `No column "${missing}" in these rows; they have ${[...found].join(", ")}`,
    );
  }
  const columns = [...new Set(options.columns ?? found)].map((key) => {
    const type = typeOf(plain.map((row) => row[key] ?? null));
    return {
      name: key,
      type,
      description: key,
      read: (row: PlainRow): unknown => {
        const value = row[key] ?? null;
        return type === "string" && typeof value === "object" && value !== null
          ? JSON.stringify(value)
          : value;
      },
    };
  });
  return buildFrame({ name, columns, describeRow: labelOf }, plain);
}

/** The type of the first value decides; what does not fit it is refused when the frame is built. */
function typeOf(values: readonly unknown[]): ColumnType {
  const first = values.find((value) => value !== null);
  if (typeof first === "boolean") return "boolean";
  if (typeof first === "number") {
    return values.every((value) => value === null || Number.isSafeInteger(value))
      ? "integer"
      : "number";
  }
  if (first instanceof Date) return "datetime";
  return Array.isArray(first) && first.length > 0 &&
      values.every((value) => value === null || isTexts(value))
    ? "strings"
    : "string";
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((entry) => typeof entry === "string");
}

function labelOf(row: PlainRow): string {
  return Object.values(row).filter((value) => typeof value === "string").slice(0, 2).join(", ");
}
