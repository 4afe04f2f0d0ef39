import { formatCell } from "./_format_cell.ts";
import type { Frame } from "./frame.ts";

/** What to show of a frame. */
export interface ShowFrameOptions {
  /** Most rows shown, half from the head and half from the tail; default 20. */
  readonly rows?: number;
  /** Columns to show, in this order; default all. */
  readonly columns?: readonly string[];
  /** Longest text in a cell, in characters; default 60. */
  readonly longest?: number;
}

/** A frame made readable: as the last value of a notebook cell it shows itself. */
export interface ShownFrame {
  /** A table with shape and types, inline styles only, everything escaped. */
  readonly html: string;
  /** The same for a terminal. */
  readonly text: string;
  /** What a notebook shows; the symbol is `Symbol.for("Jupyter.display")`. */
  readonly [display: symbol]: () => Readonly<Record<"text/html" | "text/plain", string>>;
}

/**
 * Makes a frame readable in a notebook: its shape, its types, head and tail, missing values greyed.
 *
 * Works in light and dark, scrolls sideways when wide, and needs neither scripts nor style sheets. A column that is not
 * there throws `RangeError`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { questionsFrame, showFrame } from "@rounds/rounds";
 *
 * const shown = showFrame(questionsFrame([]), { columns: ["model", "score"] });
 * assert.match(shown.html, /0 rows × 2 columns/);
 * ```
 */
export function showFrame(frame: Frame, options: ShowFrameOptions = {}): ShownFrame {
  const { rows = 20, longest = 60 } = options;
  if (!Number.isSafeInteger(rows) || rows < 1) {
    throw new RangeError(`rows is ${rows}, expected a whole number from 1`);
  }
  const missing = options.columns?.find((name) => !frame.columns.includes(name));
  if (missing !== undefined) {
    throw new RangeError(
      `No column "${missing}" in this frame; it has ${frame.columns.join(", ")}`,
    );
  }
  const chosen = options.columns === undefined ? frame : frame.select(...options.columns);
  const view = excerpt(chosen, { rows, longest });
  const html = toHtml(view);
  const text = toText(view);
  const bundle = { "text/html": html, "text/plain": text };
  return { html, text, [Symbol.for("Jupyter.display")]: () => bundle };
}

/** The rows shown, as text; a null row stands for those left out. */
interface View {
  readonly shape: string;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly number: boolean;
  }[];
  readonly lines: readonly (readonly (string | null)[] | null)[];
  readonly left: number;
}

function excerpt(
  frame: Frame,
  { rows, longest }: { readonly rows: number; readonly longest: number },
): View {
  const { height, width, columns: names } = frame;
  const all = height <= rows;
  const head = Math.ceil(rows / 2);
  const tail = rows - head;
  const cells = (part: Frame) => {
    const columns = names.map((name) => part.getColumn(name).toArray());
    return Array.from(
      { length: part.height },
      (_, row) => columns.map((column) => formatCell(column[row], { longest })),
    );
  };
  return {
    shape: `${count(height, "row")} × ${count(width, "column")}`,
    columns: names.map((name) => typeOf(name, String(frame.getColumn(name).dtype))),
    lines: all ? cells(frame) : [...cells(frame.head(head)), null, ...cells(frame.tail(tail))],
    left: all ? 0 : height - rows,
  };
}

function typeOf(name: string, dtype: string): View["columns"][number] {
  const inner = dtype.replaceAll("DataType(", "").replaceAll(")", "");
  const type = inner.replaceAll("String", "text").replaceAll("Utf8", "text").replace(
    /^Bool$/,
    "bool",
  )
    .replace(/Datetime\(?.*/, "datetime").replace(/^List\(/, "list of ").replace(
      /^Struct.*/,
      "struct",
    )
    .replace(/^(U?)Int(\d+)$/, (_, unsigned, bits) => `${unsigned.toLowerCase()}int${bits}`)
    .replace(/^Float(\d+)$/, "float$1");
  return { name: formatCell(name) ?? "", type, number: /^(u?int|float)/.test(type) };
}

function count(n: number, noun: string): string {
  return `${n.toLocaleString("en-US")} ${noun}${n === 1 ? "" : "s"}`;
}

const LINE = "border-bottom:1px solid rgba(128,128,128,.35)";

function toHtml({ shape, columns, lines, left }: View): string {
  const align = (index: number) => columns[index]?.number ? "right" : "left";
  const style = (index: number, more = "") =>
    `style="text-align:${align(index)};padding:2px 10px 2px 0;white-space:nowrap;${more}"`;
  const head = columns.map((column, index) =>
    `<th scope="col" ${style(index, `vertical-align:bottom;${LINE}`)}>${
      escapeHtml(column.name)
    }<br>` +
    `<span style="font-weight:normal;opacity:.65">${escapeHtml(column.type)}</span></th>`
  );
  const body = lines.map((line) =>
    line === null
      ? `<tr><td colspan="${columns.length}" style="text-align:left;padding:2px 0;opacity:.65">` +
        `… ${left.toLocaleString("en-US")} more …</td></tr>`
      : `<tr>${
        line.map((cell, index) =>
          `<td ${style(index)}>${
            cell === null ? '<span style="opacity:.45">null</span>' : escapeHtml(cell)
          }</td>`
        ).join("")
      }</tr>`
  );
  return `<div style="overflow-x:auto;max-width:100%"><div style="opacity:.75">${shape}</div>` +
    `<table style="border-collapse:collapse;font-variant-numeric:tabular-nums;color:inherit;background:none">` +
    `<thead><tr>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table></div>`;
}

/** Columns that do not fit a terminal's line are named below the table. */
const TEXT_WIDTH = 110;

function toText({ shape, columns, lines, left }: View): string {
  const table = [
    columns.map((column) => column.name),
    columns.map((column) => column.type),
    ...lines.map((line) => line?.map((cell) => cell ?? "null") ?? null),
  ];
  const widths = columns.map((_, index) =>
    Math.max(...table.map((line) => [...(line?.[index] ?? "")].length))
  );
  let used = 0;
  const over = widths.findIndex((width) => (used += width + 2) > TEXT_WIDTH + 2);
  const fitting = over === -1 ? columns.length : Math.max(1, over);
  const text = table.map((line) =>
    line === null ? `… ${left} more …` : line.slice(0, fitting).map((cell, index) => {
      const space = " ".repeat((widths[index] ?? 0) - [...cell].length);
      return columns[index]?.number ? space + cell : cell + space;
    }).join("  ").trimEnd()
  );
  const unseen = columns.slice(fitting).map((column) => column.name);
  const note = unseen.length === 0
    ? []
    : [`… and ${count(unseen.length, "column")}: ${unseen.join(", ")}`];
  return [shape, ...text, ...note].join("\n");
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}
