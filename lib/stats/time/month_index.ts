/**
 * Months since the year 0 of a date that starts `yyyy-mm`; null for a missing date. Throws a SyntaxError for another form.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { monthIndex } from "@rounds/rounds";
 *
 * assert.equal((monthIndex("2024-03-17") ?? 0) - (monthIndex("2023-12") ?? 0), 3);
 * assert.equal(monthIndex(null), null);
 * ```
 */
export function monthIndex(date: string | null): number | null {
  if (date === null) return null;
  const match = /^(\d{4})-(\d{2})/.exec(date);
  const month = Number(match?.[2]);
  if (match === null || month < 1 || month > 12) {
    throw new SyntaxError(`date is "${date}", expected yyyy-mm or yyyy-mm-dd`);
  }
  return 12 * Number(match[1]) + month - 1;
}
