import { logGamma } from "./log_gamma.ts";

/**
 * Regularised upper incomplete gamma function `Q(a, x) = Γ(a, x) / Γ(a)`, accurate far into the tail.
 *
 * Power series below `a + 1`, continued fraction (modified Lentz) above. `a > 0`, `x >= 0`; else NaN.
 * Source: DLMF 8.7.1 and 8.9.2.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { gammaQ } from "@rounds/rounds";
 *
 * assert.ok(Math.abs(gammaQ(1, 2) - Math.exp(-2)) < 1e-15);
 * ```
 */
export function gammaQ(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0)) return NaN;
  if (x === 0) return 1;
  if (x === Infinity) return 0;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? 1 - front * series(a, x) : front * continuedFraction(a, x);
}

function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let k = 1; k < 10_000; k++) {
    term *= x / (a + k);
    sum += term;
    if (term < sum * 1e-17) break;
  }
  return sum;
}

function continuedFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; k < 10_000; k++) {
    const numerator = -k * (k - a);
    b += 2;
    d = numerator * d + b;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = b + numerator / c;
    if (Math.abs(c) < tiny) c = tiny;
    const delta = c * d;
    fraction *= delta;
    if (Math.abs(delta - 1) < 1e-16) break;
  }
  return fraction;
}
