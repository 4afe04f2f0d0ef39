import { clusterIndex } from "../cluster_index.ts";
import type { ClusterName, Observation } from "../interval.ts";
import { jointBootstrap } from "../resampling/joint_bootstrap.ts";
import { quantile } from "../special/quantile.ts";
import { averageRanks } from "./average_ranks.ts";

/** Options of {@linkcode rankIntervals}. */
export interface RankIntervalsOptions {
  /** `y[model][item]`: outcome or score; null is missing. */
  readonly y: readonly (readonly Observation[])[];
  /** Case of each item. */
  readonly cluster: readonly ClusterName[];
  /** Resamples; default 10,000. */
  readonly replicates?: number;
  /** Seed of PCG32; default 42. */
  readonly seed?: number;
  /** Stream of PCG32; default 54. */
  readonly stream?: number;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** One model of {@linkcode rankIntervals}. */
export interface RankIntervalRow {
  /** Mean score. */
  readonly score: number | null;
  /** Rank by score, 1 is best, ties averaged. */
  readonly value: number | null;
  /** Lower percentile limit of the rank. */
  readonly lo: number | null;
  /** Upper percentile limit. */
  readonly hi: number | null;
  /** Mean rank over the replicates. */
  readonly meanRank: number | null;
  /** Probability of the first place, shared equally by ties. */
  readonly pBest: number | null;
  /** Probability of a rank of at most 3. */
  readonly pTop3: number | null;
  /** Probability of a higher score than each other model, ties ½. */
  readonly pBeats: readonly (number | null)[];
}

/** Ranks with their uncertainty. */
export interface RankIntervals {
  /** One row a model, in the order given. */
  readonly rows: readonly RankIntervalRow[];
  /** Replicates. */
  readonly replicates: number;
  /** Clusters. */
  readonly clusters: number;
  /** Seed. */
  readonly seed: number;
  /** Confidence level. */
  readonly level: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Rank intervals and the probability of being best, by one cluster bootstrap shared by all models.
 *
 * Percentile limits of type 1 (a rank is a count). Too narrow near ties: pair with `rankConfidenceSets`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { rankIntervals } from "@rounds/rounds";
 *
 * const { rows } = rankIntervals({ y: [[1, 1, 1], [0, 0, 0]], cluster: ["a", "b", "c"], replicates: 100 });
 * assert.deepEqual(rows.map((row) => [row.lo, row.hi, row.pBest]), [[1, 1, 1], [2, 2, 0]]);
 * ```
 */
export function rankIntervals(options: RankIntervalsOptions): RankIntervals {
  const { y, cluster, replicates = 10_000, seed = 42, stream = 54, level = 0.95 } = options;
  const { index, names } = clusterIndex(cluster);
  const sums = y.map(() => new Float64Array(names.length));
  const sizes = y.map(() => new Float64Array(names.length));
  let missing = 0;
  y.forEach((outcomes, model) => {
    cluster.forEach((_, item) => {
      const outcome = outcomes[item] ?? null;
      const g = index[item] ?? 0;
      const sum = sums[model];
      const size = sizes[model];
      if (outcome === null || !sum || !size) missing++;
      else {
        sum[g] = (sum[g] ?? 0) + outcome;
        size[g] = (size[g] ?? 0) + 1;
      }
    });
  });
  const models = y.length;
  // Complete outcomes share one column of sizes: half the work.
  const counted = missing === 0 ? sizes.slice(0, 1) : sizes;
  const drawn = jointBootstrap({ totals: [...sums, ...counted], replicates, seed, stream });
  const ranks = y.map(() => new Float64Array(replicates));
  const best = new Float64Array(models);
  const beats = y.map(() => new Float64Array(models));
  for (let b = 0; b < replicates; b++) {
    const scores = y.map((_, m) =>
      mean(drawn[m]?.[b] ?? 0, drawn[models + (missing === 0 ? 0 : m)]?.[b] ?? 0)
    );
    const most = Math.max(...scores);
    const share = 1 / scores.filter((score) => score === most).length;
    averageRanks(scores.map((score) => -score)).forEach((rank, m) => {
      const column = ranks[m];
      if (column) column[b] = rank;
      const own = scores[m] ?? 0;
      if (own === most) best[m] = (best[m] ?? 0) + share;
      const row = beats[m];
      if (row) {
        for (let k = 0; k < models; k++) {
          const other = scores[k] ?? 0;
          row[k] = (row[k] ?? 0) + (own > other ? 1 : own === other ? 0.5 : 0);
        }
      }
    });
  }
  const scores = y.map((_, m) => {
    const total = sums[m]?.reduce((a, c) => a + c, 0) ?? 0;
    const n = sizes[m]?.reduce((a, c) => a + c, 0) ?? 0;
    return n === 0 ? null : total / n;
  });
  const known = scores.map((score) => -(score ?? -Infinity));
  const pointRanks = averageRanks(known);
  const tail = (1 - level) / 2;
  const defined = names.length > 0;
  return {
    rows: y.map((_, m) => {
      const sorted = Float64Array.from(ranks[m] ?? []).sort();
      const read = (p: number): number | null => quantile(sorted, { p, type: 1, sorted: true });
      if (!defined || scores[m] === null) {
        return {
          score: null,
          value: null,
          lo: null,
          hi: null,
          meanRank: null,
          pBest: null,
          pTop3: null,
          pBeats: y.map(() => null),
        };
      }
      return {
        score: scores[m] ?? null,
        value: pointRanks[m] ?? null,
        lo: read(tail),
        hi: read(1 - tail),
        meanRank: sorted.reduce((a, c) => a + c, 0) / replicates,
        pBest: (best[m] ?? 0) / replicates,
        pTop3: sorted.filter((rank) => rank <= 3).length / replicates,
        pBeats: y.map((_, k) => (k === m ? null : (beats[m]?.[k] ?? 0) / replicates)),
      };
    }),
    replicates,
    clusters: names.length,
    seed,
    level,
    method: "rank-intervals/cluster-bootstrap",
    warnings: [
      ...(defined ? [] : ["no data"]),
      ...(defined && names.length < 10
        ? [`${names.length} clusters: a bootstrap is poor below 10`]
        : []),
      ...(missing > 0
        ? [`${missing} outcomes missing: models are compared on different items`]
        : []),
    ],
  };
}

/** Rounded to twelve digits, so that equal shares reached by different sums are ties. */
function mean(total: number, n: number): number {
  return n === 0 ? -Infinity : Math.round((total / n) * 1e12) / 1e12;
}
