import type { ClusterName, Interval, Observation } from "../interval.ts";
import { minimumDetectableEffect } from "../power/minimum_detectable_effect.ts";
import { clusteredMean } from "../uncertainty/clustered_mean.ts";
import type { ClusteredMean } from "../uncertainty/clustered_mean_fields.ts";
import { wilson } from "../uncertainty/wilson.ts";

/** Options of {@linkcode accuracyBy}. */
export interface AccuracyByOptions {
  /** Outcome (0/1) or score of each row; null is left out and counted in its group. */
  readonly y: readonly Observation[];
  /** Case of each row. */
  readonly cluster: readonly ClusterName[];
  /** Group of each row; null is a group of its own ("unknown"). */
  readonly by: readonly (ClusterName | null)[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
  /** Groups with fewer clusters are flagged; default 20. */
  readonly fewClusters?: number;
  /** Assumed share of items only one of two models has right, for the detectable effect; default 0.2. */
  readonly discordance?: number;
}

/** One group of {@linkcode accuracyBy}: a {@linkcode ClusteredMean} with its name. */
export interface AccuracyByRow extends ClusteredMean {
  /** The group; null where it is unknown. */
  readonly group: ClusterName | null;
  /** Sum of the outcomes. */
  readonly correct: number;
  /** Wilson's interval as if rows were independent, for comparison; null for scores outside [0, 1]. */
  readonly wilson: Interval;
  /** Difference of two models that this group could show (80 % power, 5 %), in the unit of `y`. */
  readonly mde: number | null;
  /** Whether the group has fewer clusters than `fewClusters`. */
  readonly few: boolean;
}

/**
 * Accuracy in every group with clustered intervals, in order of first appearance.
 *
 * Clusters are the cases that contribute to the group. Groups under 20 cases are flagged and every group carries its
 * minimum detectable effect.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { accuracyBy } from "@rounds/rounds";
 *
 * const rows = accuracyBy({ y: [1, 0, 1], cluster: ["a", "b", "b"], by: ["x", "x", "z"] });
 * assert.deepEqual(rows.map((row) => [row.group, row.value, row.few]), [["x", 0.5, true], ["z", 1, true]]);
 * ```
 */
export function accuracyBy(options: AccuracyByOptions): AccuracyByRow[] {
  const { y, cluster, by, level = 0.95, fewClusters = 20, discordance = 0.2 } = options;
  if (by.length !== y.length || cluster.length !== y.length) {
    throw new RangeError(
      `y, cluster and by have ${y.length}, ${cluster.length} and ${by.length} rows, expected as many`,
    );
  }
  const groups = new Map<ClusterName | null, { y: Observation[]; cluster: ClusterName[] }>();
  by.forEach((group, row) => {
    const bucket = groups.get(group) ?? { y: [], cluster: [] };
    bucket.y.push(y[row] ?? null);
    bucket.cluster.push(cluster[row] ?? row);
    groups.set(group, bucket);
  });
  return [...groups].map(([group, bucket]) => {
    const mean = clusteredMean({ ...bucket, level });
    const correct = bucket.y.reduce<number>((sum, value) => sum + (value ?? 0), 0);
    const inUnit = bucket.y.every((value) => value === null || (value >= 0 && value <= 1));
    const { lo, hi } = inUnit ? wilson({ x: correct, n: mean.n, level }) : { lo: null, hi: null };
    const few = mean.clusters < fewClusters;
    return {
      ...mean,
      group,
      correct,
      wilson: { lo, hi },
      mde: minimumDetectableEffect({
        n: mean.n,
        discordance,
        deff: Math.max(1, mean.deff ?? 1),
      }),
      few,
      method: mean.method.replace("clustered-mean", "accuracy-by"),
      warnings: few ? [...mean.warnings, `fewer than ${fewClusters} clusters`] : mean.warnings,
    };
  });
}
