import { findRoot } from "../special/find_root.ts";
import { normalCdf } from "../special/normal_cdf.ts";
import { normalQuantile } from "../special/normal_quantile.ts";

/** Options of {@linkcode boundsCI}. */
export interface BoundsCIOptions {
  /** Estimated lower bound. */
  readonly lower: number;
  /** Estimated upper bound, at least the lower. */
  readonly upper: number;
  /** Standard error of the lower bound. */
  readonly seLower: number;
  /** Standard error of the upper bound. */
  readonly seUpper: number;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** An interval for a bounded quantity. */
export interface BoundsCI {
  /** Lower limit. */
  readonly lo: number;
  /** Upper limit. */
  readonly hi: number;
  /** Critical value: from the one-sided to the two-sided normal one. */
  readonly critical: number;
  /** Confidence level. */
  readonly level: number;
  /** Stable id of the method. */
  readonly method: string;
}

/**
 * Interval that covers the true value, known only up to bounds: `Φ(c + Δ/max σ) - Φ(-c) = level`.
 *
 * Source: Imbens & Manski 2004.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { boundsCI } from "@rounds/rounds";
 *
 * assert.equal(boundsCI({ lower: 0.5, upper: 0.5, seLower: 0.1, seUpper: 0.1 }).critical.toFixed(2), "1.96");
 * ```
 */
export function boundsCI(options: BoundsCIOptions): BoundsCI {
  const { lower, upper, seLower, seUpper, level = 0.95 } = options;
  if (!(upper >= lower)) {
    throw new RangeError(`lower is ${lower} and upper ${upper}, expected lower <= upper`);
  }
  const largest = Math.max(seLower, seUpper);
  const width = largest > 0 ? (upper - lower) / largest : Infinity;
  const two = normalQuantile(1 - (1 - level) / 2);
  const gap = (c: number): number => normalCdf(c + width) - normalCdf(-c) - level;
  const critical = width === 0
    ? two
    : findRoot(gap, { lo: 0, hi: two + 1 }) ?? normalQuantile(level);
  return {
    lo: lower - critical * seLower,
    hi: upper + critical * seUpper,
    critical,
    level,
    method: "bounds/imbens-manski",
  };
}
