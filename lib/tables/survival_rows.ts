import type { Frame } from "../frames/frame.ts";
import { caseSurvival } from "../stats/process/case_survival.ts";
import type { RunKey } from "./accuracy_row.ts";
import { processRows } from "./_process_rows.ts";

/** Survival of the cases of one run after one question. Proportions are in [0,1]; null means not defined. */
export interface SurvivalRow extends RunKey {
  /** Question, from 1. */
  readonly position: number;
  /** Share of cases still without error after it. */
  readonly survival: number | null;
  /** Lower log(-log) limit; null at survival 0 or 1. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Greenwood standard error, or clustered by case where a case has several trials; null at survival 0. */
  readonly se: number | null;
  /** Cases (× trials) with at least that many questions and no earlier error. */
  readonly at_risk: number;
  /** Of these with their first error here. */
  readonly first_errors: number;
  /** `first_errors / at_risk`. */
  readonly hazard: number | null;
  /** What is counted. */
  readonly unit: "case";
  /** Which reading: an answer without a known outcome is no answer. */
  readonly reading: "clean";
  /** Confidence level. */
  readonly level: number;
  /** Cases (× trials) of the run. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What is missing or approximate, and why; null when nothing. */
  readonly warnings: string | null;
}

/**
 * How many cases of each run are still without error after each question, as plain rows for `survivalPlot`.
 *
 * `frame` is a `questionsFrame`; clean reading. A case whose next question has no known outcome leaves the risk set. Each
 * trial of a case is a subject; with several trials errors and intervals are clustered by case. Throws `RangeError` for
 * items that carry points.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { questionsFrame, survivalRows } from "@rounds/rounds";
 *
 * assert.deepEqual(survivalRows(questionsFrame([])), []);
 * ```
 */
export function survivalRows(
  frame: Frame,
  options: { readonly level?: number } = {},
): readonly SurvivalRow[] {
  return processRows(frame).flatMap(({ run, cases, ...rows }) => {
    const { rows: places, level, n, method, warnings } = caseSurvival({
      ...rows,
      ...options,
      owners: cases,
    });
    return places.map((row): SurvivalRow => ({
      ...run,
      position: row.q,
      survival: row.survival,
      lo: row.lo,
      hi: row.hi,
      se: row.se,
      at_risk: row.atRisk,
      first_errors: row.firstErrors,
      hazard: row.hazard,
      unit: "case",
      reading: "clean",
      level,
      n,
      method,
      warnings: warnings.join("; ") || null,
    }));
  });
}
