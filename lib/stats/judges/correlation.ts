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
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  if (x.length !== y.length) {
    throw new RangeError(`x has ${x.length} rows and y ${y.length}, expected as many`);
  }
  const n = x.length;
  let [sumX, sumY] = [0, 0];
  let [variesX, variesY] = [false, false];
  for (let row = 0; row < n; row++) {
    const one = x[row] ?? 0;
    const other = y[row] ?? 0;
    sumX += one;
    sumY += other;
    if (one !== x[0]) variesX = true;
    if (other !== y[0]) variesY = true;
  }
  if (n < 2 || !variesX || !variesY) return null;
  const meanX = sumX / n;
  const meanY = sumY / n;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let row = 0; row < n; row++) {
    const dx = (x[row] ?? 0) - meanX;
    const dy = (y[row] ?? 0) - meanY;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}
