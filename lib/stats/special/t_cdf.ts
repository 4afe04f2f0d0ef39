import { tSf } from "./t_sf.ts";

/**
 * Distribution function of Student's t, `P(T <= t)`; `df = Infinity` is the normal distribution.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { tCdf } from "@rounds/rounds";
 *
 * assert.ok(Math.abs(tCdf(1, 1) - 0.75) < 1e-13);
 * ```
 */
export function tCdf(t: number, df: number): number {
  return tSf(-t, df);
}
