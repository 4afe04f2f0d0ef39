import { formatCell } from "../frames/_format_cell.ts";
import type { Frame } from "../frames/frame.ts";
import { escapeMarkdown } from "./_escape_markdown.ts";

/** What to write of a table. */
export interface TableToMarkdownOptions {
  /** Columns to write, in this order; default all. */
  readonly columns?: readonly string[];
  /** Longest text in a cell, in characters; default 200. */
  readonly longest?: number;
}

/**
 * Writes a table as GitHub-flavoured Markdown: numbers to 4 significant digits, missing values as an en dash.
 *
 * Text is escaped, so that a model's name can neither break the table nor become a link, an image or HTML. A column that
 * is not there throws `RangeError`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { outcomesTable, questionsFrame, tableToMarkdown } from "@rounds/rounds";
 *
 * const table = outcomesTable(questionsFrame([]));
 * assert.equal(tableToMarkdown(table, { columns: ["model", "graded"] }), "| model | graded |\n| --- | ---: |\n");
 * ```
 */
export function tableToMarkdown(table: Frame, options: TableToMarkdownOptions = {}): string {
  const { columns = table.columns, longest = 200 } = options;
  const missing = columns.find((name) => !table.columns.includes(name));
  if (missing !== undefined) {
    throw new RangeError(
      `No column "${missing}" in this table; it has ${table.columns.join(", ")}`,
    );
  }
  const series = columns.map((name) => table.getColumn(name));
  const rules = series.map(({ dtype }) =>
    /^DataType\((?:U?Int|Float)/.test(String(dtype)) ? "---:" : "---"
  );
  const values = series.map((one) => one.toArray());
  const rows = Array.from({ length: table.height }, (_, row) =>
    values.map((list) => {
      const cell = formatCell(list[row], { longest });
      return cell === null ? "–" : escapeMarkdown(cell);
    }));
  return [columns.map(escapeMarkdown), rules, ...rows]
    .map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}
