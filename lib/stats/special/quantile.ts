/** Options of {@linkcode quantile}. */
export interface QuantileOptions {
  /** Probability in [0, 1]. */
  readonly p: number;
  /** 7 interpolates linearly (default); 1 is the inverse of the empirical distribution. */
  readonly type?: 1 | 7;
  /** The values are already in ascending order. */
  readonly sorted?: boolean;
}

/**
 * Sample quantile; null for no values. Types as numbered by Hyndman & Fan 1996.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { quantile } from "@rounds/rounds";
 *
 * assert.equal(quantile([3, 1, 4, 1, 5, 9, 2, 6], { p: 0.5 }), 3.5);
 * assert.equal(quantile([], { p: 0.5 }), null);
 * ```
 */
export function quantile(values: ArrayLike<number>, options: QuantileOptions): number | null {
  const { p, type = 7, sorted = false } = options;
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p is ${p}, expected a number in [0, 1]`);
  const n = values.length;
  if (n === 0) return null;
  const ordered = sorted ? values : Float64Array.from(values).sort();
  if (type === 1) {
    // The share is compared with a hair's tolerance, so that 0.025 * 2000 is 50 and not 50.000000000000007.
    return ordered[Math.max(0, Math.ceil(p * n - 1e-9) - 1)] ?? null;
  }
  const place = (n - 1) * p;
  const below = Math.floor(place);
  const lower = ordered[below] ?? NaN;
  const upper = ordered[Math.min(n - 1, below + 1)] ?? NaN;
  return lower === upper ? lower : lower + (place - below) * (upper - lower);
}
