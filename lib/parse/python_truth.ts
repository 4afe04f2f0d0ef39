/**
 * Whether Python's `bool()` of a JSON value is true: unlike JavaScript's, an empty array or object is false.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { pythonTruth } from "@rounds/rounds";
 *
 * assert.deepEqual([[], {}, "", 0, null, undefined].map(pythonTruth), Array(6).fill(false));
 * assert.deepEqual([[0], { a: 0 }, "false", -1, true].map(pythonTruth), Array(5).fill(true));
 * ```
 */
export function pythonTruth(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}
