import type { Column, ColumnType } from "../frames/column.ts";

/** What every estimate of a table holds, whatever it estimates. */
export interface EstimateCells {
  /** The estimate; null with a warning where it is not defined. */
  readonly value: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Standard error. */
  readonly se: number | null;
  /** p of its test. */
  readonly p: number | null;
  /** What was used: see `unit` and the table's own words. */
  readonly n: number;
  /** Cases that contribute. */
  readonly clusters: number | null;
  /** Left out. */
  readonly n_excluded: number;
  /** Why, with counts. */
  readonly excluded_why: string | null;
  /** Confidence level. */
  readonly level: number;
  /** `prop`, `diff`, `kappa`, `correlation`, `score`, … */
  readonly unit: string;
  /** Stable id of the method. */
  readonly method: string;
  /** Seed of a resampling result. */
  readonly seed: number | null;
  /** What is missing or approximate, and why; null when nothing. */
  readonly warnings: string | null;
}

/** The columns of an estimate, in order. */
export const ESTIMATE_COLUMNS: readonly Column<EstimateCells>[] = [
  columnOf<EstimateCells>(
    "value",
    "number",
    "The estimate; null with a warning where it is not defined",
  ),
  columnOf<EstimateCells>("lo", "number", "Lower limit of its interval"),
  columnOf<EstimateCells>("hi", "number", "Upper limit of its interval"),
  columnOf<EstimateCells>("n", "integer", "What it rests on, counted"),
  columnOf<EstimateCells>("clusters", "integer", "Cases that contribute"),
  columnOf<EstimateCells>("n_excluded", "integer", "What was left out, counted"),
  columnOf<EstimateCells>("excluded_why", "string", "Why, with counts; null when nothing was"),
  columnOf<EstimateCells>("warnings", "string", "What is missing or approximate, and why"),
  columnOf<EstimateCells>("se", "number", "Standard error"),
  columnOf<EstimateCells>("p", "number", "P value, where the row is a test"),
  columnOf<EstimateCells>("level", "number", "Confidence level of the interval"),
  columnOf<EstimateCells>("unit", "string", "What the value is measured in"),
  columnOf<EstimateCells>("method", "string", "Id of the method"),
  columnOf<EstimateCells>("seed", "integer", "Seed, where the row comes from resampling"),
];

/** A column that holds the field of its name. */
export function columnOf<Row extends object>(
  ...column: readonly [name: keyof Row & string, type: ColumnType, description: string]
): Column<Row> {
  const [name, type, description] = column;
  return { name, type, description, read: (row) => row[name] };
}
