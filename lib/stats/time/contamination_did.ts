import type { ClusterName, Observation } from "../interval.ts";
import { fixedEffectsOls, type FixedEffectsRow } from "../regression/fixed_effects_ols.ts";
import { monthIndex } from "./month_index.ts";

/** Options of {@linkcode contaminationDiD}. */
export interface ContaminationDiDOptions {
  /** Score of each case × model; null is left out and counted. */
  readonly y: readonly Observation[];
  /** Model of each row. */
  readonly model: readonly string[];
  /** Case of each row. */
  readonly cluster: readonly ClusterName[];
  /** Date of the case of each row, `yyyy-mm` or longer; null is left out. */
  readonly date: readonly (string | null)[];
  /** Knowledge cut-off of each model; null never crosses. Models without an entry are left out. */
  readonly cutoff: Readonly<Record<string, string | null>>;
  /** Months to a bin of the event study; default 3. */
  readonly binMonths?: number;
  /** Bins to each side; farther months join the last; default 4. */
  readonly bins?: number;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** One bin of the event study. */
export interface EventStudyRow extends FixedEffectsRow {
  /** First month from the cut-off in the bin (0 and below are before). */
  readonly fromMonth: number;
  /** Last month in the bin. */
  readonly toMonth: number;
}

/** A two-way fixed effects analysis. */
export interface ContaminationDiD {
  /** β: change after the cut-off with case and model effects removed. */
  readonly value: number | null;
  /** CR1 standard error, clustered by case. */
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
  /** β of each model that crosses, in one regression; `term` is the model. */
  readonly perModel: readonly FixedEffectsRow[];
  /** Months from the cut-off in bins, against the last bin before it; flat before is the check. */
  readonly eventStudy: readonly EventStudyRow[];
  /** Models with cases on both sides of their cut-off. */
  readonly modelsCrossing: number;
  /** Rows used. */
  readonly n: number;
  /** Rows left out. */
  readonly nExcluded: number;
  /** Cases. */
  readonly clusters: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Contamination as difference in differences: `score = case + model + β·[date > cut-off of the model] + e`.
 *
 * Case effects absorb any drift in difficulty; β is identified because models have different cut-offs, and models that
 * never cross are the controls. Errors clustered by case. Assumes models would move in parallel absent leakage. With
 * staggered cut-offs and unequal effects read `perModel` (Goodman-Bacon 2021; Callaway & Sant'Anna 2021).
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { contaminationDiD } from "@rounds/rounds";
 *
 * const did = contaminationDiD({
 *   y: [0.8, 0.8, 0.5, 0.5, 0.6, 0.5, 0.5, 0.4],
 *   model: ["old", "old", "old", "old", "new", "new", "new", "new"],
 *   cluster: [1, 2, 3, 4, 1, 2, 3, 4],
 *   date: ["2023-01", "2023-02", "2023-08", "2023-09", "2023-01", "2023-02", "2023-08", "2023-09"],
 *   cutoff: { old: "2023-05", new: "2025-01" },
 * });
 * assert.equal(did.value?.toFixed(2), "-0.20");
 * ```
 */
export function contaminationDiD(options: ContaminationDiDOptions): ContaminationDiD {
  const { y, cutoff, binMonths = 3, bins = 4, level = 0.95 } = options;
  const rows = y.flatMap((value, row) => {
    const model = options.model[row];
    const name = options.cluster[row];
    const month = monthIndex(options.date[row] ?? null);
    const own = model === undefined ? undefined : cutoff[model];
    if (value === null || model === undefined || name === undefined || month === null) return [];
    if (own === undefined) return [];
    const border = monthIndex(own);
    return [{ value, model, name, since: border === null ? null : month - border }];
  });
  const models = [...new Set(rows.map((row) => row.model))];
  const crossing = models.filter((model) => {
    const sides = rows.filter((row) => row.model === model).map((row) => (row.since ?? 0) > 0);
    return sides.includes(true) && sides.includes(false);
  });
  const dummies = Object.fromEntries(
    models.slice(1).map((
      model,
    ) => [`model:${model}`, rows.map((row) => (row.model === model ? 1 : 0))]),
  );
  const fit = (columns: Record<string, readonly number[]>): ReturnType<typeof fixedEffectsOls> =>
    fixedEffectsOls({
      y: rows.map((row) => row.value),
      x: { ...columns, ...dummies },
      absorb: rows.map((row) => row.name),
      level,
    });
  const post = rows.map((row) => ((row.since ?? 0) > 0 ? 1 : 0));
  const main = fit({ post });
  const [beta] = main.rows;
  const each = fit(
    Object.fromEntries(
      crossing.map((
        model,
      ) => [model, rows.map((row, k) => (row.model === model ? (post[k] ?? 0) : 0))]),
    ),
  );
  // Bin 0 holds the last months up to the cut-off: the reference.
  const binOf = (since: number | null): number =>
    since === null ? 0 : Math.max(-bins, Math.min(bins, Math.ceil(since / binMonths)));
  const present = [...new Set(rows.map((row) => binOf(row.since)))].filter((bin) => bin !== 0)
    .sort((a, b) => a - b);
  const study = fit(
    Object.fromEntries(
      present.map((bin) => [`bin:${bin}`, rows.map((row) => (binOf(row.since) === bin ? 1 : 0))]),
    ),
  );
  return {
    value: beta?.value ?? null,
    se: beta?.se ?? null,
    seCr0: beta?.seCr0 ?? null,
    lo: beta?.lo ?? null,
    hi: beta?.hi ?? null,
    p: beta?.p ?? null,
    level,
    df: main.df,
    perModel: each.rows.slice(0, crossing.length),
    eventStudy: study.rows.slice(0, present.length).map((row, k) => {
      const bin = present[k] ?? 0;
      return { ...row, fromMonth: (bin - 1) * binMonths + 1, toMonth: bin * binMonths };
    }),
    modelsCrossing: crossing.length,
    n: rows.length,
    nExcluded: y.length - rows.length,
    clusters: main.clusters,
    method: "contamination/two-way-fixed-effects",
    warnings: [
      ...main.warnings,
      ...(crossing.length === 0 ? ["no model has cases on both sides of its cut-off"] : []),
      ...(crossing.length === models.length && models.length > 0
        ? ["every model crosses: no control"]
        : []),
    ],
  };
}
