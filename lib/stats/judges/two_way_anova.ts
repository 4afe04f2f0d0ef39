/** Mean squares of a crossed design with one score a cell. */
export interface TwoWayAnova {
  /** Between rows (targets, cases). */
  readonly msRows: number;
  /** Between columns (raters, judges). */
  readonly msColumns: number;
  /** Residual. */
  readonly msResidual: number;
  /** Within rows, columns and residual together. */
  readonly msWithin: number;
  /** Rows. */
  readonly n: number;
  /** Columns. */
  readonly k: number;
}

/**
 * Two-way analysis of variance of a complete table; null below two rows or columns, or with a missing cell.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { twoWayAnova } from "@rounds/rounds";
 *
 * assert.deepEqual(twoWayAnova([[1, 2], [3, 4]]), {
 *   msRows: 4, msColumns: 1, msResidual: 0, msWithin: 0.5, n: 2, k: 2,
 * });
 * ```
 */
export function twoWayAnova(table: readonly (readonly (number | null)[])[]): TwoWayAnova | null {
  const n = table.length;
  const k = table[0]?.length ?? 0;
  if (n < 2 || k < 2) return null;
  const cells = table.map((row) => row.filter((value) => value !== null));
  if (cells.some((row) => row.length !== k)) return null;
  const rowMeans = cells.map((row) => row.reduce((sum, v) => sum + v, 0) / k);
  const columnMeans = Array.from(
    { length: k },
    (_, j) => cells.reduce((sum, row) => sum + (row[j] ?? 0), 0) / n,
  );
  const grand = rowMeans.reduce((sum, v) => sum + v, 0) / n;
  const rows = k * rowMeans.reduce((sum, v) => sum + (v - grand) ** 2, 0);
  const columns = n * columnMeans.reduce((sum, v) => sum + (v - grand) ** 2, 0);
  let residual = 0;
  cells.forEach((row, i) =>
    row.forEach((value, j) => {
      residual += (value - (rowMeans[i] ?? 0) - (columnMeans[j] ?? 0) + grand) ** 2;
    })
  );
  // Sums of squares that are rounding errors only are 0, or ratios of them would look like coefficients.
  const scale = cells.flat().reduce((sum, v) => sum + v * v, 0);
  const known = (squares: number): number => (squares <= 1e-26 * scale ? 0 : squares);
  return {
    msRows: known(rows) / (n - 1),
    msColumns: known(columns) / (k - 1),
    msResidual: known(residual) / ((n - 1) * (k - 1)),
    msWithin: known(columns + residual) / (n * (k - 1)),
    n,
    k,
  };
}
