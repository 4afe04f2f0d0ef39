import { pcg32 } from "../stats/resampling/pcg32.ts";
import { normalQuantile } from "../stats/special/normal_quantile.ts";
import { quantile } from "../stats/special/quantile.ts";
import { tQuantile } from "../stats/special/t_quantile.ts";

/**
 * By how many standard errors several estimates may be off at once: the quantile of the largest |t| when every case's
 * contribution to all of them is multiplied by one random sign (multiplier bootstrap; Chernozhukov, Chetverikov & Kato
 * 2013). Contributions that go together make it smaller than Bonferroni's; never below the limit of a single estimate.
 */
export function maxTCritical(
  influence: readonly Float64Array[],
  { level, df, replicates, seed }: {
    readonly level: number;
    readonly df: number;
    readonly replicates: number;
    readonly seed: number;
  },
): number {
  const scales = influence.map((one) => Math.sqrt(one.reduce((sum, x) => sum + x * x, 0)));
  const used = influence.flatMap((one, k) =>
    (scales[k] ?? 0) > 0 ? [one.map((x) => x / (scales[k] ?? 1))] : []
  );
  const cases = used[0]?.length ?? 0;
  const random = pcg32({ seed });
  const sums = new Float64Array(used.length);
  const largest = Array.from({ length: replicates }, () => {
    sums.fill(0);
    for (let g = 0; g < cases; g++) {
      const sign = random.next() >= 0x80000000 ? 1 : -1;
      for (let k = 0; k < used.length; k++) sums[k] = (sums[k] ?? 0) + sign * (used[k]?.[g] ?? 0);
    }
    return sums.reduce((most, sum) => Math.max(most, Math.abs(sum)), 0);
  });
  const tail = 1 - (1 - level) / 2;
  const single = tQuantile(tail, df);
  // Signs know of many cases only; few widen a band of several as they widen an interval of one.
  return Math.max(single, (quantile(largest, { p: level }) ?? 0) * single / normalQuantile(tail));
}
