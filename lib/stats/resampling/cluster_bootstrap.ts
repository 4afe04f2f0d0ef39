import type { ClusterName, Interval } from "../interval.ts";
import { quantile } from "../special/quantile.ts";
import { bcaCorrection } from "./bca_correction.ts";
import { pcg32 } from "./pcg32.ts";

/** Options of {@linkcode clusterBootstrap}. */
export interface ClusterBootstrapOptions<Row> {
  /** Cluster (case) of a row. */
  readonly cluster: (row: Row) => ClusterName;
  /** The number of interest, from any set of rows; null where it is not defined. */
  readonly statistic: (rows: readonly Row[]) => number | null;
  /** Standard error of the statistic on a set of rows; needed for `studentised`. */
  readonly standardError?: (rows: readonly Row[]) => number | null;
  /** Resamples; default 10,000. `all` enumerates every resample (few clusters only). */
  readonly replicates?: number | "all";
  /** Seed of PCG32; default 42. */
  readonly seed?: number;
  /** Stream of PCG32; default 54. */
  readonly stream?: number;
  /** Which interval `lo` and `hi` are; default `percentile`. */
  readonly interval?: "percentile" | "bca" | "studentised";
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** A bootstrapped statistic, in its own unit. */
export interface ClusterBootstrap {
  /** The statistic on all rows. */
  readonly value: number | null;
  /** Standard deviation of the replicates: n - 1 when drawn, n when enumerated. */
  readonly se: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Mean of the replicates. */
  readonly mean: number | null;
  /** Percentile interval, type 7. */
  readonly percentile: Interval;
  /** Percentile interval, inverse of the empirical distribution. */
  readonly percentileInverse: Interval;
  /** Bias-corrected and accelerated interval, type 7. */
  readonly bca: Interval;
  /** Studentised interval; null limits without `standardError`. */
  readonly studentised: Interval;
  /** Bias correction of BCa. */
  readonly z0: number | null;
  /** Acceleration of BCa. */
  readonly acceleration: number | null;
  /** Probabilities at which BCa reads the replicates. */
  readonly bcaProbabilities: Interval;
  /** Leave-one-cluster-out standard error. */
  readonly jackknifeSe: number | null;
  /** The replicates that are defined, in the order drawn. */
  readonly replicates: readonly number[];
  /** Rows. */
  readonly n: number;
  /** Clusters. */
  readonly clusters: number;
  /** Seed used; null when enumerated. */
  readonly seed: number | null;
  /** Stable id of the method. */
  readonly method: string;
  /** What is missing or approximate, and why. */
  readonly warnings: readonly string[];
}

/**
 * Bootstrap of any statistic over clusters: G clusters drawn with replacement, with all their rows.
 *
 * Percentile, BCa and studentised intervals. Seeded with PCG32: per replicate G draws of `below(G)` in order, so the
 * result is the same on every machine. Poor below about ten clusters: warns. Where all resamples give one value there is
 * no interval, with a warning.
 * Source: Field & Welsh 2007; Davison & Hinkley 1997; Efron 1987.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { clusterBootstrap } from "@rounds/rounds";
 *
 * const rows = [1, 0, 1, 1].map((y, k) => ({ y, id: k }));
 * const mean = clusterBootstrap(rows, {
 *   cluster: (row) => row.id,
 *   statistic: (some) => some.reduce((sum, row) => sum + row.y, 0) / some.length,
 *   replicates: "all",
 * });
 * assert.equal(mean.replicates.length, 256);
 * assert.equal(mean.mean, 0.75);
 * ```
 */
export function clusterBootstrap<Row>(
  rows: readonly Row[],
  options: ClusterBootstrapOptions<Row>,
): ClusterBootstrap {
  const { statistic, standardError, level = 0.95, interval = "percentile", seed = 42 } = options;
  const byCluster = new Map<ClusterName, Row[]>();
  for (const row of rows) {
    const name = options.cluster(row);
    const bucket = byCluster.get(name);
    if (bucket) bucket.push(row);
    else byCluster.set(name, [row]);
  }
  const groups = [...byCluster.values()];
  const value = rows.length === 0 ? null : statistic(rows);
  const warnings: string[] = [];
  if (groups.length === 0) warnings.push("no data");
  else if (groups.length === 1) warnings.push("one cluster: nothing to resample");
  else if (groups.length < 10) {
    warnings.push(`${groups.length} clusters: a bootstrap is poor below 10`);
  }
  const values: number[] = [];
  const ratios: number[] = [];
  let dropped = 0;
  const all = options.replicates === "all";
  for (const draw of groups.length < 2 ? [] : draws(groups.length, options)) {
    const sample = draw.flatMap((g) => groups[g] ?? []);
    const replicate = statistic(sample);
    if (replicate === null || !Number.isFinite(replicate)) {
      dropped++;
      continue;
    }
    values.push(replicate);
    const error = standardError?.(sample);
    if (value !== null && error) ratios.push((replicate - value) / error);
  }
  if (dropped > 0) warnings.push(`${dropped} resamples without a defined statistic left out`);
  const sorted = Float64Array.from(values).sort();
  const tail = (1 - level) / 2;
  const read = (lo: number, hi: number, type: 1 | 7): Interval => ({
    lo: quantile(sorted, { p: lo, type, sorted: true }),
    hi: quantile(sorted, { p: hi, type, sorted: true }),
  });
  const correction = bcaCorrection({
    value,
    replicates: values,
    leaveOneOut: groups.length < 2
      ? []
      : groups.map((left) => statistic(groups.filter((group) => group !== left).flat())),
    level,
  });
  const { lo, hi } = correction.probabilities;
  const bca = lo === null || hi === null ? { lo: null, hi: null } : read(lo, hi, 7);
  const percentile = read(tail, 1 - tail, 7);
  const whole = standardError?.(rows) ?? null;
  const ratioAt = (p: number): number | null => quantile(ratios, { p });
  const upperRatio = ratioAt(1 - tail);
  const lowerRatio = ratioAt(tail);
  const studentised = value === null || whole === null || upperRatio === null || lowerRatio === null
    ? { lo: null, hi: null }
    : { lo: value - upperRatio * whole, hi: value - lowerRatio * whole };
  const mean = values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;
  const squares = values.reduce((sum, replicate) => sum + (replicate - (mean ?? 0)) ** 2, 0);
  const divisor = all ? values.length : values.length - 1;
  const limits = { percentile, bca, studentised }[interval];
  // Sums in another order leave 1e-17: that is no spread either.
  const spread = (sorted.at(-1) ?? 0) - (sorted[0] ?? 0);
  const isFlat = values.length > 0 && spread <= 1e-12 * Math.max(1, Math.abs(mean ?? 0));
  if (isFlat) warnings.push("every resample gives the same value: no interval");
  return {
    value,
    se: divisor < 1 ? null : Math.sqrt(squares / divisor),
    ...(isFlat ? { lo: null, hi: null } : limits),
    level,
    mean,
    percentile,
    percentileInverse: read(tail, 1 - tail, 1),
    bca,
    studentised,
    z0: correction.z0,
    acceleration: correction.acceleration,
    bcaProbabilities: correction.probabilities,
    jackknifeSe: correction.jackknifeSe,
    replicates: values,
    n: rows.length,
    clusters: groups.length,
    seed: all ? null : seed,
    method: `cluster-bootstrap/${interval}`,
    warnings,
  };
}

function* draws<Row>(
  clusters: number,
  options: ClusterBootstrapOptions<Row>,
): Generator<readonly number[]> {
  const { replicates = 10_000, seed = 42, stream = 54 } = options;
  if (replicates !== "all") {
    const random = pcg32({ seed, stream });
    for (let b = 0; b < replicates; b++) {
      yield Array.from({ length: clusters }, () => random.below(clusters));
    }
    return;
  }
  const count = clusters ** clusters;
  if (count > 1e6) {
    throw new RangeError(
      `${clusters} clusters have ${count} resamples, expected at most 7 clusters`,
    );
  }
  for (let code = 0; code < count; code++) {
    yield Array.from({ length: clusters }, (_, k) => Math.floor(code / clusters ** k) % clusters);
  }
}
