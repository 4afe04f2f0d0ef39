import type { ClusterName, Observation } from "../interval.ts";
import { clusteredGap } from "./clustered_gap.ts";
import { monthIndex } from "./month_index.ts";
import { type WelchDifference, welchDifference } from "./welch_difference.ts";

/** Options of {@linkcode prePostGap}. */
export interface PrePostGapOptions {
  /** Score of each case; null is left out and counted. */
  readonly y: readonly Observation[];
  /** Date of each case, `yyyy-mm` or longer; null is left out and counted. */
  readonly date: readonly (string | null)[];
  /** Knowledge cut-off of the model: cases of a strictly later month are "post". */
  readonly cutoff: string;
  /** Cluster of each case where cases share a source; default independent. */
  readonly cluster?: readonly ClusterName[];
  /** Months left out on each side of the cut-off (donut); default 0. */
  readonly donutMonths?: number;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** A gap around a cut-off: {@linkcode WelchDifference} with what was left out. */
export interface PrePostGap extends WelchDifference {
  /** Cases left out: no score, no date, or inside the donut. */
  readonly nExcluded: number;
}

/**
 * Mean after a model's cut-off less the mean before it, with Welch's interval (clustered by source when given).
 *
 * Post against pre, never against overall. Says nothing about contamination by itself: a drift in difficulty looks the
 * same (see `contaminationDiD`).
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { prePostGap } from "@rounds/rounds";
 *
 * const date = ["2024-01", "2024-02", "2024-03", "2024-04"];
 * const gap = prePostGap({ y: [0.5, 0.7, 0.3, 0.5], date, cutoff: "2024-02" });
 * assert.equal(gap.value?.toFixed(2), "-0.20");
 * ```
 */
export function prePostGap(options: PrePostGapOptions): PrePostGap {
  const { y, date, cutoff, cluster, donutMonths = 0, level = 0.95 } = options;
  if (date.length !== y.length) {
    throw new RangeError(`y has ${y.length} rows and date ${date.length}, expected as many`);
  }
  const border = monthIndex(cutoff) ?? 0;
  const kept: { value: number; post: boolean; name: ClusterName }[] = [];
  y.forEach((value, row) => {
    const month = monthIndex(date[row] ?? null);
    if (value === null || month === null) return;
    const distance = month > border ? month - border - 1 : border - month;
    if (distance < donutMonths) return;
    kept.push({ value, post: month > border, name: cluster?.[row] ?? row });
  });
  const gap = welchDifference({
    pre: kept.filter((one) => !one.post).map((one) => one.value),
    post: kept.filter((one) => one.post).map((one) => one.value),
    level,
  });
  const nExcluded = y.length - kept.length;
  if (cluster === undefined || gap.se === null) {
    return { ...gap, nExcluded, method: "pre-post/welch" };
  }
  return { ...gap, ...clusteredGap(kept, { level }), nExcluded, method: "pre-post/cr1" };
}
