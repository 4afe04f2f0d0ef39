import { clusterIndex } from "../cluster_index.ts";
import type { ClusterName, Observation } from "../interval.ts";
import { type MeanScore, meanScore } from "./mean_score.ts";

/** Options of {@linkcode macroMean}. */
export interface MacroMeanOptions {
  /** Outcome or score of each row; null is left out. */
  readonly y: readonly Observation[];
  /** Case of each row. */
  readonly cluster: readonly ClusterName[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/**
 * Mean of case means: every case weighs the same. A different estimand from the pooled question accuracy.
 *
 * `se = sd(case means)/√G`, t(G-1). Cases without any row present are left out; `nExcluded` counts them.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { macroMean } from "@rounds/rounds";
 *
 * assert.equal(macroMean({ y: [1, 1, 1, 0], cluster: ["a", "a", "a", "b"] }).value, 0.5);
 * ```
 */
export function macroMean(options: MacroMeanOptions): MeanScore {
  const { y, cluster, level = 0.95 } = options;
  if (y.length !== cluster.length) {
    throw new RangeError(`y has ${y.length} rows and cluster ${cluster.length}, expected as many`);
  }
  const { index, names } = clusterIndex(cluster);
  const sums = names.map(() => ({ total: 0, n: 0 }));
  y.forEach((value, row) => {
    const sum = sums[index[row] ?? 0];
    if (value === null || sum === undefined) return;
    sum.total += value;
    sum.n += 1;
  });
  const means = sums.map(({ total, n }) => (n === 0 ? null : total / n));
  return { ...meanScore({ y: means, level }), method: "macro-mean" };
}
