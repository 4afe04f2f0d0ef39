/** Options of {@linkcode calibrationAllocation}. */
export interface CalibrationAllocationOptions {
  /** Share the judge calls met, in (0, 1). */
  readonly rate: number;
  /** Labels that can be afforded. */
  readonly budget: number;
  /** Sensitivity, as known so far, below 1. */
  readonly sensitivity: number;
  /** Specificity, as known so far, below 1. */
  readonly specificity: number;
}

/** How to spend a labelling budget. */
export interface CalibrationAllocation {
  /** Labels for truly met criteria. */
  readonly met: number;
  /** Labels for truly not met criteria. */
  readonly notMet: number;
  /** `(1 - specificity)/(1 - sensitivity)`. */
  readonly kappa: number;
  /** Stable id of the method. */
  readonly method: string;
}

/**
 * The split of labels between met and not met that shrinks a corrected rate most, `m0/m1 ≈ (1/p - 1) √κ`.
 *
 * Source: Lee et al. 2025.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { calibrationAllocation } from "@rounds/rounds";
 *
 * const split = calibrationAllocation({ rate: 0.5, budget: 100, sensitivity: 0.9, specificity: 0.9 });
 * assert.deepEqual([split.met, split.notMet], [50, 50]);
 * ```
 */
export function calibrationAllocation(
  options: CalibrationAllocationOptions,
): CalibrationAllocation {
  const { rate, budget, sensitivity, specificity } = options;
  if (!(rate > 0 && rate < 1) || !(sensitivity < 1) || !(specificity <= 1)) {
    throw new RangeError(
      `rate is ${rate}, sensitivity ${sensitivity}, specificity ${specificity}, expected values below 1`,
    );
  }
  const kappa = (1 - specificity) / (1 - sensitivity);
  const ratio = (1 / rate - 1) * Math.sqrt(kappa);
  const met = Math.round(budget / (1 + ratio));
  return { met, notMet: budget - met, kappa, method: "judge-correction/allocation" };
}
