import type { CaseError } from "../parse/case_error.ts";

const SHOWN = 50;

/**
 * All bad records of one dataset file together; the message lists the first 50, one a line.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { BadRecordsError, CaseError } from "@rounds/rounds";
 *
 * const bad = new CaseError({
 *   where: "demo.jsonl:12",
 *   field: "correct_answer",
 *   expected: "one of A-J",
 *   received: '"K"',
 * });
 * const error = new BadRecordsError("data/demo.jsonl", [bad]);
 * assert.equal(
 *   error.message,
 *   '1 bad record in data/demo.jsonl:\n  Cannot parse case at demo.jsonl:12: "correct_answer" is "K", expected one of A-J',
 * );
 * ```
 */
export class BadRecordsError extends Error {
  /** Always `BadRecordsError`. */
  override readonly name = "BadRecordsError";
  /** The dataset file. */
  readonly path: string;
  /** Every bad record, in file order. */
  readonly errors: readonly CaseError[];

  /** Takes the dataset file and what is wrong with its records. */
  constructor(path: string, errors: readonly CaseError[]) {
    const lines = errors.slice(0, SHOWN).map((error) => `  ${error.message}`);
    if (errors.length > SHOWN) lines.push(`  and ${errors.length - SHOWN} more`);
    const noun = errors.length === 1 ? "bad record" : "bad records";
    super(`${errors.length} ${noun} in ${path}:\n${lines.join("\n")}`);
    this.path = path;
    this.errors = errors;
  }
}
