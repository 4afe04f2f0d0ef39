import { normalQuantile } from "../special/normal_quantile.ts";
import { tQuantile } from "../special/t_quantile.ts";
import { designMatrix, type RegressionColumns } from "./design_matrix.ts";
import type { Logit } from "./logit.ts";

/** Options of {@linkcode standardiseLogit}: the columns given to `logit`, and which one to set. */
export interface StandardiseLogitOptions extends RegressionColumns {
  /** 0/1 covariate to set to 1 and to 0. */
  readonly term: string;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** Standardised accuracies, as proportions. */
export interface StandardisedLogit {
  /** Covariate. */
  readonly term: string;
  /** Average prediction with the covariate at 1. */
  readonly p1: number | null;
  /** Average prediction with the covariate at 0. */
  readonly p0: number | null;
  /** Average marginal effect, `p1 - p0`. */
  readonly value: number | null;
  /** Delta-method standard error with CR1. */
  readonly se: number | null;
  /** The same with CR0. */
  readonly seCr0: number | null;
  /** Lower t limit. */
  readonly lo: number | null;
  /** Upper t limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Standardised accuracies from a logistic regression (g-computation): what accuracy would be were the factor 1, or 0, everywhere.
 *
 * Average prediction over the sample with the factor set, delta-method errors from the clustered covariance.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { logit, standardiseLogit } from "@rounds/rounds";
 *
 * const columns = { y: [1, 1, 0, 1, 0, 0], x: { late: [0, 0, 0, 1, 1, 1] } };
 * const effect = standardiseLogit(logit(columns), { ...columns, term: "late" });
 * assert.equal(effect.value?.toFixed(4), "-0.3333");
 * ```
 */
export function standardiseLogit(fit: Logit, options: StandardiseLogitOptions): StandardisedLogit {
  const { term, level = 0.95 } = options;
  const design = designMatrix(options);
  const column = design.terms.indexOf(term);
  if (column < 0) {
    throw new RangeError(`term is "${term}", expected one of ${design.terms.join(", ")}`);
  }
  const { coefficients, covariance } = fit;
  const method = "logit/standardised";
  if (coefficients === null || covariance === null) {
    const missing = { p1: null, p0: null, value: null, se: null, seCr0: null, lo: null, hi: null };
    return { term, ...missing, level, method, warnings: fit.warnings };
  }
  const averages = [0, 1].map((setting) => {
    const gradient = coefficients.map(() => 0);
    let total = 0;
    for (const row of design.rows) {
      const set = row.map((value, k) => (k === column ? setting : value));
      const eta = set.reduce((sum, value, k) => sum + value * (coefficients[k] ?? 0), 0);
      const p = 1 / (1 + Math.exp(-eta));
      total += p;
      set.forEach((value, k) => gradient[k] = (gradient[k] ?? 0) + p * (1 - p) * value);
    }
    const n = design.rows.length;
    return { p: total / n, gradient: gradient.map((value) => value / n) };
  });
  const p0 = averages[0]?.p ?? 0;
  const p1 = averages[1]?.p ?? 0;
  const slope = coefficients.map((_, k) =>
    (averages[1]?.gradient[k] ?? 0) - (averages[0]?.gradient[k] ?? 0)
  );
  const variance = slope.reduce(
    (sum, a, j) =>
      sum + slope.reduce((inner, b, k) => inner + a * b * (covariance[j]?.[k] ?? 0), 0),
    0,
  );
  const seCr0 = Math.sqrt(Math.max(0, variance));
  const df = fit.df;
  const se = df === null ? null : seCr0 * Math.sqrt((df + 1) / df);
  const tail = 1 - (1 - level) / 2;
  const critical = df === null ? normalQuantile(tail) : tQuantile(tail, df);
  const value = p1 - p0;
  return {
    term,
    p1,
    p0,
    value,
    se,
    seCr0,
    lo: se === null ? null : value - critical * se,
    hi: se === null ? null : value + critical * se,
    level,
    method,
    warnings: fit.warnings,
  };
}
