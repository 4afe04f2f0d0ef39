import { clusterIndex } from "../cluster_index.ts";
import type { ClusterName } from "../interval.ts";
import { tQuantile } from "../special/t_quantile.ts";
import { tSf } from "../special/t_sf.ts";
import { invertSymmetric } from "./invert_symmetric.ts";
import { sandwich } from "./sandwich.ts";

/** Options of {@linkcode fixedEffectsOls}. */
export interface FixedEffectsOlsOptions {
  /** Outcome of each row. */
  readonly y: readonly number[];
  /** Covariates by name, one value a row. */
  readonly x: Readonly<Record<string, readonly number[]>>;
  /** Absorbed effect (case) of each row: its intercepts are removed exactly and not reported. */
  readonly absorb: readonly ClusterName[];
  /** Cluster of each row; default the absorbed effect. */
  readonly cluster?: readonly ClusterName[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** One coefficient of {@linkcode fixedEffectsOls}. */
export interface FixedEffectsRow {
  /** Covariate. */
  readonly term: string;
  /** Slope, in the unit of y. */
  readonly value: number | null;
  /** CR1 standard error. */
  readonly se: number | null;
  /** CR0 standard error. */
  readonly seCr0: number | null;
  /** Lower t limit. */
  readonly lo: number | null;
  /** Upper t limit. */
  readonly hi: number | null;
  /** Two-sided p, t(G-1). */
  readonly p: number | null;
}

/** A linear regression with one absorbed effect. */
export interface FixedEffectsOls {
  /** One row a covariate. */
  readonly rows: readonly FixedEffectsRow[];
  /** Rows used. */
  readonly n: number;
  /** Clusters. */
  readonly clusters: number;
  /** Clusters - 1. */
  readonly df: number | null;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Least squares with one absorbed set of intercepts (cases) and cluster-robust errors.
 *
 * Everything is centred within the absorbed groups, which by Frisch, Waugh and Lovell equals fitting their dummies.
 * CR1 is CR0 times √(G/(G-1)).
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { fixedEffectsOls } from "@rounds/rounds";
 *
 * const fit = fixedEffectsOls({ y: [1, 2, 5, 7], x: { dose: [0, 1, 0, 1] }, absorb: ["a", "a", "b", "b"] });
 * assert.equal(fit.rows[0]?.value, 1.5);
 * ```
 */
export function fixedEffectsOls(options: FixedEffectsOlsOptions): FixedEffectsOls {
  const { y, x, absorb, level = 0.95 } = options;
  const cluster = options.cluster ?? absorb;
  const terms = Object.keys(x);
  const { index, names } = clusterIndex(absorb);
  const centred = (values: readonly number[]): Float64Array => {
    const sums = new Float64Array(names.length);
    const sizes = new Float64Array(names.length);
    values.forEach((value, row) => {
      const g = index[row] ?? 0;
      sums[g] = (sums[g] ?? 0) + value;
      sizes[g] = (sizes[g] ?? 0) + 1;
    });
    return Float64Array.from(
      values,
      (value, row) => value - (sums[index[row] ?? 0] ?? 0) / (sizes[index[row] ?? 0] ?? 1),
    );
  };
  const outcome = centred(y);
  const columns = terms.map((term) => centred(x[term] ?? []));
  const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
    let sum = 0;
    for (let row = 0; row < a.length; row++) sum += (a[row] ?? 0) * (b[row] ?? 0);
    return sum;
  };
  // A covariate that never varies within a group is collinear with the absorbed effect.
  const flat = columns.some((column, k) =>
    dot(column, column) <=
      1e-20 * Math.max(1, dot(x[terms[k] ?? ""] ?? [], x[terms[k] ?? ""] ?? []))
  );
  const bread = flat || y.length === 0
    ? null
    // The inverse reads the lower triangle only.
    : invertSymmetric(columns.map((a, j) => columns.map((b, k) => (k <= j ? dot(a, b) : 0))));
  const clusters = new Set(cluster).size;
  const df = clusters > 1 ? clusters - 1 : null;
  if (bread === null) {
    const missing = { value: null, se: null, seCr0: null, lo: null, hi: null, p: null };
    return {
      rows: terms.map((term) => ({ term, ...missing })),
      n: y.length,
      clusters,
      df,
      warnings: [y.length === 0 ? "no data" : "collinear columns: no estimate"],
    };
  }
  const right = columns.map((column) => dot(column, outcome));
  const beta = bread.map((row) => dot(row, right));
  const residuals = Array.from(
    outcome,
    (value, row) =>
      value - columns.reduce((sum, column, k) => sum + (column[row] ?? 0) * (beta[k] ?? 0), 0),
  );
  // What is left of an exact fit are rounding errors: they say nothing about the precision.
  const exact = dot(residuals, residuals) <= 1e-24 * Math.max(dot(y, y), Number.MIN_VALUE);
  const scores = residuals.map((value, row) => columns.map((column) => (column[row] ?? 0) * value));
  const { cr0, correction } = sandwich({ bread, scores, cluster });
  return {
    rows: terms.map((term, k) => {
      const value = beta[k] ?? null;
      const seCr0 = df === null || exact ? null : Math.sqrt(cr0[k]?.[k] ?? NaN);
      const se = seCr0 === null || correction === null ? null : seCr0 * Math.sqrt(correction);
      const half = se === null || df === null ? null : se * tQuantile(1 - (1 - level) / 2, df);
      return {
        term,
        value,
        se,
        seCr0,
        lo: value === null || half === null ? null : value - half,
        hi: value === null || half === null ? null : value + half,
        p: value === null || !se || df === null ? null : 2 * tSf(Math.abs(value / se), df),
      };
    }),
    n: y.length,
    clusters,
    df,
    warnings: df === null
      ? ["one cluster: no standard error"]
      : exact
      ? ["the model fits every row exactly: no standard error"]
      : [],
  };
}
