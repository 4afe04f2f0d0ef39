/**
 * Pearson correlation of two columns; null below two rows or when one column does not vary.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { correlation } from "@rounds/rounds";
 *
 * assert.equal(correlation([1, 2, 3], [2, 4, 6]), 1);
 * assert.equal(correlation([1, 1, 1], [2, 4, 6]), null);
 * ```
 */
export function correlation(x: readonly number[], y: readonly number[]): number | null {
  if (x.length !== y.length) {
    throw new RangeError(`x has ${x.length} rows and y ${y.length}, expected as many`);
  }
  const n = x.length;
  if (n < 2 || x.every((value) => value === x[0]) || y.every((value) => value === y[0])) {
    return null;
  }
  const meanX = x.reduce((sum, value) => sum + value, 0) / n;
  const meanY = y.reduce((sum, value) => sum + value, 0) / n;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  x.forEach((value, row) => {
    const dx = value - meanX;
    const dy = (y[row] ?? 0) - meanY;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  });
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}
