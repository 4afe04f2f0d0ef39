/** Options of {@linkcode cronbachAlpha}. */
export interface CronbachAlphaOptions {
  /** `y[model][item]`: complete outcomes or scores. */
  readonly y: readonly (readonly number[])[];
  /** Leave out items every model answers alike; default true. */
  readonly dropConstant?: boolean;
}

/** Reliability of a set of items. */
export interface CronbachAlpha {
  /** Alpha with sample variances (n - 1); null when totals do not vary. */
  readonly value: number | null;
  /** KR-20: the same for 0/1 items (population variances give the same ratio). */
  readonly kr20: number | null;
  /** Items used. */
  readonly items: number;
  /** Items left out because they do not vary. */
  readonly nExcluded: number;
  /** Models. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Cronbach's alpha, `k/(k-1) (1 - Σ s²_item / s²_total)`, models as persons; KR-20 for 0/1 items.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { cronbachAlpha } from "@rounds/rounds";
 *
 * assert.equal(cronbachAlpha({ y: [[1, 1], [0, 0], [1, 1]] }).value, 1);
 * ```
 */
export function cronbachAlpha(options: CronbachAlphaOptions): CronbachAlpha {
  const { y, dropConstant = true } = options;
  const n = y.length;
  const all = (y[0] ?? []).map((_, item) => y.map((row) => row[item] ?? NaN));
  const columns = dropConstant ? all.filter((values) => variance(values) > 0) : all;
  const items = columns.length;
  const totals = y.map((_, model) =>
    columns.reduce((sum, values) => sum + (values[model] ?? 0), 0)
  );
  const total = variance(totals);
  const defined = items > 1 && total > 0;
  const parts = columns.reduce((sum, values) => sum + variance(values), 0);
  const value = defined ? (items / (items - 1)) * (1 - parts / total) : null;
  const binary = columns.every((values) => values.every((v) => v === 0 || v === 1));
  return {
    value,
    kr20: binary ? value : null,
    items,
    nExcluded: all.length - items,
    n,
    method: "cronbach-alpha",
    warnings: defined ? [] : [items < 2 ? "fewer than two items" : "totals do not vary"],
  };
}

function variance(values: readonly number[]): number {
  if (values.length < 2 || values.every((value) => value === values[0])) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
