import type { Frame } from "../frames/frame.ts";
import { caseSurvival } from "../stats/process/case_survival.ts";
import { positionProfile } from "../stats/process/position_profile.ts";
import { clusteredMean } from "../stats/uncertainty/clustered_mean.ts";
import type { RunKey } from "./accuracy_row.ts";
import { processRows } from "./_process_rows.ts";

/** The risk of a first error at one question of one run. Proportions are in [0,1]; null means not defined. */
export interface HazardRow extends RunKey {
  /** Question, from 1. */
  readonly position: number;
  /** First errors here over cases at risk; null when nobody is. */
  readonly value: number | null;
  /** Lower limit: Wilson; clustered by case where a case has several trials. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** What is counted. */
  readonly unit: "case";
  /** Which reading: an answer without a known outcome is no answer. */
  readonly reading: "clean";
  /** Confidence level. */
  readonly level: number;
  /** Cases (× trials) with at least that many questions and no earlier error. */
  readonly n: number;
  /** Of these with their first error here. */
  readonly first_errors: number;
  /** Share of all questions at this position that are wrong, whatever came before; null when none is known. */
  readonly error_rate: number | null;
  /** Questions at this position with a known outcome. */
  readonly error_n: number;
  /** Cases (× trials) of the run. */
  readonly cases: number;
  /** Cases (× trials) that leave before an answer without a known outcome. */
  readonly censored: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What is missing, and why; null when nothing. */
  readonly warnings: string | null;
}

/**
 * The risk of a first error question by question, beside the error rate of all questions, as plain rows for `hazardPlot`.
 *
 * `frame` is a `questionsFrame`; clean reading. A case whose next question has no known outcome leaves the risk set. The
 * hazard is that of `caseSurvival`. Throws `RangeError` where a case has the same question twice in a trial.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { hazardRows, questionsFrame } from "@rounds/rounds";
 *
 * assert.deepEqual(hazardRows(questionsFrame([])), []);
 * ```
 */
export function hazardRows(
  frame: Frame,
  options: { readonly level?: number } = {},
): readonly HazardRow[] {
  return processRows(frame).flatMap(({ run, cases, ...rows }) => {
    const survival = caseSurvival({ ...rows, ...options });
    const profile = new Map(positionProfile(rows).rows.map((row) => [row.q, row]));
    const repeated = new Set(cases).size < survival.cases.length;
    const censored = survival.cases.filter(({ event, time, outcomes }) =>
      !event && time < outcomes.length
    ).length;
    return survival.rows.map((row): HazardRow => {
      const { q, atRisk, firstErrors, hazard, hazardInterval } = row;
      const error = profile.get(q);
      const limits = repeated
        ? clusteredMean({ ...riskSet(survival.cases, { cases, q }), ...options })
        : hazardInterval;
      return {
        ...run,
        position: q,
        value: hazard,
        lo: limits.lo,
        hi: limits.hi,
        unit: "case",
        reading: "clean",
        level: survival.level,
        n: atRisk,
        first_errors: firstErrors,
        error_rate: error === undefined || error.value === null ? null : 1 - error.value,
        error_n: error?.n ?? 0,
        cases: survival.n,
        censored,
        method: `hazard/${repeated ? "clustered" : "wilson"}`,
        warnings: survival.warnings.join("; ") || null,
      };
    });
  });
}

/** Who is at risk at question q, and who errs: trials of one case belong together. */
function riskSet(
  subjects: readonly { readonly time: number; readonly event: boolean }[],
  { cases, q }: { readonly cases: readonly string[]; readonly q: number },
): { readonly y: readonly number[]; readonly cluster: readonly string[] } {
  const places = [...subjects.keys()].filter((place) => (subjects[place]?.time ?? 0) >= q);
  return {
    y: places.map((place) => {
      const subject = subjects[place];
      return subject?.event && subject.time === q ? 1 : 0;
    }),
    cluster: places.map((place) => cases[place] ?? ""),
  };
}
