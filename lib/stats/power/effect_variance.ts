/** How much the difference of two models varies from item to item. */
export interface EffectVariance {
  /** Variance of the true difference between items (Miller's ω²). */
  readonly omega2?: number;
  /** Within-item variance of the first model over repeated runs; default 0. */
  readonly sigma2A?: number;
  /** Within-item variance of the second model; default 0. */
  readonly sigma2B?: number;
  /** Repeated runs (epochs) of the first model; default 1. */
  readonly epochsA?: number;
  /** Repeated runs of the second model; default as the first. */
  readonly epochsB?: number;
  /** Share of items only one of the two has right: with `deff` stands for ω². */
  readonly discordance?: number;
  /** Design effect of clustering; default 1. */
  readonly deff?: number;
  /** Standard deviation of the paired differences: its square stands for ω². */
  readonly sd?: number;
}

/**
 * Variance of one item's paired difference, `(ω² + σ_A²/K_A + σ_B²/K_B)`, from whichever description is at hand.
 *
 * One of `omega2`, `discordance` (a 0/1 difference: discordance × deff) and `sd` is required.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { effectVariance } from "@rounds/rounds";
 *
 * assert.equal(effectVariance({ discordance: 0.3 }), 0.3);
 * assert.equal(effectVariance({ omega2: 0.1, sigma2A: 0.2, sigma2B: 0.2, epochsA: 4 }), 0.2);
 * ```
 */
export function effectVariance(options: EffectVariance): number {
  const { sigma2A = 0, sigma2B = 0, epochsA = 1, deff = 1 } = options;
  const epochsB = options.epochsB ?? epochsA;
  const between = options.omega2 ?? options.discordance ??
    (options.sd === undefined ? undefined : options.sd ** 2);
  if (between === undefined) {
    throw new TypeError("none of omega2, discordance and sd is given, expected one");
  }
  return between * deff + sigma2A / epochsA + sigma2B / epochsB;
}
