import { logBeta } from "./_log_beta.ts";

/** Options of {@linkcode betaInc}. */
export interface BetaIncOptions {
  /** First shape, above 0. */
  readonly a: number;
  /** Second shape, above 0. */
  readonly b: number;
}

/**
 * Regularised incomplete beta function `I_x(a, b)`: the distribution function of Beta(a, b) at `x`.
 *
 * Continued fraction (modified Lentz) on the side where it converges fast. `a, b > 0` and `x` in [0, 1], else NaN.
 * Source: DLMF 8.17.22.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { betaInc } from "@rounds/rounds";
 *
 * assert.ok(Math.abs(betaInc(0.3, { a: 1, b: 1 }) - 0.3) < 1e-15);
 * ```
 */
export function betaInc(x: number, options: BetaIncOptions): number {
  const { a, b } = options;
  if (!(a > 0) || !(b > 0) || !(x >= 0) || !(x <= 1)) return NaN;
  if (x === 0 || x === 1) return x;
  const logFront = a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b);
  return x <= (a + 1) / (a + b + 2)
    ? (Math.exp(logFront) * fraction(x, a, b)) / a
    : 1 - (Math.exp(logFront) * fraction(1 - x, b, a)) / b;
}

function fraction(x: number, a: number, b: number): number {
  const guard = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m < 20_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guard(1 + even * d);
    c = guard(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guard(1 + odd * d);
    c = guard(1 + odd / c);
    const delta = d * c;
    result *= delta;
    if (Math.abs(delta - 1) < 1e-16) break;
  }
  return result;
}
