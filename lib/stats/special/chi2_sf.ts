import { gammaQ } from "./gamma_q.ts";

/**
 * Upper tail probability of the chi-square distribution, `P(X > x)`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { chi2Sf } from "@rounds/rounds";
 *
 * assert.ok(Math.abs(chi2Sf(3.841458820694124, 1) - 0.05) < 1e-12);
 * ```
 */
export function chi2Sf(x: number, df: number): number {
  return x <= 0 ? 1 : gammaQ(df / 2, x / 2);
}
