import { findRoot } from "./find_root.ts";
import { ptukey, type StudentizedRangeOptions } from "./ptukey.ts";

/**
 * Quantile of the studentised range.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { qtukey } from "@rounds/rounds";
 *
 * assert.ok(Math.abs(qtukey(0.95, { k: 3 }) - 3.314493155398122) < 1e-9);
 * ```
 */
export function qtukey(p: number, options: StudentizedRangeOptions): number {
  if (!(p >= 0 && p < 1) || !(options.k >= 2)) return p === 1 ? Infinity : NaN;
  if (p === 0) return 0;
  let hi = 4;
  while (ptukey(hi, options) < p && hi < 1e6) hi *= 2;
  return findRoot((q) => ptukey(q, options) - p, { lo: 0, hi, tolerance: 1e-13 }) ?? NaN;
}
