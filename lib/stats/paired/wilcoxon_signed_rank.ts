import { averageRanks } from "../ranking/average_ranks.ts";
import { normalCdf } from "../special/normal_cdf.ts";
import { signFlipDistribution } from "./sign_flip_distribution.ts";

/** Wilcoxon's signed-rank test. */
export interface WilcoxonSignedRank {
  /** Sum of the ranks of the positive differences. */
  readonly value: number;
  /** Two-sided p, exact up to 200 differences, else normal. */
  readonly p: number;
  /** Differences other than 0. */
  readonly n: number;
  /** Zeros and missing differences left out. */
  readonly nExcluded: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Wilcoxon's signed-rank test, exact with ties (average ranks); zeros are left out and counted.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { wilcoxonSignedRank } from "@rounds/rounds";
 *
 * assert.equal(wilcoxonSignedRank([0, 1, 0, 2, 0, -1, 0, 1, 0, 1, -1, 0]).p, 0.53125);
 * ```
 */
export function wilcoxonSignedRank(
  differences: readonly (number | null)[],
): WilcoxonSignedRank {
  // Equal differences may differ in the last digit after a subtraction: they are ties.
  const nonzero = differences.filter((d) => d !== null && Math.abs(d) > 1e-12).map(Number);
  const ranks = averageRanks(nonzero.map((d) => Number(Math.abs(d).toPrecision(12))));
  const value = nonzero.reduce((sum, d, k) => sum + (d > 0 ? (ranks[k] ?? 0) : 0), 0);
  const n = nonzero.length;
  const exact = n <= 200;
  const signed = ranks.map((rank, k) => rank * Math.sign(nonzero[k] ?? 0));
  const squares = signed.reduce((sum, rank) => sum + rank * rank, 0);
  const z = signed.reduce((sum, rank) => sum + rank, 0) / Math.sqrt(squares || 1);
  return {
    value,
    // Average ranks are multiples of one half.
    p: exact
      ? signFlipDistribution(signed.map((rank) => Math.round(2 * rank))).p
      : 2 * normalCdf(-Math.abs(z)),
    n,
    nExcluded: differences.length - n,
    method: `wilcoxon-signed-rank/${exact ? "exact" : "normal"}`,
    warnings: n === 0 ? ["no difference other than 0"] : [],
  };
}
