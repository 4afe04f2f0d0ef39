import { type ClusterIndex, clusterIndex } from "../cluster_index.ts";
import type { ClusterName, Observation } from "../interval.ts";
import type { ClusteredMean } from "./clustered_mean_fields.ts";
import { meanOfSums } from "./_mean_of_sums.ts";
import { residualSums } from "./_residual_sums.ts";

/** Options of {@linkcode clusteredMean}. */
export interface ClusteredMeanOptions {
  /** Outcome (0/1) or score of each row; null is left out and counted. */
  readonly y: readonly Observation[];
  /** Cluster (case) of each row. */
  readonly cluster: readonly ClusterName[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
  /** Which interval `lo` and `hi` are; default `wilson-eff`. */
  readonly interval?: "wilson-eff" | "t" | "cr2";
}

/**
 * Mean of rows that come in clusters (questions in cases), with cluster-robust errors and an interval.
 *
 * With T_g the residual sum of cluster g, m_g its size, G clusters: `CR0 = √ΣT_g² / n`, `CR1 = CR0 √(G/(G-1))`,
 * `CR2 = √Σ T_g²/(1 - m_g/n) / n`. The default interval is Wilson's on `n_eff = p(1-p)/CR1²`, capped at n, with
 * t(G-1); when every answer is equal it is Wilson's on the number of clusters, with a warning. Scores outside [0, 1]
 * get the t interval, which is missing with a warning where clusters do not vary: a width of 0 would be no knowledge.
 * Assumes independent clusters, any dependence inside.
 * Source: Liang & Zeger 1986; Bell & McCaffrey 2002; Korn & Graubard 1998; Miller 2024.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { clusteredMean } from "@rounds/rounds";
 *
 * const mean = clusteredMean({ y: [1, null, 0, 1, null, 1], cluster: ["a", "a", "b", "b", "c", "c"] });
 * assert.equal(mean.value, 0.75);
 * assert.equal(mean.nExcluded, 2);
 * assert.equal(clusteredMean({ y: [1, 0], cluster: ["a", "a"] }).se, null);
 * ```
 */
export function clusteredMean(options: ClusteredMeanOptions): ClusteredMean {
  const { y, cluster, level = 0.95, interval = "wilson-eff" } = options;
  if (y.length !== cluster.length) {
    throw new RangeError(`y has ${y.length} rows and cluster ${cluster.length}, expected as many`);
  }
  const { index, names, values } = present(y, cluster);
  const sums = residualSums(values, { index, clusters: names.length });
  return meanOfSums(sums, { level, interval, nExcluded: y.length - sums.n });
}

/** The rows that have a value, and where they belong. */
function present(
  y: readonly Observation[],
  cluster: readonly ClusterName[],
): ClusterIndex & { readonly values: readonly number[] } {
  const values: number[] = [];
  const names: ClusterName[] = [];
  y.forEach((value, row) => {
    const name = cluster[row];
    if (value === null || name === undefined) return;
    if (!Number.isFinite(value)) throw new RangeError(`y holds ${value} at row ${row}`);
    values.push(value);
    names.push(name);
  });
  return { ...clusterIndex(names), values };
}
