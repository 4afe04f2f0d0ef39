import type { ClusterSums } from "./cluster_errors.ts";

/** Where rows belong, for {@linkcode residualSums}. */
export interface ResidualSumsOptions {
  /** Cluster of each row, counted from 0. */
  readonly index: ArrayLike<number>;
  /** Number of clusters. */
  readonly clusters: number;
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
  values: readonly number[],
  { index, clusters }: ResidualSumsOptions,
): ClusterSums & { readonly mean: number } {
  const n = values.length;
  const constant = values.every((value) => value === values[0]);
  const total = values.reduce((sum, value) => sum + value, 0);
  const mean = n === 0 ? 0 : constant ? values[0] ?? 0 : total / n;
  const least = 1e-13 * values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const residuals = new Array<number>(clusters).fill(0);
  const sizes = new Array<number>(clusters).fill(0);
  let squares = 0;
  values.forEach((value, row) => {
    const g = index[row] ?? 0;
    const residual = Math.abs(value - mean) <= least ? 0 : value - mean;
    residuals[g] = (residuals[g] ?? 0) + residual;
    sizes[g] = (sizes[g] ?? 0) + 1;
    squares += residual * residual;
  });
  const settled = residuals.map((sum, g) => Math.abs(sum) <= least * (sizes[g] ?? 1) ? 0 : sum);
  return { n, mean, sizes, residuals: settled, squares };
}
