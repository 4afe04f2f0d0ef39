import { clusterIndex } from "../cluster_index.ts";
import type { ClusterName, Observation } from "../interval.ts";
import { invertSymmetric } from "./invert_symmetric.ts";

/** Options of {@linkcode conditionalLogit}. */
export interface ConditionalLogitOptions {
  /** 0/1 outcome of each row; null is left out. */
  readonly y: readonly Observation[];
  /** Covariates by name, one value a row. */
  readonly x: Readonly<Record<string, readonly number[]>>;
  /** Stratum (case) of each row. */
  readonly strata: readonly ClusterName[];
}

/** One coefficient. */
export interface ConditionalLogitRow {
  /** Covariate. */
  readonly term: string;
  /** Log odds ratio. */
  readonly value: number | null;
  /** Standard error from the information. */
  readonly se: number | null;
  /** Odds ratio. */
  readonly oddsRatio: number | null;
}

/** A conditional logistic regression. */
export interface ConditionalLogit {
  /** One row a covariate. */
  readonly rows: readonly ConditionalLogitRow[];
  /** Conditional log likelihood. */
  readonly logLikelihood: number | null;
  /** Strata with both outcomes: only they carry information. */
  readonly informative: number;
  /** All strata. */
  readonly strata: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Conditional logistic regression: effects within strata, where whatever a stratum has in common cancels.
 *
 * Exact conditional likelihood by the recursion of Gail, Lubin & Rubinstein 1981, Newton's method. Use for trends over
 * position within a case.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { conditionalLogit } from "@rounds/rounds";
 *
 * const y = [1, 0, 1, 0, 0, 1];
 * const fit = conditionalLogit({ y, x: { late: [0, 1, 0, 1, 0, 1] }, strata: ["a", "a", "b", "b", "c", "c"] });
 * assert.equal(fit.rows[0]?.value?.toFixed(6), Math.log(1 / 2).toFixed(6));
 * ```
 */
export function conditionalLogit(options: ConditionalLogitOptions): ConditionalLogit {
  const { y, x, strata } = options;
  const terms = Object.keys(x);
  const { index, names } = clusterIndex(strata);
  const groups = names.map((): { x: number[]; y: number }[] => []);
  y.forEach((outcome, row) => {
    if (outcome === null) return;
    groups[index[row] ?? 0]?.push({
      x: terms.map((term) => x[term]?.[row] ?? NaN),
      y: outcome > 0 ? 1 : 0,
    });
  });
  const informative = groups.filter((rows) => new Set(rows.map((row) => row.y)).size === 2);
  const base = {
    informative: informative.length,
    strata: names.length,
    method: "conditional-logit",
  };
  let beta = terms.map(() => 0);
  let state = likelihood(informative, beta);
  let inverse: number[][] | null = null;
  let converged = false;
  for (let step = 0; step < 60 && informative.length > 0; step++) {
    inverse = invertSymmetric(state.information);
    if (inverse === null) break;
    const change = inverse.map((row) => row.reduce((s, v, k) => s + v * (state.score[k] ?? 0), 0));
    const largest = Math.max(...change.map(Math.abs));
    if (largest < 1e-10) {
      converged = true;
      break;
    }
    const damp = Math.min(1, 4 / largest);
    beta = beta.map((value, k) => value + damp * (change[k] ?? 0));
    if (Math.max(...beta.map(Math.abs)) > 50) break;
    state = likelihood(informative, beta);
  }
  const fitted = converged ? inverse : null;
  return {
    rows: terms.map((term, k) => {
      const value = fitted === null ? null : (beta[k] ?? null);
      return {
        term,
        value,
        se: fitted === null ? null : Math.sqrt(fitted[k]?.[k] ?? NaN),
        oddsRatio: value === null ? null : Math.exp(value),
      };
    }),
    logLikelihood: fitted === null ? null : state.logLikelihood,
    ...base,
    warnings: fitted !== null
      ? []
      : [informative.length === 0 ? "no stratum with both outcomes" : "no finite estimate"],
  };
}

interface State {
  readonly logLikelihood: number;
  readonly score: readonly number[];
  readonly information: readonly (readonly number[])[];
}

function likelihood(
  groups: readonly (readonly { readonly x: readonly number[]; readonly y: number }[])[],
  beta: readonly number[],
): State {
  const p = beta.length;
  let logLikelihood = 0;
  const score = new Array<number>(p).fill(0);
  const information = beta.map(() => new Array<number>(p).fill(0));
  for (const rows of groups) {
    const m = rows.filter((row) => row.y === 1).length;
    // Symmetric functions of order 0..m with their first and second derivatives.
    const value = new Float64Array(m + 1);
    const first = beta.map(() => new Float64Array(m + 1));
    const second = beta.map(() => beta.map(() => new Float64Array(m + 1)));
    value[0] = 1;
    for (const row of rows) {
      const eta = row.x.reduce((sum, v, k) => sum + v * (beta[k] ?? 0), 0);
      const weight = Math.exp(eta);
      if (row.y === 1) logLikelihood += eta;
      for (let order = m; order >= 1; order--) {
        const v0 = value[order - 1] ?? 0;
        for (let j = 0; j < p; j++) {
          const xj = row.x[j] ?? 0;
          const dj = first[j]?.[order - 1] ?? 0;
          for (let k = 0; k <= j; k++) {
            const xk = row.x[k] ?? 0;
            const target = second[j]?.[k];
            const dk = first[k]?.[order - 1] ?? 0;
            const before = target?.[order - 1] ?? 0;
            if (target) {
              target[order] = (target[order] ?? 0) +
                weight * (before + xj * dk + xk * dj + xj * xk * v0);
            }
          }
        }
        for (let j = 0; j < p; j++) {
          const target = first[j];
          const before = target?.[order - 1] ?? 0;
          if (target) {
            target[order] = (target[order] ?? 0) + weight * (before + (row.x[j] ?? 0) * v0);
          }
        }
        value[order] = (value[order] ?? 0) + weight * v0;
      }
    }
    const total = value[m] ?? 1;
    logLikelihood -= Math.log(total);
    for (let j = 0; j < p; j++) {
      const mean = (first[j]?.[m] ?? 0) / total;
      const observed = rows.reduce((sum, row) => sum + row.y * (row.x[j] ?? 0), 0);
      score[j] = (score[j] ?? 0) + observed - mean;
      for (let k = 0; k <= j; k++) {
        const curvature = (second[j]?.[k]?.[m] ?? 0) / total -
          (mean * (first[k]?.[m] ?? 0)) / total;
        for (const [r, c] of j === k ? [[j, k]] : [[j, k], [k, j]]) {
          const target = information[r ?? 0];
          if (target) target[c ?? 0] = (target[c ?? 0] ?? 0) + curvature;
        }
      }
    }
  }
  return { logLikelihood, score, information };
}
