import type { ClusterName, Observation } from "../interval.ts";

/** Columns of a regression. */
export interface RegressionColumns {
  /** Outcome of each row; null is left out. */
  readonly y: readonly Observation[];
  /** Covariates by name, one value a row; null is left out. */
  readonly x: Readonly<Record<string, readonly (number | null)[]>>;
  /** Case of each row; without it every row is its own cluster. */
  readonly cluster?: readonly ClusterName[];
  /** Whether to put an intercept first; default true. */
  readonly intercept?: boolean;
}

/** Complete rows of a regression. */
export interface DesignMatrix {
  /** Names of the columns. */
  readonly terms: readonly string[];
  /** Rows of the design. */
  readonly rows: readonly (readonly number[])[];
  /** Outcomes of those rows. */
  readonly y: readonly number[];
  /** Clusters of those rows. */
  readonly cluster: readonly ClusterName[];
  /** Rows left out because something is missing. */
  readonly nExcluded: number;
}

/**
 * The complete rows of a regression as a matrix, intercept first.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { designMatrix } from "@rounds/rounds";
 *
 * const design = designMatrix({ y: [1, null, 0], x: { late: [0, 1, 1] } });
 * assert.deepEqual(design.terms, ["intercept", "late"]);
 * assert.deepEqual(design.rows, [[1, 0], [1, 1]]);
 * ```
 */
export function designMatrix(columns: RegressionColumns): DesignMatrix {
  const { y, x, cluster, intercept = true } = columns;
  for (const [name, column] of Object.entries(x)) {
    if (column.length !== y.length) {
      throw new RangeError(
        `x.${name} has ${column.length} rows and y ${y.length}, expected as many`,
      );
    }
  }
  const covariates = Object.values(x);
  const rows: number[][] = [];
  const outcomes: number[] = [];
  const clusters: ClusterName[] = [];
  y.forEach((outcome, row) => {
    const values = covariates.map((column) => column[row] ?? null).filter((v) => v !== null);
    if (outcome === null || values.length < covariates.length) return;
    rows.push(intercept ? [1, ...values] : values);
    outcomes.push(outcome);
    clusters.push(cluster?.[row] ?? row);
  });
  return {
    terms: intercept ? ["intercept", ...Object.keys(x)] : Object.keys(x),
    rows,
    y: outcomes,
    cluster: clusters,
    nExcluded: y.length - rows.length,
  };
}
