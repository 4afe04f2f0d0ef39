import defer * as mlMatrix from "ml-matrix";

/**
 * Inverse of a symmetric positive definite matrix by Cholesky; null when it is singular (or nearly so).
 *
 * The matrix is scaled to a unit diagonal first; a squared pivot below 1e-12 counts as singular.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { invertSymmetric } from "@rounds/rounds";
 *
 * assert.deepEqual(invertSymmetric([[4, 0], [0, 2]])?.map((row) => row.map((v) => v.toFixed(2))), [
 *   ["0.25", "0.00"],
 *   ["0.00", "0.50"],
 * ]);
 * assert.equal(invertSymmetric([[1, 1], [1, 1]]), null);
 * ```
 */
export function invertSymmetric(matrix: readonly (readonly number[])[]): number[][] | null {
  const size = matrix.length;
  if (size === 0) return [];
  const scale = matrix.map((row, k) => 1 / Math.sqrt(row[k] ?? 0));
  if (!scale.every(Number.isFinite)) return null;
  // Rounding may leave the two triangles a digit apart: the lower one counts.
  const scaled = matrix.map((_, j) =>
    matrix.map((_, k) =>
      (matrix[Math.max(j, k)]?.[Math.min(j, k)] ?? 0) * ((scale[j] ?? 0) * (scale[k] ?? 0))
    )
  );
  const cholesky = new mlMatrix.CholeskyDecomposition(new mlMatrix.Matrix(scaled));
  if (!cholesky.isPositiveDefinite()) return null;
  const lower = cholesky.lowerTriangularMatrix;
  for (let k = 0; k < size; k++) if (!(lower.get(k, k) ** 2 > 1e-12)) return null;
  const inverse = cholesky.solve(mlMatrix.Matrix.eye(size)).to2DArray();
  return inverse.map((row, j) => row.map((value, k) => value * (scale[j] ?? 0) * (scale[k] ?? 0)));
}
