import type { Judge, JudgeRequest, Verdict } from "../types.ts";
import { sha256Hex } from "../parse/sha256_hex.ts";

/** Keeps verdicts under a key. */
export interface VerdictStore {
  /** The verdict kept under a key; undefined when there is none. */
  get(key: string): Verdict | undefined;
  /** Keeps a verdict; fulfils once it is safe. */
  set(key: string, verdict: Verdict): Promise<void>;
}

/**
 * A judge that asks every question once: verdicts are kept by judge (its model, endpoint, parameters and prompt), query,
 * answer, criterion and repetition, so a changed answer is judged anew and nothing else is. What ended without a verdict
 * is not kept and is asked again next time. Equal requests under way at once are asked once.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { rememberingJudge, rubricJudge, scriptedModel } from "@rounds/rounds";
 *
 * const judge = rubricJudge(scriptedModel(['{"met": true, "evidence": ""}']));
 * const remembering = rememberingJudge(judge, new Map());
 * const request = { query: "q", answer: "a", criterion: "c" };
 * await remembering.judge(request);
 * assert.equal((await remembering.judge(request)).met, true);
 * ```
 */
export function rememberingJudge(
  judge: Judge,
  store: VerdictStore | Map<string, Verdict>,
): Judge {
  const underWay = new Map<string, Promise<Verdict>>();
  return {
    ...judge,
    judge: (request, options = {}) => {
      const key = verdictKey(judge, request, options.repeat ?? 1);
      const known = store.get(key);
      if (known !== undefined) return Promise.resolve(known);
      const asked = underWay.get(key);
      if (asked !== undefined) return asked;
      const asking = (async () => {
        try {
          const verdict = await judge.judge(request, options);
          if (verdict.met !== null) await store.set(key, verdict);
          return verdict;
        } finally {
          underWay.delete(key);
        }
      })();
      underWay.set(key, asking);
      return asking;
    },
  };
}

function verdictKey(judge: Judge, request: JudgeRequest, repeat: number): string {
  const { query, answer, criterion } = request;
  return sha256Hex(
    JSON.stringify([judge.identity, judge.promptSha256, query, answer, criterion, repeat]),
  );
}
