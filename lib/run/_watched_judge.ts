import type { Judge, JudgeRequest, Verdict } from "../types.ts";
import { ModelError } from "../parse/model_error.ts";
import { sameRefusal } from "../parse/same_refusal.ts";

/** Refused judgements in a row that stop a run; those of so many answers once the judge has worked. */
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
 * A judge that throws the `ModelError` that stops a run when its endpoint refuses judgements in a row all the same way: every
 * further one would be refused too. Each judge of a panel is watched by itself.
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
  const working = new Set<string>();
  let asked = 0;
  const look = (verdict: Verdict, call: JudgeRequest & { readonly order: number }) => {
    const { order, query, criterion } = call;
    for (const single of verdict.verdicts.length === 0 ? [verdict] : verdict.verdicts) {
      const failure = single.failure ?? null;
      if (failure?.kind !== "bad_request") working.add(single.judge);
      // Of a judge that has worked, all criteria of an answer may be refused for the answer's text: they count once.
      const id = working.has(single.judge) ? query : `${criterion}\n${query}`;
      const refusal = watchOf(single.judge)({ order, id }, failure);
      if (refusal !== null) throw refusal;
    }
  };
  return {
    ...judge,
    judge: async (request, options = {}) => {
      const order = asked++;
      try {
        const verdict = await judge.judge(request, options);
        look(verdict, { ...request, order });
        return verdict;
      } catch (error) {
        throw ofJudge(error, judge.name);
      }
    },
  };
}
