import { betaQuantile } from "../special/beta_quantile.ts";

/** Options of {@linkcode betaBinomialInterval}. */
export interface BetaBinomialIntervalOptions {
  /** Successes. */
  readonly x: number;
  /** Trials. */
  readonly n: number;
  /** Shapes of the Beta prior; default Jeffreys' [½, ½]. */
  readonly prior?: readonly [number, number];
  /** Credible level; default 0.95. */
  readonly level?: number;
}

/** A Beta posterior of a proportion. */
export interface BetaBinomialInterval {
  /** Posterior mean. */
  readonly value: number;
  /** Lower limit of the equal-tailed interval. */
  readonly lo: number;
  /** Upper limit. */
  readonly hi: number;
  /** Trials. */
  readonly n: number;
  /** Credible level. */
  readonly level: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Equal-tailed credible interval of a proportion under a Beta prior; Jeffreys' by default.
 *
 * Posterior Beta(a + x, b + n - x). With `n = 0` it is the prior, with a warning.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { betaBinomialInterval } from "@rounds/rounds";
 *
 * assert.equal(betaBinomialInterval({ x: 7, n: 10 }).lo.toFixed(4), "0.3942");
 * ```
 */
export function betaBinomialInterval(options: BetaBinomialIntervalOptions): BetaBinomialInterval {
  const { x, n, prior = [0.5, 0.5], level = 0.95 } = options;
  if (!(n >= 0) || !(x >= 0 && x <= n)) {
    throw new RangeError(`x is ${x} and n is ${n}, expected 0 <= x <= n`);
  }
  const a = prior[0] + x;
  const b = prior[1] + n - x;
  const tail = (1 - level) / 2;
  return {
    value: a / (a + b),
    lo: betaQuantile(tail, { a, b }),
    hi: betaQuantile(1 - tail, { a, b }),
    n,
    level,
    method: "beta-binomial",
    warnings: n === 0 ? ["no data: the prior alone"] : [],
  };
}
