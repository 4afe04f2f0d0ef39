import type { CleanPoints, CleanRate, Grade, Result } from "../types.ts";
import { caseScore } from "../graders/case_score.ts";

/** What the cases' clipped scores add up to, and what points add. */
export interface PointsReading {
  /** Mean of clipped case scores. */
  readonly cases: CleanRate;
  /** The rest. */
  readonly points: CleanPoints;
}

/** A criterion's points and what is known of it: 1 met, 0 not met, null unknown. */
interface Criterion {
  readonly points: number;
  readonly score: number | null;
}

/** Reads results whose items carry points; `planned` counts cases × trials. */
export function readPoints(results: readonly Result[], planned: number): PointsReading {
  const criteria = results.map(criteriaOf);
  const scores = results.map(caseScore);
  const open = planned - results.length;
  const clipped = scores.map(({ low, high }) => ({ low: clip(low), high: clip(high) }));
  const decided = clipped.filter(({ low, high }) => low === high);
  const known = scores.filter(({ low, high }) => low === high);
  const right = sum(decided.map(({ low }) => low));
  const all = criteria.flat();
  return {
    cases: {
      right,
      n: decided.length,
      planned,
      score: share(right, decided.length),
      coverage: share(decided.length, planned),
      low: share(sum(clipped.map(({ low }) => low)), planned),
      high: share(sum(clipped.map(({ high }) => high)) + open, planned),
    },
    points: {
      mean_unclipped: share(sum(known.map(({ low }) => low)), known.length),
      n: known.length,
      low_unclipped: open > 0 ? null : share(sum(scores.map(({ low }) => low)), planned),
      high_unclipped: open > 0 ? null : share(sum(scores.map(({ high }) => high)), planned),
      earned: pointsRate(all.filter(({ points }) => points > 0)),
      triggered: pointsRate(all.filter(({ points }) => points < 0)),
    },
  };
}

/** Whether an item speaks for the model: a criterion met, or a penalty that a judged answer avoided. */
export function favour(grade: Grade, points: number | null): number | null {
  if (grade.score === null || points === null || points >= 0) return grade.score;
  return grade.outcome === "graded" ? 1 - grade.score : 0;
}

function criteriaOf({ case: c, grades }: Result): readonly Criterion[] {
  const points = new Map(c.items.map((item) => [item.id, item.points ?? 0]));
  return grades.map(({ item, score }) => ({ points: points.get(item) ?? 0, score }));
}

function pointsRate(criteria: readonly Criterion[]): CleanRate {
  const weight = (list: readonly Criterion[]) => sum(list.map(({ points }) => Math.abs(points)));
  const known = criteria.filter(({ score }) => score !== null);
  const right = sum(known.map(({ points, score }) => Math.abs(points) * (score ?? 0)));
  const n = weight(known);
  const planned = weight(criteria);
  return {
    right,
    n,
    planned,
    score: share(right, n),
    coverage: share(n, planned),
    low: share(right, planned),
    high: share(right + planned - n, planned),
  };
}

function clip(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function share(value: number, of: number): number | null {
  return of === 0 ? null : value / of;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
