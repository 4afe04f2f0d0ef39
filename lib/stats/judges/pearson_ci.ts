import { normalQuantile } from "../special/normal_quantile.ts";

/** Options of {@linkcode pearsonCI}. */
export interface PearsonCIOptions {
  /** Correlation; null stays missing. */
  readonly r: number | null;
  /** Pairs. */
  readonly n: number;
  /** `pearson` (Fisher, default) or `spearman` (Bonett & Wright 2000). */
  readonly kind?: "pearson" | "spearman";
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** A correlation with its interval. */
export interface PearsonCI {
  /** Correlation. */
  readonly value: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Pairs. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Interval of a correlation by Fisher's z; standard error `1/√(n-3)`, for Spearman `√((1 + r²/2)/(n-3))`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { pearsonCI } from "@rounds/rounds";
 *
 * const { lo, hi } = pearsonCI({ r: 0.54, n: 50 });
 * assert.deepEqual([lo?.toFixed(2), hi?.toFixed(2)], ["0.31", "0.71"]);
 * ```
 */
export function pearsonCI(options: PearsonCIOptions): PearsonCI {
  const { r, n, kind = "pearson", level = 0.95 } = options;
  const base = { value: r, level, n, method: `correlation/${kind}` };
  if (r === null || n < 4 || Math.abs(r) >= 1) {
    const why = r === null
      ? "no correlation: a column does not vary"
      : n < 4
      ? "fewer than four pairs: no interval"
      : "a correlation of 1: no interval";
    return { ...base, lo: null, hi: null, warnings: [why] };
  }
  const se = Math.sqrt((kind === "spearman" ? 1 + (r * r) / 2 : 1) / (n - 3));
  const half = normalQuantile(1 - (1 - level) / 2) * se;
  const z = Math.atanh(r);
  return { ...base, lo: Math.tanh(z - half), hi: Math.tanh(z + half), warnings: [] };
}
