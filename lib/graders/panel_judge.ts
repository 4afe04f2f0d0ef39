import type { Judge, Verdict } from "../types.ts";
import { sha256Hex } from "../parse/sha256_hex.ts";

/**
 * Several judges as one: the verdict that more than half of the whole panel gives. A tie, or too few verdicts for a
 * majority, is no verdict, with the count as its reason. Every judge's own verdict is kept in `verdicts`. A panel of one
 * is that judge.
 *
 * Throws a RangeError for an empty panel and for a judge given twice.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { panelJudge, rubricJudge, scriptedModel } from "@rounds/rounds";
 *
 * const judgeOf = (name: string, met: boolean) =>
 *   rubricJudge(scriptedModel([JSON.stringify({ met, evidence: "" })], name));
 * const request = { query: "q", answer: "a", criterion: "c" };
 * const tied = await panelJudge([judgeOf("a", true), judgeOf("b", false)]).judge(request);
 * assert.equal(tied.met, null);
 * assert.equal(tied.reason, "no majority of 2 judges: 1 met, 1 not met, 0 without a verdict");
 * ```
 */
export function panelJudge(judges: readonly Judge[]): Judge {
  const [only] = judges;
  if (only === undefined) throw new RangeError("a panel of no judges");
  const identity = judges.flatMap((judge) => judge.identity);
  const twice = identity.find((line, n) => identity.indexOf(line) !== n);
  if (twice !== undefined) throw new RangeError(`the panel holds a judge twice: ${twice}`);
  if (judges.length === 1) return only;
  const name = judges.map((judge) => judge.name).join(" + ");
  // Unknown for one is unknown for the panel.
  const origins = judges.some((judge) => judge.origins === undefined)
    ? null
    : judges.flatMap((judge) => judge.origins ?? []);
  return {
    name,
    promptSha256: sha256Hex(judges.map(({ promptSha256 }) => promptSha256).join("\n")),
    identity,
    ...(origins === null ? {} : { origins }),
    judge: async (request, options = {}) => {
      const verdicts = await Promise.all(judges.map((judge) => judge.judge(request, options)));
      return { ...vote(verdicts), judge: name, repeat: options.repeat ?? 1, verdicts };
    },
  };
}

function vote(verdicts: readonly Verdict[]): Omit<Verdict, "judge" | "repeat" | "verdicts"> {
  const inFavour = verdicts.filter((verdict) => verdict.met === true).length;
  const against = verdicts.filter((verdict) => verdict.met === false).length;
  const majority = verdicts.length / 2;
  const met = inFavour > majority ? true : against > majority ? false : null;
  const silent = verdicts.length - inFavour - against;
  return {
    met,
    evidence: met === null
      ? null
      : verdicts.find((verdict) => verdict.met === met && verdict.evidence !== null)
        ?.evidence ?? null,
    status: met === null ? "tied" : "read",
    reason: met === null
      ? `no majority of ${verdicts.length} judges: ${inFavour} met, ${against} not met, ${silent} without a verdict`
      : null,
    attempts: null,
    usage: null,
    servedModel: null,
  };
}
