import type { ClusterName } from "../interval.ts";
import { fixedEffectsOls } from "../regression/fixed_effects_ols.ts";

/** Options of {@linkcode selfPreference}. */
export interface SelfPreferenceOptions {
  /** The judge's score of each answer. */
  readonly score: readonly number[];
  /** Physicians' score of the same answer. */
  readonly physician: readonly number[];
  /** Family of the judge. */
  readonly judgeFamily: readonly string[];
  /** Family of the judged model. */
  readonly modelFamily: readonly string[];
  /** Case of each answer. */
  readonly cluster: readonly ClusterName[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** A preference for the own family. */
export interface SelfPreference {
  /** Extra score for the own family, relative to physicians. */
  readonly value: number | null;
  /** CR1 standard error, clustered by case. */
  readonly se: number | null;
  /** Lower t limit. */
  readonly lo: number | null;
  /** Upper t limit. */
  readonly hi: number | null;
  /** Two-sided p. */
  readonly p: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Scores. */
  readonly n: number;
  /** Cases. */
  readonly clusters: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Does a judge favour its own family? `judge - physician ~ judge family + model family + [same family]`, by case.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { selfPreference } from "@rounds/rounds";
 *
 * const bias = selfPreference({
 *   score: [0.7, 0.5, 0.5, 0.7, 0.7, 0.5, 0.5, 0.7],
 *   physician: [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
 *   judgeFamily: ["x", "x", "z", "z", "x", "x", "z", "z"],
 *   modelFamily: ["x", "z", "x", "z", "x", "z", "x", "z"],
 *   cluster: [1, 1, 1, 1, 2, 2, 2, 2],
 * });
 * assert.equal(bias.value?.toFixed(2), "0.20");
 * ```
 */
export function selfPreference(options: SelfPreferenceOptions): SelfPreference {
  const { score, physician, judgeFamily, modelFamily, cluster, level = 0.95 } = options;
  const families = [...new Set(modelFamily)].slice(1);
  const models = Object.fromEntries(
    families.map((
      family,
    ) => [`model:${family}`, modelFamily.map((one) => (one === family ? 1 : 0))]),
  );
  const same = judgeFamily.map((family, k) => (family === modelFamily[k] ? 1 : 0));
  const fit = fixedEffectsOls({
    y: score.map((value, k) => value - (physician[k] ?? 0)),
    x: { same, ...models },
    absorb: judgeFamily,
    cluster,
    level,
  });
  const [row] = fit.rows;
  return {
    value: row?.value ?? null,
    se: row?.se ?? null,
    lo: row?.lo ?? null,
    hi: row?.hi ?? null,
    p: row?.p ?? null,
    level,
    n: fit.n,
    clusters: fit.clusters,
    method: "self-preference/cr1",
    warnings: fit.warnings,
  };
}
