/** A system with a cost and a score. */
export interface CostScore {
  /** Name. */
  readonly name: string;
  /** Cost, lower is better. */
  readonly cost: number;
  /** Score, higher is better. */
  readonly score: number;
}

/** Who is not beaten on both. */
export interface ParetoFrontier {
  /** Names on the frontier, cheapest first. Systems equal on both stay together. */
  readonly frontier: readonly string[];
  /** Dominated names, in the order given. */
  readonly dominated: readonly string[];
}

/**
 * The Pareto frontier: a system is dominated if another is at least as good on both and better on one.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { paretoFrontier } from "@rounds/rounds";
 *
 * const { frontier, dominated } = paretoFrontier([
 *   { name: "a", cost: 1, score: 0.3 },
 *   { name: "b", cost: 2, score: 0.3 },
 * ]);
 * assert.deepEqual([frontier, dominated], [["a"], ["b"]]);
 * ```
 */
export function paretoFrontier(points: readonly CostScore[]): ParetoFrontier {
  const isDominated = (one: CostScore): boolean =>
    points.some((other) =>
      other.cost <= one.cost && other.score >= one.score &&
      (other.cost < one.cost || other.score > one.score)
    );
  const frontier = points.filter((one) => !isDominated(one))
    .toSorted((a, b) => a.cost - b.cost || b.score - a.score);
  return {
    frontier: frontier.map((one) => one.name),
    dominated: points.filter(isDominated).map((one) => one.name),
  };
}
