import type { Interval } from "../interval.ts";
import { normalCdf } from "../special/normal_cdf.ts";
import { normalQuantile } from "../special/normal_quantile.ts";

/** Options of {@linkcode bcaCorrection}. */
export interface BcaCorrectionOptions {
  /** The statistic on all rows. */
  readonly value: number | null;
  /** Bootstrap replicates. */
  readonly replicates: readonly number[];
  /** The statistic with each cluster left out. */
  readonly leaveOneOut: readonly (number | null)[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** What BCa needs besides the replicates. */
export interface BcaCorrection {
  /** Bias correction; null when every replicate lies on one side. */
  readonly z0: number | null;
  /** Acceleration; null when the jackknife does not vary or is not defined. */
  readonly acceleration: number | null;
  /** Jackknife standard error. */
  readonly jackknifeSe: number | null;
  /** Probabilities at which to read the replicates. */
  readonly probabilities: Interval;
}

/**
 * Bias correction and acceleration of the BCa bootstrap.
 *
 * z0 from the share of replicates below the estimate with half weight on ties; acceleration from the leave-one-out
 * jackknife, `Σ(θ̄-θ_i)³ / (6 (Σ(θ̄-θ_i)²)^1.5)`. Source: Efron 1987.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { bcaCorrection } from "@rounds/rounds";
 *
 * const { z0, acceleration } = bcaCorrection({ value: 2, replicates: [1, 2, 3], leaveOneOut: [1, 2, 3] });
 * assert.deepEqual([z0, acceleration], [0, 0]);
 * ```
 */
export function bcaCorrection(options: BcaCorrectionOptions): BcaCorrection {
  const { value, replicates, leaveOneOut, level = 0.95 } = options;
  const jackknife = leaveOneOut.filter((one) => one !== null);
  const g = jackknife.length;
  const none = { lo: null, hi: null };
  const mean = jackknife.reduce((sum, one) => sum + one, 0) / g;
  const squares = jackknife.reduce((sum, one) => sum + (mean - one) ** 2, 0);
  const complete = g === leaveOneOut.length && g > 1;
  const jackknifeSe = complete ? Math.sqrt(((g - 1) / g) * squares) : null;
  if (value === null || replicates.length === 0) {
    return { z0: null, acceleration: null, jackknifeSe, probabilities: none };
  }
  // Equal statistics summed in another order may differ in the last digit: they are ties.
  const hair = 1e-12 * Math.max(1, Math.abs(value));
  const below = replicates.filter((one) => one < value - hair).length;
  const ties = replicates.filter((one) => Math.abs(one - value) <= hair).length;
  const share = (below + ties / 2) / replicates.length;
  const z0 = share > 0 && share < 1 ? normalQuantile(share) : null;
  const cubes = jackknife.reduce((sum, one) => sum + (mean - one) ** 3, 0);
  const acceleration = complete && squares > 0 ? cubes / (6 * squares ** 1.5) : null;
  if (z0 === null || acceleration === null) {
    return { z0, acceleration, jackknifeSe, probabilities: none };
  }
  const at = (p: number): number => {
    const shifted = z0 + normalQuantile(p);
    return normalCdf(z0 + shifted / (1 - acceleration * shifted));
  };
  const tail = (1 - level) / 2;
  return { z0, acceleration, jackknifeSe, probabilities: { lo: at(tail), hi: at(1 - tail) } };
}
