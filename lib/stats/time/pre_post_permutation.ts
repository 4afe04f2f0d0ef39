import { monteCarloP } from "../resampling/monte_carlo_p.ts";
import { pcg32 } from "../resampling/pcg32.ts";

/** Options of {@linkcode prePostPermutation}. */
export interface PrePostPermutationOptions {
  /** Scores before. */
  readonly pre: readonly number[];
  /** Scores after. */
  readonly post: readonly number[];
  /** Relabellings; default `all` up to 2,000,000, else 10,000. */
  readonly replicates?: number | "all";
  /** Seed of PCG32; default 42. */
  readonly seed?: number;
}

/** A permutation test of dates. */
export interface PrePostPermutation {
  /** Mean after less mean before; null when one side is empty. */
  readonly value: number | null;
  /** Two-sided p. */
  readonly p: number | null;
  /** One-sided p of a drop. */
  readonly pLower: number | null;
  /** Relabellings used. */
  readonly replicates: number;
  /** Seed; null when all were enumerated. */
  readonly seed: number | null;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Permutation test of a gap: which of all scores are called "after" is exchanged.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { prePostPermutation } from "@rounds/rounds";
 *
 * const test = prePostPermutation({ pre: [3, 4], post: [1, 2] });
 * assert.equal(test.replicates, 6);
 * assert.equal(test.pLower?.toFixed(4), "0.1667");
 * ```
 */
export function prePostPermutation(options: PrePostPermutationOptions): PrePostPermutation {
  const { pre, post, seed = 42 } = options;
  const scores = [...pre, ...post];
  const total = scores.reduce((sum, score) => sum + score, 0);
  const k = post.length;
  const n = scores.length;
  if (k === 0 || k === n) {
    const missing = { value: null, p: null, pLower: null, replicates: 0, seed: null };
    return { ...missing, method: "pre-post/permutation", warnings: ["no score on one side"] };
  }
  let arrangements = 1;
  for (let j = 0; j < k; j++) arrangements = (arrangements * (n - j)) / (j + 1);
  const replicates = options.replicates ?? (arrangements <= 2_000_000 ? "all" : 10_000);
  const gap = (sum: number): number => sum / k - (total - sum) / (n - k);
  const value = gap(post.reduce((sum, score) => sum + score, 0));
  let extreme = 0;
  let lower = 0;
  let count = 0;
  const take = (sum: number): void => {
    const replicate = gap(sum);
    count++;
    if (Math.abs(replicate) >= Math.abs(value) - 1e-12) extreme++;
    if (replicate <= value + 1e-12) lower++;
  };
  if (replicates === "all") {
    const walk = (start: number, left: number, sum: number): void => {
      if (left === 0) return take(sum);
      for (let j = start; j <= n - left; j++) walk(j + 1, left - 1, sum + (scores[j] ?? 0));
    };
    walk(0, k, 0);
  } else {
    const random = pcg32({ seed });
    const shuffled = [...scores];
    for (let b = 0; b < replicates; b++) {
      let sum = 0;
      for (let j = 0; j < k; j++) {
        const other = j + random.below(n - j);
        [shuffled[j], shuffled[other]] = [shuffled[other] ?? 0, shuffled[j] ?? 0];
        sum += shuffled[j] ?? 0;
      }
      take(sum);
    }
  }
  const toP = (hits: number): number =>
    replicates === "all" ? hits / count : monteCarloP({ extreme: hits, replicates: count });
  return {
    value,
    p: toP(extreme),
    pLower: toP(lower),
    replicates: count,
    seed: replicates === "all" ? null : seed,
    method: `pre-post/permutation-${replicates === "all" ? "exact" : "monte-carlo"}`,
    warnings: [],
  };
}
