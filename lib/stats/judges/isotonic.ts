/**
 * Isotonic regression by pooling adjacent violators; equal predictions are pooled first. `x` must ascend.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { isotonic } from "@rounds/rounds";
 *
 * assert.deepEqual(isotonic([1, 2, 3], [1, 0, 2]), [0.5, 0.5, 2]);
 * ```
 */
export function isotonic(x: readonly number[], y: readonly number[]): number[] {
  const blocks: { sum: number; n: number }[] = [];
  x.forEach((value, k) => {
    const outcome = y[k] ?? 0;
    const last = blocks.at(-1);
    if (k > 0 && value === x[k - 1] && last) {
      last.sum += outcome;
      last.n += 1;
    } else blocks.push({ sum: outcome, n: 1 });
  });
  const pooled: { sum: number; n: number }[] = [];
  for (const block of blocks) {
    const current = { ...block };
    for (
      let last = pooled.at(-1);
      last && last.sum / last.n >= current.sum / current.n;
      last = pooled.at(-1)
    ) {
      current.sum += last.sum;
      current.n += last.n;
      pooled.pop();
    }
    pooled.push(current);
  }
  return pooled.flatMap((block) => new Array<number>(block.n).fill(block.sum / block.n));
}
