import { normalCdf } from "../special/normal_cdf.ts";

/**
 * Expected maximum of `k` independent standard normals: how many standard errors the best of k equal groups looks better.
 *
 * `∫ x k φ(x) Φ(x)^(k-1) dx`. Annotate every top or bottom list with it (the winner's curse).
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { expectedMaxNormal } from "@rounds/rounds";
 *
 * assert.equal(expectedMaxNormal(16).toFixed(2), "1.77");
 * assert.equal(expectedMaxNormal(1), 0);
 * ```
 */
export function expectedMaxNormal(k: number): number {
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`k is ${k}, expected an integer above 0`);
  if (k === 1) return 0;
  const step = 1 / 64;
  let sum = 0;
  for (let x = -12; x <= 12; x += step) {
    sum += x * Math.exp(-0.5 * x * x) * normalCdf(x) ** (k - 1);
  }
  return (k * step * sum) / Math.sqrt(2 * Math.PI);
}
