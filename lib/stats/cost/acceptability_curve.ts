import { normalCdf } from "../special/normal_cdf.ts";

/** Options of {@linkcode acceptabilityCurve}. */
export interface AcceptabilityCurveOptions {
  /** Extra cost of the first system per case. */
  readonly deltaCost: number;
  /** Its standard error. */
  readonly seCost: number;
  /** Extra right answers of the first system per case. */
  readonly deltaEffect: number;
  /** Its standard error. */
  readonly seEffect: number;
  /** Correlation of the two estimates; default 0. */
  readonly correlation?: number;
  /** What an extra right answer is worth. */
  readonly willingness: readonly number[];
}

/** A cost-effectiveness acceptability curve. */
export interface AcceptabilityCurve {
  /** Extra cost of an extra right answer; null without an effect. */
  readonly icer: number | null;
  /** Probability of a positive net benefit at each willingness to pay; null where nothing varies. */
  readonly p: readonly (number | null)[];
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * `P(λ·ΔE - ΔC > 0)` over the willingness to pay λ, under a bivariate normal.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { acceptabilityCurve } from "@rounds/rounds";
 *
 * const { icer, p } = acceptabilityCurve({
 *   deltaCost: 0.01, seCost: 0.005, deltaEffect: 0.02, seEffect: 0.01, willingness: [0.5],
 * });
 * assert.deepEqual([icer, p[0]], [0.5, 0.5]);
 * ```
 */
export function acceptabilityCurve(options: AcceptabilityCurveOptions): AcceptabilityCurve {
  const { deltaCost, seCost, deltaEffect, seEffect, correlation = 0, willingness } = options;
  const warnings = deltaEffect === 0 ? ["no extra right answers: the ratio is not defined"] : [];
  if (seCost === 0 && seEffect === 0) {
    warnings.push("no standard errors: no probability");
  }
  return {
    icer: deltaEffect === 0 ? null : deltaCost / deltaEffect,
    p: willingness.map((worth) => {
      const variance = (worth * seEffect) ** 2 + seCost ** 2 -
        2 * worth * correlation * seEffect * seCost;
      return variance > 0
        ? normalCdf((worth * deltaEffect - deltaCost) / Math.sqrt(variance))
        : null;
    }),
    method: "acceptability/normal",
    warnings,
  };
}
