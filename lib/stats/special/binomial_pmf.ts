import { logGamma } from "./log_gamma.ts";

/** Options of {@linkcode binomialPmf} and `binomialCdf`. */
export interface BinomialOptions {
  /** Trials. */
  readonly n: number;
  /** Probability of success. */
  readonly p: number;
}

/**
 * Probability of exactly `k` successes.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { binomialPmf } from "@rounds/rounds";
 *
 * assert.ok(Math.abs(binomialPmf(2, { n: 5, p: 0.5 }) - 10 / 32) < 1e-14);
 * ```
 */
export function binomialPmf(k: number, options: BinomialOptions): number {
  const { n, p } = options;
  if (k < 0 || k > n) return 0;
  if (p === 0 || p === 1) return k === n * p ? 1 : 0;
  if (n <= 60) {
    let choose = 1;
    for (let j = 1; j <= Math.min(k, n - k); j++) {
      choose = (choose * (n - Math.min(k, n - k) + j)) / j;
    }
    return Math.round(choose) * p ** k * (1 - p) ** (n - k);
  }
  const logChoose = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  return Math.exp(logChoose + k * Math.log(p) + (n - k) * Math.log1p(-p));
}
