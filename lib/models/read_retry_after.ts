import { durationMs } from "./_duration_ms.ts";

/** Headers that say how long to wait, and the milliseconds of their unit. */
const HEADERS: readonly (readonly [string, number])[] = [
  ["retry-after", 1000],
  ["retry-after-ms", 1],
  ["x-ms-retry-after-ms", 1],
  ["x-ratelimit-reset-after", 1000],
];

/**
 * Milliseconds to wait by `Retry-After` (seconds, a duration such as `3s`, or a date), `retry-after-ms`, `x-ms-retry-after-ms` or
 * `x-ratelimit-reset-after`: the longest where several are given, or one several times. Null when none says.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { readRetryAfter } from "@rounds/rounds";
 *
 * assert.equal(readRetryAfter(new Headers({ "retry-after": "2.5" }), 0), 2500);
 * assert.equal(readRetryAfter(new Headers({ "retry-after": "Thu, 01 Jan 1970 00:01:00 GMT" }), 10_000), 50_000);
 * assert.equal(readRetryAfter(new Headers({ "retry-after": "3s", "retry-after-ms": "100" }), 0), 3000);
 * assert.equal(readRetryAfter(new Headers(), 0), null);
 * ```
 */
export function readRetryAfter(headers: Headers, now: number): number | null {
  const waits = HEADERS.flatMap(([name, unitMs]) => {
    const text = headers.get(name);
    return text === null ? [] : waitsOf(text, { unitMs, now });
  });
  return waits.length === 0 ? null : Math.max(...waits);
}

/** A header that is sent twice arrives as one list; a date has a comma of its own. */
const DATE = /[a-z]{3}, \d{1,2} [a-z]{3} \d{4} [\d:]{8} GMT/gi;

function waitsOf(
  text: string,
  { unitMs, now }: { readonly unitMs: number; readonly now: number },
): readonly number[] {
  const dates = [...text.matchAll(DATE)].map(([date]) => date);
  return [...dates, ...text.replaceAll(DATE, "").split(",")].flatMap((part) => {
    const value = part.trim();
    const number = Number(value);
    if (value === "" || Number.isNaN(number)) {
      const wait = durationMs(value) ?? (/\d{4}/.test(value) ? Date.parse(value) - now : NaN);
      return Number.isNaN(wait) ? [] : [Math.max(0, wait)];
    }
    return Number.isFinite(number) ? [Math.max(0, number * unitMs)] : [];
  });
}
