import type { Observation } from "../interval.ts";

/** Options of {@linkcode repeatVariance}. */
export interface RepeatVarianceOptions {
  /** `y[item][run]`: outcome or score of every repeated run; null is missing. */
  readonly y: readonly (readonly Observation[])[];
}

/** Variance of repeated runs, decomposed. */
export interface RepeatVariance {
  /** Mean of the item means. */
  readonly value: number | null;
  /** Standard error over items, `√(Var(item means)/n)`. */
  readonly se: number | null;
  /** Mean within-item variance. */
  readonly varWithin: number | null;
  /** Variance of the item means. */
  readonly varBetweenRaw: number | null;
  /** The same less `varWithin / K`, not below 0. */
  readonly varBetween: number | null;
  /** `varBetween / (varBetween + varWithin)`. */
  readonly icc: number | null;
  /** Standard error had every item been run once. */
  readonly seOneRun: number | null;
  /** Standard error with infinitely many runs. */
  readonly seFloor: number | null;
  /** Share of one run's variance that is run-to-run noise. */
  readonly noiseShare: number | null;
  /** Mean of each run over items. */
  readonly runMeans: readonly Observation[];
  /** Standard deviation of the run means. */
  readonly sdRunMeans: number | null;
  /** What it would be if runs were independent; a ratio well above 1 is a run-level effect. */
  readonly sdRunMeansExpected: number | null;
  /** Items used: those with at least two runs; where none has, those with one. */
  readonly n: number;
  /** Items left out. */
  readonly nExcluded: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * How much of a score's variance is repetition and how much is items.
 *
 * `s²_w` mean within-item variance, `s²_b = Var(item means) - s²_w/K` (not below 0). Items with fewer than two runs
 * present are left out and counted; with unequal runs K is their harmonic mean. Where no item has two, the mean and its
 * error over items are given and what happens within items is null. Use item means clustered by case for inference.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { repeatVariance } from "@rounds/rounds";
 *
 * const parts = repeatVariance({ y: [[1, 1], [0, 0], [1, 0]] });
 * assert.equal(parts.value, 0.5);
 * assert.equal(parts.varWithin?.toFixed(4), "0.1667");
 * ```
 */
export function repeatVariance(options: RepeatVarianceOptions): RepeatVariance {
  const present = options.y.map((runs) => runs.filter((value) => value !== null));
  const repeated = present.filter((runs) => runs.length >= 2);
  const used = repeated.length > 0 ? repeated : present.filter((runs) => runs.length > 0);
  const n = used.length;
  const warnings = n === 0
    ? ["no data"]
    : repeated.length === 0
    ? ["no item with two runs: the variance within items is unknown"]
    : n === 1
    ? ["one item"]
    : [];
  const runCount = options.y.reduce((most, runs) => Math.max(most, runs.length), 0);
  const runMeans = Array.from({ length: runCount }, (_, run) =>
    average(
      options.y.map((runs) => runs[run] ?? null).filter((value) => value !== null),
    ));
  const means = used.map((runs) => average(runs) ?? 0);
  const varWithin = average(repeated.map((runs) => variance(runs) ?? 0));
  const varBetweenRaw = variance(means);
  const inverseRuns = average(used.map((runs) => 1 / runs.length)) ?? 0;
  const varBetween = varBetweenRaw === null || varWithin === null
    ? null
    : Math.max(0, varBetweenRaw - varWithin * inverseRuns);
  const single = varBetween === null || varWithin === null ? null : varBetween + varWithin;
  if (single === 0) warnings.push("no variance at all: no intra-class correlation");
  const spread = variance(runMeans.filter((mean) => mean !== null));
  return {
    value: average(means),
    se: root(varBetweenRaw, n),
    varWithin,
    varBetweenRaw,
    varBetween,
    icc: !single || varBetween === null ? null : varBetween / single,
    seOneRun: root(single, n),
    seFloor: root(varBetween, n),
    noiseShare: !single || varWithin === null ? null : varWithin / single,
    runMeans,
    sdRunMeans: root(spread, 1),
    sdRunMeansExpected: root(varWithin, n),
    n,
    nExcluded: options.y.length - n,
    method: "repeat-variance",
    warnings,
  };
}

function average(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, v) => sum + v, 0) / values.length;
}

function variance(values: readonly number[]): number | null {
  const mean = average(values);
  if (mean === null || values.length < 2) return null;
  return values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1);
}

function root(value: number | null, n: number): number | null {
  return value === null || n === 0 ? null : Math.sqrt(value / n);
}
