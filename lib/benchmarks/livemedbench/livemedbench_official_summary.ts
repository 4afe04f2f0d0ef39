import type { Summary } from "../../types.ts";
import { isRecord } from "../../parse/is_record.ts";
import { livemedbenchMonth } from "./livemedbench_month.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A criterion as it is counted. */
interface CountedCriterion {
  readonly points: number;
  readonly weighted: number;
  readonly score: number | null;
  readonly axis: string | null;
}

/** A case as it is counted. */
interface CountedCase {
  readonly score: number;
  readonly month: string | null;
  readonly fields: Fields;
  readonly criteria: readonly CountedCriterion[];
}

/**
 * The official numbers of cases in the evaluation shape, from the criteria listed in each. A criterion without a score
 * counts 0, as the reference counts it. Scores are in [0,1] unless their name says unclipped.
 *
 * `official_mean` is the mean of case scores, then clipped; `paper_mean` the mean of case scores each clipped. A case
 * score is the weighted scores' sum over the positive points' sum, 0 where there are none. Months, languages, themes and
 * specialties are groups of cases, axes of criteria; unknown ones are left out of their groups. `labels_by` names the judges
 * whose labels stand in for those the dataset lacks. No cases give `{}`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { livemedbenchOfficialSummary } from "@rounds/rounds";
 *
 * const criterion = (points: number, score: number) => ({ criterion: "c", points, score, weighted_score: points * score });
 * const summary = livemedbenchOfficialSummary([
 *   { case_id: 1, post_time: "2026-01-05", evaluations: { rubric_1: criterion(5, 1), rubric_2: criterion(-5, 0) } },
 *   { case_id: 2, post_time: "", evaluations: { rubric_1: criterion(5, 0), rubric_2: criterion(-5, 1) } },
 * ]);
 * assert.equal(summary.official_mean, 0);
 * assert.equal(summary.paper_mean, 0.5);
 * assert.deepEqual(summary.by_month, { "2026-01": { cases: 1, official_mean: 1, paper_mean: 1 } });
 * ```
 */
export function livemedbenchOfficialSummary(cases: readonly unknown[]): Summary {
  if (cases.length === 0) return {};
  const counted = cases.map((entry) => countCase(isRecord(entry) ? entry : {}));
  const criteria = counted.flatMap((entry) => entry.criteria);
  const labellers = groups(counted, ({ fields }) => textOf(fields["labels_by"]));
  const by = (name: string) => groupCases(counted, (entry) => textOf(entry.fields[name]));
  return {
    total_cases: counted.length,
    total_criteria: criteria.length,
    scored_criteria: criteria.filter(({ score }) => score !== null).length,
    ...means(counted),
    unclipped_mean: mean(counted.map(({ score }) => score)),
    positive_points_earned: share(criteria, 1),
    penalty_points_triggered: share(criteria, -1),
    by_month: groupCases(counted, ({ month }) => month),
    by_language: by("language"),
    by_theme: by("theme"),
    by_specialty: by("specialty"),
    by_axis: groupAxes(criteria),
    ...(labellers.length === 0 ? {} : { labels_by: labellers.map(([name]) => name) }),
  };
}

function countCase(fields: Fields): CountedCase {
  const evaluations = isRecord(fields["evaluations"]) ? fields["evaluations"] : {};
  const criteria = Object.values(evaluations).filter(isRecord).map((entry) => ({
    points: numberOf(entry["points"]) ?? 0,
    weighted: numberOf(entry["weighted_score"]) ?? 0,
    score: numberOf(entry["score"]),
    axis: textOf(entry["axis"]),
  }));
  const positive = sum(criteria.map(({ points }) => Math.max(points, 0)));
  const postTime = fields["post_time"];
  return {
    score: positive > 0 ? sum(criteria.map(({ weighted }) => weighted)) / positive : 0,
    month: typeof postTime === "string" ? livemedbenchMonth(postTime) : null,
    fields,
    criteria,
  };
}

function means(cases: readonly CountedCase[]): Fields {
  const scores = cases.map(({ score }) => score);
  return { official_mean: clip(mean(scores)), paper_mean: mean(scores.map(clip)) };
}

function groupCases(
  cases: readonly CountedCase[],
  nameOf: (entry: CountedCase) => string | null,
): Fields {
  return Object.fromEntries(
    groups(cases, nameOf).map(([name, group]) => [name, { cases: group.length, ...means(group) }]),
  );
}

/** An error is a criterion worth points that was missed, or a penalty that was triggered. */
function groupAxes(criteria: readonly CountedCriterion[]): Fields {
  return Object.fromEntries(
    groups(criteria, ({ axis }) => axis).map(([name, group]) => {
      const scored = group.filter(({ score }) => score !== null);
      const errors = scored.filter(({ points, score }) => (points > 0) === (score === 0));
      return [name, {
        criteria: group.length,
        scored: scored.length,
        error_rate: scored.length === 0 ? null : errors.length / scored.length,
      }];
    }),
  );
}

function groups<T>(
  entries: readonly T[],
  nameOf: (entry: T) => string | null,
): readonly (readonly [string, readonly T[]])[] {
  const named = new Map<string, T[]>();
  for (const entry of entries) {
    const name = nameOf(entry);
    if (name === null) continue;
    const group = named.get(name);
    if (group === undefined) named.set(name, [entry]);
    else group.push(entry);
  }
  return [...named].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Points of met criteria of one sign over the points of all scored ones of that sign; null when there are none. */
function share(criteria: readonly CountedCriterion[], sign: 1 | -1): number | null {
  const known = criteria.filter(({ points, score }) => points * sign > 0 && score !== null);
  const all = sum(known.map(({ points }) => points));
  return all === 0 ? null : sum(known.map(({ points, score }) => points * (score ?? 0))) / all;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : sum(values) / values.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function clip(value: number): number {
  return Math.max(0, Math.min(1, value));
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
