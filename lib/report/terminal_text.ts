/**
 * Makes text safe for a terminal: control characters other than line feed and tab, and marks that reorder text, are shown
 * as their code (`\u{1b}`) instead of being obeyed.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { terminalText } from "@rounds/rounds";
 *
 * assert.equal(terminalText("a\x1b[31mb\n"), "a\\u{1b}[31mb\n");
 * assert.equal(terminalText("müde 痛"), "müde 痛");
 * ```
 */
export function terminalText(text: string): string {
  // deno-lint-ignore no-control-regex -- control characters are what this is about
  const unsafe = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
  return text.replace(unsafe, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}
