import type { ClusterName, Observation } from "../interval.ts";
import { clusteredMean } from "../uncertainty/clustered_mean.ts";
import type { ClusteredMean } from "../uncertainty/clustered_mean_fields.ts";

/** Options of {@linkcode accuracyByLabel}. */
export interface AccuracyByLabelOptions {
  /** Outcome (0/1) or score of each item; null is left out and counted. */
  readonly y: readonly Observation[];
  /** Case of each item. */
  readonly cluster: readonly ClusterName[];
  /** Labels (modalities) of each item: none, one or several; a repeated label counts in `official` mode only. */
  readonly labels: readonly (readonly string[])[];
  /** `item` (default) counts an item once a label; `official` once a label instance. */
  readonly mode?: "item" | "official";
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** One label of {@linkcode accuracyByLabel}. */
export interface AccuracyByLabelRow extends ClusteredMean {
  /** The label; null for items without any. */
  readonly label: string | null;
  /** Sum of the outcomes. */
  readonly correct: number;
  /** Items with this label and no other. */
  readonly exclusiveN: number;
  /** Their mean; null when there are none. */
  readonly exclusiveValue: number | null;
}

/**
 * Accuracy by a multi-valued label, sorted by label; items without a label are the last row, `label: null`.
 *
 * Groups overlap: rows do not add up, and differences between labels are not independent. `official` repeats the
 * reference evaluator, which adds a question once per image type string.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { accuracyByLabel } from "@rounds/rounds";
 *
 * const options = { y: [1, 0, 1], cluster: ["a", "b", "c"], labels: [["CT", "CT"], ["CT"], []] };
 * assert.deepEqual(accuracyByLabel(options).map((row) => [row.label, row.n]), [["CT", 2], [null, 1]]);
 * assert.equal(accuracyByLabel({ ...options, mode: "official" })[0]?.n, 3);
 * ```
 */
export function accuracyByLabel(options: AccuracyByLabelOptions): AccuracyByLabelRow[] {
  const { y, cluster, labels, mode = "item", level = 0.95 } = options;
  if (labels.length !== y.length || cluster.length !== y.length) {
    throw new RangeError(
      `y, cluster and labels have ${y.length}, ${cluster.length} and ${labels.length} rows, expected as many`,
    );
  }
  const items = labels.map((some, row) => ({
    counted: mode === "item" ? [...new Set(some)] : some,
    distinct: new Set(some),
    y: y[row] ?? null,
    cluster: cluster[row] ?? row,
  }));
  const names = [...new Set(labels.flat())].sort();
  return [...names, null].flatMap((label) => {
    const rows = items.flatMap((item) =>
      label === null
        ? (item.distinct.size === 0 ? [item] : [])
        : item.counted.filter((name) => name === label).map(() => item)
    );
    if (rows.length === 0) return [];
    const mean = clusteredMean({
      y: rows.map((row) => row.y),
      cluster: rows.map((row) => row.cluster),
      level,
    });
    const alone = items.filter((item) =>
      label !== null && item.distinct.size === 1 && item.distinct.has(label) && item.y !== null
    );
    const sum = (some: readonly { readonly y: Observation }[]): number =>
      some.reduce((total, row) => total + (row.y ?? 0), 0);
    return [{
      ...mean,
      label,
      correct: sum(rows),
      exclusiveN: alone.length,
      exclusiveValue: alone.length === 0 ? null : sum(alone) / alone.length,
      method: `accuracy-by-label/${mode}`,
      warnings: mode === "official"
        ? [...mean.warnings, "instances of one item are not independent"]
        : mean.warnings,
    }];
  });
}
