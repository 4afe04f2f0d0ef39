import { clusterIndex } from "../cluster_index.ts";
import type { ClusterName } from "../interval.ts";
import { tQuantile } from "../special/t_quantile.ts";
import { tSf } from "../special/t_sf.ts";

/** A score before or after a border. */
export interface DatedScore {
  /** Score. */
  readonly value: number;
  /** Whether it lies after the border. */
  readonly post: boolean;
  /** Cluster. */
  readonly name: ClusterName;
}

/** Options of {@linkcode clusteredGap}. */
export interface ClusteredGapOptions {
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** A difference of two means with clustered errors. */
export interface ClusteredGap {
  /** CR1 standard error; null below two clusters. */
  readonly se: number | null;
  /** Lower t limit. */
  readonly lo: number | null;
  /** Upper t limit. */
  readonly hi: number | null;
  /** t statistic. */
  readonly t: number | null;
  /** Clusters - 1. */
  readonly df: number | null;
  /** Two-sided p. */
  readonly p: number | null;
}

/**
 * Clustered error of the mean after less the mean before, when both sides share sources.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { clusteredGap } from "@rounds/rounds";
 *
 * const { df } = clusteredGap([
 *   { value: 1, post: false, name: "a" },
 *   { value: 0, post: true, name: "a" },
 *   { value: 1, post: true, name: "b" },
 * ]);
 * assert.equal(df, 1);
 * ```
 */
export function clusteredGap(
  scores: readonly DatedScore[],
  options: ClusteredGapOptions = {},
): ClusteredGap {
  const { level = 0.95 } = options;
  const { index, names } = clusterIndex(scores.map((score) => score.name));
  const sides = [false, true].map((post) => {
    const values = scores.filter((score) => score.post === post).map((score) => score.value);
    const n = values.length;
    return { n, mean: values.reduce((sum, value) => sum + value, 0) / n };
  });
  const before = sides[0] ?? { n: 0, mean: NaN };
  const after = sides[1] ?? { n: 0, mean: NaN };
  const clusters = names.length;
  if (clusters < 2 || before.n === 0 || after.n === 0) {
    return { se: null, lo: null, hi: null, t: null, df: null, p: null };
  }
  const influence = new Float64Array(clusters);
  scores.forEach((score, row) => {
    const side = score.post ? after : before;
    const part = ((score.post ? 1 : -1) * (score.value - side.mean)) / side.n;
    const g = index[row] ?? 0;
    influence[g] = (influence[g] ?? 0) + part;
  });
  const squares = influence.reduce((sum, part) => sum + part * part, 0);
  // Scores equal to their mean up to rounding have no error; a t of them would be without bound.
  const flat = squares <= 1e-26 * Math.max(before.mean ** 2, after.mean ** 2);
  const se = flat ? 0 : Math.sqrt((squares * clusters) / (clusters - 1));
  const df = clusters - 1;
  const value = after.mean - before.mean;
  if (se === 0) return { se, lo: null, hi: null, t: null, df, p: null };
  const half = se * tQuantile(1 - (1 - level) / 2, df);
  const t = value / se;
  const p = 2 * tSf(Math.abs(t), df);
  return { se, lo: value - half, hi: value + half, t, df, p };
}
