import type { Run } from "../types.ts";
import { caseScore } from "../graders/case_score.ts";
import { clusteredMean } from "../stats/uncertainty/clustered_mean.ts";
import { scoreEstimate } from "../tables/_score_estimate.ts";

/** Limits of an interval; null when it is not defined. */
export interface Limits {
  readonly lo: number | null;
  readonly hi: number | null;
}

/** 95% intervals of a run's clean accuracy; null where there are none. */
export interface CleanIntervals {
  readonly items: Limits | null;
  readonly cases: Limits | null;
}

/** Questions are clustered by case; cases are independent trials unless a case was answered several times. */
export function cleanIntervals(run: Run): CleanIntervals {
  const scores = run.results.flatMap(({ grades, case: c }) =>
    grades.map(({ score }) => ({ score, cluster: c.id }))
  );
  return {
    items: run.clean.points !== null ? null : clusteredMean({
      y: scores.map(({ score }) => score),
      cluster: scores.map(({ cluster }) => cluster),
    }),
    cases: caseInterval(run),
  };
}

function caseInterval({ results, clean: { cases, points } }: Run): Limits | null {
  if (cases.n === 0) return null;
  const { lo, hi } = scoreEstimate(
    results.map((result) => {
      const { low, high } = caseScore(result);
      return low === high ? Math.min(1, Math.max(0, low)) : null;
    }),
    {
      cluster: results.map(({ case: c }) => c.id),
      unit: points === null ? "case" : "case score",
    },
  );
  return { lo, hi };
}
