import type { Judge, JudgeRequest, Verdict } from "../types.ts";
import { ModelError } from "../parse/model_error.ts";
import { sameRefusal } from "../parse/same_refusal.ts";

/** Refused judgements in a row, the first ones of a judge, that stop a run. */
const REFUSALS = 5;

/** What stops a run says whether it was the judge's: another key and other flags are to be looked at. */
function ofJudge(error: unknown, name: string): unknown {
  if (!(error instanceof ModelError) || error.failure.kind === "aborted") return error;
  const { failure, retryAfterMs, reply, attempts, ms, stopsRun, cause } = error;
  return new ModelError({ ...failure, message: `the judge ${name}: ${failure.message}` }, {
    retryAfterMs,
    reply,
    attempts,
    ms,
    stopsRun,
    cause,
  });
}

/**
 * A judge that throws the `ModelError` that stops a run when its endpoint refuses the first judgements all the same way: every
 * further one would be refused too. Remembered verdicts show that it works. Each judge of a panel is watched by itself.
 */
export function watchedJudge(judge: Judge): Judge {
  const watches = new Map<string, ReturnType<typeof sameRefusal>>();
  const watchOf = (name: string) => {
    const known = watches.get(name);
    if (known !== undefined) return known;
    const watch = sameRefusal({ count: REFUSALS, what: `judgements of ${name}` });
    watches.set(name, watch);
    return watch;
  };
  const look = (verdict: Verdict, { query, criterion }: JudgeRequest) => {
    const id = `${criterion}\n${query}`;
    for (const single of verdict.verdicts.length === 0 ? [verdict] : verdict.verdicts) {
      const refusal = watchOf(single.judge)(id, single.failure ?? null);
      if (refusal !== null) throw refusal;
    }
  };
  return {
    ...judge,
    judge: async (request, options = {}) => {
      try {
        const verdict = await judge.judge(request, options);
        look(verdict, request);
        return verdict;
      } catch (error) {
        throw ofJudge(error, judge.name);
      }
    },
  };
}
