import { type RatioOfTotals, ratioOfTotals } from "../cost/ratio_of_totals.ts";
import type { ClusterName, Observation } from "../interval.ts";

/** Options of {@linkcode retentionRatio}. */
export interface RetentionRatioOptions {
  /** Outcomes under the full input. */
  readonly full: readonly Observation[];
  /** Outcomes of the same items under the condition (no image, options only, …). */
  readonly condition: readonly Observation[];
  /** Case of each item. */
  readonly cluster: readonly ClusterName[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/**
 * Share of the full-input accuracy kept under a condition, `Σ condition / Σ full`, with Fieller's interval.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { retentionRatio } from "@rounds/rounds";
 *
 * assert.equal(retentionRatio({ full: [1, 1], condition: [1, 0], cluster: ["a", "b"] }).value, 0.5);
 * ```
 */
export function retentionRatio(options: RetentionRatioOptions): RatioOfTotals {
  const { full, condition, cluster, level = 0.95 } = options;
  const ratio = ratioOfTotals({ numerator: condition, denominator: full, cluster, level });
  return { ...ratio, method: "retention/fieller" };
}
