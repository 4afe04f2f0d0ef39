import { correlation } from "../judges/correlation.ts";
import { cronbachAlpha } from "./cronbach_alpha.ts";

/** Options of {@linkcode itemAnalysis}. */
export interface ItemAnalysisOptions {
  /** `y[model][item]`: complete 0/1 outcomes. */
  readonly y: readonly (readonly number[])[];
}

/** One item. */
export interface ItemAnalysisRow {
  /** Share of models right: the higher, the easier. */
  readonly difficulty: number | null;
  /** Correlation with the total; null for an item all or no model has right. */
  readonly pointBiserial: number | null;
  /** Correlation with the total of the other items: below 0 is suspect. */
  readonly restCorrelation: number | null;
}

/** Classical item analysis. */
export interface ItemAnalysis {
  /** One row an item, in the order given. */
  readonly rows: readonly ItemAnalysisRow[];
  /** Cronbach's alpha over all items; null when totals do not vary. */
  readonly alpha: number | null;
  /** KR-20 over all items. */
  readonly kr20: number | null;
  /** Items with a negative rest correlation, as indices. */
  readonly negative: readonly number[];
  /** Models. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Classical item analysis with models as persons: difficulty, item-total and corrected item-total correlation.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { itemAnalysis } from "@rounds/rounds";
 *
 * const { rows } = itemAnalysis({ y: [[1, 1, 1], [1, 0, 1], [1, 0, 0]] });
 * assert.deepEqual([rows[0]?.difficulty, rows[0]?.pointBiserial], [1, null]);
 * ```
 */
export function itemAnalysis(options: ItemAnalysisOptions): ItemAnalysis {
  const { y } = options;
  const n = y.length;
  const items = y[0]?.length ?? 0;
  if (y.some((row) => row.length !== items)) {
    throw new RangeError("y is ragged, expected one outcome an item for every model");
  }
  const totals = y.map((row) => row.reduce((sum, value) => sum + value, 0));
  const rows = Array.from({ length: items }, (_, item) => {
    const values = y.map((row) => row[item] ?? 0);
    const rest = totals.map((total, model) => total - (values[model] ?? 0));
    return {
      difficulty: n === 0 ? null : values.reduce((sum, value) => sum + value, 0) / n,
      pointBiserial: correlation(values, totals),
      restCorrelation: correlation(values, rest),
    };
  });
  const reliability = cronbachAlpha({ y, dropConstant: false });
  const constant = rows.filter((row) => row.pointBiserial === null).length;
  return {
    rows,
    alpha: reliability.value,
    kr20: reliability.kr20,
    // Rounding can leave a correlation of 0 at -1e-17.
    negative: rows.flatMap((row, item) => ((row.restCorrelation ?? 0) < -1e-12 ? [item] : [])),
    n,
    method: "item-analysis",
    warnings: [
      ...(n === 0 ? ["no data"] : []),
      ...(constant > 0 ? [`${constant} items without variation have no correlation`] : []),
      ...(n === 0 ? [] : reliability.warnings),
    ],
  };
}
