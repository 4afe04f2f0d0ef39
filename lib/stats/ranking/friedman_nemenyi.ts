import { chi2Sf } from "../special/chi2_sf.ts";
import { fSf } from "../special/f_sf.ts";
import { averageRanks } from "./average_ranks.ts";
import { criticalDifference } from "./critical_difference.ts";

/** Options of {@linkcode friedmanNemenyi}. */
export interface FriedmanNemenyiOptions {
  /** `scores[block][system]`, higher is better; blocks are cases or chapters. */
  readonly scores: readonly (readonly number[])[];
  /** Level of the critical difference; default 0.05. */
  readonly alpha?: number;
}

/** Friedman's test. */
export interface FriedmanNemenyi {
  /** Chi-square with tie correction; null when every block ties throughout. */
  readonly chi2: number | null;
  /** Systems - 1. */
  readonly df: number;
  /** p of the chi-square. */
  readonly p: number | null;
  /** Iman-Davenport F; Infinity when all blocks agree, null below two blocks. */
  readonly f: number | null;
  /** p of the F. */
  readonly pF: number | null;
  /** Mean rank of each system, 1 is best. */
  readonly meanRank: readonly number[];
  /** Nemenyi's critical difference of mean ranks. */
  readonly criticalDifference: number | null;
  /** Blocks. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Friedman's test over blocks with Iman-Davenport's F and Nemenyi's critical difference.
 *
 * Mean ranks depend on who else is in the pool (Benavoli et al. 2016): prefer `rankConfidenceSets`. Source: Demšar 2006.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { friedmanNemenyi } from "@rounds/rounds";
 *
 * const { meanRank, chi2 } = friedmanNemenyi({ scores: [[3, 2, 1], [3, 2, 1], [3, 2, 1]] });
 * assert.deepEqual(meanRank, [1, 2, 3]);
 * assert.equal(chi2, 6);
 * ```
 */
export function friedmanNemenyi(options: FriedmanNemenyiOptions): FriedmanNemenyi {
  const { scores, alpha = 0.05 } = options;
  const n = scores.length;
  const k = scores[0]?.length ?? 0;
  if (scores.some((row) => row.length !== k)) {
    throw new RangeError("scores is ragged, expected one score a system in every block");
  }
  const method = "friedman";
  const df = k - 1;
  if (n === 0 || k < 2) {
    const missing = { chi2: null, p: null, f: null, pF: null, criticalDifference: null };
    return { ...missing, df, meanRank: [], n, method, warnings: ["no data"] };
  }
  const ranks = scores.map((row) => averageRanks(row.map((score) => -score)));
  const sums = Array.from(
    { length: k },
    (_, j) => ranks.reduce((total, row) => total + (row[j] ?? 0), 0),
  );
  const squares = ranks.flat().reduce((total, rank) => total + rank * rank, 0);
  const spread = squares - (n * k * (k + 1) ** 2) / 4;
  const between = sums.reduce((total, sum) => total + (sum - (n * (k + 1)) / 2) ** 2, 0);
  const chi2 = spread > 1e-12 ? (df * between) / spread : null;
  const rest = chi2 === null ? 0 : n * df - chi2;
  const f = chi2 === null || n < 2 ? null : rest < 1e-9 ? Infinity : ((n - 1) * chi2) / rest;
  return {
    chi2,
    df,
    p: chi2 === null ? null : chi2Sf(chi2, df),
    f,
    pF: f === null ? null : f === Infinity ? 0 : fSf(f, { df1: df, df2: df * (n - 1) }),
    meanRank: sums.map((sum) => sum / n),
    criticalDifference: criticalDifference({ k, n, alpha }),
    n,
    method,
    warnings: chi2 === null ? ["every block ties throughout"] : n < 2 ? ["one block: no F"] : [],
  };
}
