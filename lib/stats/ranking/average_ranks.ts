/**
 * Ranks in ascending order, 1 for the smallest; equal values share the average of their ranks.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { averageRanks } from "@rounds/rounds";
 *
 * assert.deepEqual(averageRanks([10, 30, 10, 20]), [1.5, 4, 1.5, 3]);
 * ```
 */
export function averageRanks(values: readonly number[]): number[] {
  const order = values.map((value, row) => ({ value, row })).sort((a, b) => a.value - b.value);
  const ranks = new Array<number>(values.length).fill(0);
  let start = 0;
  while (start < order.length) {
    let end = start;
    while (end + 1 < order.length && order[end + 1]?.value === order[start]?.value) end++;
    for (let k = start; k <= end; k++) {
      const entry = order[k];
      if (entry) ranks[entry.row] = (start + end) / 2 + 1;
    }
    start = end + 1;
  }
  return ranks;
}
