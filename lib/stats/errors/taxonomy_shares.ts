import type { Interval } from "../interval.ts";
import { normalQuantile } from "../special/normal_quantile.ts";
import { sisonGlaz } from "./sison_glaz.ts";

/** Options of {@linkcode taxonomyShares}. */
export interface TaxonomySharesOptions {
  /** Errors of each type, one type an error. */
  readonly counts: readonly number[];
  /** Simultaneous confidence level; default 0.95. */
  readonly level?: number;
}

/** One type of error. */
export interface TaxonomyShare {
  /** Errors of this type. */
  readonly count: number;
  /** Share; null without errors. */
  readonly value: number | null;
  /** Goodman's simultaneous interval. */
  readonly goodman: Interval;
  /** Sison and Glaz's simultaneous interval. */
  readonly sisonGlaz: Interval;
}

/** Shares of a taxonomy. */
export interface TaxonomyShares {
  /** One row a type. */
  readonly rows: readonly TaxonomyShare[];
  /** Errors. */
  readonly n: number;
  /** Simultaneous confidence level. */
  readonly level: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Shares of error types with intervals that hold for all types at once.
 *
 * Source: Goodman 1965; Sison & Glaz 1995.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { taxonomyShares } from "@rounds/rounds";
 *
 * const { rows } = taxonomyShares({ counts: [38, 27, 21, 9, 5] });
 * assert.deepEqual([rows[0]?.value, rows[0]?.goodman.lo?.toFixed(3)], [0.38, "0.266"]);
 * ```
 */
export function taxonomyShares(options: TaxonomySharesOptions): TaxonomyShares {
  const { counts, level = 0.95 } = options;
  const n = counts.reduce((sum, count) => sum + count, 0);
  const none: Interval = { lo: null, hi: null };
  const width = sisonGlaz(counts, { level });
  const z = normalQuantile(1 - (1 - level) / (2 * counts.length));
  const a = z * z;
  return {
    rows: counts.map((count) => {
      if (n === 0 || width === null) return { count, value: null, goodman: none, sisonGlaz: none };
      const root = Math.sqrt(a * (a + (4 * count * (n - count)) / n));
      return {
        count,
        value: count / n,
        goodman: {
          lo: Math.max(0, (a + 2 * count - root) / (2 * (n + a))),
          hi: Math.min(1, (a + 2 * count + root) / (2 * (n + a))),
        },
        sisonGlaz: {
          lo: Math.max(0, (count - width.below) / n),
          hi: Math.min(1, (count + width.above) / n),
        },
      };
    }),
    n,
    level,
    method: "taxonomy/shares",
    warnings: n === 0 ? ["no data"] : ["tags not verified by a physician: see verifiedTaxonomy"],
  };
}
