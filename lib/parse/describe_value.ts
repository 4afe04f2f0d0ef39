/**
 * Shows a value in an error message, at most 80 characters.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { describeValue } from "@rounds/rounds";
 *
 * assert.equal(describeValue("K"), '"K"');
 * assert.equal(describeValue(undefined), "missing");
 * ```
 */
export function describeValue(value: unknown): string {
  if (value === undefined) return "missing";
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
}
