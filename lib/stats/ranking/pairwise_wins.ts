import type { Observation } from "../interval.ts";

/** Pairwise results. */
export interface PairwiseWins {
  /** `wins[i][j]`: items i has right and j wrong (a higher score). */
  readonly wins: readonly (readonly number[])[];
  /** `ties[i][j]`: items with equal outcomes. */
  readonly ties: readonly (readonly number[])[];
}

/**
 * Wins and ties of every pair of models over the items both have, from `y[model][item]`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { pairwiseWins } from "@rounds/rounds";
 *
 * const { wins, ties } = pairwiseWins([[1, 1, null], [0, 1, 1]]);
 * assert.deepEqual(wins, [[0, 1], [0, 0]]);
 * assert.deepEqual(ties, [[0, 1], [1, 0]]);
 * ```
 */
export function pairwiseWins(y: readonly (readonly Observation[])[]): PairwiseWins {
  const count = (keep: (a: number, b: number) => boolean): number[][] =>
    y.map((first, i) =>
      y.map((second, j) =>
        i === j ? 0 : first.filter((a, item) => {
          const b = second[item] ?? null;
          return a !== null && b !== null && keep(a, b);
        }).length
      )
    );
  return { wins: count((a, b) => a > b), ties: count((a, b) => a === b) };
}
