import type { Observation } from "../interval.ts";
import type { IrtGrid, IrtPosterior } from "./irt_grid.ts";

/** Options of {@linkcode irtPosterior}. */
export interface IrtPosteriorOptions {
  /** `y[person][item]`: 0, 1 or null. */
  readonly y: readonly (readonly Observation[])[];
  /** Ability grid. */
  readonly grid: IrtGrid;
  /** `eta(item, z)`: log odds of a right answer at ability z. */
  readonly eta: (item: number, z: number) => number;
}

/**
 * Posterior of every person's ability on a grid, and the marginal likelihood (the E step of item response models).
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { irtGrid, irtPosterior } from "@rounds/rounds";
 *
 * const { mean } = irtPosterior({ y: [[1], [0]], grid: irtGrid(21), eta: (_item, z) => z });
 * assert.ok((mean[0] ?? 0) > 0 && Math.abs((mean[0] ?? 0) + (mean[1] ?? 0)) < 1e-9);
 * ```
 */
export function irtPosterior(options: IrtPosteriorOptions): IrtPosterior {
  const { y, grid, eta } = options;
  const nodes = grid.nodes.length;
  const items = y[0]?.length ?? 0;
  const logRight = new Float64Array(items * nodes);
  const logWrong = new Float64Array(items * nodes);
  for (let item = 0; item < items; item++) {
    grid.nodes.forEach((z, k) => {
      const value = eta(item, z);
      const soft = Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value)));
      logRight[item * nodes + k] = value - soft;
      logWrong[item * nodes + k] = -soft;
    });
  }
  let logLikelihood = 0;
  const mean: number[] = [];
  const sd: number[] = [];
  const weight = y.map((row) => {
    const logs = Float64Array.from(grid.logWeights);
    row.forEach((outcome, item) => {
      if (outcome === null) return;
      const table = outcome > 0 ? logRight : logWrong;
      for (let k = 0; k < nodes; k++) logs[k] = (logs[k] ?? 0) + (table[item * nodes + k] ?? 0);
    });
    const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
    const weights = logs.map((value) => Math.exp(value - most));
    const total = weights.reduce((a, b) => a + b, 0);
    logLikelihood += most + Math.log(total);
    const posterior = weights.map((value) => value / total);
    const centre = posterior.reduce((sum, p, k) => sum + p * (grid.nodes[k] ?? 0), 0);
    const square = posterior.reduce(
      (sum, p, k) => sum + p * ((grid.nodes[k] ?? 0) - centre) ** 2,
      0,
    );
    mean.push(centre);
    sd.push(Math.sqrt(square));
    return posterior;
  });
  return { weight, logLikelihood, mean, sd };
}
