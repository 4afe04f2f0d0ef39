import { normalQuantile } from "../special/normal_quantile.ts";
import { type EffectVariance, effectVariance } from "./effect_variance.ts";

/** Options of {@linkcode sampleSize}. */
export interface SampleSizeOptions extends EffectVariance {
  /** Difference to be seen, above 0. */
  readonly delta: number;
  /** Two-sided level; default 0.05. */
  readonly alpha?: number;
  /** Power; default 0.8. */
  readonly power?: number;
}

/**
 * Items needed to see a paired difference: `n = (z_{1-α/2} + z_{1-β})² (ω² + σ_A²/K_A + σ_B²/K_B) / δ²`, not rounded.
 *
 * Source: Miller 2024.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { sampleSize } from "@rounds/rounds";
 *
 * assert.equal(Math.ceil(sampleSize({ omega2: 1 / 9, delta: 0.03 })), 969);
 * ```
 */
export function sampleSize(options: SampleSizeOptions): number {
  const { delta, alpha = 0.05, power = 0.8 } = options;
  if (!(delta > 0)) throw new RangeError(`delta is ${delta}, expected a number above 0`);
  const z = normalQuantile(1 - alpha / 2) + normalQuantile(power);
  return (z * z * effectVariance(options)) / (delta * delta);
}
