import { tQuantile } from "../special/t_quantile.ts";
import { tSf } from "../special/t_sf.ts";
import { designMatrix, type RegressionColumns } from "./design_matrix.ts";
import { invertSymmetric } from "./invert_symmetric.ts";
import { sandwich } from "./sandwich.ts";

/** Options of {@linkcode logit}. */
export interface LogitOptions extends RegressionColumns {
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** One coefficient of {@linkcode logit}, in log odds. */
export interface LogitRow {
  /** Column. */
  readonly term: string;
  /** Log odds ratio; null when the fit failed. */
  readonly value: number | null;
  /** CR1 standard error. */
  readonly se: number | null;
  /** Model-based standard error. */
  readonly seModel: number | null;
  /** CR0 standard error. */
  readonly seCr0: number | null;
  /** Lower t limit. */
  readonly lo: number | null;
  /** Upper t limit. */
  readonly hi: number | null;
  /** Two-sided p, t(G-1). */
  readonly p: number | null;
}

/** A logistic regression. */
export interface Logit {
  /** One row a column. */
  readonly rows: readonly LogitRow[];
  /** Coefficients alone; null when the fit failed. */
  readonly coefficients: readonly number[] | null;
  /** CR0 covariance; null when the fit failed. */
  readonly covariance: readonly (readonly number[])[] | null;
  /** Log likelihood. */
  readonly logLikelihood: number | null;
  /** Newton steps. */
  readonly iterations: number;
  /** Rows used. */
  readonly n: number;
  /** Rows left out. */
  readonly nExcluded: number;
  /** Clusters. */
  readonly clusters: number;
  /** Clusters - 1. */
  readonly df: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing: separation, collinear columns. */
  readonly warnings: readonly string[];
}

/**
 * Logistic regression by iteratively reweighted least squares with cluster-robust errors.
 *
 * `β ← β + (X'WX)⁻¹X'(y-p)`, tolerance 1e-10; sandwich with the factor G/(G-1), t(G-1). Separation and collinear
 * columns give nulls and a warning (see `logitFirth`). Report `standardiseLogit`, not odds ratios.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { logit } from "@rounds/rounds";
 *
 * const fit = logit({ y: [1, 1, 0, 1, 0, 0], x: { late: [0, 0, 0, 1, 1, 1] } });
 * assert.deepEqual(fit.rows.map((row) => row.value?.toFixed(4)), ["0.6931", "-1.3863"]);
 * ```
 */
export function logit(options: LogitOptions): Logit {
  const { level = 0.95 } = options;
  const design = designMatrix(options);
  const { rows, y, terms } = design;
  const fit = newton(rows, y, terms.length);
  const scores = fit.bread === null ? [] : rows.map((row, k) => {
    const residual = (y[k] ?? 0) - (fit.fitted[k] ?? 0);
    return row.map((value) => value * residual);
  });
  const robust = fit.bread === null
    ? null
    : sandwich({ bread: fit.bread, scores, cluster: design.cluster });
  const clusters = new Set(design.cluster).size;
  const df = clusters > 1 ? clusters - 1 : null;
  return {
    rows: terms.map((term, k) => {
      const value = fit.bread === null ? null : (fit.beta[k] ?? null);
      const variance = robust?.cr0[k]?.[k] ?? null;
      const factor = robust?.correction ?? null;
      const se = variance === null || factor === null ? null : Math.sqrt(variance * factor);
      const half = se === null || df === null ? null : se * tQuantile(1 - (1 - level) / 2, df);
      return {
        term,
        value,
        se,
        seModel: fit.bread === null ? null : Math.sqrt(fit.bread[k]?.[k] ?? NaN),
        seCr0: variance === null ? null : Math.sqrt(variance),
        lo: value === null || half === null ? null : value - half,
        hi: value === null || half === null ? null : value + half,
        p: value === null || !se || df === null ? null : 2 * tSf(Math.abs(value / se), df),
      };
    }),
    coefficients: fit.bread === null ? null : fit.beta,
    covariance: robust?.cr0 ?? null,
    logLikelihood: fit.bread === null ? null : fit.logLikelihood,
    iterations: fit.iterations,
    n: y.length,
    nExcluded: design.nExcluded,
    clusters,
    df,
    level,
    method: "logit/cr1",
    warnings: fit.warning !== null
      ? [fit.warning]
      : clusters < 2
      ? ["one cluster: no standard error"]
      : [],
  };
}

interface Fit {
  readonly beta: number[];
  readonly bread: number[][] | null;
  readonly fitted: Float64Array;
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly warning: string | null;
}

function newton(rows: readonly (readonly number[])[], y: readonly number[], size: number): Fit {
  let beta = new Array<number>(size).fill(0);
  const fitted = new Float64Array(y.length);
  const failed = (warning: string, iterations: number): Fit => ({
    beta,
    bread: null,
    fitted,
    logLikelihood: NaN,
    iterations,
    warning,
  });
  if (y.length === 0) return failed("no data", 0);
  for (let iteration = 1; iteration <= 100; iteration++) {
    const information = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    const score = new Array<number>(size).fill(0);
    let logLikelihood = 0;
    rows.forEach((row, k) => {
      let eta = 0;
      for (let j = 0; j < size; j++) eta += (row[j] ?? 0) * (beta[j] ?? 0);
      const p = 1 / (1 + Math.exp(-eta));
      fitted[k] = p;
      const outcome = y[k] ?? 0;
      logLikelihood += outcome * eta - Math.max(eta, 0) - Math.log1p(Math.exp(-Math.abs(eta)));
      const weight = p * (1 - p);
      for (let j = 0; j < size; j++) {
        const value = row[j] ?? 0;
        if (value === 0) continue;
        score[j] = (score[j] ?? 0) + value * (outcome - p);
        const line = information[j];
        if (line) {
          for (let i = 0; i < size; i++) {
            line[i] = (line[i] ?? 0) + weight * value * (row[i] ?? 0);
          }
        }
      }
    });
    const bread = invertSymmetric(information);
    if (bread === null) {
      const flat = fitted.some((p) => p < 1e-8 || p > 1 - 1e-8);
      return failed(flat ? "separation: use logitFirth" : "collinear columns", iteration);
    }
    const change = bread.map((line) => line.reduce((sum, v, k) => sum + v * (score[k] ?? 0), 0));
    const largest = Math.max(...change.map(Math.abs));
    if (largest < 1e-10) {
      return { beta, bread, fitted, logLikelihood, iterations: iteration, warning: null };
    }
    const damp = Math.min(1, 8 / largest);
    beta = beta.map((value, k) => value + damp * (change[k] ?? 0));
  }
  return failed("separation: use logitFirth", 100);
}
