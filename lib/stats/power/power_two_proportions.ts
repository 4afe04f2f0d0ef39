import { normalCdf } from "../special/normal_cdf.ts";
import { normalQuantile } from "../special/normal_quantile.ts";

/** Options of {@linkcode powerTwoProportions}. */
export interface PowerTwoProportionsOptions {
  /** True proportion of the first group. */
  readonly p1: number;
  /** True proportion of the second group. */
  readonly p2: number;
  /** Size of the first group. */
  readonly n1: number;
  /** Size of the second group. */
  readonly n2: number;
  /** Two-sided level; default 0.05. */
  readonly alpha?: number;
}

/**
 * Power of the two-sided test of two independent proportions, pooled variance under the null.
 *
 * `Φ((d - z s_0)/s_1) + Φ((-d - z s_0)/s_1)`, d the difference, s_0 and s_1 its errors under null and alternative.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { powerTwoProportions } from "@rounds/rounds";
 *
 * assert.equal(powerTwoProportions({ p1: 0.35, p2: 0.27, n1: 1000, n2: 407 }).toFixed(4), "0.8346");
 * ```
 */
export function powerTwoProportions(options: PowerTwoProportionsOptions): number {
  const { p1, p2, n1, n2, alpha = 0.05 } = options;
  if (!(n1 > 0 && n2 > 0)) {
    throw new RangeError(`n1 is ${n1} and n2 is ${n2}, expected sizes above 0`);
  }
  const pooled = (n1 * p1 + n2 * p2) / (n1 + n2);
  const nullError = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
  const error = Math.sqrt((p1 * (1 - p1)) / n1 + (p2 * (1 - p2)) / n2);
  const z = normalQuantile(1 - alpha / 2);
  if (error === 0) return p1 === p2 ? 0 : 1;
  const gap = Math.abs(p1 - p2);
  return normalCdf((gap - z * nullError) / error) + normalCdf((-gap - z * nullError) / error);
}
