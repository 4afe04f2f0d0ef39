import { formatCell } from "../frames/_format_cell.ts";
import type { Frame } from "../frames/frame.ts";
import { escapeLatex } from "./_escape_latex.ts";

/** What to write of a table. */
export interface TableToLatexOptions {
  /** Columns to write, in this order; default all. */
  readonly columns?: readonly string[];
  /** Caption; without one there is a bare `tabular` and no float. */
  readonly caption?: string;
  /** Label to refer to it by; needs a caption. */
  readonly label?: string;
  /** Writes `value`, `lo`, `hi` (and other proportions of the table) as percentages; default false. */
  readonly percent?: boolean;
  /** Longest text in a cell, in characters; default 80. */
  readonly longest?: number;
}

/** Columns of proportions or their differences. */
const PROPORTIONS = [
  "value",
  "lo",
  "hi",
  "low",
  "high",
  "coverage",
  "mde",
  "a_value",
  "b_value",
  "own_value",
];

/**
 * Writes a table as LaTeX (booktabs): an estimate and its interval in one column, p values below 0.001 as such.
 *
 * Where `value`, `lo` and `hi` are all written they become `value [lo, hi]` at the place of the first. Numbers have 3
 * decimals (1 as percentages), missing values are an en dash. All text is escaped: a model's name cannot run a command.
 * A column that is not there throws `RangeError`. The preamble needs `\\usepackage{booktabs}`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { outcomesTable, questionsFrame, tableToLatex } from "@rounds/rounds";
 *
 * const latex = tableToLatex(outcomesTable(questionsFrame([])), { columns: ["run", "media_missing"] });
 * assert.match(latex, /run & media\\_missing/);
 * ```
 */
export function tableToLatex(table: Frame, options: TableToLatexOptions = {}): string {
  const { columns = table.columns, caption, label, percent = false, longest = 80 } = options;
  const missing = columns.find((name) => !table.columns.includes(name));
  if (missing !== undefined) {
    throw new RangeError(
      `No column "${missing}" in this table; it has ${table.columns.join(", ")}`,
    );
  }
  const isMerged = ["value", "lo", "hi"].every((name) => columns.includes(name));
  const shown = columns.filter((name) => !isMerged || (name !== "lo" && name !== "hi"));
  const values = new Map(columns.map((name) => [name, table.getColumn(name).toArray()]));
  const numeric = new Set(
    columns.filter((name) =>
      /^DataType\((?:U?Int|Float)/.test(String(table.getColumn(name).dtype))
    ),
  );
  const format: Format = { numeric, percent, longest };
  const cellAt = (name: string, row: number): string => {
    const one = (field: string): string => cell(values.get(field)?.[row], { name: field, format });
    return isMerged && name === "value"
      ? interval([one("value"), one("lo"), one("hi")])
      : one(name);
  };
  const head = shown.map((name) => header(name, { isMerged, percent }));
  const rows = Array.from(
    { length: table.height },
    (_, row) => shown.map((name) => cellAt(name, row)),
  );
  const line = (cells: readonly string[]): string => `${cells.join(" & ")} \\\\`;
  const alignment = shown.map((name) => numeric.has(name) ? "r" : "l").join("");
  const tabular = [
    `\\begin{tabular}{${alignment}}`,
    "\\toprule",
    line(head),
    "\\midrule",
    ...rows.map(line),
    "\\bottomrule",
    "\\end{tabular}",
  ];
  const float = caption === undefined ? tabular : [
    "\\begin{table}",
    "\\centering",
    `\\caption{${escapeLatex(caption)}}`,
    ...(label === undefined ? [] : [`\\label{${label.replace(/[^\w:.-]/g, "-")}}`]),
    ...tabular,
    "\\end{table}",
  ];
  return `${float.join("\n")}\n`;
}

interface Format {
  readonly numeric: ReadonlySet<string>;
  readonly percent: boolean;
  readonly longest: number;
}

function header(
  name: string,
  { isMerged, percent }: { readonly isMerged: boolean; readonly percent: boolean },
): string {
  const unit = percent && PROPORTIONS.includes(name) ? " (\\%)" : "";
  return `${escapeLatex(name)}${isMerged && name === "value" ? " [interval]" : ""}${unit}`;
}

function cell(
  value: unknown,
  { name, format }: { readonly name: string; readonly format: Format },
): string {
  if (value === null || value === undefined) return "--";
  if (typeof value !== "number" || !format.numeric.has(name)) {
    return escapeLatex(formatCell(value, { longest: format.longest }) ?? "--");
  }
  if (/^p(?:_|$)/.test(name) && value < 0.001) return "$<$0.001";
  const isPercent = format.percent && PROPORTIONS.includes(name);
  const text = isPercent
    ? (100 * value).toFixed(1)
    : Number.isInteger(value) && !PROPORTIONS.includes(name)
    ? String(value)
    : value.toFixed(3);
  return text.startsWith("-") ? `$-$${text.slice(1)}` : text;
}

function interval([value = "--", lo = "--", hi = "--"]: readonly string[]): string {
  return lo === "--" && hi === "--" ? value : `${value} [${lo}, ${hi}]`;
}
