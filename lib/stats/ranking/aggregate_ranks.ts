import { averageRanks } from "./average_ranks.ts";
import { kemenyOrders } from "./kemeny_orders.ts";

/** Options of {@linkcode aggregateRanks}. */
export interface AggregateRanksOptions {
  /** `scores[unit][system]`, higher is better; units are chapters or tasks. */
  readonly scores: readonly (readonly number[])[];
}

/** Ranks aggregated over units. */
export interface AggregateRanks {
  /** Mean score of each system. */
  readonly meanScore: readonly number[];
  /** Mean rank of each, 1 is best, ties averaged. */
  readonly meanRank: readonly number[];
  /** Borda count: sum of M - rank. */
  readonly borda: readonly number[];
  /** Copeland: pairwise majorities won less lost. */
  readonly copeland: readonly number[];
  /** Least total disagreement; a tie inside a unit costs ½ either way. */
  readonly kemenyDistance: number;
  /** Every optimal order, as indices, best first. */
  readonly kemenyOrders: readonly (readonly number[])[];
  /** Whether the orders are proven optimal (up to 16 systems). */
  readonly exact: boolean;
  /** Index of the system that beats every other by majority; null when there is none. */
  readonly condorcetWinner: number | null;
  /** Units. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know: a cycle is a finding. */
  readonly warnings: readonly string[];
}

/**
 * Orders systems over units by mean score, mean rank, Borda, Copeland and Kemeny at once.
 *
 * Source: Kemeny 1959; Colombo et al. 2022 on Borda instead of averaging scores of different scales.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { aggregateRanks } from "@rounds/rounds";
 *
 * const cycle = aggregateRanks({ scores: [[3, 2, 1], [1, 3, 2], [2, 1, 3]] });
 * assert.equal(cycle.condorcetWinner, null);
 * assert.equal(cycle.kemenyOrders.length, 3);
 * ```
 */
export function aggregateRanks(options: AggregateRanksOptions): AggregateRanks {
  const { scores } = options;
  const units = scores.length;
  const size = scores[0]?.length ?? 0;
  if (scores.some((row) => row.length !== size)) {
    throw new RangeError("scores is ragged, expected one score a system in every unit");
  }
  const ranks = scores.map((row) => averageRanks(row.map((score) => -score)));
  const systems = Array.from({ length: size }, (_, k) => k);
  const sum = (rows: readonly (readonly number[])[], k: number): number =>
    rows.reduce((total, row) => total + (row[k] ?? 0), 0);
  // cost[i][j]: units that speak against putting i before j.
  const cost = systems.map((i) =>
    systems.map((j) =>
      i === j ? 0 : scores.reduce((total, row) => {
        const gap = (row[i] ?? 0) - (row[j] ?? 0);
        return total + (gap < 0 ? 1 : gap === 0 ? 0.5 : 0);
      }, 0)
    )
  );
  const beats = (i: number, j: number): number =>
    Math.sign((cost[j]?.[i] ?? 0) - (cost[i]?.[j] ?? 0));
  const copeland = systems.map((i) =>
    systems.reduce<number>((total, j) => total + (i === j ? 0 : beats(i, j)), 0)
  );
  const winner = systems.find((i) => systems.every((j) => i === j || beats(i, j) > 0));
  const kemeny = kemenyOrders(cost);
  return {
    meanScore: systems.map((k) => sum(scores, k) / units),
    meanRank: systems.map((k) => sum(ranks, k) / units),
    borda: systems.map((k) => units * size - sum(ranks, k)),
    copeland,
    kemenyDistance: kemeny.distance,
    kemenyOrders: kemeny.orders,
    exact: kemeny.exact,
    condorcetWinner: winner ?? null,
    n: units,
    method: "rank-aggregation",
    warnings: winner === undefined && size > 1 ? ["no system beats every other by majority"] : [],
  };
}
