import { gaussHermite } from "../special/gauss_hermite.ts";

/** Ability nodes and their prior weights. */
export interface IrtGrid {
  /** Standard normal nodes, ascending. */
  readonly nodes: readonly number[];
  /** Logarithms of their weights, which sum to 1. */
  readonly logWeights: readonly number[];
}

/** Posterior of the abilities on a grid. */
export interface IrtPosterior {
  /** `weight[person][node]`. */
  readonly weight: readonly Float64Array[];
  /** Marginal log likelihood. */
  readonly logLikelihood: number;
  /** Posterior means, in units of the nodes. */
  readonly mean: readonly number[];
  /** Posterior standard deviations. */
  readonly sd: readonly number[];
}

/**
 * Gauss-Hermite grid for a standard normal ability.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { irtGrid } from "@rounds/rounds";
 *
 * const { nodes, logWeights } = irtGrid(41);
 * const second = nodes.reduce((sum, z, k) => sum + Math.exp(logWeights[k] ?? 0) * z * z, 0);
 * assert.ok(Math.abs(second - 1) < 1e-12);
 * ```
 */
export function irtGrid(size: number): IrtGrid {
  const { nodes, weights } = gaussHermite(size);
  return {
    nodes: nodes.map((node) => Math.SQRT2 * node).reverse(),
    logWeights: weights.map((weight) => Math.log(weight / Math.sqrt(Math.PI))).reverse(),
  };
}
