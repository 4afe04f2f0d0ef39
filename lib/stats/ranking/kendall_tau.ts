/**
 * Kendall's tau-b of two columns, corrected for ties; null when one column does not vary.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { kendallTau } from "@rounds/rounds";
 *
 * assert.equal(kendallTau([1, 2, 3], [1, 3, 2])?.toFixed(4), "0.3333");
 * assert.equal(kendallTau([1, 1], [1, 2]), null);
 * ```
 */
export function kendallTau(x: readonly number[], y: readonly number[]): number | null {
  if (x.length !== y.length) {
    throw new RangeError(`x has ${x.length} rows and y ${y.length}, expected as many`);
  }
  let score = 0;
  let pairsX = 0;
  let pairsY = 0;
  for (let i = 0; i < x.length; i++) {
    for (let j = i + 1; j < x.length; j++) {
      const dx = Math.sign((x[i] ?? 0) - (x[j] ?? 0));
      const dy = Math.sign((y[i] ?? 0) - (y[j] ?? 0));
      score += dx * dy;
      pairsX += Math.abs(dx);
      pairsY += Math.abs(dy);
    }
  }
  return pairsX === 0 || pairsY === 0 ? null : score / Math.sqrt(pairsX * pairsY);
}
