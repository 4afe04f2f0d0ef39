import type { RatedCriterion } from "./_rated_criteria.ts";

/** One answer scored by the judge and by people, on the same criteria. */
export interface AnswerScores {
  /** Its criteria. */
  readonly criteria: readonly RatedCriterion[];
  /** The judge's score; null when a verdict is missing or there are no positive points. */
  readonly judge: number | null;
  /** Score of each person who rated every criterion. */
  readonly people: ReadonlyMap<string, number>;
  /** Mean of those; null when nobody rated every criterion. */
  readonly physician: number | null;
}

/**
 * Scores of every answer: points of the criteria met over its positive points, clipped to [0,1] as the clean reading does.
 */
export function answerScores(criteria: readonly RatedCriterion[]): readonly AnswerScores[] {
  const answers = Map.groupBy(
    criteria,
    ({ run, caseId, trial }) => JSON.stringify([run.run_id, caseId, trial]),
  );
  return [...answers.values()].map((own) => {
    const raters = new Set(own.flatMap(({ ratings }) => [...ratings.keys()]));
    const people = new Map([...raters].flatMap((rater) => {
      const score = scoreOf(own, (criterion) => criterion.ratings.get(rater) ?? null);
      return score === null ? [] : [[rater, score] as const];
    }));
    const scores = [...people.values()];
    return {
      criteria: own,
      judge: scoreOf(own, ({ judged }) => judged),
      people,
      physician: scores.length === 0
        ? null
        : scores.reduce((sum, score) => sum + score, 0) / scores.length,
    };
  });
}

/** Points met over positive points, clipped; null when a verdict is missing or nothing is worth points. */
export function scoreOf<Row extends { readonly points: number }>(
  criteria: readonly Row[],
  met: (criterion: Row) => number | null,
): number | null {
  const positive = criteria.reduce((sum, { points }) => sum + Math.max(0, points), 0);
  let earned = 0;
  for (const criterion of criteria) {
    const verdict = met(criterion);
    if (verdict === null) return null;
    earned += criterion.points * verdict;
  }
  return positive === 0 ? null : Math.min(1, Math.max(0, earned / positive));
}
