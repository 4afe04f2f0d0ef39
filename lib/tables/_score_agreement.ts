import { correlation } from "../stats/judges/correlation.ts";
import { averageRanks } from "../stats/ranking/average_ranks.ts";
import { kendallTau } from "../stats/ranking/kendall_tau.ts";
import { type ClusterBootstrap, clusterBootstrap } from "../stats/resampling/cluster_bootstrap.ts";

/** One answer scored by both sides. */
export interface ScoredAnswer {
  /** Case. */
  readonly cluster: string;
  /** The judge's score. */
  readonly judge: number;
  /** The physicians'. */
  readonly physician: number;
}

/** What is said of scores, each with its unit. */
export const SCORE_MEASURES: readonly {
  readonly name: string;
  readonly unit: "correlation" | "score";
  readonly of: (rows: readonly ScoredAnswer[]) => number | null;
}[] = [
  { name: "pearson", unit: "correlation", of: (rows) => correlation(judges(rows), people(rows)) },
  {
    name: "spearman",
    unit: "correlation",
    of: (rows) => correlation(averageRanks(judges(rows)), averageRanks(people(rows))),
  },
  { name: "kendall", unit: "correlation", of: (rows) => kendallTau(judges(rows), people(rows)) },
  { name: "concordance", unit: "correlation", of: concordance },
  { name: "bias", unit: "score", of: (rows) => moments(gaps(rows))?.mean ?? null },
  { name: "limit_low", unit: "score", of: (rows) => limit(rows, -1) },
  { name: "limit_high", unit: "score", of: (rows) => limit(rows, 1) },
];

/**
 * One measure with percentile limits from a bootstrap over cases.
 */
export function scoreAgreement(
  rows: readonly ScoredAnswer[],
  options: {
    readonly statistic: (rows: readonly ScoredAnswer[]) => number | null;
    readonly level: number;
    readonly replicates: number;
    readonly seed: number;
  },
): ClusterBootstrap {
  return clusterBootstrap(rows, { ...options, cluster: (row) => row.cluster });
}

function judges(rows: readonly ScoredAnswer[]): number[] {
  return rows.map(({ judge }) => judge);
}

function people(rows: readonly ScoredAnswer[]): number[] {
  return rows.map(({ physician }) => physician);
}

function gaps(rows: readonly ScoredAnswer[]): number[] {
  return rows.map(({ judge, physician }) => judge - physician);
}

function moments(values: readonly number[]): { mean: number; squares: number } | null {
  if (values.length === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, squares: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) };
}

/** Bland and Altman write 1.96. */
function limit(rows: readonly ScoredAnswer[], side: -1 | 1): number | null {
  const found = moments(gaps(rows));
  if (found === null || rows.length < 2) return null;
  return found.mean + side * 1.96 * Math.sqrt(found.squares / (rows.length - 1));
}

/** Lin 1989, population moments. */
function concordance(rows: readonly ScoredAnswer[]): number | null {
  const [x, y] = [moments(judges(rows)), moments(people(rows))];
  if (x === null || y === null || rows.length < 2) return null;
  const both = rows.reduce(
    (sum, { judge, physician }) => sum + (judge - x.mean) * (physician - y.mean),
    0,
  );
  const spread = x.squares + y.squares + rows.length * (x.mean - y.mean) ** 2;
  return spread === 0 ? null : 2 * both / spread;
}
