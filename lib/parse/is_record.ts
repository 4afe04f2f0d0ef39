/**
 * Whether a value is an object with named fields: no null, no array.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { isRecord } from "@rounds/rounds";
 *
 * assert.equal(isRecord({ a: 1 }), true);
 * assert.equal(isRecord([1]), false);
 * assert.equal(isRecord(null), false);
 * ```
 */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
