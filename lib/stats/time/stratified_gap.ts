import { normalQuantile } from "../special/normal_quantile.ts";

/** One stratum of {@linkcode stratifiedGap}. */
export interface GapStratum {
  /** Name. */
  readonly name: string;
  /** Cases before. */
  readonly nPre: number;
  /** Proportion right (or mean score) before; null when empty. */
  readonly pPre: number | null;
  /** Cases after. */
  readonly nPost: number;
  /** Proportion right (or mean score) after; null when empty. */
  readonly pPost: number | null;
  /** Variance of a score before; default that of a proportion, `p (1 - p)`. */
  readonly variancePre?: number;
  /** Variance of a score after. */
  readonly variancePost?: number;
}

/** Options of {@linkcode stratifiedGap}. */
export interface StratifiedGapOptions {
  /** The strata. */
  readonly strata: readonly GapStratum[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** A gap at equal case mix. */
export interface StratifiedGap {
  /** `Σ W_s (p_post,s - p_pre,s)`; null when no stratum has both sides. */
  readonly value: number | null;
  /** Standard error. */
  readonly se: number | null;
  /** Lower normal limit. */
  readonly lo: number | null;
  /** Upper normal limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Difference of the plain means, over all strata given. */
  readonly crude: number | null;
  /** Strata left out because one side is empty. */
  readonly excluded: readonly string[];
  /** Cases used. */
  readonly n: number;
  /** Cases left out. */
  readonly nExcluded: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Pre/post gap standardised to the case mix of the whole set (direct standardisation).
 *
 * Weights W are the strata's shares of the cases used; variance `Σ W² (p(1-p)/n)` of both sides,
 * or `Σ W² (s²/n)` where variances are given.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { stratifiedGap } from "@rounds/rounds";
 *
 * const { value } = stratifiedGap({
 *   strata: [
 *     { name: "EN", nPre: 10, pPre: 0.5, nPost: 10, pPost: 0.4 },
 *     { name: "ZH", nPre: 10, pPre: 0.6, nPost: 10, pPost: 0.6 },
 *   ],
 * });
 * assert.equal(value?.toFixed(2), "-0.05");
 * ```
 */
export function stratifiedGap(options: StratifiedGapOptions): StratifiedGap {
  const { strata, level = 0.95 } = options;
  const usable = strata.flatMap((stratum) => {
    const { nPre, pPre, nPost, pPost, name } = stratum;
    if (nPre === 0 || nPost === 0 || pPre === null || pPost === null) return [];
    const { variancePre = pPre * (1 - pPre), variancePost = pPost * (1 - pPost) } = stratum;
    return [{ nPre, pPre, nPost, pPost, name, variancePre, variancePost }];
  });
  const used = new Set(usable.map((stratum) => stratum.name));
  const excluded = strata.filter((stratum) => !used.has(stratum.name)).map(({ name }) => name);
  const n = usable.reduce((sum, s) => sum + s.nPre + s.nPost, 0);
  const all = strata.reduce((sum, s) => sum + s.nPre + s.nPost, 0);
  const side = (size: "nPre" | "nPost", rate: "pPre" | "pPost"): number | null => {
    const total = strata.reduce((sum, s) => sum + s[size], 0);
    return total === 0
      ? null
      : strata.reduce((sum, s) => sum + s[size] * (s[rate] ?? 0), 0) / total;
  };
  const before = side("nPre", "pPre");
  const after = side("nPost", "pPost");
  const crude = before === null || after === null ? null : after - before;
  const base = { level, crude, excluded, n, nExcluded: all - n, method: "pre-post/standardised" };
  if (n === 0) {
    const missing = { value: null, se: null, lo: null, hi: null };
    return { ...missing, ...base, warnings: ["no stratum has cases on both sides"] };
  }
  let value = 0;
  let variance = 0;
  for (const { nPre, pPre, nPost, pPost, variancePre, variancePost } of usable) {
    const weight = (nPre + nPost) / n;
    value += weight * (pPost - pPre);
    variance += weight * weight * (variancePre / nPre + variancePost / nPost);
  }
  const se = Math.sqrt(variance);
  const half = se * normalQuantile(1 - (1 - level) / 2);
  const warnings = excluded.length === 0
    ? []
    : [`strata with one side only: ${excluded.join(", ")}`];
  return { value, se, lo: value - half, hi: value + half, ...base, warnings };
}
