/** C1 controls and marks that reorder text: JSON leaves them as they are, and terminals obey them. */
const UNSAFE = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * Writes a value as JSON whose text can neither drive a terminal nor reorder what is read: such characters stand as `\uXXXX`,
 * which every reader of JSON takes for the same. Undefined is `null`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { safeJson } from "@rounds/rounds";
 *
 * const text = "\x9b2J\u202e";
 * assert.equal(safeJson(text), '"\\u009b2J\\u202e"');
 * assert.equal(JSON.parse(safeJson(text)), text);
 * ```
 */
export function safeJson(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, null, indent) ?? "null";
  return text.replace(
    UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
