import { chi2Sf } from "../special/chi2_sf.ts";

/** Cochran's Q test. */
export interface CochranQ {
  /** Q; null when no case tells the models apart. */
  readonly value: number | null;
  /** Models - 1. */
  readonly df: number;
  /** p of the chi-square approximation. */
  readonly p: number | null;
  /** Cases. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Cochran's Q: do several models have the same accuracy, from `y[case][model]` of 0 and 1.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { cochranQ } from "@rounds/rounds";
 *
 * assert.equal(cochranQ([[1, 0], [1, 0], [0, 1], [1, 1]]).value?.toFixed(4), "0.3333");
 * ```
 */
export function cochranQ(y: readonly (readonly number[])[]): CochranQ {
  const n = y.length;
  const k = y[0]?.length ?? 0;
  if (y.some((row) => row.length !== k)) {
    throw new RangeError("y is ragged, expected one outcome a model in every case");
  }
  const columns = Array.from(
    { length: k },
    (_, j) => y.reduce((sum, row) => sum + (row[j] ?? 0), 0),
  );
  const rows = y.map((row) => row.reduce((sum, value) => sum + value, 0));
  const total = rows.reduce((sum, value) => sum + value, 0);
  const denominator = k * total - rows.reduce((sum, value) => sum + value * value, 0);
  const spread = k * columns.reduce((sum, value) => sum + value * value, 0) - total * total;
  const value = denominator > 0 ? ((k - 1) * spread) / denominator : null;
  return {
    value,
    df: k - 1,
    p: value === null ? null : chi2Sf(value, k - 1),
    n,
    method: "cochran-q",
    warnings: value === null ? ["no case tells the models apart"] : [],
  };
}
