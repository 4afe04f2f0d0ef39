import { betaInc } from "./beta_inc.ts";
import { type BinomialOptions, binomialPmf } from "./binomial_pmf.ts";

/**
 * Probability of at most `k` successes.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { binomialCdf } from "@rounds/rounds";
 *
 * assert.equal(binomialCdf(2, { n: 5, p: 0.5 }), 0.5);
 * ```
 */
export function binomialCdf(k: number, options: BinomialOptions): number {
  const { n, p } = options;
  if (k < 0) return 0;
  if (k >= n) return 1;
  if (n > 60) return betaInc(1 - p, { a: n - k, b: k + 1 });
  let sum = 0;
  for (let j = 0; j <= k; j++) sum += binomialPmf(j, options);
  return Math.min(1, sum);
}
