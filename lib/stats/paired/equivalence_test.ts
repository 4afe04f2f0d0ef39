import { tQuantile } from "../special/t_quantile.ts";
import { tSf } from "../special/t_sf.ts";

/** Options of {@linkcode equivalenceTest}. */
export interface EquivalenceOptions {
  /** Estimated difference. */
  readonly diff: number;
  /** Its standard error, above 0. */
  readonly se: number;
  /** Degrees of freedom; default Infinity (normal). */
  readonly df?: number;
  /** Largest difference that does not matter, above 0, from the analysis plan. */
  readonly margin: number;
  /** Level of each one-sided test; default 0.05. */
  readonly alpha?: number;
}

/** Two one-sided tests. */
export interface EquivalenceTest {
  /** p of TOST: the larger of the two. */
  readonly p: number | null;
  /** p of "the difference is at or below -margin" (non-inferiority). */
  readonly pLower: number | null;
  /** p of "the difference is at or above +margin" (non-superiority). */
  readonly pUpper: number | null;
  /** Lower limit at level 1 - 2 alpha. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Level of that interval. */
  readonly level: number;
  /** Whether the interval lies inside the margin. */
  readonly equivalent: boolean | null;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Equivalence and non-inferiority of two models by two one-sided tests (TOST).
 *
 * Equivalently the 1 - 2α interval lies inside ±margin. A large p of a difference test is not equivalence; this is.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { equivalenceTest } from "@rounds/rounds";
 *
 * const test = equivalenceTest({ diff: 0.001, se: 0.005, df: 1406, margin: 0.02 });
 * assert.equal(test.equivalent, true);
 * ```
 */
export function equivalenceTest(options: EquivalenceOptions): EquivalenceTest {
  const { diff, se, df = Infinity, margin, alpha = 0.05 } = options;
  if (!(margin > 0)) throw new RangeError(`margin is ${margin}, expected a number above 0`);
  const level = 1 - 2 * alpha;
  const method = "tost";
  if (!(se > 0) || !(df > 0)) {
    const missing = { p: null, pLower: null, pUpper: null, lo: null, hi: null, equivalent: null };
    return { ...missing, level, method, warnings: ["no standard error"] };
  }
  const pLower = tSf((diff + margin) / se, df);
  const pUpper = tSf((margin - diff) / se, df);
  const half = tQuantile(1 - alpha, df) * se;
  const p = Math.max(pLower, pUpper);
  const lo = diff - half;
  const hi = diff + half;
  return { p, pLower, pUpper, lo, hi, level, equivalent: p <= alpha, method, warnings: [] };
}
