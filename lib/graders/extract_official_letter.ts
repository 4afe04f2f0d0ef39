import { readOfficialLetter } from "./read_official_letter.ts";

/**
 * Reads the option letter of a reply exactly as the LiveClin reference evaluator does, false positives included
 * ("I recommend MRI." gives I). Null when it finds none.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { extractOfficialLetter } from "@rounds/rounds";
 *
 * assert.equal(extractOfficialLetter("So it is \\boxed{ c }."), "C");
 * assert.equal(extractOfficialLetter("The answer is (C)"), "C");
 * assert.equal(extractOfficialLetter("I recommend MRI."), "I");
 * assert.equal(extractOfficialLetter("no idea"), null);
 * ```
 */
export function extractOfficialLetter(reply: string): string | null {
  return readOfficialLetter(reply)?.letter ?? null;
}
