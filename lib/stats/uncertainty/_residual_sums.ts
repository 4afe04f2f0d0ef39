import type { ClusterSums } from "./cluster_errors.ts";

/** Where rows belong, for {@linkcode residualSums}. */
export interface ResidualSumsOptions {
  /** Cluster of each row, counted from 0. */
  readonly index: ArrayLike<number>;
  /** Number of clusters. */
  readonly clusters: number;
}

/** What {@linkcode residualSums} finds beside the sums. */
export interface ResidualSums extends ClusterSums {
  /** Mean of the values; 0 without any. */
  readonly mean: number;
  /** Whether every value is in [0, 1]. */
  readonly inUnit: boolean;
}

/**
 * The residuals around the mean, summed by cluster, with that mean (0 without values).
 *
 * What is left of sums that cancel out is rounding, not variation: residuals and cluster sums below 1e-13 of the largest
 * value count as 0, so that a missing spread is seen as such instead of giving a t of 1e16.
 *
 * @internal
 */
export function residualSums(
  values: ArrayLike<number>,
  { index, clusters }: ResidualSumsOptions,
): ResidualSums {
  const n = values.length;
  const one = values[0] ?? 0;
  let [total, most] = [0, 0];
  let [isConstant, inUnit] = [true, true];
  // Plain loops: tables call this for every pair of runs, over every question.
  for (let row = 0; row < n; row++) {
    const value = values[row] ?? 0;
    total += value;
    const size = Math.abs(value);
    if (size > most) most = size;
    if (value !== one) isConstant = false;
    if (!(value >= 0 && value <= 1)) inUnit = false;
  }
  const mean = n === 0 ? 0 : isConstant ? one : total / n;
  const least = 1e-13 * most;
  const residuals = new Array<number>(clusters).fill(0);
  const sizes = new Array<number>(clusters).fill(0);
  let squares = 0;
  for (let row = 0; row < n; row++) {
    const g = index[row] ?? 0;
    const distance = (values[row] ?? 0) - mean;
    const residual = Math.abs(distance) <= least ? 0 : distance;
    residuals[g] = (residuals[g] ?? 0) + residual;
    sizes[g] = (sizes[g] ?? 0) + 1;
    squares += residual * residual;
  }
  const settled = residuals.map((sum, g) => Math.abs(sum) <= least * (sizes[g] ?? 1) ? 0 : sum);
  return { n, mean, sizes, residuals: settled, squares, inUnit };
}
