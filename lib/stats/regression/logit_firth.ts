import { designMatrix, type RegressionColumns } from "./design_matrix.ts";
import { invertSymmetric } from "./invert_symmetric.ts";

/** One coefficient of {@linkcode logitFirth}, in log odds. */
export interface LogitFirthRow {
  /** Column. */
  readonly term: string;
  /** Penalised log odds ratio. */
  readonly value: number | null;
  /** Standard error from the information. */
  readonly se: number | null;
}

/** A penalised logistic regression. */
export interface LogitFirth {
  /** One row a column. */
  readonly rows: readonly LogitFirthRow[];
  /** Rows used. */
  readonly n: number;
  /** Rows left out. */
  readonly nExcluded: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Logistic regression with Firth's penalty: finite under separation (a label that is always right).
 *
 * Score `X'(y - p + h(½ - p))` with h the leverages. Source: Firth 1993.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { logitFirth } from "@rounds/rounds";
 *
 * const fit = logitFirth({ y: [1, 1, 1, 1, 0], x: { label: [1, 1, 1, 0, 0] } });
 * // For one 0/1 covariate: a half added to every cell of the table.
 * assert.equal(fit.rows[1]?.value?.toFixed(6), Math.log((3.5 / 0.5) / (1.5 / 1.5)).toFixed(6));
 * ```
 */
export function logitFirth(options: RegressionColumns): LogitFirth {
  const { rows, y, terms, nExcluded } = designMatrix(options);
  let beta = terms.map(() => 0);
  let inverse: number[][] | null = null;
  let converged = false;
  let scale = 1;
  let previous: readonly number[] = terms.map(() => 0);
  for (let step = 0; step < 500 && rows.length > 0; step++) {
    const fitted = rows.map((row) =>
      1 / (1 + Math.exp(-row.reduce((sum, value, k) => sum + value * (beta[k] ?? 0), 0)))
    );
    const information = terms.map((_, j) =>
      terms.map((_, k) =>
        rows.reduce((sum, row, i) => {
          const p = fitted[i] ?? 0;
          return sum + p * (1 - p) * (row[j] ?? 0) * (row[k] ?? 0);
        }, 0)
      )
    );
    inverse = invertSymmetric(information);
    if (inverse === null) break;
    const bread = inverse;
    const score = terms.map(() => 0);
    rows.forEach((row, i) => {
      const p = fitted[i] ?? 0;
      const leverage = p * (1 - p) *
        row.reduce(
          (sum, a, j) => sum + a * row.reduce((s, b, k) => s + b * (bread[j]?.[k] ?? 0), 0),
          0,
        );
      const residual = (y[i] ?? 0) - p + leverage * (0.5 - p);
      row.forEach((value, k) => score[k] = (score[k] ?? 0) + value * residual);
    });
    const change = bread.map((line) => line.reduce((sum, v, k) => sum + v * (score[k] ?? 0), 0));
    const largest = Math.max(...change.map(Math.abs));
    if (largest < 1e-11) {
      converged = true;
      break;
    }
    // The information ignores the penalty's own curvature, up to as much again in tiny samples: steps then overshoot.
    const turned = change.reduce((sum, value, k) => sum + value * (previous[k] ?? 0), 0) < 0;
    if (turned && largest > 0.5 * Math.max(...previous.map(Math.abs))) scale = 2 / 3;
    previous = change;
    const damp = Math.min(scale, 2 / largest);
    beta = beta.map((value, k) => value + damp * (change[k] ?? 0));
  }
  const fitted = converged ? inverse : null;
  return {
    rows: terms.map((term, k) => ({
      term,
      value: fitted === null ? null : (beta[k] ?? null),
      se: fitted === null ? null : Math.sqrt(fitted[k]?.[k] ?? NaN),
    })),
    n: y.length,
    nExcluded,
    method: "logit/firth",
    warnings: fitted !== null
      ? []
      : [rows.length === 0 ? "no data" : "no estimate: collinear columns"],
  };
}
