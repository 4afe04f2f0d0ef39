import type { CleanRate, CleanSummary, Grade, Outcome, Result } from "../types.ts";
import { caseScore } from "../graders/case_score.ts";
import { favour, readPoints } from "./_clean_points.ts";

/** What the run set out to do. */
export interface CleanSummaryOptions {
  /** Cases × trials, and their items. */
  readonly planned: { readonly cases: number; readonly items: number };
}

/**
 * The clean reading of results: mean score over what has one, coverage, and the bounds that the rest leaves open.
 * Planned items without a result count as `not_run`. Scores are in [0,1]. Where items carry points, cases are scored by
 * points, and an unknown item widens a case's bounds by its sign.
 *
 * Throws a RangeError when there are more results than were planned.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { cleanSummary } from "@rounds/rounds";
 *
 * const clean = cleanSummary([], { planned: { cases: 1, items: 4 } });
 * assert.equal(clean.items.score, null);
 * assert.deepEqual([clean.items.low, clean.items.high], [0, 1]);
 * assert.equal(clean.outcomes.not_run, 4);
 * ```
 */
export function cleanSummary(
  results: readonly Result[],
  { planned }: CleanSummaryOptions,
): CleanSummary {
  const grades = results.flatMap((result) => result.grades);
  const missing = planned.items - grades.length;
  if (missing < 0 || results.length > planned.cases) {
    throw new RangeError(
      `${results.length} cases with ${grades.length} items, but only ${planned.cases} with ${planned.items} were planned`,
    );
  }
  const withPoints = results.some(({ case: c }) => c.items.some(({ points }) => points !== null))
    ? readPoints(results, planned.cases)
    : null;
  return {
    items: rate(results.flatMap(itemScores), planned.items),
    cases: withPoints?.cases ?? rate(results.map(decidedScore), planned.cases),
    points: withPoints?.points ?? null,
    outcomes: countOutcomes(grades, missing),
    baselines: baselines(results),
    disagreements: results.flatMap((result) =>
      result.grades.filter(({ extracted, official }) => extracted !== official.extracted).map((
        grade,
      ) => ({
        case_id: result.case.id,
        trial: result.trial,
        item: grade.item,
        official: grade.official.extracted,
        strict: grade.extracted,
        expected: grade.expected,
      }))
    ),
  };
}

function countOutcomes(grades: readonly Grade[], missing: number): Record<Outcome, number> {
  const counts: Record<Outcome, number> = {
    not_run: missing,
    skipped: 0,
    failed: 0,
    media_missing: 0,
    context_cut: 0,
    ungraded: 0,
    refused: 0,
    empty: 0,
    truncated: 0,
    unreadable: 0,
    graded: 0,
  };
  for (const { outcome } of grades) counts[outcome]++;
  return counts;
}

/** Sum, denominator, coverage and bounds of scores of which null ones are unknown. */
function rate(scores: readonly (number | null)[], planned: number): CleanRate {
  const known = scores.filter((score) => score !== null);
  const right = known.reduce((sum, score) => sum + score, 0);
  const share = (value: number, of: number) => (of === 0 ? null : value / of);
  return {
    right,
    n: known.length,
    planned,
    score: share(right, known.length),
    coverage: share(known.length, planned),
    low: share(right, planned),
    high: share(right + planned - known.length, planned),
  };
}

function itemScores({ case: c, grades }: Result): readonly (number | null)[] {
  const points = new Map(c.items.map((item) => [item.id, item.points]));
  return grades.map((grade) => favour(grade, points.get(grade.item) ?? null));
}

/** 1 or 0 once a case is decided, null while it is open. */
function decidedScore(result: Result): number | null {
  const { low, high } = caseScore(result);
  return low === high ? low : null;
}

function baselines(results: readonly Result[]): CleanSummary["baselines"] {
  const items = results.flatMap((result) => result.case.items);
  const keys = items.map(({ expected }) => expected).filter((expected) => expected !== null);
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const [best] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const offered = items.map(({ optionCount }) => optionCount).filter((count) => count !== null);
  return {
    constant: best === undefined ? null : { answer: best[0], accuracy: best[1] / keys.length },
    key_distribution: keys.length === 0
      ? null
      : [...counts.values()].reduce((sum, count) => sum + (count / keys.length) ** 2, 0),
    uniform: offered.length === 0
      ? null
      : offered.reduce((sum, count) => sum + 1 / count, 0) / offered.length,
  };
}
