import type { Observation } from "../interval.ts";

/** One case with its criteria. */
export interface RubricCase {
  /** Name of the case. */
  readonly id: string;
  /** Points of each criterion; negative ones are penalties. */
  readonly points: readonly number[];
  /** 1 met, 0 not, null unreadable, for each criterion; null when there is no answer. */
  readonly met: readonly Observation[] | null;
}

/** Options of {@linkcode rubricScore}. */
export interface RubricScoreOptions {
  /** The cases. */
  readonly cases: readonly RubricCase[];
  /** `none` (default) leaves case scores as they are, `case` clips each to [0, 1]. */
  readonly clip?: "none" | "case";
  /** `null` (default) leaves out cases that cannot be scored; `zero` counts them 0 as the reference script does. */
  readonly missing?: "null" | "zero";
}

/** One case scored. */
export interface RubricScoreRow {
  /** Name of the case. */
  readonly id: string;
  /** Score under the options; null when it cannot be scored. */
  readonly value: number | null;
  /** Unclipped score, unreadable criteria counted as not met; null when it cannot be scored. */
  readonly unclipped: number | null;
  /** Lowest unclipped score, whatever the unreadable criteria are. */
  readonly low: number | null;
  /** Highest. */
  readonly high: number | null;
  /** Share of the positive points earned. */
  readonly earned: number | null;
  /** Share of the penalty points triggered; null without penalties. */
  readonly penalty: number | null;
  /** Why it cannot be scored; null when it can. */
  readonly reason: string | null;
  /** Criteria that could not be read. */
  readonly unreadable: number;
}

/** Rubric scores of cases. */
export interface RubricScores {
  /** One row a case. */
  readonly rows: readonly RubricScoreRow[];
  /** Mean under the options. */
  readonly value: number | null;
  /** The reference script's mean: unclipped, missing as 0, then the mean clipped to [0, 1]. */
  readonly official: number | null;
  /** Mean of clipped case scores, missing as 0. */
  readonly meanClipped: number | null;
  /** Mean of the unclipped scores that exist. */
  readonly meanExcluded: number | null;
  /** Cases scored. */
  readonly n: number;
  /** Cases that cannot be scored. */
  readonly nExcluded: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Weighted rubric scores, `Σ points·met / Σ positive points` a case, in every variant in use.
 *
 * Completeness (`earned`) and safety (`penalty`) are kept apart: one must not buy the other. A case with unreadable
 * criteria has bounds. Say which variant was used: they differ much when penalties are frequent.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { rubricScore } from "@rounds/rounds";
 *
 * const scores = rubricScore({
 *   cases: [{ id: "1", points: [10, -5], met: [1, 1] }, { id: "2", points: [-5], met: [0] }],
 * });
 * assert.deepEqual([scores.value, scores.official, scores.nExcluded], [0.5, 0.25, 1]);
 * ```
 */
export function rubricScore(options: RubricScoreOptions): RubricScores {
  const { cases, clip = "none", missing = "null" } = options;
  const limit = (value: number): number => Math.max(0, Math.min(1, value));
  const rows = cases.map((one): RubricScoreRow => {
    const scored = score(one);
    const raw = scored.unclipped ?? (missing === "zero" ? 0 : null);
    return { ...scored, value: raw === null || clip === "none" ? raw : limit(raw) };
  });
  const mean = (values: readonly (number | null)[]): number | null => {
    const present = values.filter((value) => value !== null);
    return present.length === 0 ? null : present.reduce((sum, v) => sum + v, 0) / present.length;
  };
  const official = mean(rows.map((row) => row.unclipped ?? 0));
  const nExcluded = rows.filter((row) => row.unclipped === null).length;
  const unreadable = rows.reduce((sum, row) => sum + row.unreadable, 0);
  return {
    rows,
    value: mean(rows.map((row) => row.value)),
    official: official === null ? null : limit(official),
    meanClipped: mean(rows.map((row) => limit(row.unclipped ?? 0))),
    meanExcluded: mean(rows.map((row) => row.unclipped)),
    n: rows.length - nExcluded,
    nExcluded,
    method: `rubric/clip-${clip}/missing-${missing}`,
    warnings: [
      ...(rows.length === 0 ? ["no data"] : []),
      ...(nExcluded > 0 ? [`${nExcluded} cases cannot be scored`] : []),
      ...(unreadable > 0 ? [`${unreadable} criteria unreadable: see the bounds`] : []),
    ],
  };
}

function score(one: RubricCase): Omit<RubricScoreRow, "value"> {
  const positive = one.points.reduce((sum, p) => sum + Math.max(0, p), 0);
  const negative = one.points.reduce((sum, p) => sum + Math.max(0, -p), 0);
  const reason = one.met === null ? "no answer" : positive > 0 ? null : "no positive points";
  const missing = { unclipped: null, low: null, high: null, earned: null, penalty: null };
  if (one.met === null || reason !== null) {
    return { id: one.id, ...missing, reason, unreadable: 0 };
  }
  if (one.met.length !== one.points.length) {
    throw new RangeError(
      `case ${one.id} has ${one.points.length} points and ${one.met.length} verdicts`,
    );
  }
  let gained = 0;
  let lost = 0;
  let open = 0;
  let risk = 0;
  one.points.forEach((points, k) => {
    const met = one.met?.[k] ?? null;
    if (met === null) {
      if (points > 0) open += points;
      else risk -= points;
    } else if (points > 0) gained += points * met;
    else lost -= points * met;
  });
  return {
    id: one.id,
    unclipped: (gained - lost) / positive,
    low: (gained - lost - risk) / positive,
    high: (gained + open - lost) / positive,
    earned: gained / positive,
    penalty: negative === 0 ? null : lost / negative,
    reason,
    unreadable: one.met.filter((met) => met === null).length,
  };
}
