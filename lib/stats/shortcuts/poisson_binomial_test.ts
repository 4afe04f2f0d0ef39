/** Options of {@linkcode poissonBinomialTest}. */
export interface PoissonBinomialOptions {
  /** Chance of each item to be hit. */
  readonly p: readonly number[];
  /** Items hit. */
  readonly observed: number;
}

/** A test against item-wise chance. */
export interface PoissonBinomialTest {
  /** Items hit. */
  readonly value: number;
  /** Items expected by chance. */
  readonly expected: number;
  /** P(at least as many hits). */
  readonly pUpper: number;
  /** P(at most as many hits). */
  readonly pLower: number;
  /** Probability of 0, 1, 2, … hits. */
  readonly pmf: readonly number[];
  /** Items. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Exact test of a number of hits when every item has its own chance ("pick the longest option").
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { poissonBinomialTest } from "@rounds/rounds";
 *
 * const { pmf, pUpper } = poissonBinomialTest({ p: [0.5, 0.5], observed: 2 });
 * assert.deepEqual(pmf, [0.25, 0.5, 0.25]);
 * assert.equal(pUpper, 0.25);
 * ```
 */
export function poissonBinomialTest(options: PoissonBinomialOptions): PoissonBinomialTest {
  const { p, observed } = options;
  const n = p.length;
  if (!Number.isInteger(observed) || observed < 0 || observed > n) {
    throw new RangeError(`observed is ${observed}, expected a count from 0 to ${n}`);
  }
  const pmf = new Float64Array(n + 1);
  pmf[0] = 1;
  p.forEach((chance, item) => {
    for (let k = item + 1; k >= 0; k--) {
      pmf[k] = (pmf[k] ?? 0) * (1 - chance) + (k > 0 ? (pmf[k - 1] ?? 0) * chance : 0);
    }
  });
  const tail = (from: number, to: number): number =>
    Math.min(1, pmf.slice(from, to).toSorted().reduce((sum, value) => sum + value, 0));
  return {
    value: observed,
    expected: p.reduce((sum, chance) => sum + chance, 0),
    pUpper: tail(observed, n + 1),
    pLower: tail(0, observed + 1),
    pmf: [...pmf],
    n,
    method: "poisson-binomial",
    warnings: n === 0 ? ["no data"] : [],
  };
}
