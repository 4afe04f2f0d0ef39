import { clusterIndex } from "../cluster_index.ts";
import type { ClusterName } from "../interval.ts";

/** Options of {@linkcode sandwich}. */
export interface SandwichOptions {
  /** The bread: inverse information. */
  readonly bread: readonly (readonly number[])[];
  /** Score contribution of each row: residual times covariates. */
  readonly scores: readonly (readonly number[])[];
  /** Cluster of each row. */
  readonly cluster: readonly ClusterName[];
}

/** A cluster-robust covariance. */
export interface Sandwich {
  /** CR0 covariance. */
  readonly cr0: readonly (readonly number[])[];
  /** Clusters. */
  readonly clusters: number;
  /** `G/(G-1)`: what turns CR0 into CR1; null below two clusters. */
  readonly correction: number | null;
}

/**
 * Cluster-robust covariance `B (Σ_g U_g U_g') B` of an estimating equation. Source: Liang & Zeger 1986.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { sandwich } from "@rounds/rounds";
 *
 * const { cr0, correction } = sandwich({ bread: [[0.5]], scores: [[1], [-1]], cluster: ["a", "b"] });
 * assert.deepEqual(cr0, [[0.5]]);
 * assert.equal(correction, 2);
 * ```
 */
export function sandwich(options: SandwichOptions): Sandwich {
  const { bread, scores, cluster } = options;
  const size = bread.length;
  const { index, names } = clusterIndex(cluster);
  const sums = names.map(() => new Float64Array(size));
  scores.forEach((score, row) => {
    const sum = sums[index[row] ?? 0];
    if (sum) score.forEach((value, k) => sum[k] = (sum[k] ?? 0) + value);
  });
  // B U_g first: the covariance is then a plain sum of outer products.
  const influence = sums.map((sum) =>
    bread.map((row) => row.reduce((total, value, k) => total + value * (sum[k] ?? 0), 0))
  );
  const cr0 = bread.map((_, j) =>
    bread.map((_, k) => influence.reduce((total, u) => total + (u[j] ?? 0) * (u[k] ?? 0), 0))
  );
  const clusters = names.length;
  return { cr0, clusters, correction: clusters > 1 ? clusters / (clusters - 1) : null };
}
