import type { ClusterName, Observation } from "../interval.ts";
import { normalQuantile } from "../special/normal_quantile.ts";
import { clusteredMean } from "./clustered_mean.ts";

/** Options of {@linkcode macroByGroup}. */
export interface MacroByGroupOptions {
  /** Outcome or score of each row; null is left out. */
  readonly y: readonly Observation[];
  /** Case of each row. */
  readonly cluster: readonly ClusterName[];
  /** Group (chapter) of each row; null rows are left out. */
  readonly group: readonly (ClusterName | null)[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** A mean of group means. */
export interface MacroByGroup {
  /** Mean of the group means. */
  readonly value: number | null;
  /** `√Σ SE_k² / K`; null when any group has none. */
  readonly se: number | null;
  /** Lower normal limit. */
  readonly lo: number | null;
  /** Upper normal limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** The pooled mean, for comparison. */
  readonly pooled: number | null;
  /** Number of groups. */
  readonly groups: number;
  /** Rows used. */
  readonly n: number;
  /** Rows left out. */
  readonly nExcluded: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Macro average over groups: `(1/K) Σ p_k` with clustered errors inside each group, so every chapter weighs the same.
 *
 * Assumes no cluster lies in two groups.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { macroByGroup } from "@rounds/rounds";
 *
 * const macro = macroByGroup({
 *   y: [1, 1, 1, 0, 0, 1],
 *   cluster: ["a", "b", "c", "d", "e", "f"],
 *   group: ["x", "x", "x", "x", "z", "z"],
 * });
 * assert.equal(macro.value, 0.625);
 * ```
 */
export function macroByGroup(options: MacroByGroupOptions): MacroByGroup {
  const { y, cluster, group, level = 0.95 } = options;
  const rows = new Map<ClusterName, { y: Observation[]; cluster: ClusterName[] }>();
  group.forEach((name, row) => {
    const value = y[row];
    const where = cluster[row];
    if (name === null || value === undefined || value === null || where === undefined) return;
    const bucket = rows.get(name) ?? { y: [], cluster: [] };
    bucket.y.push(value);
    bucket.cluster.push(where);
    rows.set(name, bucket);
  });
  const means = [...rows.values()].map((bucket) => clusteredMean(bucket));
  const all = [...rows.values()];
  const pooled = clusteredMean({
    y: all.flatMap((bucket) => bucket.y),
    cluster: all.flatMap((bucket) => bucket.cluster),
  });
  const groups = means.length;
  const warnings = groups === 0 ? ["no data"] : [];
  const empty = new Set(group.filter((name) => name !== null && !rows.has(name))).size;
  if (groups > 0 && empty > 0) warnings.push(`${empty} groups without data left out`);
  const value = groups === 0 ? null : means.reduce((sum, m) => sum + (m.value ?? 0), 0) / groups;
  const defined = groups > 0 && means.every((mean) => mean.se !== null);
  if (groups > 0 && !defined) warnings.push("a group has one cluster: no standard error");
  const se = defined
    ? Math.sqrt(means.reduce((sum, mean) => sum + (mean.se ?? 0) ** 2, 0)) / groups
    : null;
  if (se === 0) warnings.push("no variation within any group: no interval");
  const half = se === null || se === 0 ? null : se * normalQuantile(1 - (1 - level) / 2);
  const limits = value === null || half === null
    ? { lo: null, hi: null }
    : { lo: value - half, hi: value + half };
  return {
    value,
    se,
    ...limits,
    level,
    pooled: pooled.value,
    groups,
    n: pooled.n,
    nExcluded: y.length - pooled.n,
    method: "macro-by-group",
    warnings,
  };
}
