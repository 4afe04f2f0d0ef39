import { tQuantile } from "../special/t_quantile.ts";
import { tSf } from "../special/t_sf.ts";

/** Options of {@linkcode welchDifference}. */
export interface WelchDifferenceOptions {
  /** Scores of the first group (before). */
  readonly pre: readonly number[];
  /** Scores of the second group (after). */
  readonly post: readonly number[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** Difference of two independent means, second less first. */
export interface WelchDifference {
  /** Mean of the second less the mean of the first; null when one is empty. */
  readonly value: number | null;
  /** Standard error; null below two scores in a group. */
  readonly se: number | null;
  /** Lower t limit. */
  readonly lo: number | null;
  /** Upper t limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** t statistic. */
  readonly t: number | null;
  /** Welch-Satterthwaite degrees of freedom. */
  readonly df: number | null;
  /** Two-sided p. */
  readonly p: number | null;
  /** Mean of the first group. */
  readonly meanPre: number | null;
  /** Mean of the second group. */
  readonly meanPost: number | null;
  /** Size of the first group. */
  readonly nPre: number;
  /** Size of the second group. */
  readonly nPost: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Welch's t interval and test for the difference of two independent means.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { welchDifference } from "@rounds/rounds";
 *
 * const gap = welchDifference({ pre: [1, 2, 3], post: [2, 4, 6] });
 * assert.equal(gap.value, 2);
 * assert.equal(welchDifference({ pre: [1, 2], post: [] }).value, null);
 * ```
 */
export function welchDifference(options: WelchDifferenceOptions): WelchDifference {
  const { pre, post, level = 0.95 } = options;
  const before = moments(pre);
  const after = moments(post);
  const base = {
    level,
    meanPre: before.mean,
    meanPost: after.mean,
    nPre: pre.length,
    nPost: post.length,
    method: "welch",
  };
  const value = before.mean === null || after.mean === null ? null : after.mean - before.mean;
  if (value === null || before.error === null || after.error === null) {
    const side = pre.length < 2 ? "before" : "after";
    const missing = { se: null, lo: null, hi: null, t: null, df: null, p: null };
    return { value, ...missing, ...base, warnings: [`fewer than two scores ${side}`] };
  }
  const square = before.error + after.error;
  const se = Math.sqrt(square);
  if (square === 0) {
    const missing = { lo: null, hi: null, t: null, df: null, p: null };
    return { value, se, ...missing, ...base, warnings: ["no variation"] };
  }
  const df = square ** 2 /
    (before.error ** 2 / (pre.length - 1) + after.error ** 2 / (post.length - 1));
  const half = se * tQuantile(1 - (1 - level) / 2, df);
  const t = value / se;
  const p = 2 * tSf(Math.abs(t), df);
  return { value, se, lo: value - half, hi: value + half, t, df, p, ...base, warnings: [] };
}

/** Mean and squared standard error. */
function moments(values: readonly number[]): { mean: number | null; error: number | null } {
  const n = values.length;
  if (n === 0) return { mean: null, error: null };
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n === 1) return { mean, error: null };
  // Equal values may miss their own mean by a rounding error.
  if (values.every((value) => value === values[0])) return { mean, error: 0 };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: squares / (n - 1) / n };
}
