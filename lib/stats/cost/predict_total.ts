import { tQuantile } from "../special/t_quantile.ts";

/** Options of {@linkcode predictTotal}. */
export interface PredictTotalOptions {
  /** Totals of the units seen (usually cases), a simple random sample. */
  readonly y: readonly number[];
  /** Units still to come. */
  readonly rest: number;
  /** Probability that the interval holds what will come; default 0.95. */
  readonly level?: number;
}

/** What units to come will add up to. */
export interface PredictedTotal {
  /** Predicted sum over the units to come; null when none was seen. */
  readonly total: number | null;
  /** Lower limit, at least 0 when nothing seen is below 0; null with fewer than two units. */
  readonly lo: number | null;
  /** Upper limit; null with fewer than two units. */
  readonly hi: number | null;
  /** Units seen. */
  readonly n: number;
  /** Units to come. */
  readonly rest: number;
}

/**
 * Predicts the sum of units to come from a random sample of the same population:
 * `m·ȳ ± t(n−1) · s · √(m + m²/n)` for `m` to come and `n` seen. With case totals the questions of a case stay together.
 * Source: Hahn and Meeker, Statistical Intervals (1991), section 4.8, the mean of future observations times their number.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { predictTotal } from "@rounds/rounds";
 *
 * const { total, lo, hi } = predictTotal({ y: [1, 2, 3], rest: 10 });
 * assert.equal(total, 20);
 * assert.ok(lo !== null && hi !== null && lo < 20 && hi > 20);
 * assert.equal(predictTotal({ y: [1], rest: 10 }).hi, null);
 * ```
 */
export function predictTotal(options: PredictTotalOptions): PredictedTotal {
  const { y, rest, level = 0.95 } = options;
  if (!Number.isInteger(rest) || rest < 0) {
    throw new RangeError(`rest is ${rest}, expected an integer of at least 0`);
  }
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`level is ${level}, expected a number between 0 and 1`);
  }
  const n = y.length;
  if (n === 0) return { total: rest === 0 ? 0 : null, lo: null, hi: null, n, rest };
  const mean = y.reduce((sum, value) => sum + value, 0) / n;
  const total = rest * mean;
  if (rest === 0) return { total: 0, lo: 0, hi: 0, n, rest };
  if (n === 1) return { total, lo: null, hi: null, n, rest };
  const squares = y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (n - 1));
  const half = tQuantile((1 + level) / 2, n - 1) * deviation * Math.sqrt(rest + rest ** 2 / n);
  const least = y.every((value) => value >= 0) ? 0 : -Infinity;
  return { total, lo: Math.max(least, total - half), hi: total + half, n, rest };
}
