import type { Observation } from "../interval.ts";
import { tQuantile } from "../special/t_quantile.ts";
import { residualSums } from "./_residual_sums.ts";

/** Options of {@linkcode meanScore}. */
export interface MeanScoreOptions {
  /** Independent scores (one a case); null is left out and counted. */
  readonly y: readonly Observation[];
  /** Size of the finite population the scores were drawn from without replacement; default infinite. */
  readonly population?: number;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** A mean of independent scores, in their unit. */
export interface MeanScore {
  /** Mean; null without scores. */
  readonly value: number | null;
  /** Standard error s/√n, with the finite population correction when a population is given; null below two. */
  readonly se: number | null;
  /** Standard error without the correction. */
  readonly seInfinite: number | null;
  /** Lower limit of the t interval. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Degrees of freedom. */
  readonly df: number | null;
  /** Standard deviation of the scores (n - 1). */
  readonly sd: number | null;
  /** Scores used. */
  readonly n: number;
  /** Scores missing. */
  readonly nExcluded: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Mean of independent scores with `s/√n` and a t interval; `se = s/√n · √(1 - n/N)` for a finite population. Equal scores
 * have no interval, with a warning.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { meanScore } from "@rounds/rounds";
 *
 * const mean = meanScore({ y: [1, 0, 1, 1, 0, 1, 1, 1, 0, 1], population: 200 });
 * assert.equal(mean.value, 0.7);
 * assert.equal(mean.se?.toFixed(4), "0.1489");
 * ```
 */
export function meanScore(options: MeanScoreOptions): MeanScore {
  const { y, population = Infinity, level = 0.95 } = options;
  const values = y.filter((value) => value !== null);
  const n = values.length;
  if (population < n) throw new RangeError(`population is ${population}, expected at least ${n}`);
  const warnings: string[] = [];
  if (n === 0) warnings.push("no data");
  if (n === 1) warnings.push("one score: no standard error");
  const sums = residualSums(values, { index: new Uint8Array(n), clusters: 1 });
  const mean = n === 0 ? null : sums.mean;
  const sd = n < 2 ? null : Math.sqrt(sums.squares / (n - 1));
  const seInfinite = sd === null ? null : sd / Math.sqrt(n);
  const se = seInfinite === null ? null : seInfinite * Math.sqrt(1 - n / population);
  const df = n < 2 ? null : n - 1;
  // A sample without spread says nothing of the spread; a whole population needs no interval.
  const isFlat = sd === 0 && n < population;
  if (isFlat) warnings.push("all scores are equal: no interval");
  const half = se === null || df === null || isFlat
    ? null
    : se * tQuantile(1 - (1 - level) / 2, df);
  const limits = mean === null || half === null
    ? { lo: null, hi: null }
    : { lo: mean - half, hi: mean + half };
  return {
    value: mean,
    se,
    seInfinite,
    ...limits,
    level,
    df,
    sd,
    n,
    nExcluded: y.length - n,
    method: population === Infinity ? "mean" : "mean/finite-population",
    warnings,
  };
}
