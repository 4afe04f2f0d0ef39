import { invertSymmetric } from "../regression/invert_symmetric.ts";
import { chi2Sf } from "../special/chi2_sf.ts";

/** A chi-square test of a square table. */
export interface TableTest {
  /** Statistic; null when not defined. */
  readonly chi2: number | null;
  /** Degrees of freedom. */
  readonly df: number;
  /** p. */
  readonly p: number | null;
}

/** Key against choice. */
export interface OptionConfusion {
  /** Share of each key's items answered with it; null for a letter that is never the key. */
  readonly recall: readonly (number | null)[];
  /** Standard deviation of the recalls (Zheng et al. 2024): 0 is no preference for a letter. */
  readonly rstd: number | null;
  /** Bowker's test of symmetry. */
  readonly bowker: TableTest;
  /** Stuart and Maxwell's test of equal margins. */
  readonly stuartMaxwell: TableTest;
  /** Items. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Option confusion and preference from `table[key][choice]`, for items with the same options.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { optionConfusion } from "@rounds/rounds";
 *
 * const { recall, rstd } = optionConfusion([[8, 2], [4, 6]]);
 * assert.deepEqual(recall, [0.8, 0.6]);
 * assert.equal(rstd?.toFixed(2), "0.10");
 * ```
 */
export function optionConfusion(table: readonly (readonly number[])[]): OptionConfusion {
  const size = table.length;
  if (table.some((row) => row.length !== size)) {
    throw new RangeError("the table is not square, expected as many choices as keys");
  }
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0;
  const rows = table.map((row) => row.reduce((sum, value) => sum + value, 0));
  const columns = table.map((_, j) => table.reduce((sum, row) => sum + (row[j] ?? 0), 0));
  const n = rows.reduce((sum, value) => sum + value, 0);
  const recall = rows.map((total, i) => (total === 0 ? null : at(i, i) / total));
  const present = recall.filter((value) => value !== null);
  const mean = present.reduce((sum, value) => sum + value, 0) / present.length;
  const spread = present.reduce((sum, value) => sum + (value - mean) ** 2, 0) / present.length;
  let bowker = 0;
  let pairs = 0;
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      const both = at(i, j) + at(j, i);
      if (both === 0) continue;
      bowker += (at(i, j) - at(j, i)) ** 2 / both;
      pairs++;
    }
  }
  return {
    recall,
    rstd: present.length === 0 ? null : Math.sqrt(spread),
    bowker: test(pairs === 0 ? null : bowker, pairs),
    stuartMaxwell: stuartMaxwell(table, rows, columns),
    n,
    method: "option-confusion",
    warnings: n === 0 ? ["no data"] : [
      ...(pairs === 0 ? ["no confusion"] : []),
      ...(present.length < size ? ["a letter that is never the key has no recall"] : []),
    ],
  };
}

function test(chi2: number | null, df: number): TableTest {
  return { chi2, df, p: chi2 === null ? null : chi2Sf(chi2, df) };
}

function stuartMaxwell(
  table: readonly (readonly number[])[],
  rows: readonly number[],
  columns: readonly number[],
): TableTest {
  // Letters that occur in no error carry nothing and would make the covariance singular.
  const used = rows.flatMap((
    row,
    k,
  ) => (row + (columns[k] ?? 0) > 2 * (table[k]?.[k] ?? 0) ? [k] : []));
  const kept = used.slice(0, -1);
  const gap = kept.map((k) => (rows[k] ?? 0) - (columns[k] ?? 0));
  const covariance = kept.map((i) =>
    kept.map((j) =>
      i === j
        ? (rows[i] ?? 0) + (columns[i] ?? 0) - 2 * (table[i]?.[i] ?? 0)
        : -((table[i]?.[j] ?? 0) + (table[j]?.[i] ?? 0))
    )
  );
  const inverse = kept.length === 0 ? null : invertSymmetric(covariance);
  if (inverse === null) return test(null, Math.max(0, kept.length));
  const chi2 = inverse.reduce(
    (sum, row, i) =>
      sum + (gap[i] ?? 0) * row.reduce((inner, value, j) => inner + value * (gap[j] ?? 0), 0),
    0,
  );
  return test(chi2, kept.length);
}
