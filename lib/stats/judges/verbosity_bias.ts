import type { ClusterName } from "../interval.ts";
import { fixedEffectsOls } from "../regression/fixed_effects_ols.ts";

/** Options of {@linkcode verbosityBias}. */
export interface VerbosityBiasOptions {
  /** Score of each answer. */
  readonly score: readonly number[];
  /** Length of each answer, above 0 (tokens). */
  readonly length: readonly number[];
  /** Case of each answer: several models answered it. */
  readonly cluster: readonly ClusterName[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** Slope of a score on length. */
export interface VerbosityBias {
  /** Change of the score when the length doubles. */
  readonly value: number | null;
  /** Its CR1 standard error. */
  readonly se: number | null;
  /** Lower t limit. */
  readonly lo: number | null;
  /** Upper t limit. */
  readonly hi: number | null;
  /** Two-sided p. */
  readonly p: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Slope on the logarithm of the length. */
  readonly slope: number | null;
  /** CR0 standard error of that slope. */
  readonly slopeSeCr0: number | null;
  /** CR1 standard error of that slope. */
  readonly slopeSeCr1: number | null;
  /** Answers. */
  readonly n: number;
  /** Cases. */
  readonly clusters: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Within-case slope of a score on log length: same case, different models. Per doubling of the length.
 *
 * Bias is only what exceeds the same slope of physicians' scores on the same answers.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { verbosityBias } from "@rounds/rounds";
 *
 * const bias = verbosityBias({
 *   score: [0.1, 0.2, 0.5, 0.6], length: [100, 200, 50, 100], cluster: ["a", "a", "b", "b"],
 * });
 * assert.equal(bias.value?.toFixed(2), "0.10");
 * ```
 */
export function verbosityBias(options: VerbosityBiasOptions): VerbosityBias {
  const { score, length, cluster, level = 0.95 } = options;
  const shortest = length.find((value) => !(value > 0));
  if (shortest !== undefined) throw new RangeError(`length holds ${shortest}, expected above 0`);
  const fit = fixedEffectsOls({
    y: score,
    x: { log: length.map(Math.log) },
    absorb: cluster,
    level,
  });
  const [row] = fit.rows;
  const double = (value: number | null | undefined): number | null =>
    value === null || value === undefined ? null : value * Math.LN2;
  return {
    value: double(row?.value),
    se: double(row?.se),
    lo: double(row?.lo),
    hi: double(row?.hi),
    p: row?.p ?? null,
    level,
    slope: row?.value ?? null,
    slopeSeCr0: row?.seCr0 ?? null,
    slopeSeCr1: row?.se ?? null,
    n: fit.n,
    clusters: fit.clusters,
    method: "verbosity-bias/cr1",
    warnings: [...fit.warnings, "bias only beside physicians' scores of the same answers"],
  };
}
