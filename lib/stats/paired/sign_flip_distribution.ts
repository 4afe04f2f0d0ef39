import { binomialPmf } from "../special/binomial_pmf.ts";

/** Null distribution of a sum of sign flips. */
export interface SignFlipDistribution {
  /** `mass[k]` is the probability of the sum `2k - span`. */
  readonly mass: Float64Array;
  /** Sum of the absolute differences. */
  readonly span: number;
  /** Two-sided p of the observed sum. */
  readonly p: number;
}

/**
 * Exact distribution of `Σ ±D` over fair signs, for integer differences.
 *
 * Cases of equal |D| are one binomial; the few distinct sizes are convolved.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { signFlipDistribution } from "@rounds/rounds";
 *
 * const { mass, p } = signFlipDistribution([1, 1]);
 * assert.deepEqual([...mass], [0.25, 0.5, 0.25]);
 * assert.equal(p, 0.5);
 * ```
 */
export function signFlipDistribution(differences: readonly number[]): SignFlipDistribution {
  const counts = new Map<number, number>();
  for (const d of differences) {
    if (!Number.isInteger(d)) throw new RangeError(`differences holds ${d}, expected integers`);
    if (d !== 0) counts.set(Math.abs(d), (counts.get(Math.abs(d)) ?? 0) + 1);
  }
  let mass = Float64Array.of(1);
  // Small ones first: the list stays short for longer.
  for (const [size, n] of [...counts].sort(([a], [b]) => a - b)) {
    const next = new Float64Array(mass.length + size * n);
    const weights = fairWeights(n);
    for (let k = 0; k < weights.length; k++) {
      const weight = weights[k] ?? 0;
      if (weight === 0) continue;
      const start = size * k;
      for (let j = 0; j < mass.length; j++) {
        next[start + j] = (next[start + j] ?? 0) + weight * (mass[j] ?? 0);
      }
    }
    mass = next;
  }
  const span = mass.length - 1;
  const observed = Math.abs(differences.reduce((sum, d) => sum + d, 0));
  if (observed === 0) return { mass, span, p: 1 };
  let tail = 0;
  for (let k = span; 2 * k - span >= observed; k--) tail += mass[k] ?? 0;
  return { mass, span, p: Math.min(1, 2 * tail) };
}

/** Every pair of models asks for the same few numbers of flips; odd data must not grow this for ever. */
const known = new Map<number, Float64Array>();
const MOST_KNOWN = 1000;

/** Probabilities of 0 to n heads of n fair coins. */
function fairWeights(n: number): Float64Array {
  const before = known.get(n);
  if (before !== undefined) return before;
  const found = Float64Array.from({ length: n + 1 }, (_, k) => binomialPmf(k, { n, p: 0.5 }));
  if (known.size < MOST_KNOWN) known.set(n, found);
  return found;
}
