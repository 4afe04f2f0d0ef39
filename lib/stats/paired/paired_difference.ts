import { clusterIndex } from "../cluster_index.ts";
import type { ClusterName, Observation } from "../interval.ts";
import { tSf } from "../special/t_sf.ts";
import { correlation } from "../judges/correlation.ts";
import { clusteredMean } from "../uncertainty/clustered_mean.ts";

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
  const kept: { a: number; b: number; cluster: ClusterName }[] = [];
  a.forEach((first, row) => {
    const second = b[row] ?? null;
    const name = cluster[row];
    if (first !== null && second !== null && name !== undefined) {
      kept.push({ a: first, b: second, cluster: name });
    }
  });
  const names = kept.map((pair) => pair.cluster);
  const mean = clusteredMean({
    y: kept.map((pair) => pair.a - pair.b),
    cluster: names,
    level,
    interval: "t",
  });
  const first = clusteredMean({ y: kept.map((pair) => pair.a), cluster: names });
  const second = clusteredMean({ y: kept.map((pair) => pair.b), cluster: names });
  const wholeA = clusteredMean({ y: a, cluster }).value;
  const wholeB = clusteredMean({ y: b, cluster }).value;
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
    seUnpaired: first.se === null || second.se === null ? null : Math.hypot(first.se, second.se),
    itemCorrelation: correlation(kept.map((pair) => pair.a), kept.map((pair) => pair.b)),
    clusterCorrelation: correlation(...residualTotals(kept)),
    n: mean.n,
    clusters: mean.clusters,
    nExcluded: a.length - kept.length,
    separateMeans: wholeA === null || wholeB === null ? null : wholeA - wholeB,
    method: "paired-difference/t",
    variant: "CR1",
    warnings,
  };
}

function residualTotals(
  pairs: readonly { readonly a: number; readonly b: number; readonly cluster: ClusterName }[],
): [number[], number[]] {
  const { index, names } = clusterIndex(pairs.map((pair) => pair.cluster));
  const a = new Array<number>(names.length).fill(0);
  const b = new Array<number>(names.length).fill(0);
  const meanA = pairs.reduce((sum, pair) => sum + pair.a, 0) / pairs.length;
  const meanB = pairs.reduce((sum, pair) => sum + pair.b, 0) / pairs.length;
  pairs.forEach((pair, row) => {
    const g = index[row] ?? 0;
    a[g] = (a[g] ?? 0) + pair.a - meanA;
    b[g] = (b[g] ?? 0) + pair.b - meanB;
  });
  return [a, b];
}
