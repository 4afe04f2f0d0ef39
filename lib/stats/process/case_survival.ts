import { clusterIndex } from "../cluster_index.ts";
import type { ClusterName, Interval } from "../interval.ts";
import { normalQuantile } from "../special/normal_quantile.ts";
import { tQuantile } from "../special/t_quantile.ts";
import { wilson } from "../uncertainty/wilson.ts";
import { type FirstError, firstErrors, type ProcessRows } from "./first_errors.ts";

/** Options of {@linkcode caseSurvival}. */
export interface CaseSurvivalOptions extends ProcessRows {
  /** Confidence level; default 0.95. */
  readonly level?: number;
  /**
   * What each subject belongs to, in order of first appearance, where subjects are not independent: the case of each
   * trial. Default every subject its own.
   */
  readonly owners?: readonly ClusterName[];
}

/** One question of {@linkcode caseSurvival}. */
export interface CaseSurvivalRow {
  /** Position. */
  readonly q: number;
  /** Cases with at least q questions and no earlier error. */
  readonly atRisk: number;
  /** Cases whose first error is here. */
  readonly firstErrors: number;
  /** `firstErrors / atRisk`; null when nobody is at risk. */
  readonly hazard: number | null;
  /** Wilson limits of the hazard. */
  readonly hazardInterval: Interval;
  /** Share of cases still without error after q; null after the risk set is empty. */
  readonly survival: number | null;
  /** Greenwood standard error, or clustered by owner; null at survival 0. */
  readonly se: number | null;
  /** Lower log(-log) limit of the survival; null at survival 0 or 1. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
}

/** A case as a survival process. */
export interface CaseSurvival {
  /** One row a position. */
  readonly rows: readonly CaseSurvivalRow[];
  /** The first error of every case. */
  readonly cases: readonly FirstError[];
  /** Share of decided cases without any error. */
  readonly caseAccuracy: number | null;
  /** First position at which survival is at most one half; null when it never is. */
  readonly median: number | null;
  /** Cases. */
  readonly n: number;
  /** Confidence level. */
  readonly level: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Hazard of the first error and survival of the case, question by question (Kaplan-Meier on cases).
 *
 * `h_q = d_q/r_q`, `S(q) = Π(1 - h)`; Greenwood's error; log(-log) limits; Wilson on each hazard (cases are independent).
 * Where several subjects have one owner (trials of a case), the error sums their influence on log S,
 * `-Σ_{j≤q} (dN - h dY)/(r - d)`, by owner, times √(G/(G-1)), with t(G-1); for owners of one subject it is Greenwood's
 * but for that factor. Assumes case length says nothing about difficulty.
 * Source: Kaplan & Meier 1958; Singer & Willett 1993; Williams 1995; Ying & Wei 1994.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { caseSurvival } from "@rounds/rounds";
 *
 * const { rows, caseAccuracy } = caseSurvival({
 *   y: [1, 0, 1, 1],
 *   cluster: ["a", "a", "b", "b"],
 *   position: [1, 2, 1, 2],
 * });
 * assert.deepEqual(rows.map((row) => row.survival), [1, 0.5]);
 * assert.equal(caseAccuracy, 0.5);
 * ```
 */
export function caseSurvival(options: CaseSurvivalOptions): CaseSurvival {
  const { level = 0.95 } = options;
  const cases = firstErrors(options);
  const groups = ownersOf(cases, options.owners);
  const tail = 1 - (1 - level) / 2;
  const influence = new Float64Array(groups?.clusters ?? 0);
  const critical = groups === null
    ? normalQuantile(tail)
    : groups.clusters > 1
    ? tQuantile(tail, groups.clusters - 1)
    : null;
  const last = cases.reduce((most, one) => Math.max(most, one.outcomes.length), 0);
  const rows: CaseSurvivalRow[] = [];
  let survival: number | null = 1;
  let greenwood = 0;
  for (let q = 1; q <= last; q++) {
    const atRisk = cases.filter((one) => one.time >= q).length;
    const errors = cases.filter((one) => one.event && one.time === q).length;
    const { p: hazard, lo, hi } = wilson({ x: errors, n: atRisk, level });
    const before: number | null = survival;
    survival = hazard === null || before === null ? null : before * (1 - hazard);
    if (errors < atRisk) {
      greenwood += errors / (atRisk * (atRisk - errors));
      if (groups !== null) add(influence, { cases, index: groups.index, q, atRisk, errors });
    }
    const open = survival !== null && survival > 0;
    const variance = groups === null ? greenwood : clustered(influence);
    const se = survival !== null && open && variance !== null
      ? survival * Math.sqrt(variance)
      : null;
    rows.push({
      q,
      atRisk,
      firstErrors: errors,
      hazard,
      hazardInterval: { lo, hi },
      survival,
      se,
      ...logLog(survival, se, critical),
    });
  }
  const decided = cases.filter((one) => one.event || one.time === one.outcomes.length);
  const right = decided.filter((one) => !one.event).length;
  const unknown = cases.length - decided.length;
  return {
    rows,
    cases,
    caseAccuracy: decided.length === 0 ? null : right / decided.length,
    median: rows.find((row) => row.survival !== null && row.survival <= 0.5)?.q ?? null,
    n: cases.length,
    level,
    method: `case-survival/${groups === null ? "kaplan-meier" : "kaplan-meier-clustered"}`,
    warnings: [
      ...(cases.length === 0 ? ["no data"] : []),
      ...(unknown > 0
        ? [`${unknown} ${unknown === 1 ? "case" : "cases"} censored before an unknown answer`]
        : []),
      ...(groups?.clusters === 1 ? ["one case: no standard error"] : []),
    ],
  };
}

interface Owners {
  readonly index: ArrayLike<number>;
  readonly clusters: number;
}

/** Null where every subject is its own: Greenwood's error holds. */
function ownersOf(
  subjects: readonly FirstError[],
  owners: readonly ClusterName[] | undefined,
): Owners | null {
  if (owners === undefined) return null;
  if (owners.length !== subjects.length) {
    throw new RangeError(
      `owners names ${owners.length} subjects, expected one for each of ${subjects.length}`,
    );
  }
  const { index, names } = clusterIndex(owners);
  return names.length === subjects.length ? null : { index, clusters: names.length };
}

/** Adds what each subject at risk at q moves log S, to its owner. */
function add(
  influence: Float64Array,
  { cases, index, q, atRisk, errors }: {
    readonly cases: readonly FirstError[];
    readonly index: ArrayLike<number>;
    readonly q: number;
    readonly atRisk: number;
    readonly errors: number;
  },
): void {
  cases.forEach(({ time, event }, subject) => {
    if (time < q) return;
    const owner = index[subject] ?? 0;
    const fell = event && time === q ? 1 : 0;
    influence[owner] = (influence[owner] ?? 0) - (fell - errors / atRisk) / (atRisk - errors);
  });
}

/** Variance of log S. */
function clustered(influence: Float64Array): number | null {
  const clusters = influence.length;
  if (clusters < 2) return null;
  const squares = influence.reduce((sum, part) => sum + part * part, 0);
  return (squares * clusters) / (clusters - 1);
}

function logLog(survival: number | null, se: number | null, critical: number | null): Interval {
  if (survival === null || !se || critical === null || survival <= 0 || survival >= 1) {
    return { lo: null, hi: null };
  }
  const spread = (critical * se) / (survival * Math.abs(Math.log(survival)));
  return { lo: survival ** Math.exp(spread), hi: survival ** Math.exp(-spread) };
}
