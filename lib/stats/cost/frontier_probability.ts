import { jointBootstrap } from "../resampling/joint_bootstrap.ts";
import { paretoFrontier } from "./pareto_frontier.ts";

/** Options of {@linkcode frontierProbability}. */
export interface FrontierProbabilityOptions {
  /** `cost[system][case]`: cost of each case. */
  readonly cost: readonly (readonly number[])[];
  /** `score[system][case]`: score of each case. */
  readonly score: readonly (readonly number[])[];
  /** Resamples; default 10,000. */
  readonly replicates?: number;
  /** Seed of PCG32; default 42. */
  readonly seed?: number;
}

/**
 * Probability of each system to be on the Pareto frontier, by a bootstrap of cases shared by all.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { frontierProbability } from "@rounds/rounds";
 *
 * const p = frontierProbability({ cost: [[1, 1], [2, 2]], score: [[1, 1], [0, 0]], replicates: 20 });
 * assert.deepEqual(p, [1, 0]);
 * ```
 */
export function frontierProbability(options: FrontierProbabilityOptions): number[] {
  const { cost, score, replicates = 10_000, seed = 42 } = options;
  if (cost.length !== score.length) {
    throw new RangeError(
      `cost has ${cost.length} systems and score ${score.length}, expected as many`,
    );
  }
  const size = cost.length;
  const sums = jointBootstrap({ totals: [...cost, ...score], replicates, seed });
  const counts = cost.map(() => 0);
  for (let b = 0; b < replicates; b++) {
    const { frontier } = paretoFrontier(
      cost.map((_, k) => ({
        name: `${k}`,
        cost: sums[k]?.[b] ?? 0,
        score: sums[size + k]?.[b] ?? 0,
      })),
    );
    for (const name of frontier) counts[Number(name)] = (counts[Number(name)] ?? 0) + 1;
  }
  return counts.map((count) => count / replicates);
}
