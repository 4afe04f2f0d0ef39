import type { ClusterName, Observation } from "../interval.ts";
import { clusteredMean, type ClusteredMeanOptions } from "../uncertainty/clustered_mean.ts";
import type { ClusteredMean } from "../uncertainty/clustered_mean_fields.ts";
import { monthIndex } from "./month_index.ts";

/** Options of {@linkcode monthly}. */
export interface MonthlyOptions {
  /** Score of each row; null is left out of its month and counted. */
  readonly y: readonly Observation[];
  /** Date of each row, `yyyy-mm` or longer; rows without one are left out. */
  readonly date: readonly (string | null)[];
  /** Cluster of each row; default every row its own. */
  readonly cluster?: readonly ClusterName[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
  /** Which interval; default `wilson-eff`, for outcomes; scores that are no outcomes are better served by `t`. */
  readonly interval?: ClusteredMeanOptions["interval"];
}

/** One month: a {@linkcode ClusteredMean} with its name. A month without scores is missing, never 0. */
export interface MonthlyRow extends ClusteredMean {
  /** `yyyy-mm`. */
  readonly month: string;
}

/**
 * Mean per month with clustered intervals, from the first month to the last without gaps.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { monthly } from "@rounds/rounds";
 *
 * const rows = monthly({ y: [1, 0, 1], date: ["2024-01", "2024-01", "2024-03"] });
 * assert.deepEqual(rows.map((row) => [row.month, row.value]), [["2024-01", 0.5], ["2024-02", null], ["2024-03", 1]]);
 * ```
 */
export function monthly(options: MonthlyOptions): MonthlyRow[] {
  const { y, date, cluster, level = 0.95, interval = "wilson-eff" } = options;
  const months = date.map(monthIndex);
  const known = months.filter((month) => month !== null);
  if (known.length === 0) return [];
  const first = known.reduce((a, b) => Math.min(a, b));
  const last = known.reduce((a, b) => Math.max(a, b));
  const groups = new Map<number, { y: Observation[]; cluster: ClusterName[] }>();
  months.forEach((month, row) => {
    if (month === null) return;
    const group = groups.get(month) ?? { y: [], cluster: [] };
    group.y.push(y[row] ?? null);
    group.cluster.push(cluster?.[row] ?? row);
    groups.set(month, group);
  });
  return Array.from({ length: last - first + 1 }, (_, k) => {
    const index = first + k;
    const month = `${Math.floor(index / 12)}`.padStart(4, "0") + "-" +
      `${(index % 12) + 1}`.padStart(2, "0");
    const group = groups.get(index) ?? { y: [], cluster: [] };
    return { ...clusteredMean({ ...group, level, interval }), month, method: "monthly" };
  });
}
