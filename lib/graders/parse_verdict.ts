import { describeValue } from "../parse/describe_value.ts";
import { judgeJson } from "./_judge_json.ts";

/** What a judge's reply says. */
export interface ParsedVerdict {
  /** Whether the criterion is met. */
  readonly met: boolean;
  /** The passage cited; null when none is. */
  readonly evidence: string | null;
}

/**
 * Reads a judge's reply: one JSON object `{ "met": true | false, "evidence": "…" }`, alone or in one code fence.
 * Nothing is guessed: text around it, a word instead of true or false, a key given twice are a SyntaxError.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseVerdict } from "@rounds/rounds";
 *
 * assert.deepEqual(parseVerdict('{"met": false, "evidence": ""}'), { met: false, evidence: null });
 * assert.throws(() => parseVerdict("The criterion is satisfied."), /no JSON/);
 * assert.throws(() => parseVerdict('{"met": "yes"}'), /"met" is "yes", expected true or false/);
 * ```
 */
export function parseVerdict(text: string): ParsedVerdict {
  const { met, evidence = null } = judgeJson(text);
  if (typeof met !== "boolean") {
    throw new SyntaxError(
      `the judge's reply: "met" is ${describeValue(met)}, expected true or false`,
    );
  }
  if (evidence !== null && typeof evidence !== "string") {
    throw new SyntaxError(
      `the judge's reply: "evidence" is ${describeValue(evidence)}, expected a string`,
    );
  }
  return { met, evidence: evidence === null || evidence.trim() === "" ? null : evidence };
}
