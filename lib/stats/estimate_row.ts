/** Any estimate of this room: what {@linkcode estimateRow} reads, all optional. */
export interface EstimateFields {
  /** Estimate. */
  readonly value?: number | null;
  /** Standard error. */
  readonly se?: number | null;
  /** Lower limit. */
  readonly lo?: number | null;
  /** Upper limit. */
  readonly hi?: number | null;
  /** Confidence level. */
  readonly level?: number | null;
  /** p of its test. */
  readonly p?: number | null;
  /** Degrees of freedom. */
  readonly df?: number | null;
  /** Rows used. */
  readonly n?: number | null;
  /** Clusters. */
  readonly clusters?: number | null;
  /** Effective rows. */
  readonly nEff?: number | null;
  /** Design effect. */
  readonly deff?: number | null;
  /** Rows left out. */
  readonly nExcluded?: number | null;
  /** Seed of a resampling result. */
  readonly seed?: number | null;
  /** Stable id of the method. */
  readonly method?: string;
  /** Variance estimator. */
  readonly variant?: string | null;
  /** What is missing and why. */
  readonly warnings?: readonly string[];
}

/** Options of {@linkcode estimateRow}. */
export interface EstimateRowOptions {
  /** What is estimated, e.g. `question accuracy`. */
  readonly term: string;
  /** `prop`, `diff`, `logit`, `q`, `usd`, …. */
  readonly unit: string;
  /** Grouping columns, put after `term`. */
  readonly group?: Readonly<Record<string, string | number | null>>;
  /** p adjusted for its family. */
  readonly pAdjusted?: number | null;
  /** Why rows were left out. */
  readonly excludedWhy?: string | null;
}

/** The one shape of every estimate that goes into a table or figure. */
export interface EstimateRow {
  /** What is estimated. */
  readonly term: string;
  /** Grouping columns. */
  readonly group: Readonly<Record<string, string | number | null>>;
  /** Estimate, null with a warning where it is not defined. */
  readonly value: number | null;
  /** Standard error. */
  readonly se: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number | null;
  /** p of its test. */
  readonly p: number | null;
  /** p adjusted for its family. */
  readonly p_adj: number | null;
  /** Degrees of freedom. */
  readonly df: number | null;
  /** Rows used. */
  readonly n: number | null;
  /** Clusters. */
  readonly clusters: number | null;
  /** Effective rows. */
  readonly n_eff: number | null;
  /** Design effect. */
  readonly deff: number | null;
  /** Rows left out. */
  readonly n_excluded: number | null;
  /** Why. */
  readonly excluded_why: string | null;
  /** Unit. */
  readonly unit: string;
  /** Stable id of the method. */
  readonly method: string;
  /** Variance estimator. */
  readonly variant: string | null;
  /** Seed of a resampling result. */
  readonly seed: number | null;
  /** What is missing and why. */
  readonly warnings: readonly string[];
}

/**
 * Any estimate as a row of the one shape all tables and figures share.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { caseAccuracy, estimateRow } from "@rounds/rounds";
 *
 * const accuracy = caseAccuracy({ y: [1, 0], cluster: ["a", "b"] });
 * const row = estimateRow(accuracy, { term: "case accuracy", unit: "prop" });
 * assert.deepEqual([row.value, row.n, row.p, row.method], [0.5, 2, null, "case-accuracy/wilson"]);
 * ```
 */
export function estimateRow(estimate: EstimateFields, options: EstimateRowOptions): EstimateRow {
  return {
    term: options.term,
    group: options.group ?? {},
    value: estimate.value ?? null,
    se: estimate.se ?? null,
    lo: estimate.lo ?? null,
    hi: estimate.hi ?? null,
    level: estimate.level ?? null,
    p: estimate.p ?? null,
    p_adj: options.pAdjusted ?? null,
    df: estimate.df ?? null,
    n: estimate.n ?? null,
    clusters: estimate.clusters ?? null,
    n_eff: estimate.nEff ?? null,
    deff: estimate.deff ?? null,
    n_excluded: estimate.nExcluded ?? null,
    excluded_why: options.excludedWhy ?? null,
    unit: options.unit,
    method: estimate.method ?? "unknown",
    variant: estimate.variant ?? null,
    seed: estimate.seed ?? null,
    warnings: estimate.warnings ?? [],
  };
}
