import { tQuantile } from "../special/t_quantile.ts";

/** Options of {@linkcode regressionEstimator}. */
export interface RegressionEstimatorOptions {
  /** Outcomes of the new model on the sampled items. */
  readonly y: readonly number[];
  /** Control value of the same items: mean correctness of earlier models. */
  readonly x: readonly number[];
  /** Control value of all items of the benchmark. */
  readonly population: readonly number[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** A model-assisted estimate of the full score. */
export interface RegressionEstimate {
  /** `ȳ + β(X̄ - x̄)`; the plain mean when the control does not vary in the sample. */
  readonly value: number | null;
  /** Standard error with the finite population correction; null below three items. */
  readonly se: number | null;
  /** Lower t limit. */
  readonly lo: number | null;
  /** Upper t limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Slope; null when the control does not vary. */
  readonly beta: number | null;
  /** Plain mean of the sample. */
  readonly sampleMean: number | null;
  /** Its standard error with the correction. */
  readonly seSampleMean: number | null;
  /** Sampled items. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Regression estimator of a full score from a random subset: the baseline every clever subset method must beat.
 *
 * Residual variance with n - 2; finite population correction `1 - n/N`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { regressionEstimator } from "@rounds/rounds";
 *
 * const { value } = regressionEstimator({
 *   y: [0, 1, 1], x: [0.2, 0.6, 1], population: [0.2, 0.6, 1, 0.2, 0.2],
 * });
 * assert.equal(value?.toFixed(3), "0.467");
 * ```
 */
export function regressionEstimator(options: RegressionEstimatorOptions): RegressionEstimate {
  const { y, x, population, level = 0.95 } = options;
  if (y.length !== x.length) {
    throw new RangeError(`y has ${y.length} items and x ${x.length}, expected as many`);
  }
  const n = y.length;
  const size = population.length;
  const method = "regression-estimator";
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  if (n === 0 || size < n) {
    const missing = { value: null, se: null, lo: null, hi: null, beta: null };
    return {
      ...missing,
      level,
      sampleMean: null,
      seSampleMean: null,
      n,
      method,
      warnings: [n === 0 ? "no data" : "the sample is larger than the population"],
    };
  }
  const meanY = mean(y);
  const meanX = mean(x);
  const xx = x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  const xy = x.reduce((sum, value, k) => sum + (value - meanX) * ((y[k] ?? 0) - meanY), 0);
  const yy = y.reduce((sum, value) => sum + (value - meanY) ** 2, 0);
  const beta = xx > 1e-14 ? xy / xx : null;
  const value = meanY + (beta ?? 0) * (mean(population) - meanX);
  const correction = 1 - n / size;
  const seSampleMean = n > 1 ? Math.sqrt((correction * yy) / ((n - 1) * n)) : null;
  // Not yy - beta·xy: the difference of two near numbers loses half of the digits when the fit is good.
  const residual = y.reduce(
    (sum, one, k) => sum + (one - meanY - (beta ?? 0) * ((x[k] ?? 0) - meanX)) ** 2,
    0,
  );
  const se = beta === null
    ? seSampleMean
    : n > 2
    ? Math.sqrt((correction * residual) / ((n - 2) * n))
    : null;
  const half = se === null
    ? null
    : se * tQuantile(1 - (1 - level) / 2, beta === null ? n - 1 : n - 2);
  return {
    value,
    se,
    lo: half === null ? null : value - half,
    hi: half === null ? null : value + half,
    level,
    beta,
    sampleMean: meanY,
    seSampleMean,
    n,
    method,
    warnings: beta === null ? ["the control does not vary in the sample: the plain mean"] : [],
  };
}
