/** How to write a cell. */
export interface FormatCellOptions {
  /** Longest text, in characters; longer ones end in "…". Default 60. */
  readonly longest?: number;
}

/**
 * Writes a cell for people: numbers to 4 significant digits, moments as ISO dates, lists and structs as JSON, long text cut.
 *
 * Whole numbers keep all their digits. Null stays null, so that each display shows a missing value in its own way.
 */
export function formatCell(value: unknown, options: FormatCellOptions = {}): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return formatNumber(value);
  if (typeof value === "bigint" || typeof value === "boolean") return String(value);
  if (value instanceof Date) return formatDate(value);
  const text = typeof value === "string" ? value : JSON.stringify(value, bigintAsNumber) ?? "";
  return cut(visible(text), options.longest ?? 60);
}

function formatNumber(value: number): string {
  if (Number.isInteger(value)) return String(value);
  if (Math.abs(value) >= 1000) return String(Math.round(value));
  return String(Number(value.toPrecision(4)));
}

/** A moment at midnight is a date. */
function formatDate(value: Date): string {
  if (!Number.isFinite(value.getTime())) return "invalid date";
  return value.toISOString().replace("T00:00:00.000Z", "").replace(".000Z", "Z");
}

function bigintAsNumber(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}

/** Control characters could drive a terminal, marks reorder the text; line ends would break a row. */
function visible(text: string): string {
  return text.replace(/\r\n|[\n\r\t\u2028\u2029]/g, " ")
    .replace(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, "\uFFFD");
}

function cut(text: string, longest: number): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}…`;
}
