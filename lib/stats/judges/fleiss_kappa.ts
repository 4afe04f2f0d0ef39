/** Fleiss' kappa. */
export interface FleissKappa {
  /** Kappa; null when everything is in one category. */
  readonly value: number | null;
  /** Units. */
  readonly n: number;
  /** Raters a unit. */
  readonly raters: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Fleiss' kappa from `counts[unit][category]`, with the same number of raters for every unit.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { fleissKappa } from "@rounds/rounds";
 *
 * assert.equal(fleissKappa([[3, 0], [0, 3]]).value, 1);
 * ```
 */
export function fleissKappa(counts: readonly (readonly number[])[]): FleissKappa {
  const n = counts.length;
  const sums = counts.map((row) => row.reduce((sum, value) => sum + value, 0));
  const raters = sums[0] ?? 0;
  if (sums.some((sum) => sum !== raters)) {
    throw new RangeError(
      "counts has units with different numbers of raters, expected as many for all",
    );
  }
  const method = "fleiss-kappa";
  if (n === 0 || raters < 2) return { value: null, n, raters, method, warnings: ["no data"] };
  const agreement = counts.reduce((sum, row) => {
    const pairs = row.reduce((total, value) => total + value * (value - 1), 0);
    return sum + pairs / (raters * (raters - 1));
  }, 0) / n;
  const shares = (counts[0] ?? []).map((_, k) =>
    counts.reduce((sum, row) => sum + (row[k] ?? 0), 0) / (n * raters)
  );
  const chance = shares.reduce((sum, share) => sum + share * share, 0);
  const value = chance < 1 ? (agreement - chance) / (1 - chance) : null;
  const warnings = value === null ? ["everything is in one category"] : [];
  return { value, n, raters, method, warnings };
}
