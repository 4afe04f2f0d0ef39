import type { Grade, Result } from "../types.ts";

/** A case's score with what its unknown items leave open. Where nothing is unknown, `low` equals `high`. */
export interface CaseScore {
  /** Every unknown item at its worst. */
  readonly low: number;
  /** Every unknown item at its best. */
  readonly high: number;
  /** As the reference evaluator counts the same replies. */
  readonly official: number;
}

/**
 * The score of a case from the grades of its items. Items without points: 1 when every item is right, 0 as soon as one is
 * wrong. Items with points: points of the criteria met over the positive points, not clipped (a penalty may make it
 * negative), 0 where there are no positive points; an unknown positive criterion can only raise it, an unknown negative
 * one only lower it.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { caseScore, type Grade } from "@rounds/rounds";
 *
 * const item = { position: 1, expected: null, optionCount: null, tags: {}, labels: {} };
 * const grade = (item: string, score: number | null): Grade => ({
 *   item, score, metric: "criterion", outcome: score === null ? "ungraded" : "graded", reason: null, expected: null,
 *   extracted: null, official: { extracted: null, score: score ?? 0, error: null }, turn: 0, detail: {},
 * });
 * const c = { id: "1", line: 1, tags: {}, items: [{ ...item, id: "a", points: 10 }, { ...item, id: "b", points: -5 }] };
 * assert.deepEqual(caseScore({ case: c, grades: [grade("a", 1), grade("b", null)] }), {
 *   low: 0.5,
 *   high: 1,
 *   official: 1,
 * });
 * ```
 */
export function caseScore({ case: c, grades }: Pick<Result, "case" | "grades">): CaseScore {
  if (c.items.every(({ points }) => points === null)) return allOrNothing(grades);
  const points = new Map(c.items.map((item) => [item.id, item.points ?? 0]));
  const criteria = grades.map(({ item, score, official }) => ({
    points: points.get(item) ?? 0,
    score,
    official: official.score,
  }));
  const positive = criteria.reduce((sum, criterion) => sum + Math.max(criterion.points, 0), 0);
  if (positive === 0) return { low: 0, high: 0, official: 0 };
  const over = (value: (criterion: (typeof criteria)[number]) => number) =>
    criteria.reduce((sum, criterion) => sum + criterion.points * value(criterion), 0) / positive;
  return {
    low: over(({ points, score }) => score ?? Number(points < 0)),
    high: over(({ points, score }) => score ?? Number(points > 0)),
    official: over(({ official }) => official),
  };
}

function allOrNothing(grades: readonly Grade[]): CaseScore {
  const wrong = grades.some(({ score }) => score !== null && score < 1);
  const right = grades.length > 0 && grades.every(({ score }) => score === 1);
  const official = grades.length > 0 && grades.every(({ official }) => official.score >= 1);
  return { low: Number(right), high: Number(!wrong), official: Number(official) };
}
