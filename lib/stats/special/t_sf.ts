import { betaInc } from "./beta_inc.ts";
import { normalCdf } from "./normal_cdf.ts";

/**
 * Upper tail probability of Student's t, `P(T > t)`; `df = Infinity` is the normal distribution.
 *
 * `P(T > t) = I_{df/(df+t²)}(df/2, ½) / 2` for `t >= 0`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { tSf } from "@rounds/rounds";
 *
 * assert.equal(tSf(0, 5), 0.5);
 * assert.ok(Math.abs(tSf(1, 1) - 0.25) < 1e-13);
 * ```
 */
export function tSf(t: number, df: number): number {
  if (!(df > 0) || Number.isNaN(t)) return NaN;
  if (df === Infinity) return normalCdf(-t);
  if (Math.abs(t) === Infinity) return t > 0 ? 0 : 1;
  const square = t * t;
  // df / (df + t²) has no digits left that tell t: the normal approximation is exact to 1/df² (Abramowitz & Stegun 26.7.8).
  if (df > 1e7) return normalCdf((-t * (1 - 0.25 / df)) / Math.sqrt(1 + square / (2 * df)));
  // For small t the complement is computed directly: df / (df + t²) would round to 1.
  const tail = square < 1
    ? 0.5 - 0.5 * betaInc(square / (df + square), { a: 0.5, b: df / 2 })
    : 0.5 * betaInc(df / (df + square), { a: df / 2, b: 0.5 });
  return t >= 0 ? tail : 1 - tail;
}
