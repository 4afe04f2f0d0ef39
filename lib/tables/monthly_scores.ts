import type { Frame } from "../frames/frame.ts";
import { monthly } from "../stats/time/monthly.ts";
import type { RunKey } from "./accuracy_row.ts";
import { datedRuns } from "./_dated_runs.ts";
import type { DatedOptions } from "./dated_options.ts";

/** The mean score of one run on the cases of one month. */
export interface MonthlyScoreRow extends RunKey {
  /** `yyyy-mm`. */
  readonly month: string;
  /** Mean score; null for a month without any, never 0. */
  readonly value: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Standard error. */
  readonly se: number | null;
  /** Cases with a known score. */
  readonly n: number;
  /** Cases of the month without one. */
  readonly n_excluded: number;
  /** Cases of the run that have no month, the same in every row. */
  readonly undated: number;
  /** Knowledge cut-off of the run, `yyyy-mm`; null when unknown. */
  readonly cutoff: string | null;
  /** The month is later than the cut-off; null when that is unknown. */
  readonly after: boolean | null;
  /** What a score is: a case right throughout or not, or points. */
  readonly unit: "case" | "case score";
  /** Which score. */
  readonly score: "clipped" | "unclipped" | "official";
  /** Stable id of the method. */
  readonly method: string;
  /** What to know; null when nothing. */
  readonly warnings: string | null;
}

/**
 * Mean score of each run by month with intervals, from its first month to its last without gaps, as plain rows for
 * `monthlyPlot`.
 *
 * `frame` is a `casesFrame` with `month` (or `date`). Intervals are clustered by case: Wilson's for right and wrong, t for points. Throws `RangeError` for a frame
 * without months.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { casesFrame, monthlyScores } from "@rounds/rounds";
 *
 * assert.deepEqual(monthlyScores(casesFrame([])), []);
 * ```
 */
export function monthlyScores(
  frame: Frame,
  options: DatedOptions = {},
): readonly MonthlyScoreRow[] {
  const { level = 0.95, score = "clipped" } = options;
  return datedRuns(frame, options).flatMap(({ run, y, date, cluster, cutoff, interval }) => {
    const undated = date.filter((month) => month === null).length;
    return monthly({ y, date, cluster, level, interval }).map((row): MonthlyScoreRow => ({
      ...run,
      month: row.month,
      value: row.value,
      lo: row.lo,
      hi: row.hi,
      level,
      se: row.se,
      n: row.n,
      n_excluded: row.nExcluded,
      undated,
      cutoff,
      after: cutoff === null ? null : row.month > cutoff,
      unit: interval === "t" ? "case score" : "case",
      score,
      method: row.method,
      warnings: row.warnings.join("; ") || null,
    }));
  });
}
