import { clusterIndex } from "../cluster_index.ts";
import type { ClusterName, Interval, Observation } from "../interval.ts";
import { tQuantile } from "../special/t_quantile.ts";

/** Options of {@linkcode ratioOfTotals}. */
export interface RatioOfTotalsOptions {
  /** Numerator of each row; rows with a null on either side are left out. */
  readonly numerator: readonly Observation[];
  /** Denominator of each row. */
  readonly denominator: readonly Observation[];
  /** Cluster (case) of each row. */
  readonly cluster: readonly ClusterName[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** A ratio of two sums. */
export interface RatioOfTotals {
  /** Ratio; Infinity when the denominator sums to 0 and the numerator does not; null when both do. */
  readonly value: number | null;
  /** Delta-method standard error; null below two clusters. */
  readonly se: number | null;
  /** Lower Fieller limit. */
  readonly lo: number | null;
  /** Upper Fieller limit; null when the denominator may be 0. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Ratio ± t · se. */
  readonly delta: Interval;
  /** Sum of the numerators. */
  readonly numerator: number;
  /** Sum of the denominators. */
  readonly denominator: number;
  /** Rows used. */
  readonly n: number;
  /** Clusters. */
  readonly clusters: number;
  /** Rows left out. */
  readonly nExcluded: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Ratio of two sums over the same clusters, with Fieller's interval and the delta method; t(G-1).
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { ratioOfTotals } from "@rounds/rounds";
 *
 * const ratio = ratioOfTotals({ numerator: [2, 4, 7], denominator: [1, 2, 3], cluster: ["a", "b", "c"] });
 * assert.equal(ratio.value?.toFixed(4), "2.1667");
 * ```
 */
export function ratioOfTotals(options: RatioOfTotalsOptions): RatioOfTotals {
  const { numerator, denominator, cluster, level = 0.95 } = options;
  const rows = numerator.flatMap((top, row) => {
    const bottom = denominator[row] ?? null;
    const name = cluster[row];
    return top === null || bottom === null || name === undefined ? [] : [{ top, bottom, name }];
  });
  const { index, names } = clusterIndex(rows.map((row) => row.name));
  const tops = new Array<number>(names.length).fill(0);
  const bottoms = new Array<number>(names.length).fill(0);
  rows.forEach((row, k) => {
    const g = index[k] ?? 0;
    tops[g] = (tops[g] ?? 0) + row.top;
    bottoms[g] = (bottoms[g] ?? 0) + row.bottom;
  });
  const sum = (values: readonly number[]): number => values.reduce((total, v) => total + v, 0);
  const top = sum(tops);
  const bottom = sum(bottoms);
  const clusters = names.length;
  const base = {
    level,
    numerator: top,
    denominator: bottom,
    n: rows.length,
    clusters,
    nExcluded: numerator.length - rows.length,
    method: "ratio/fieller",
  };
  const none: Interval = { lo: null, hi: null };
  if (bottom === 0) {
    const value = rows.length === 0 || top === 0 ? null : Infinity;
    const warnings = [rows.length === 0 ? "no data" : "the denominator is 0"];
    return { value, se: null, ...none, delta: none, ...base, warnings };
  }
  const value = top / bottom;
  if (clusters < 2) {
    return {
      value,
      se: null,
      ...none,
      delta: none,
      ...base,
      warnings: ["one cluster: no standard error"],
    };
  }
  const factor = clusters / (clusters - 1);
  const residuals = tops.map((one, g) => one - value * (bottoms[g] ?? 0));
  const se = Math.sqrt(factor * sum(residuals.map((e) => e * e))) / Math.abs(bottom);
  const critical = tQuantile(1 - (1 - level) / 2, clusters - 1);
  const spread = (a: readonly number[], b: readonly number[]): number => {
    const meanA = sum(a) / clusters;
    const meanB = sum(b) / clusters;
    return factor * sum(a.map((one, g) => (one - meanA) * ((b[g] ?? 0) - meanB)));
  };
  const t2 = critical * critical;
  const a = bottom * bottom - t2 * spread(bottoms, bottoms);
  const b = top * bottom - t2 * spread(tops, bottoms);
  const c = top * top - t2 * spread(tops, tops);
  const exact = b * b - a * c;
  // Rounding can leave a proportional numerator a digit below 0.
  const root = Math.abs(exact) < 1e-12 * b * b ? 0 : exact;
  const fieller = a > 0 && root >= 0
    ? { lo: (b - Math.sqrt(root)) / a, hi: (b + Math.sqrt(root)) / a }
    : none;
  return {
    value,
    se,
    ...fieller,
    delta: { lo: value - critical * se, hi: value + critical * se },
    ...base,
    warnings: fieller === none
      ? ["the denominator is not clearly away from 0: no Fieller interval"]
      : [],
  };
}
