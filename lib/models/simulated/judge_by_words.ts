import { findEvidence } from "./find_evidence.ts";
import { readJudgePrompt } from "./read_judge_prompt.ts";
import type { ChatRequest, SimulatedContext } from "./types.ts";

/**
 * What a simulated judge decided.
 *
 * @internal
 */
export type SimulatedVerdict =
  /** On one criterion. */
  | { readonly met: boolean; readonly evidence: string; readonly answer: string }
  /** On an answer as a whole, 0 to 10. */
  | { readonly rating: number; readonly reason: string };

/**
 * Decides what a judge's prompt asks, by the words that criterion and answer share; null when the last user message is no
 * such prompt. A whole answer is rated by the rubric where it is known, else 5.
 *
 * @internal
 */
export function judgeByWords(
  request: ChatRequest,
  context: SimulatedContext,
): SimulatedVerdict | null {
  const last = request.messages.findLast(({ role }) => role === "user");
  const asked = last === undefined ? null : readJudgePrompt(last.text);
  if (asked === null) return null;
  const { query, answer, criterion } = asked;
  if (criterion !== null) {
    const evidence = findEvidence(criterion, answer);
    return { met: evidence !== null, evidence: evidence ?? "", answer };
  }
  const criteria = context.rubrics.find(query)?.criteria ?? [];
  const most = sum(criteria.map(({ points }) => Math.max(0, points)));
  if (most === 0) return { rating: 5, reason: "Nothing is known that would speak for or against." };
  const earned = criteria.filter((one) => findEvidence(one.criterion, answer) !== null);
  const share = sum(earned.map(({ points }) => points)) / most;
  return {
    rating: Math.round(10 * Math.min(1, Math.max(0, share))),
    reason: `It says ${earned.length} of the ${criteria.length} things looked for.`,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
