/** A CSV file is also read in terminals. */
const UNSEEN = /(?![\t\r\n])[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/**
 * Cells as CSV (RFC 4180, line feeds). A text that a spreadsheet would run as a formula gets an apostrophe in front;
 * control characters and marks that reorder text become U+FFFD.
 */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((cells) => `${cells.map(cellText).join(",")}\n`).join("");
}

function cellText(value: string | number): string {
  if (typeof value === "number") return String(value);
  const visible = value.replace(UNSEEN, "\uFFFD");
  // One apostrophe is taken away on reading, so a text that begins with one before such a sign gets another.
  const guarded = /^'*[=+\-@\t\r\n＝＋－＠]/.test(visible) ? `'${visible}` : visible;
  return /[",;\t\n\r]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
