import { twoWayAnova } from "./two_way_anova.ts";

/** Intraclass correlations of Shrout and Fleiss. */
export interface Icc {
  /** One-way random, single rating. */
  readonly icc11: number | null;
  /** Two-way random (agreement), single rating. */
  readonly icc21: number | null;
  /** Two-way mixed (consistency), single rating. */
  readonly icc31: number | null;
  /** One-way random, mean of k ratings. */
  readonly icc1k: number | null;
  /** Two-way random, mean of k ratings. */
  readonly icc2k: number | null;
  /** Two-way mixed, mean of k ratings. */
  readonly icc3k: number | null;
  /** Targets. */
  readonly n: number;
  /** Raters. */
  readonly raters: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Intraclass correlations from `ratings[target][rater]`, complete. Source: Shrout & Fleiss 1979.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { icc } from "@rounds/rounds";
 *
 * const { icc21 } = icc([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]);
 * assert.equal(icc21?.toFixed(2), "0.29");
 * ```
 */
export function icc(ratings: readonly (readonly (number | null)[])[]): Icc {
  const anova = twoWayAnova(ratings);
  const base = { n: ratings.length, raters: ratings[0]?.length ?? 0, method: "icc/shrout-fleiss" };
  if (anova === null) {
    const missing = {
      icc11: null,
      icc21: null,
      icc31: null,
      icc1k: null,
      icc2k: null,
      icc3k: null,
    };
    return {
      ...missing,
      ...base,
      warnings: ["not a complete table of two targets and two raters"],
    };
  }
  const { msRows, msColumns, msResidual, msWithin, n, k } = anova;
  const ratio = (
    top: number,
    bottom: number,
  ): number | null => (bottom === 0 ? null : top / bottom);
  return {
    icc11: ratio(msRows - msWithin, msRows + (k - 1) * msWithin),
    icc21: ratio(
      msRows - msResidual,
      msRows + (k - 1) * msResidual + (k * (msColumns - msResidual)) / n,
    ),
    icc31: ratio(msRows - msResidual, msRows + (k - 1) * msResidual),
    icc1k: ratio(msRows - msWithin, msRows),
    icc2k: ratio(msRows - msResidual, msRows + (msColumns - msResidual) / n),
    icc3k: ratio(msRows - msResidual, msRows),
    ...base,
    warnings: msRows === 0 ? ["targets do not vary"] : [],
  };
}
