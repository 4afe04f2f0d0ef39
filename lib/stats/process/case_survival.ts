import type { Interval } from "../interval.ts";
import { normalQuantile } from "../special/normal_quantile.ts";
import { wilson } from "../uncertainty/wilson.ts";
import { type FirstError, firstErrors, type ProcessRows } from "./first_errors.ts";

/** Options of {@linkcode caseSurvival}. */
export interface CaseSurvivalOptions extends ProcessRows {
  /** Confidence level; default 0.95. */
  readonly level?: number;
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
  /** Greenwood standard error; null at survival 0. */
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
 * Assumes case length says nothing about difficulty. Source: Kaplan & Meier 1958; Singer & Willett 1993.
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
  const z = normalQuantile(1 - (1 - level) / 2);
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
    if (errors < atRisk) greenwood += errors / (atRisk * (atRisk - errors));
    const open = survival !== null && survival > 0;
    const se = survival !== null && open ? survival * Math.sqrt(greenwood) : null;
    rows.push({
      q,
      atRisk,
      firstErrors: errors,
      hazard,
      hazardInterval: { lo, hi },
      survival,
      se,
      ...logLog(survival, se, z),
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
    method: "case-survival/kaplan-meier",
    warnings: [
      ...(cases.length === 0 ? ["no data"] : []),
      ...(unknown > 0 ? [`${unknown} cases censored before an unknown answer`] : []),
    ],
  };
}

function logLog(survival: number | null, se: number | null, z: number): Interval {
  if (survival === null || se === null || survival <= 0 || survival >= 1) {
    return { lo: null, hi: null };
  }
  const spread = (z * se) / (survival * Math.abs(Math.log(survival)));
  return { lo: survival ** Math.exp(spread), hi: survival ** Math.exp(-spread) };
}
