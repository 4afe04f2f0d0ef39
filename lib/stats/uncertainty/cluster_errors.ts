/** Sums over clusters that {@linkcode clusterErrors} needs. */
export interface ClusterSums {
  /** Rows. */
  readonly n: number;
  /** Rows of each cluster. */
  readonly sizes: readonly number[];
  /** Sum of the residuals of each cluster. */
  readonly residuals: readonly number[];
  /** Sum of the squared residuals of all rows. */
  readonly squares: number;
}

/** Standard errors of a mean, in its unit; null below two clusters (`iid`: below two rows). */
export interface ClusterErrors {
  /** As if rows were independent. */
  readonly iid: number | null;
  /** Liang-Zeger. */
  readonly cr0: number | null;
  /** The same times √(G/(G-1)). */
  readonly cr1: number | null;
  /** Bell-McCaffrey. */
  readonly cr2: number | null;
  /** Satterthwaite degrees of freedom of CR2. */
  readonly df2: number | null;
  /** Miller's 2024 form. */
  readonly miller: number | null;
}

/**
 * Standard errors of a clustered mean from the sums of its residuals.
 *
 * Formulas as in {@linkcode clusteredMean}; the Satterthwaite degrees of freedom are the closed form for a mean,
 * `1 / [Σh² + Σ_{g≠k} h_g² h_k² / ((1-h_g)(1-h_k))]` with `h = m_g/n`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { clusterErrors } from "@rounds/rounds";
 *
 * const errors = clusterErrors({ n: 2, sizes: [1, 1], residuals: [0.5, -0.5], squares: 0.5 });
 * assert.equal(errors.cr1?.toFixed(9), "0.500000000");
 * assert.equal(errors.df2?.toFixed(9), "1.000000000");
 * ```
 */
export function clusterErrors(sums: ClusterSums): ClusterErrors {
  const { n, sizes, residuals, squares } = sums;
  const clusters = sizes.length;
  const iid = n > 1 ? Math.sqrt(squares / (n * (n - 1))) : null;
  if (clusters < 2) return { iid, cr0: null, cr1: null, cr2: null, df2: null, miller: null };
  let total = 0;
  let adjusted = 0;
  let shares = 0;
  let ratios = 0;
  let ratioSquares = 0;
  for (let g = 0; g < clusters; g++) {
    const residual = residuals[g] ?? 0;
    const share = (sizes[g] ?? 0) / n;
    const square = residual * residual;
    total += square;
    adjusted += square / (1 - share);
    shares += share * share;
    const ratio = (share * share) / (1 - share);
    ratios += ratio;
    ratioSquares += ratio * ratio;
  }
  const cr0 = Math.sqrt(total) / n;
  return {
    iid,
    cr0,
    cr1: cr0 * Math.sqrt(clusters / (clusters - 1)),
    cr2: Math.sqrt(adjusted) / n,
    df2: 1 / (shares + ratios * ratios - ratioSquares),
    miller: Math.sqrt(Math.max(0, squares / (n * (n - 1)) + (total - squares) / (n * n))),
  };
}
