import { gammaQ } from "./gamma_q.ts";

/**
 * Standard normal distribution function `P(Z <= x)`, relatively accurate in the lower tail too.
 *
 * `Φ(-|x|) = Q(½, x²/2) / 2`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { normalCdf } from "@rounds/rounds";
 *
 * assert.equal(normalCdf(0), 0.5);
 * assert.ok(Math.abs(normalCdf(1.959963984540054) - 0.975) < 1e-15);
 * ```
 */
export function normalCdf(x: number): number {
  const tail = 0.5 * gammaQ(0.5, (x * x) / 2);
  return x <= 0 ? tail : 1 - tail;
}
