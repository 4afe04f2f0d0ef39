/**
 * Milliseconds to wait by `retry-after-ms` or `Retry-After` (seconds or a date); null when neither says.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { readRetryAfter } from "@rounds/rounds";
 *
 * assert.equal(readRetryAfter(new Headers({ "retry-after": "2.5" }), 0), 2500);
 * assert.equal(readRetryAfter(new Headers({ "retry-after": "Thu, 01 Jan 1970 00:01:00 GMT" }), 10_000), 50_000);
 * assert.equal(readRetryAfter(new Headers(), 0), null);
 * ```
 */
export function readRetryAfter(headers: Headers, now: number): number | null {
  const exact = Number(headers.get("retry-after-ms") ?? NaN);
  if (Number.isFinite(exact) && exact >= 0) return exact;
  const text = headers.get("retry-after");
  if (text === null || text.trim() === "") return null;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
