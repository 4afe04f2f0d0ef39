import type { Judge, JudgeRequest, Verdict } from "../types.ts";

/** Which judgements are repeated. */
export interface RepeatingJudgeOptions {
  /** Whether this one is part of the sample. */
  readonly isSampled: (request: JudgeRequest) => boolean;
  /** Judgements in all of a sampled one; 2 unless told. */
  readonly times?: number;
}

/**
 * A judge that judges a sample more than once, to measure its noise. The first verdict counts; all of them are kept in
 * `verdicts` with their repetition. Others are judged once.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { repeatingJudge, rubricJudge, scriptedModel } from "@rounds/rounds";
 *
 * const judge = rubricJudge(scriptedModel(['{"met": true, "evidence": ""}', '{"met": false, "evidence": ""}']));
 * const repeating = repeatingJudge(judge, { isSampled: () => true });
 * const verdict = await repeating.judge({ query: "q", answer: "a", criterion: "c" });
 * assert.equal(verdict.met, true);
 * assert.deepEqual(verdict.verdicts.map(({ met, repeat }) => [met, repeat]), [[true, 1], [false, 2]]);
 * ```
 */
export function repeatingJudge(judge: Judge, options: RepeatingJudgeOptions): Judge {
  const { isSampled, times = 2 } = options;
  if (!Number.isInteger(times) || times < 2) {
    throw new RangeError(`times is ${times}, expected an integer of at least 2`);
  }
  return {
    ...judge,
    judge: async (request, judgeOptions = {}) => {
      if (!isSampled(request)) return await judge.judge(request, judgeOptions);
      const rounds: Verdict[] = [];
      for (let repeat = 1; repeat <= times; repeat++) {
        rounds.push(await judge.judge(request, { ...judgeOptions, repeat }));
      }
      const [first] = rounds;
      if (first === undefined) throw new RangeError("nothing was judged");
      return { ...first, verdicts: rounds.flatMap(singleVerdicts) };
    },
  };
}

function singleVerdicts(verdict: Verdict): readonly Verdict[] {
  return verdict.verdicts.length === 0 ? [verdict] : verdict.verdicts;
}
