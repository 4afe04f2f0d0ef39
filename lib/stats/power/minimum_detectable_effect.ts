import { normalQuantile } from "../special/normal_quantile.ts";
import { type EffectVariance, effectVariance } from "./effect_variance.ts";

/** Options of {@linkcode minimumDetectableEffect}. */
export interface MinimumDetectableEffectOptions extends EffectVariance {
  /** Items (or cases). */
  readonly n: number;
  /** Two-sided level; default 0.05. */
  readonly alpha?: number;
  /** Power; default 0.8. */
  readonly power?: number;
}

/**
 * Smallest paired difference seen with the given power, `(z_{1-α/2} + z_{1-β}) √(variance / n)`; null for `n = 0`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { minimumDetectableEffect } from "@rounds/rounds";
 *
 * assert.equal(minimumDetectableEffect({ n: 1407, discordance: 0.3 })?.toFixed(3), "0.041");
 * ```
 */
export function minimumDetectableEffect(options: MinimumDetectableEffectOptions): number | null {
  const { n, alpha = 0.05, power = 0.8 } = options;
  if (!(n >= 0)) throw new RangeError(`n is ${n}, expected a count`);
  if (n === 0) return null;
  const z = normalQuantile(1 - alpha / 2) + normalQuantile(power);
  return z * Math.sqrt(effectVariance(options) / n);
}
