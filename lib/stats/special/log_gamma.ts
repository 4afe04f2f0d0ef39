/** Coefficients B(2k) / (2k (2k - 1)) of Stirling's series. */
const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
] as const;

/**
 * Natural logarithm of the gamma function for `x > 0`, to about one unit in the fifteenth digit.
 *
 * Stirling's series at `x >= 12`, reached by `Γ(x + 1) = x Γ(x)`. Not positive or not a number gives NaN.
 * Source: Abramowitz & Stegun 1964, 6.1.40.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { logGamma } from "@rounds/rounds";
 *
 * assert.ok(Math.abs(logGamma(5) - Math.log(24)) < 1e-14);
 * ```
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return NaN;
  if (x === Infinity) return Infinity;
  let shifted = x;
  let product = 1;
  while (shifted < 12) {
    product *= shifted;
    shifted += 1;
  }
  const inverse = 1 / shifted;
  const inverseSquare = inverse * inverse;
  let series = 0;
  for (const coefficient of STIRLING.toReversed()) series = series * inverseSquare + coefficient;
  const stirling = (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI);
  return stirling + series * inverse - Math.log(product);
}
