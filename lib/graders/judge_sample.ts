import type { JudgeRequest } from "../types.ts";
import { sha256Hex } from "../parse/sha256_hex.ts";

/** How many, and which draw. */
export interface JudgeSampleOptions {
  /** Judgements wanted; all when there are fewer. */
  readonly count: number;
  /** Another seed is another sample. */
  readonly seed: number;
}

/** What a judgement is about, whatever the answer. */
export type JudgeQuestion = Pick<JudgeRequest, "query" | "criterion">;

/**
 * Draws a random sample of judgements that depends on the seed and the questions alone: not on their order, on the answers
 * or on who is judged, so that every model's verdicts are repeated on the same criteria.
 *
 * Throws a RangeError when `count` is no integer of at least 0.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { judgeSample } from "@rounds/rounds";
 *
 * const all = ["a", "b", "c"].map((criterion) => ({ query: "q", criterion }));
 * const isSampled = judgeSample(all, { count: 1, seed: 7 });
 * assert.equal(all.filter(isSampled).length, 1);
 * ```
 */
export function judgeSample(
  questions: Iterable<JudgeQuestion>,
  options: JudgeSampleOptions,
): (question: JudgeQuestion) => boolean {
  const { count, seed } = options;
  if (!Number.isInteger(count) || count < 0) {
    throw new RangeError(`count is ${count}, expected an integer of at least 0`);
  }
  const draw = ({ query, criterion }: JudgeQuestion) =>
    sha256Hex(JSON.stringify([seed, query, criterion]));
  const drawn = new Set([...questions].map(draw));
  const sampled = new Set([...drawn].sort().slice(0, count));
  return (question) => sampled.has(draw(question));
}
