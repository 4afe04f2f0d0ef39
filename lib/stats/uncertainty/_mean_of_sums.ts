import type { Interval } from "../interval.ts";
import { tQuantile } from "../special/t_quantile.ts";
import type { ClusteredMean } from "./clustered_mean_fields.ts";
import { clusterErrors } from "./cluster_errors.ts";
import type { ResidualSums } from "./_residual_sums.ts";
import { wilson } from "./wilson.ts";

/** What the sums do not say. */
export interface MeanOfSumsOptions {
  /** Confidence level. */
  readonly level: number;
  /** Which interval `lo` and `hi` are. */
  readonly interval: "wilson-eff" | "t" | "cr2";
  /** Rows left out before. */
  readonly nExcluded: number;
}

/**
 * The mean, its errors and intervals from residual sums: `clusteredMean` says by which formulas. Throws a RangeError for a
 * level outside (0, 1).
 */
export function meanOfSums(sums: ResidualSums, options: MeanOfSumsOptions): ClusteredMean {
  const { level, interval, nExcluded } = options;
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`level is ${level}, expected a number between 0 and 1`);
  }
  const errors = clusterErrors(sums);
  const warnings: string[] = [];
  const { n, inUnit } = sums;
  const mean = n === 0 ? null : sums.mean;
  const clusters = sums.sizes.length;
  if (n === 0) warnings.push("no data");
  if (clusters === 1) warnings.push("one cluster: no standard error");
  const tail = 1 - (1 - level) / 2;
  const critical = clusters > 1 ? tQuantile(tail, clusters - 1) : null;
  const t = around(mean, errors.cr1, critical);
  const cr2 = around(mean, errors.cr2, errors.df2 === null ? null : tQuantile(tail, errors.df2));
  const nEff = effective(sums, errors.cr1);
  let wilsonEff: Interval = { lo: null, hi: null };
  if (mean !== null && critical !== null && inUnit) {
    const trials = nEff ?? clusters;
    const { lo, hi } = wilson({ x: Math.min(mean * trials, trials), n: trials, level, critical });
    wilsonEff = { lo, hi };
  }
  let chosen = interval;
  if (interval === "wilson-eff" && n > 0 && !inUnit) {
    chosen = "t";
    warnings.push("scores outside [0, 1]: t interval instead of Wilson");
  }
  const se = chosen === "cr2" ? errors.cr2 : errors.cr1;
  const limits = { "t": t, "cr2": cr2, "wilson-eff": wilsonEff }[chosen];
  const isFlat = se === 0;
  if (isFlat) {
    const what = chosen === "wilson-eff" ? "interval on the number of clusters" : "no interval";
    warnings.push(`no variation between clusters: ${what}`);
  }
  return {
    value: mean,
    se,
    ...(isFlat && chosen !== "wilson-eff" ? { lo: null, hi: null } : limits),
    level,
    n,
    clusters,
    nExcluded,
    nEff,
    df: clusters > 1 ? (chosen === "cr2" ? errors.df2 : clusters - 1) : null,
    deff: errors.cr1 === null || !errors.iid ? null : (errors.cr1 / errors.iid) ** 2,
    ...anova(sums),
    seIid: errors.iid,
    seCr0: errors.cr0,
    seCr1: errors.cr1,
    seCr2: errors.cr2,
    dfCr2: errors.df2,
    seMiller: errors.miller,
    wilsonEff,
    t,
    cr2,
    method: `clustered-mean/${chosen}`,
    variant: chosen === "cr2" ? "CR2" : "CR1",
    warnings,
  };
}

/** `p(1-p)/CR1²` capped at n; scores outside [0, 1] use their variance. Null when the error is 0 or missing. */
function effective(sums: ResidualSums, cr1: number | null): number | null {
  if (sums.n === 0 || !cr1) return null;
  const variance = sums.inUnit ? sums.mean * (1 - sums.mean) : sums.squares / sums.n;
  return Math.min(variance / (cr1 * cr1), sums.n);
}

function around(mean: number | null, se: number | null, critical: number | null): Interval {
  if (mean === null || se === null || critical === null) return { lo: null, hi: null };
  return { lo: mean - critical * se, hi: mean + critical * se };
}

function anova(sums: ResidualSums): { readonly icc: number | null; readonly n0: number | null } {
  const { n, sizes, residuals, squares } = sums;
  const clusters = sizes.length;
  if (clusters < 2) return { icc: null, n0: null };
  const n0 = (n - sizes.reduce((sum, m) => sum + m * m, 0) / n) / (clusters - 1);
  const between = residuals.reduce((sum, t, g) => sum + (t * t) / (sizes[g] ?? 1), 0);
  if (n === clusters || squares === 0) return { icc: null, n0 };
  const msb = between / (clusters - 1);
  const msw = Math.max(0, squares - between) / (n - clusters);
  return { icc: (msb - msw) / (msb + (n0 - 1) * msw), n0 };
}
