import { clusterIndex } from "../cluster_index.ts";
import type { ClusterName, Observation } from "../interval.ts";
import { tQuantile } from "../special/t_quantile.ts";
import { tSf } from "../special/t_sf.ts";

/** Options of {@linkcode interactionContrast}. */
export interface InteractionContrastOptions {
  /** Outcome of each row; null is left out. */
  readonly y: readonly Observation[];
  /** First factor, 0 or 1. */
  readonly a: readonly number[];
  /** Second factor, 0 or 1. */
  readonly b: readonly number[];
  /** Case of each row. */
  readonly cluster: readonly ClusterName[];
  /** `probability` (difference of differences, default) or `odds` (difference of log odds ratios). */
  readonly scale?: "probability" | "odds";
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** One of the four cells. */
export interface InteractionCell {
  /** First factor. */
  readonly a: number;
  /** Second factor. */
  readonly b: number;
  /** Rows. */
  readonly n: number;
  /** Mean outcome; null for an empty cell. */
  readonly value: number | null;
}

/** An interaction of two 0/1 factors. */
export interface InteractionContrast {
  /** `(m11 - m10) - (m01 - m00)` on the chosen scale; null when a cell is empty (or 0 or 1 on the odds scale). */
  readonly value: number | null;
  /** CR1 standard error. */
  readonly se: number | null;
  /** CR0 standard error. */
  readonly seCr0: number | null;
  /** Lower t limit. */
  readonly lo: number | null;
  /** Upper t limit. */
  readonly hi: number | null;
  /** Two-sided p. */
  readonly p: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Clusters - 1. */
  readonly df: number | null;
  /** The four cells: 00, 01, 10, 11. */
  readonly cells: readonly InteractionCell[];
  /** Rows used. */
  readonly n: number;
  /** Clusters. */
  readonly clusters: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Interaction of two factors (rarity × stage) with clustered errors.
 *
 * The saturated linear model `y ~ a*b`, or on the odds scale the logistic one. No interaction on one scale is not no
 * interaction on the other: the method id says which.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { interactionContrast } from "@rounds/rounds";
 *
 * const contrast = interactionContrast({
 *   y: [1, 1, 1, 0], a: [0, 0, 1, 1], b: [0, 1, 0, 1], cluster: ["w", "x", "y", "z"],
 * });
 * assert.equal(contrast.value, -1);
 * ```
 */
export function interactionContrast(options: InteractionContrastOptions): InteractionContrast {
  const { y, a, b, cluster, scale = "probability", level = 0.95 } = options;
  const rows = y.flatMap((value, row) => {
    const cell = 2 * (a[row] ? 1 : 0) + (b[row] ? 1 : 0);
    const name = cluster[row];
    return value === null || name === undefined ? [] : [{ value, cell, name }];
  });
  const { index, names } = clusterIndex(rows.map((row) => row.name));
  const cells = [0, 1, 2, 3].map((cell) => {
    const values = rows.filter((row) => row.cell === cell).map((row) => row.value);
    const n = values.length;
    const value = n === 0 ? null : values.reduce((sum, v) => sum + v, 0) / n;
    return { a: cell >> 1, b: cell & 1, n, value };
  });
  const clusters = names.length;
  const base = { level, cells, n: rows.length, clusters, method: `interaction/${scale}` };
  const means = cells.map((cell) => cell.value);
  const undefinedCell = means.some((mean) =>
    mean === null || (scale === "odds" && (mean <= 0 || mean >= 1))
  );
  if (undefinedCell) {
    const missing = { value: null, se: null, seCr0: null, lo: null, hi: null, p: null, df: null };
    return { ...base, ...missing, warnings: ["a cell is empty or without variation"] };
  }
  const signs = [1, -1, -1, 1];
  const link = (p: number): number => (scale === "odds" ? Math.log(p / (1 - p)) : p);
  const slope = (p: number): number => (scale === "odds" ? 1 / (p * (1 - p)) : 1);
  const value = means.reduce<number>((sum, m, k) => sum + (signs[k] ?? 0) * link(m ?? 0), 0);
  const influence = new Array<number>(clusters).fill(0);
  rows.forEach((row, k) => {
    const cell = cells[row.cell];
    const mean = cell?.value ?? 0;
    const g = index[k] ?? 0;
    const part = ((signs[row.cell] ?? 0) * slope(mean) * (row.value - mean)) / (cell?.n ?? 1);
    influence[g] = (influence[g] ?? 0) + part;
  });
  const seCr0 = Math.sqrt(influence.reduce((sum, u) => sum + u * u, 0));
  const se = clusters > 1 ? seCr0 * Math.sqrt(clusters / (clusters - 1)) : null;
  const df = clusters > 1 ? clusters - 1 : null;
  const half = se === null || df === null ? null : se * tQuantile(1 - (1 - level) / 2, df);
  return {
    value,
    se,
    seCr0: clusters > 1 ? seCr0 : null,
    lo: half === null ? null : value - half,
    hi: half === null ? null : value + half,
    p: !se || df === null ? null : 2 * tSf(Math.abs(value / se), df),
    df,
    ...base,
    warnings: clusters > 1 ? [] : ["one cluster: no standard error"],
  };
}
