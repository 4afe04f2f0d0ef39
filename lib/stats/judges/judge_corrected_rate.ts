import type { Interval } from "../interval.ts";
import { normalQuantile } from "../special/normal_quantile.ts";

/** Options of {@linkcode judgeCorrectedRate}. */
export interface JudgeCorrectedRateOptions {
  /** Share the judge calls met. */
  readonly rate: number;
  /** Judged criteria. */
  readonly n: number;
  /** Share of the physician's "met" the judge finds. */
  readonly sensitivity: number;
  /** Labels behind the sensitivity. */
  readonly nSensitivity: number;
  /** Share of the physician's "not met" the judge finds. */
  readonly specificity: number;
  /** Labels behind the specificity. */
  readonly nSpecificity: number;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** A judged rate, corrected. */
export interface JudgeCorrectedRate {
  /** Corrected rate, clipped to [0, 1]; null when the judge is no better than chance. */
  readonly value: number | null;
  /** Corrected rate before clipping. */
  readonly raw: number | null;
  /** Delta-method standard error. */
  readonly se: number | null;
  /** Lower limit of Lang and Reiczigel. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Raw rate ± z · se. */
  readonly delta: Interval;
  /** Share of the variance that comes from the judged set, the rest from the labels. */
  readonly testShare: number | null;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Rate of met criteria corrected for the judge's errors (Rogan & Gladen 1978).
 *
 * `(p + q0 - 1)/(q0 + q1 - 1)`, q1 sensitivity, q0 specificity; interval of Lang & Reiczigel 2014. Positive and negative
 * criteria need their own sensitivities. Not defined for `q0 + q1 <= 1`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { judgeCorrectedRate } from "@rounds/rounds";
 *
 * const { value, lo, hi } = judgeCorrectedRate({
 *   rate: 0.62, n: 2756, sensitivity: 0.88, nSensitivity: 300, specificity: 0.91, nSpecificity: 300,
 * });
 * assert.deepEqual([value, lo, hi].map((v) => v?.toFixed(3)), ["0.671", "0.631", "0.714"]);
 * ```
 */
export function judgeCorrectedRate(options: JudgeCorrectedRateOptions): JudgeCorrectedRate {
  const { rate, n, sensitivity, nSensitivity, specificity, nSpecificity, level = 0.95 } = options;
  const method = "judge-correction/lang-reiczigel";
  const youden = sensitivity + specificity - 1;
  if (!(youden > 1e-12) || !(n > 0)) {
    const none: Interval = { lo: null, hi: null };
    const missing = { value: null, raw: null, se: null, ...none, delta: none, testShare: null };
    const why = n > 0
      ? "sensitivity + specificity is at most 1: the judge says nothing"
      : "no data";
    return { ...missing, level, method, warnings: [why] };
  }
  const z = normalQuantile(1 - (1 - level) / 2);
  const raw = (rate + specificity - 1) / youden;
  const binomial = (p: number, m: number): number => (p * (1 - p)) / m;
  const testPart = binomial(rate, n) / youden ** 2;
  const labelPart = ((1 - raw) ** 2 * binomial(specificity, nSpecificity) +
    raw ** 2 * binomial(sensitivity, nSensitivity)) / youden ** 2;
  const se = Math.sqrt(testPart + labelPart);
  const adjustedN = n + z * z;
  const p = (n * rate + (z * z) / 2) / adjustedN;
  const q0 = (nSpecificity * specificity + 1) / (nSpecificity + 2);
  const q1 = (nSensitivity * sensitivity + 1) / (nSensitivity + 2);
  const centre = (p + q0 - 1) / (q0 + q1 - 1);
  const part0 = binomial(q0, nSpecificity + 2);
  const part1 = binomial(q1, nSensitivity + 2);
  const shift = 2 * z * z * (centre * part1 - (1 - centre) * part0);
  const half = (z / (q0 + q1 - 1)) *
    Math.sqrt(binomial(p, adjustedN) + (1 - centre) ** 2 * part0 + centre ** 2 * part1);
  const clip = (value: number): number => Math.max(0, Math.min(1, value));
  const warnings: string[] = [];
  if (raw < 0 || raw > 1) warnings.push(`clipped to ${clip(raw)}`);
  return {
    value: clip(raw),
    raw,
    se,
    lo: clip(centre + shift - half),
    hi: clip(centre + shift + half),
    level,
    delta: { lo: raw - z * se, hi: raw + z * se },
    testShare: se === 0 ? null : testPart / (se * se),
    method,
    warnings,
  };
}
