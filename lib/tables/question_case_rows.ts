import type { Frame } from "../frames/frame.ts";
import { firstErrors } from "../stats/process/first_errors.ts";
import { positionProfile } from "../stats/process/position_profile.ts";
import { clusteredMean } from "../stats/uncertainty/clustered_mean.ts";
import { wilson } from "../stats/uncertainty/wilson.ts";
import type { RunKey } from "./accuracy_row.ts";
import { processRows } from "./_process_rows.ts";

/** Question and case accuracy of one run. Proportions are in [0,1]; null means not defined. */
export interface QuestionCaseRow extends RunKey {
  /** Question accuracy: right over questions with a known outcome. */
  readonly value: number | null;
  /** Lower limit, clustered by case. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Questions with a known outcome. */
  readonly n: number;
  /** Case accuracy: cases with every question right, over cases of which that is known. */
  readonly case_value: number | null;
  /** Lower limit: Wilson; clustered where a case has several trials. */
  readonly case_lo: number | null;
  /** Upper limit. */
  readonly case_hi: number | null;
  /** Cases (× trials) of which it is known; one wrong answer is enough to know. */
  readonly case_n: number;
  /** Case accuracy if the answers of a case were independent, each as likely right as its position is. */
  readonly independence: number | null;
  /** Cases by their number of questions: entry 0 counts those with one. */
  readonly case_lengths: readonly number[];
  /** What `value` counts. */
  readonly unit: "question";
  /** Which reading: an answer without a known outcome is no answer. */
  readonly reading: "clean";
  /** Confidence level. */
  readonly level: number;
  /** Questions without a known outcome. */
  readonly n_excluded: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What is missing, and why; null when nothing. */
  readonly warnings: string | null;
}

/**
 * How many questions and how many whole cases each run has right, as plain rows for `questionCasePlot`.
 *
 * `frame` is a `questionsFrame`; clean reading. Throws `RangeError` for items that carry points.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { questionCaseRows, questionsFrame } from "@rounds/rounds";
 *
 * assert.deepEqual(questionCaseRows(questionsFrame([])), []);
 * ```
 */
export function questionCaseRows(
  frame: Frame,
  options: { readonly level?: number } = {},
): readonly QuestionCaseRow[] {
  const { level = 0.95 } = options;
  return processRows(frame).map(({ run, cases, ...rows }): QuestionCaseRow => {
    const caseOf = new Map(firstErrors(rows).map(({ cluster }, k) => [cluster, cases[k] ?? ""]));
    const questions = clusteredMean({
      y: rows.y,
      cluster: rows.cluster.map((name) => caseOf.get(name) ?? ""),
      level,
    });
    const outcomes = firstErrors(rows).map((one) => one.outcomes);
    const whole = outcomes.map((some) =>
      some.some((y) => y !== null && y < 1) ? 0 : some.includes(null) ? null : 1
    );
    const repeated = new Set(cases).size < cases.length;
    const known = whole.filter((y) => y !== null);
    const right = known.reduce<number>((sum, y) => sum + y, 0);
    const single = wilson({ x: right, n: known.length, level });
    const limits = repeated ? clusteredMean({ y: whole, cluster: cases, level }) : single;
    const lengths = outcomes.map((some) => some.length);
    const warnings = [
      ...questions.warnings,
      ...(known.length < whole.length
        ? [`${whole.length - known.length} cases without a known outcome left out`]
        : []),
    ];
    return {
      ...run,
      value: questions.value,
      lo: questions.lo,
      hi: questions.hi,
      n: questions.n,
      case_value: single.p,
      case_lo: limits.lo,
      case_hi: limits.hi,
      case_n: known.length,
      independence: positionProfile(rows).independence,
      case_lengths: Array.from(
        { length: Math.max(0, ...lengths) },
        (_, k) => lengths.filter((length) => length === k + 1).length,
      ),
      unit: "question",
      reading: "clean",
      level,
      n_excluded: rows.y.length - questions.n,
      method: `${questions.method}, ${
        repeated ? "clustered-mean/wilson-eff" : "case-accuracy/wilson"
      }`,
      warnings: warnings.join("; ") || null,
    };
  });
}
