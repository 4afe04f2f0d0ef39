import { findRoot } from "./find_root.ts";
import { normalQuantile } from "./normal_quantile.ts";
import { tSf } from "./t_sf.ts";

/**
 * Quantile of Student's t; `df = Infinity` is the normal distribution. `p` outside [0, 1] or `df <= 0` give NaN.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { tQuantile } from "@rounds/rounds";
 *
 * assert.ok(Math.abs(tQuantile(0.975, 11) - 2.200985160091639) < 1e-12);
 * assert.equal(tQuantile(0.5, 3), 0);
 * ```
 */
export function tQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1) || !(df > 0)) return NaN;
  if (p === 0.5) return 0;
  if (p < 0.5) return p === 0 ? -Infinity : -upperPoint(p, df);
  return p === 1 ? Infinity : upperPoint(1 - p, df);
}

/** The t with tail probability `tail` (below one half) above it. */
function upperPoint(tail: number, df: number): number {
  const start = -normalQuantile(tail);
  if (df === Infinity) return start;
  let hi = Math.max(1, start);
  while (tSf(hi, df) > tail) hi *= 2;
  const logTail = Math.log(tail);
  return findRoot((t) => Math.log(tSf(t, df)) - logTail, { lo: 0, hi }) ?? NaN;
}
