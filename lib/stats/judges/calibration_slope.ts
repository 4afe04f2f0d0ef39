import { logit } from "../regression/logit.ts";

/** Options of {@linkcode calibrationSlope}. */
export interface CalibrationSlopeOptions {
  /** Predicted probabilities; 0 and 1 are moved in by 1e-6. */
  readonly p: readonly number[];
  /** Outcomes, 0 or 1. */
  readonly y: readonly number[];
}

/** A logistic recalibration. */
export interface CalibrationSlope {
  /** Slope on the log odds: below 1 is overconfident. */
  readonly value: number | null;
  /** Its model-based standard error. */
  readonly se: number | null;
  /** Intercept. */
  readonly intercept: number | null;
  /** Predictions. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Calibration slope and intercept: logistic regression of the outcome on the log odds of the prediction.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { calibrationSlope } from "@rounds/rounds";
 *
 * const p = [0.2, 0.2, 0.2, 0.2, 0.2, 0.8, 0.8, 0.8, 0.8, 0.8];
 * const y = [1, 0, 0, 0, 0, 1, 1, 1, 1, 0];
 * assert.equal(calibrationSlope({ p, y }).value?.toFixed(6), "1.000000");
 * ```
 */
export function calibrationSlope(options: CalibrationSlopeOptions): CalibrationSlope {
  const logOdds = options.p.map((p) => {
    const inside = Math.min(1 - 1e-6, Math.max(1e-6, p));
    return Math.log(inside / (1 - inside));
  });
  const certain = options.p.filter((p) => p <= 0 || p >= 1).length;
  const fit = logit({ y: options.y, x: { logOdds } });
  return {
    value: fit.rows[1]?.value ?? null,
    se: fit.rows[1]?.seModel ?? null,
    intercept: fit.rows[0]?.value ?? null,
    n: fit.n,
    method: "calibration/slope",
    warnings: certain === 0
      ? fit.warnings
      : [...fit.warnings, `${certain} predictions of 0 or 1 moved in by 1e-6`],
  };
}
