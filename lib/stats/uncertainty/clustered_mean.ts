import { clusterIndex } from "../cluster_index.ts";
import type { ClusterName, Interval, Observation } from "../interval.ts";
import { tQuantile } from "../special/t_quantile.ts";
import { residualSums } from "./_residual_sums.ts";
import { clusterErrors, type ClusterSums } from "./cluster_errors.ts";
import { wilson } from "./wilson.ts";

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

/** A mean over clustered rows. Same unit as `y`; null with a warning where it is not defined. */
export interface ClusteredMean {
  /** Mean over all rows present. */
  readonly value: number | null;
  /** Standard error used by the interval: CR1, or CR2 for `cr2`. */
  readonly se: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Rows used. */
  readonly n: number;
  /** Clusters with at least one row used. */
  readonly clusters: number;
  /** Rows left out because their outcome is missing. */
  readonly nExcluded: number;
  /** Effective number of independent rows, at most `n`. */
  readonly nEff: number | null;
  /** Degrees of freedom of the interval. */
  readonly df: number | null;
  /** Design effect: CR1² over the squared independent standard error. */
  readonly deff: number | null;
  /** Intra-cluster correlation (analysis of variance). */
  readonly icc: number | null;
  /** Average cluster size of the analysis of variance. */
  readonly n0: number | null;
  /** Standard error if rows were independent. */
  readonly seIid: number | null;
  /** Liang-Zeger standard error. */
  readonly seCr0: number | null;
  /** The same times √(G/(G-1)). */
  readonly seCr1: number | null;
  /** Bell-McCaffrey standard error. */
  readonly seCr2: number | null;
  /** Satterthwaite degrees of freedom of CR2. */
  readonly dfCr2: number | null;
  /** Miller's 2024 form, n-1 in the independent term. */
  readonly seMiller: number | null;
  /** Wilson on the effective number of rows, t quantile. */
  readonly wilsonEff: Interval;
  /** Mean ± t · CR1. */
  readonly t: Interval;
  /** Mean ± t · CR2 with Satterthwaite degrees of freedom. */
  readonly cr2: Interval;
  /** Stable id of the method. */
  readonly method: string;
  /** The variance estimator: `CR1` or `CR2`. */
  readonly variant: string;
  /** What is missing or approximate, and why. */
  readonly warnings: readonly string[];
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
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`level is ${level}, expected a number between 0 and 1`);
  }
  const sums = summarise(y, cluster);
  const errors = clusterErrors(sums);
  const warnings: string[] = [];
  const { mean, n, inUnit } = sums;
  const clusters = sums.sizes.length;
  if (n === 0) warnings.push("no data");
  if (clusters === 1) warnings.push("one cluster: no standard error");
  const tail = 1 - (1 - level) / 2;
  const t = around(mean, errors.cr1, clusters > 1 ? tQuantile(tail, clusters - 1) : null);
  const cr2 = around(mean, errors.cr2, errors.df2 === null ? null : tQuantile(tail, errors.df2));
  const nEff = effective(sums, errors.cr1);
  let wilsonEff: Interval = { lo: null, hi: null };
  if (mean !== null && errors.cr1 !== null && inUnit) {
    const trials = nEff ?? clusters;
    const critical = tQuantile(tail, clusters - 1);
    const { lo, hi } = wilson({ x: Math.min(mean * trials, trials), n: trials, level, critical });
    wilsonEff = { lo, hi };
  }
  let chosen = interval;
  if (interval === "wilson-eff" && n > 0 && !inUnit) {
    chosen = "t";
    warnings.push("scores outside [0, 1]: t interval instead of Wilson");
  }
  const se = chosen === "cr2" ? errors.cr2 : errors.cr1;
  const limits = { "t": t, "cr2": cr2, "wilson-eff": wilsonEff }[chosen];
  const isFlat = se === 0;
  if (isFlat) {
    const what = chosen === "wilson-eff" ? "interval on the number of clusters" : "no interval";
    warnings.push(`no variation between clusters: ${what}`);
  }
  return {
    value: mean,
    se,
    ...(isFlat && chosen !== "wilson-eff" ? { lo: null, hi: null } : limits),
    level,
    n,
    clusters,
    nExcluded: y.length - n,
    nEff,
    df: clusters > 1 ? (chosen === "cr2" ? errors.df2 : clusters - 1) : null,
    deff: errors.cr1 === null || !errors.iid ? null : (errors.cr1 / errors.iid) ** 2,
    ...anova(sums),
    seIid: errors.iid,
    seCr0: errors.cr0,
    seCr1: errors.cr1,
    seCr2: errors.cr2,
    dfCr2: errors.df2,
    seMiller: errors.miller,
    wilsonEff,
    t,
    cr2,
    method: `clustered-mean/${chosen}`,
    variant: chosen === "cr2" ? "CR2" : "CR1",
    warnings,
  };
}

interface Sums extends ClusterSums {
  readonly mean: number | null;
  readonly inUnit: boolean;
}

function summarise(y: readonly Observation[], cluster: readonly ClusterName[]): Sums {
  const values: number[] = [];
  const names: ClusterName[] = [];
  y.forEach((value, row) => {
    const name = cluster[row];
    if (value === null || name === undefined) return;
    if (!Number.isFinite(value)) throw new RangeError(`y holds ${value} at row ${row}`);
    values.push(value);
    names.push(name);
  });
  const { index, names: distinct } = clusterIndex(names);
  const sums = residualSums(values, { index, clusters: distinct.length });
  return {
    ...sums,
    mean: values.length === 0 ? null : sums.mean,
    inUnit: values.every((value) => value >= 0 && value <= 1),
  };
}

/** `p(1-p)/CR1²` capped at n; scores outside [0, 1] use their variance. Null when the error is 0 or missing. */
function effective(sums: Sums, cr1: number | null): number | null {
  if (sums.mean === null || !cr1) return null;
  const variance = sums.inUnit ? sums.mean * (1 - sums.mean) : sums.squares / sums.n;
  return Math.min(variance / (cr1 * cr1), sums.n);
}

function around(mean: number | null, se: number | null, critical: number | null): Interval {
  if (mean === null || se === null || critical === null) return { lo: null, hi: null };
  return { lo: mean - critical * se, hi: mean + critical * se };
}

function anova(sums: Sums): { readonly icc: number | null; readonly n0: number | null } {
  const { n, sizes, residuals, squares } = sums;
  const clusters = sizes.length;
  if (clusters < 2) return { icc: null, n0: null };
  const n0 = (n - sizes.reduce((sum, m) => sum + m * m, 0) / n) / (clusters - 1);
  const between = residuals.reduce((sum, t, g) => sum + (t * t) / (sizes[g] ?? 1), 0);
  if (n === clusters || squares === 0) return { icc: null, n0 };
  const msb = between / (clusters - 1);
  const msw = Math.max(0, squares - between) / (n - clusters);
  return { icc: (msb - msw) / (msb + (n0 - 1) * msw), n0 };
}
