/** What a `CaseError` says: where it is, which field, what was expected and what came. */
export interface CaseErrorDetails {
  /** File and line, e.g. `demo.jsonl:12`. */
  readonly where: string;
  /** Dotted path of the field, e.g. `mcqs[0].correct_answer`; null when the whole record is meant. */
  readonly field: string | null;
  /** In words, e.g. `one of A-J`. */
  readonly expected: string;
  /** What came, shortened for display, e.g. `"K"` or `nothing`. */
  readonly received: string;
  /** Noun of the thing that could not be parsed; `case` unless told. */
  readonly thing?: string;
  /** The error underneath, kept. */
  readonly cause?: unknown;
}

/**
 * A record that cannot become a case (or a stored result that cannot be read), with everything needed to find it.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { CaseError } from "@rounds/rounds";
 *
 * const error = new CaseError({
 *   where: "demo.jsonl:12",
 *   field: "correct_answer",
 *   expected: "one of A-J",
 *   received: '"K"',
 * });
 * assert.equal(
 *   error.message,
 *   'Cannot parse case at demo.jsonl:12: "correct_answer" is "K", expected one of A-J',
 * );
 * ```
 */
export class CaseError extends Error {
  /** Always `CaseError`. */
  override readonly name = "CaseError";
  /** The parts of the message. */
  readonly details: CaseErrorDetails;

  /** Builds the message from its parts. */
  constructor(details: CaseErrorDetails) {
    const { where, field, expected, received, thing = "case", cause } = details;
    const what = field === null ? `it is ${received}` : `"${field}" is ${received}`;
    super(
      `Cannot parse ${thing} at ${where}: ${what}, expected ${expected}`,
      cause === undefined ? undefined : { cause },
    );
    this.details = details;
  }
}
