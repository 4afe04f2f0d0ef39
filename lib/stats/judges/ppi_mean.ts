import { normalQuantile } from "../special/normal_quantile.ts";

/** Options of {@linkcode ppiMean}. */
export interface PpiMeanOptions {
  /** Physician scores of the randomly chosen labelled cases. */
  readonly labelled: readonly number[];
  /** Judge scores of the same cases. */
  readonly judgedLabelled: readonly number[];
  /** Judge scores of the other cases. */
  readonly judged: readonly number[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** A mean with its error. */
export interface MeanWithError {
  /** Mean; null without scores. */
  readonly value: number | null;
  /** Standard error; null below two scores. */
  readonly se: number | null;
}

/** Prediction-powered means. */
export interface PpiMean extends MeanWithError {
  /** Lower normal limit of the tuned estimate. */
  readonly lo: number | null;
  /** Upper normal limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Weight of the judge in the tuned estimate, in [0, 1]. */
  readonly lambda: number | null;
  /** The untuned estimate (weight 1). */
  readonly ppi: MeanWithError;
  /** The judge alone, unlabelled cases. */
  readonly judgeOnly: MeanWithError;
  /** The physicians alone. */
  readonly physicianOnly: MeanWithError;
  /** Labelled cases. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Mean score from many judged and few labelled cases (prediction-powered inference, tuned: PPI++).
 *
 * `θ = λ mean_N(f) + mean_n(y - λ f)`, `λ = Cov(y, f)/((1 + n/N) Var f)` clipped to [0, 1]; Var f over all cases. Needs
 * randomly chosen labelled cases. Source: Angelopoulos et al. 2023.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { ppiMean } from "@rounds/rounds";
 *
 * const mean = ppiMean({ labelled: [0.4, 0.6, 0.8], judgedLabelled: [0.5, 0.7, 0.9], judged: [0.6, 0.8] });
 * assert.equal(mean.ppi.value?.toFixed(2), "0.60");
 * ```
 */
export function ppiMean(options: PpiMeanOptions): PpiMean {
  const { labelled: y, judgedLabelled: f, judged, level = 0.95 } = options;
  if (y.length !== f.length) {
    throw new RangeError(
      `labelled has ${y.length} and judgedLabelled ${f.length} scores, expected as many`,
    );
  }
  const n = y.length;
  const size = judged.length;
  const judgeOnly = meanOf(judged);
  const physicianOnly = meanOf(y);
  const varY = covariance(y, f);
  const pooled = [...f, ...judged];
  const varF = covariance(pooled, pooled);
  const lambda = n < 2 || size < 2 || varF === 0
    ? null
    : Math.max(0, Math.min(1, varY / ((1 + n / size) * varF)));
  const estimate = (weight: number | null): MeanWithError => {
    const rest = meanOf(y.map((value, k) => value - (weight ?? 0) * (f[k] ?? 0)));
    if (weight === null || judgeOnly.value === null || rest.value === null) {
      return { value: null, se: null };
    }
    const se = judgeOnly.se === null || rest.se === null
      ? null
      : Math.hypot(weight * judgeOnly.se, rest.se);
    return { value: weight * judgeOnly.value + rest.value, se };
  };
  const tuned = estimate(lambda);
  const half = tuned.se === null ? null : normalQuantile(1 - (1 - level) / 2) * tuned.se;
  return {
    ...tuned,
    lo: tuned.value === null || half === null ? null : tuned.value - half,
    hi: tuned.value === null || half === null ? null : tuned.value + half,
    level,
    lambda,
    ppi: estimate(1),
    judgeOnly,
    physicianOnly,
    n,
    method: "ppi/tuned",
    warnings: lambda === null ? ["fewer than two scores on one side, or a constant judge"] : [],
  };
}

function meanOf(values: readonly number[]): MeanWithError {
  const n = values.length;
  if (n === 0) return { value: null, se: null };
  const value = values.reduce((sum, one) => sum + one, 0) / n;
  return { value, se: n < 2 ? null : Math.sqrt(covariance(values, values) / n) };
}

function covariance(a: readonly number[], b: readonly number[]): number {
  const n = a.length;
  const meanA = a.reduce((sum, one) => sum + one, 0) / n;
  const meanB = b.reduce((sum, one) => sum + one, 0) / n;
  return a.reduce((sum, one, k) => sum + (one - meanA) * ((b[k] ?? 0) - meanB), 0) / (n - 1);
}
