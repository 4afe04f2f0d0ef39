import { clusterSignFlipTest } from "./cluster_sign_flip_test.ts";

/** Options of {@linkcode fragilityIndex}. */
export interface FragilityOptions {
  /** `right by A - right by B` of each case. */
  readonly differences: readonly number[];
  /** Level that the p of the sign-flip test must cross; default 0.05. */
  readonly alpha?: number;
}

/** How few cases carry a lead. */
export interface FragilityIndex {
  /** Fewest cases whose removal takes the lead to 0 or below; 0 when there is no lead. */
  readonly casesToErase: number;
  /** The same as a share of all cases; null without cases. */
  readonly share: number | null;
  /** Fewest removed leading cases that bring p above alpha; null when p is not below it. */
  readonly casesToLoseSignificance: number | null;
  /** Cases. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Fragility of a lead: removing the cases that favour the leader most, largest first (optimal for a sum).
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { fragilityIndex } from "@rounds/rounds";
 *
 * assert.equal(fragilityIndex({ differences: [0, 1, 0, 2, 0, -1, 0, 1, 0, 1, -1, 0] }).casesToErase, 2);
 * ```
 */
export function fragilityIndex(options: FragilityOptions): FragilityIndex {
  const { differences, alpha = 0.05 } = options;
  const n = differences.length;
  const total = differences.reduce((sum, d) => sum + d, 0);
  const sign = total < 0 ? -1 : 1;
  const ordered = differences.map((d) => d * sign).sort((a, b) => b - a);
  let lead = Math.abs(total);
  let casesToErase = 0;
  while (lead > 1e-12 && casesToErase < n) {
    lead -= ordered[casesToErase] ?? 0;
    casesToErase++;
  }
  const pWithout = (removed: number): number =>
    clusterSignFlipTest({ differences: ordered.slice(removed) }).p;
  let casesToLoseSignificance: number | null = null;
  if (n > 0 && pWithout(0) <= alpha) {
    casesToLoseSignificance = 1;
    while (casesToLoseSignificance < n && pWithout(casesToLoseSignificance) <= alpha) {
      casesToLoseSignificance++;
    }
  }
  return {
    casesToErase,
    share: n === 0 ? null : casesToErase / n,
    casesToLoseSignificance,
    n,
    method: "fragility",
    warnings: n === 0 ? ["no data"] : total === 0 ? ["no lead"] : [],
  };
}
