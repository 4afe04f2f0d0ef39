import type { ColumnType } from "./column.ts";

/** A CSV file is also read in terminals. */
const UNSEEN = /(?![\t\r\n])[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
/** What a spreadsheet would run, with the apostrophes that stand before it. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
/** Whole numbers as they are written here. */
const INTEGER = /^-?(0|[1-9]\d{0,15})$/;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/** Text that a terminal or a reader cannot be tricked by: what drives one or reorders the other is U+FFFD. */
export function visible(text: string): string {
  return text.replace(UNSEEN, "\uFFFD");
}

/** A value as a cell: nothing for null, the empty text in quotes, formulas behind an apostrophe, lists as JSON. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") {
    return Object.is(value, -0) ? "-0" : String(value);
  }
  if (value instanceof Date) return value.toISOString();
  const text = visible(typeof value === "string" ? value : JSON.stringify(value));
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return guarded === "" || /[",;\t\n\r]/.test(guarded) || /^\s|\s$/.test(guarded)
    ? `"${guarded.replaceAll('"', '""')}"`
    : guarded;
}

/** A text as it was before `cellText` put an apostrophe in front. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

/** A cell as a value of the type; undefined when it is none. */
export function readCell(cell: string, type: ColumnType): unknown {
  switch (type) {
    case "string":
      return unguarded(cell);
    case "integer":
      return INTEGER.test(cell) && Number.isSafeInteger(Number(cell)) ? Number(cell) : undefined;
    case "number":
      return NUMBER.test(cell) && Number.isFinite(Number(cell)) ? Number(cell) : undefined;
    case "boolean":
      return /^true$/i.test(cell) ? true : /^false$/i.test(cell) ? false : undefined;
    case "datetime":
      return moment(cell);
    case "strings":
      return textList(unguarded(cell));
  }
}

/** The narrowest type that all values fit; text when there are none. */
export function inferType(fits: (type: ColumnType) => boolean): ColumnType {
  const types = ["integer", "number", "boolean", "datetime", "strings"] as const;
  return types.find(fits) ?? "string";
}

/** A moment written in full, with its zone. */
export function moment(text: string): Date | undefined {
  const date = new Date(MOMENT.test(text) ? text : NaN);
  return Number.isFinite(date.getTime()) ? date : undefined;
}

function textList(cell: string): readonly string[] | undefined {
  if (!cell.startsWith("[")) return undefined;
  try {
    const list: unknown = JSON.parse(cell);
    return Array.isArray(list) && list.every((entry) => typeof entry === "string")
      ? list
      : undefined;
  } catch {
    return undefined;
  }
}
