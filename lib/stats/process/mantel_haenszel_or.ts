import { normalQuantile } from "../special/normal_quantile.ts";

/** Options of {@linkcode mantelHaenszelOR}. */
export interface MantelHaenszelOptions {
  /** 2×2 tables `[a, b, c, d]`: previous right and now right, previous right and now wrong, previous wrong and now right, both wrong. */
  readonly strata: readonly (readonly [number, number, number, number])[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** A common odds ratio. */
export interface MantelHaenszelOR {
  /** Odds ratio; null when its denominator is 0. */
  readonly value: number | null;
  /** Standard error of its logarithm (Robins, Breslow and Greenland). */
  readonly seLog: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Observations in all tables. */
  readonly n: number;
  /** Tables. */
  readonly strata: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Mantel-Haenszel odds ratio over strata (items), which cancels what a stratum has in common (difficulty).
 *
 * `Σ ad/n / Σ bc/n`; variance of Robins, Breslow & Greenland 1986. Empty tables add nothing.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { mantelHaenszelOR } from "@rounds/rounds";
 *
 * assert.equal(mantelHaenszelOR({ strata: [[10, 5, 5, 10]] }).value, 4);
 * ```
 */
export function mantelHaenszelOR(options: MantelHaenszelOptions): MantelHaenszelOR {
  const { strata, level = 0.95 } = options;
  let r = 0;
  let s = 0;
  let pr = 0;
  let cross = 0;
  let qs = 0;
  let total = 0;
  for (const [a, b, c, d] of strata) {
    const n = a + b + c + d;
    if (n === 0) continue;
    const p = (a + d) / n;
    const q = (b + c) / n;
    const rk = (a * d) / n;
    const sk = (b * c) / n;
    r += rk;
    s += sk;
    pr += p * rk;
    cross += p * sk + q * rk;
    qs += q * sk;
    total += n;
  }
  const base = { level, n: total, strata: strata.length, method: "mantel-haenszel" };
  if (s === 0 || r === 0) {
    const missing = { seLog: null, lo: null, hi: null };
    const warning = s === 0 ? "no discordance in one direction: not finite" : "odds ratio 0";
    return { value: s === 0 ? null : 0, ...missing, ...base, warnings: [warning] };
  }
  const value = r / s;
  const seLog = Math.sqrt(pr / (2 * r * r) + cross / (2 * r * s) + qs / (2 * s * s));
  const spread = Math.exp(normalQuantile(1 - (1 - level) / 2) * seLog);
  return { value, seLog, lo: value / spread, hi: value * spread, ...base, warnings: [] };
}
