import { normalCdf } from "./normal_cdf.ts";

/**
 * Standard normal quantile: the `x` with `P(Z <= x) = p`, to double precision.
 *
 * A rational first guess, then Newton steps on the logarithm of the tail. `p` outside [0, 1] gives NaN.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { normalQuantile } from "@rounds/rounds";
 *
 * assert.ok(Math.abs(normalQuantile(0.975) - 1.959963984540054) < 1e-14);
 * assert.equal(normalQuantile(0), -Infinity);
 * ```
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return NaN;
  if (p === 0.5) return 0;
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p === 0) return -Infinity;
  // Abramowitz & Stegun 26.2.23, good to 4.5e-4: near enough for Newton.
  const t = Math.sqrt(-2 * Math.log(p));
  const top = 2.515517 + t * (0.802853 + t * 0.010328);
  const bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  let x = top / bottom - t;
  for (let step = 0; step < 12; step++) {
    const cdf = normalCdf(x);
    const density = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    const change = (Math.log(cdf / p) * cdf) / density;
    x -= change;
    if (Math.abs(change) < 1e-15 * Math.max(1, Math.abs(x))) break;
  }
  return x;
}
