import { normalCdf } from "../special/normal_cdf.ts";
import { quantile } from "../special/quantile.ts";

/** Options of {@linkcode mannKendall}. */
export interface MannKendallOptions {
  /** Value of each period, in order of time. */
  readonly y: readonly number[];
  /** Time of each period; default 0, 1, 2, …. */
  readonly time?: readonly number[];
}

/** A monotone trend. */
export interface MannKendall {
  /** Theil-Sen slope per unit of time: median of all pairwise slopes. */
  readonly value: number | null;
  /** S: pairs that rise less pairs that fall. */
  readonly s: number;
  /** Variance of S, corrected for ties. */
  readonly variance: number;
  /** Continuity-corrected z; null when nothing varies. */
  readonly z: number | null;
  /** Two-sided p; null when nothing varies. */
  readonly p: number | null;
  /** Periods. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Mann-Kendall trend test with tie correction and the Theil-Sen slope.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { mannKendall } from "@rounds/rounds";
 *
 * const { s, value } = mannKendall({ y: [1, 2, 3, 4] });
 * assert.deepEqual([s, value], [6, 1]);
 * ```
 */
export function mannKendall(options: MannKendallOptions): MannKendall {
  const { y } = options;
  const time = options.time ?? y.map((_, k) => k);
  const n = y.length;
  let s = 0;
  const slopes: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const rise = (y[j] ?? 0) - (y[i] ?? 0);
      const run = (time[j] ?? 0) - (time[i] ?? 0);
      s += Math.sign(rise);
      if (run !== 0) slopes.push(rise / run);
    }
  }
  const counts = new Map<number, number>();
  for (const value of y) counts.set(value, (counts.get(value) ?? 0) + 1);
  const term = (t: number): number => t * (t - 1) * (2 * t + 5);
  const variance = ([...counts.values()].reduce((sum, t) => sum - term(t), term(n))) / 18;
  const z = variance > 0 ? (s - Math.sign(s)) / Math.sqrt(variance) : null;
  return {
    value: quantile(slopes, { p: 0.5 }),
    s,
    variance,
    z,
    p: z === null ? null : Math.min(1, 2 * normalCdf(-Math.abs(z))),
    n,
    method: "mann-kendall",
    warnings: n < 2 ? ["fewer than two periods"] : variance > 0 ? [] : ["nothing varies"],
  };
}
