import type { ClusterName, Observation } from "../interval.ts";
import { type RatioOfTotals, ratioOfTotals } from "./ratio_of_totals.ts";

/** Options of {@linkcode costPerCorrect}. */
export interface CostPerCorrectOptions {
  /** Cost of each answer, in any unit (US dollars, tokens, seconds); null is left out and counted. */
  readonly cost: readonly Observation[];
  /** 1 right, 0 not. */
  readonly correct: readonly Observation[];
  /** Case of each answer. */
  readonly cluster: readonly ClusterName[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/**
 * Cost of a right answer, `Σ cost / Σ right`, in the unit of the cost, with Fieller's interval over cases.
 *
 * Infinite when nothing is right. State the cost basis (list price, date, cached tokens, retries).
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { costPerCorrect } from "@rounds/rounds";
 *
 * assert.equal(costPerCorrect({ cost: [1, 2, 3], correct: [1, 0, 1], cluster: ["a", "b", "c"] }).value, 3);
 * assert.equal(costPerCorrect({ cost: [1, 2], correct: [0, 0], cluster: ["a", "b"] }).value, Infinity);
 * ```
 */
export function costPerCorrect(options: CostPerCorrectOptions): RatioOfTotals {
  const { cost, correct, cluster, level = 0.95 } = options;
  const ratio = ratioOfTotals({ numerator: cost, denominator: correct, cluster, level });
  return {
    ...ratio,
    method: "cost-per-correct/fieller",
    warnings: ratio.value === Infinity ? ["none is right: infinite"] : ratio.warnings,
  };
}
