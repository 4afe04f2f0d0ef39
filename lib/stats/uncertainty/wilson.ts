import { normalQuantile } from "../special/normal_quantile.ts";

/** Options of {@linkcode wilson}. */
export interface WilsonOptions {
  /** Successes; may be fractional (an effective count). */
  readonly x: number;
  /** Trials; may be fractional (an effective sample size). */
  readonly n: number;
  /** Confidence level; default 0.95. */
  readonly level?: number;
  /** Quantile to use instead of the normal one, e.g. Student's t. */
  readonly critical?: number;
}

/** A proportion with an interval. Null with a warning where it is not defined. */
export interface ProportionInterval {
  /** Proportion, in [0, 1]. */
  readonly p: number | null;
  /** Lower limit, in [0, 1]. */
  readonly lo: number | null;
  /** Upper limit, in [0, 1]. */
  readonly hi: number | null;
  /** Trials. */
  readonly n: number;
  /** Confidence level. */
  readonly level: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Wilson score interval of a proportion.
 *
 * `centre = (p + z²/2n) / (1 + z²/n)`, `half = z √(p(1-p)/n + z²/4n²) / (1 + z²/n)`. Assumes independent trials: right
 * for cases, wrong for questions inside cases (see {@linkcode clusteredMean}). `n = 0` is missing, never 0.
 * Source: Wilson 1927; Newcombe 1998.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { wilson } from "@rounds/rounds";
 *
 * const { p, lo, hi } = wilson({ x: 433, n: 1407 });
 * assert.deepEqual([p, lo, hi].map((v) => v?.toFixed(4)), ["0.3077", "0.2842", "0.3324"]);
 * assert.equal(wilson({ x: 0, n: 0 }).p, null);
 * ```
 */
export function wilson(options: WilsonOptions): ProportionInterval {
  const { x, n, level = 0.95 } = options;
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`level is ${level}, expected a number between 0 and 1`);
  }
  const method = "wilson";
  if (n === 0) return { p: null, lo: null, hi: null, n, level, method, warnings: ["no data"] };
  if (!(n > 0) || !(x >= 0 && x <= n)) {
    throw new RangeError(`x is ${x} and n is ${n}, expected 0 <= x <= n`);
  }
  const z = options.critical ?? normalQuantile(1 - (1 - level) / 2);
  const p = x / n;
  const shrink = 1 + (z * z) / n;
  const centre = (p + (z * z) / (2 * n)) / shrink;
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / shrink;
  // At 0 and n one limit is exactly 0 or 1; rounding would leave a stray 1e-17.
  const lo = x === 0 ? 0 : Math.max(0, centre - half);
  const hi = x === n ? 1 : Math.min(1, centre + half);
  return { p, lo, hi, n, level, method, warnings: [] };
}
