import { clusterIndex } from "../cluster_index.ts";
import type { ClusterName, Observation } from "../interval.ts";
import { tSf } from "../special/t_sf.ts";
import { correlation } from "../judges/correlation.ts";
import { residualSums } from "../uncertainty/_residual_sums.ts";
import { clusterErrors } from "../uncertainty/cluster_errors.ts";
import { meanOfSums } from "../uncertainty/_mean_of_sums.ts";

/** Options of {@linkcode pairedDifference}. */
export interface PairedDifferenceOptions {
  /** Outcome or score of the first model on each item. */
  readonly a: readonly Observation[];
  /** The same items by the second model. */
  readonly b: readonly Observation[];
  /** Case of each item. */
  readonly cluster: readonly ClusterName[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** A paired difference `a - b`, in the unit of the scores. */
export interface PairedDifference {
  /** Mean difference over the pairs used. */
  readonly value: number | null;
  /** CR1 standard error of the paired difference. */
  readonly se: number | null;
  /** Lower t limit. */
  readonly lo: number | null;
  /** Upper t limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** t statistic. */
  readonly t: number | null;
  /** Clusters - 1. */
  readonly df: number | null;
  /** Two-sided p of the t test. */
  readonly p: number | null;
  /** Standard error as if pairs were independent. */
  readonly seIid: number | null;
  /** Standard error had the two models seen different cases: what pairing buys. */
  readonly seUnpaired: number | null;
  /** Correlation of the two models over items. */
  readonly itemCorrelation: number | null;
  /** Correlation of their residual cluster totals: what pairing by case gains. */
  readonly clusterCorrelation: number | null;
  /** Pairs used. */
  readonly n: number;
  /** Clusters used. */
  readonly clusters: number;
  /** Pairs left out because one side is missing. */
  readonly nExcluded: number;
  /** Difference of the two separately filtered means: another, wrong number when pairs are missing. */
  readonly separateMeans: number | null;
  /** Stable id of the method. */
  readonly method: string;
  /** The variance estimator. */
  readonly variant: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Paired, clustered difference between two models on the same items.
 *
 * The clustered mean of `d = a - b` with CR1 and t(G-1); items missing in one model are dropped as pairs and counted.
 * Assumes independent clusters. Source: Miller 2024.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { pairedDifference } from "@rounds/rounds";
 *
 * const gap = pairedDifference({ a: [1, 1, 0, 1], b: [0, 1, null, 1], cluster: ["x", "x", "y", "z"] });
 * assert.equal(gap.nExcluded, 1);
 * assert.equal(gap.value?.toFixed(4), "0.3333");
 * ```
 */
export function pairedDifference(options: PairedDifferenceOptions): PairedDifference {
  const { a, b, cluster, level = 0.95 } = options;
  if (a.length !== b.length || a.length !== cluster.length) {
    throw new RangeError(
      `a, b and cluster have ${a.length}, ${b.length} and ${cluster.length} rows, expected as many`,
    );
  }
  const kept = keepPairs(options);
  const { index, names } = clusterIndex(kept.cluster);
  const clusters = names.length;
  const difference = kept.a.map((first, row) => first - (kept.b[row] ?? 0));
  const mean = meanOfSums(residualSums(difference, { index, clusters }), {
    level,
    interval: "t",
    nExcluded: a.length - kept.a.length,
  });
  const first = residualSums(kept.a, { index, clusters });
  const second = residualSums(kept.b, { index, clusters });
  const errors = [clusterErrors(first).cr1, clusterErrors(second).cr1];
  const [seA = null, seB = null] = errors;
  const wholeA = meanOf(a);
  const wholeB = meanOf(b);
  const t = mean.value === null || !mean.se ? null : mean.value / mean.se;
  const warnings = [...mean.warnings];
  if (mean.se === 0) warnings.push("no variation between clusters: no t test");
  return {
    value: mean.value,
    se: mean.se,
    lo: mean.lo,
    hi: mean.hi,
    level,
    t,
    df: mean.df,
    p: t === null || mean.df === null ? null : Math.min(1, 2 * tSf(Math.abs(t), mean.df)),
    seIid: mean.seIid,
    seUnpaired: seA === null || seB === null ? null : Math.hypot(seA, seB),
    itemCorrelation: correlation(kept.a, kept.b),
    clusterCorrelation: correlation(first.residuals, second.residuals),
    n: mean.n,
    clusters: mean.clusters,
    nExcluded: mean.nExcluded,
    separateMeans: wholeA === null || wholeB === null ? null : wholeA - wholeB,
    method: "paired-difference/t",
    variant: "CR1",
    warnings,
  };
}

interface Pairs {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly cluster: readonly ClusterName[];
}

function keepPairs({ a, b, cluster }: PairedDifferenceOptions): Pairs {
  const [left, right] = [new Float64Array(a.length), new Float64Array(a.length)];
  const kept: ClusterName[] = [];
  for (let row = 0; row < a.length; row++) {
    const first = a[row] ?? null;
    const second = b[row] ?? null;
    const name = cluster[row];
    if (first === null || second === null || name === undefined) continue;
    if (!Number.isFinite(first - second)) {
      throw new RangeError(`a holds ${first} and b ${second} at row ${row}, expected numbers`);
    }
    left[kept.length] = first;
    right[kept.length] = second;
    kept.push(name);
  }
  return { a: left.subarray(0, kept.length), b: right.subarray(0, kept.length), cluster: kept };
}

function meanOf(values: readonly Observation[]): number | null {
  let [sum, n] = [0, 0];
  for (const value of values) {
    if (value === null) continue;
    sum += value;
    n++;
  }
  return n === 0 ? null : sum / n;
}
