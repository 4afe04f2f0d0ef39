import type { Judge, Usage } from "../types.ts";

/** How a judge is priced. */
export interface PricedJudgeOptions {
  /** US dollars for what a judgement used; null when unknown. */
  readonly cost: (usage: Usage) => number | null;
}

/**
 * A judge whose verdicts tell what they cost, remembered ones included. Price the single judges of a panel, not the panel:
 * each has its own price.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { pricedJudge, rubricJudge, scriptedModel } from "@rounds/rounds";
 *
 * const judge = rubricJudge(scriptedModel(['{"met": true, "evidence": ""}']));
 * const priced = pricedJudge(judge, { cost: ({ outputTokens }) => (outputTokens ?? 0) * 0.01 });
 * const verdict = await priced.judge({ query: "q", answer: "a", criterion: "c" });
 * assert.equal(verdict.costUsd, 0.05);
 * ```
 */
export function pricedJudge(judge: Judge, options: PricedJudgeOptions): Judge {
  return {
    ...judge,
    judge: async (request, judgeOptions = {}) => {
      const verdict = await judge.judge(request, judgeOptions);
      if (verdict.usage === null) return verdict;
      return { ...verdict, costUsd: options.cost(verdict.usage) };
    },
  };
}
