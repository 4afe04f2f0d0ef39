import { normalQuantile } from "../special/normal_quantile.ts";

/** Options of {@linkcode asymptoticCS}. */
export interface AsymptoticCSOptions {
  /** Running mean of the cases so far. */
  readonly mean: number;
  /** Their standard deviation. */
  readonly sd: number;
  /** Cases so far. */
  readonly t: number;
  /** Tuning parameter; default tuned for `plannedT`. */
  readonly rho?: number;
  /** Number of cases at which the sequence should be tightest; default 500. */
  readonly plannedT?: number;
  /** Error over all looks together; default 0.05. */
  readonly alpha?: number;
}

/** A confidence sequence at one look. */
export interface AsymptoticCS {
  /** Running mean. */
  readonly value: number;
  /** Lower limit, valid at every look; null before two cases. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Half width. */
  readonly halfWidth: number | null;
  /** Half width of the usual interval, valid only for a number of cases fixed beforehand. */
  readonly fixedHalfWidth: number | null;
  /** Tuning parameter used. */
  readonly rho: number;
  /** Cases so far. */
  readonly n: number;
  /** 1 - alpha. */
  readonly level: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Asymptotic confidence sequence: an interval that stays valid however often people peek.
 *
 * `sd √( 2(tρ²+1)/(t²ρ²) · log(√(tρ²+1)/α) )`; cases in random order. Source: Waudby-Smith et al. 2024.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { asymptoticCS } from "@rounds/rounds";
 *
 * const look = asymptoticCS({ mean: 0.03, sd: 0.48, t: 400 });
 * assert.equal(look.halfWidth?.toFixed(3), "0.073");
 * assert.equal(look.fixedHalfWidth?.toFixed(3), "0.047");
 * ```
 */
export function asymptoticCS(options: AsymptoticCSOptions): AsymptoticCS {
  const { mean, sd, t, alpha = 0.05, plannedT = 500 } = options;
  const log = -2 * Math.log(alpha);
  const rho = options.rho ?? Math.sqrt((log + Math.log(log + 1)) / plannedT);
  const base = { value: mean, rho, n: t, level: 1 - alpha, method: "confidence-sequence" };
  if (!(t >= 2)) {
    const missing = { lo: null, hi: null, halfWidth: null, fixedHalfWidth: null };
    return { ...base, ...missing, warnings: ["fewer than two cases"] };
  }
  const scaled = t * rho * rho + 1;
  const halfWidth = sd *
    Math.sqrt(((2 * scaled) / (t * t * rho * rho)) * Math.log(Math.sqrt(scaled) / alpha));
  return {
    ...base,
    lo: mean - halfWidth,
    hi: mean + halfWidth,
    halfWidth,
    fixedHalfWidth: (normalQuantile(1 - alpha / 2) * sd) / Math.sqrt(t),
    warnings: t < 30 ? ["few cases: the sequence is asymptotic"] : [],
  };
}
