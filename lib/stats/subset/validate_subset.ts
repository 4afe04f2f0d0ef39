import { anchorPoints } from "./anchor_points.ts";
import { regressionEstimator } from "./regression_estimator.ts";

/** Options of {@linkcode validateSubset}. */
export interface ValidateSubsetOptions {
  /** `y[model][item]`: outcomes of all models. */
  readonly y: readonly (readonly number[])[];
  /** Items in the subset (as indices) for the regression estimator. */
  readonly subset: readonly number[];
  /** How many of the strongest models to leave out; default a quarter, at least one. */
  readonly leaveOut?: number;
}

/** One model that was left out. */
export interface ValidateSubsetRow {
  /** Index of the model. */
  readonly model: number;
  /** Its true mean over all items. */
  readonly truth: number;
  /** Plain mean over the subset. */
  readonly sampleMean: number | null;
  /** Regression estimate from the remaining models. */
  readonly regression: number | null;
  /** Anchor-point prediction with as many anchors as the subset has items. */
  readonly anchors: number;
}

/**
 * Tests a subset on the strongest models, left out of its making: subset methods fail by extrapolating upwards.
 *
 * Source: Zhang, Dorner & Hardt 2025.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { validateSubset } from "@rounds/rounds";
 *
 * const rows = validateSubset({ y: [[1, 1, 1], [1, 0, 0], [0, 1, 0]], subset: [0, 1] });
 * assert.deepEqual(rows.map((row) => [row.model, row.truth]), [[0, 1]]);
 * ```
 */
export function validateSubset(options: ValidateSubsetOptions): ValidateSubsetRow[] {
  const { y, subset } = options;
  const leaveOut = options.leaveOut ?? Math.max(1, Math.floor(y.length / 4));
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const truths = y.map(mean);
  const order = truths.map((_, m) => m).sort((a, b) => (truths[b] ?? 0) - (truths[a] ?? 0));
  const held = order.slice(0, leaveOut);
  const rest = order.slice(leaveOut).map((m) => y[m] ?? []);
  if (rest.length === 0) {
    throw new RangeError(`leaveOut is ${leaveOut}, expected fewer than ${y.length}`);
  }
  const control = (y[0] ?? []).map((_, item) => mean(rest.map((row) => row[item] ?? 0)));
  const anchors = anchorPoints({ y: rest, k: subset.length });
  return held.map((model) => {
    const row = y[model] ?? [];
    const fit = regressionEstimator({
      y: subset.map((item) => row[item] ?? 0),
      x: subset.map((item) => control[item] ?? 0),
      population: control,
    });
    return {
      model,
      truth: truths[model] ?? 0,
      sampleMean: fit.sampleMean,
      regression: fit.value,
      anchors: anchors.medoids.reduce(
        (s, item, k) => s + (anchors.weights[k] ?? 0) * (row[item] ?? 0),
        0,
      ),
    };
  });
}
