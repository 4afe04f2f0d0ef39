import { betaInc } from "./beta_inc.ts";
import { findRoot } from "./find_root.ts";

/** Options of {@linkcode betaQuantile}. */
export interface BetaQuantileOptions {
  /** First shape, above 0. */
  readonly a: number;
  /** Second shape, above 0. */
  readonly b: number;
}

/**
 * Quantile of the Beta(a, b) distribution. `p` outside [0, 1] or shapes not above 0 give NaN.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { betaQuantile } from "@rounds/rounds";
 *
 * assert.ok(Math.abs(betaQuantile(0.025, { a: 5, b: 8 }) - 0.15165222980843013) < 1e-12);
 * ```
 */
export function betaQuantile(p: number, options: BetaQuantileOptions): number {
  const { a, b } = options;
  if (!(p >= 0 && p <= 1) || !(a > 0) || !(b > 0)) return NaN;
  if (p === 0 || p === 1) return p;
  // Solving on the side of the smaller tail keeps its digits.
  if (p > betaInc(0.5, { a, b })) {
    return 1 - (findRoot((y) => betaInc(y, { a: b, b: a }) - (1 - p), { lo: 0, hi: 1 }) ?? NaN);
  }
  return findRoot((x) => betaInc(x, { a, b }) - p, { lo: 0, hi: 1 }) ?? NaN;
}
