import type { Frame } from "../frames/frame.ts";

/** What to write of a table. */
export interface TableToCsvOptions {
  /** Columns to write, in this order; default all. */
  readonly columns?: readonly string[];
}

/**
 * Writes a table as CSV (RFC 4180, line feeds): numbers in full, missing values empty, lists joined by `; `.
 *
 * A text that a spreadsheet would run as a formula (it starts with `=`, `+`, `-`, `@`, their full-width forms, a tab or a line
 * end) gets an apostrophe in front; numbers are left alone. Control characters and marks that reorder text become U+FFFD. A column that is not there throws `RangeError`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { outcomesTable, questionsFrame, tableToCsv } from "@rounds/rounds";
 *
 * const table = outcomesTable(questionsFrame([]));
 * assert.equal(tableToCsv(table, { columns: ["model", "graded"] }), "model,graded\n");
 * ```
 */
export function tableToCsv(table: Frame, options: TableToCsvOptions = {}): string {
  const { columns = table.columns } = options;
  const missing = columns.find((name) => !table.columns.includes(name));
  if (missing !== undefined) {
    throw new RangeError(
      `No column "${missing}" in this table; it has ${table.columns.join(", ")}`,
    );
  }
  const values = columns.map((name) => table.getColumn(name).toArray());
  const rows = Array.from(
    { length: table.height },
    (_, row) => values.map((list) => cell(list[row])),
  );
  return [columns.map(cell), ...rows].map((cells) => `${cells.join(",")}\n`).join("");
}

/** A CSV file is also read in terminals. */
const UNSEEN = /(?![\t\r\n])[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") {
    return String(value);
  }
  if (value instanceof Date) return value.toISOString();
  const text = Array.isArray(value)
    ? value.join("; ")
    : typeof value === "string"
    ? value
    : JSON.stringify(value);
  const visible = text.replace(UNSEEN, "\uFFFD");
  const guarded = /^[=+\-@\t\r\n＝＋－＠]/.test(visible) ? `'${visible}` : visible;
  return /[",\n\r]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
