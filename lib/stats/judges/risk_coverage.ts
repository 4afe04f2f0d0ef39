/** Options of {@linkcode riskCoverage}. */
export interface RiskCoverageOptions {
  /** Confidence of each answer. */
  readonly confidence: readonly number[];
  /** 1 right, 0 not. */
  readonly correct: readonly number[];
  /** Shares answered at which the risk is read; default a quarter, half, three quarters, all. */
  readonly coverage?: readonly number[];
}

/** Risk when the least confident answers are withheld. */
export interface RiskCoverage {
  /** Share wrong among the most confident k = 1, …, n answers. */
  readonly curve: readonly number[];
  /** Share wrong at each coverage asked for. */
  readonly risk: readonly (number | null)[];
  /** Area under the curve: its mean. */
  readonly value: number | null;
  /** Answers. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Selective prediction: risk against coverage, and its area (AURC). Equal confidences keep their order.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { riskCoverage } from "@rounds/rounds";
 *
 * const { curve, risk } = riskCoverage({ confidence: [0.9, 0.5], correct: [1, 0], coverage: [0.5, 1] });
 * assert.deepEqual([curve, risk], [[0, 0.5], [0, 0.5]]);
 * ```
 */
export function riskCoverage(options: RiskCoverageOptions): RiskCoverage {
  const { confidence, correct, coverage = [0.25, 0.5, 0.75, 1] } = options;
  if (confidence.length !== correct.length) {
    throw new RangeError(
      `confidence has ${confidence.length} rows and correct ${correct.length}, expected as many`,
    );
  }
  const order = confidence.map((_, k) => k)
    .sort((a, b) => (confidence[b] ?? 0) - (confidence[a] ?? 0));
  let wrong = 0;
  const curve = order.map((row, k) => {
    wrong += 1 - (correct[row] ?? 0);
    return wrong / (k + 1);
  });
  const n = curve.length;
  return {
    curve,
    risk: coverage.map((share) => curve[Math.max(1, Math.ceil(share * n - 1e-9)) - 1] ?? null),
    value: n === 0 ? null : curve.reduce((sum, value) => sum + value, 0) / n,
    n,
    method: "risk-coverage",
    warnings: n === 0 ? ["no data"] : [],
  };
}
