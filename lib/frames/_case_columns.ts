import type { Outcome } from "../types.ts";
import { caseScore } from "../graders/case_score.ts";
import type { CaseRow } from "./_case_rows.ts";
import type { Column } from "./column.ts";
import { effortColumns } from "./_effort_columns.ts";
import { CASE_TAG_COLUMNS, IDENTITY_COLUMNS } from "./_identity_columns.ts";
import { OUTCOMES } from "../graders/outcomes.ts";

const READING_COLUMNS: readonly Column<CaseRow>[] = [
  {
    name: "questions",
    type: "integer",
    description: "Questions planned in the case",
    read: ({ result }) => result.case.items.length,
  },
  {
    name: "outcome",
    type: "string",
    description:
      "graded once the case is decided, else the outcome of the first question that leaves it open",
    read: (row) => caseOutcome(row),
  },
  {
    name: "score",
    type: "number",
    description:
      "Clean reading: 1 when every question is right, 0 as soon as one is wrong; where criteria carry points, points met over positive points, clipped to [0,1]; null while it is open",
    read: decidedScore,
  },
  {
    name: "unclipped_score",
    type: "number",
    description: "The score by points before clipping; null while it is open or without points",
    read: (row) =>
      carriesPoints(row) && decidedScore(row) !== null ? caseScore(row.result).low : null,
  },
  {
    name: "right",
    type: "integer",
    description: "Questions right in the clean reading",
    read: ({ result }) => result.grades.filter((grade) => grade.score === 1).length,
  },
  {
    name: "official_correct",
    type: "boolean",
    description:
      "Every question right as the reference evaluator counts; null where criteria carry points",
    read: (row) => carriesPoints(row) ? null : caseScore(row.result).official === 1,
  },
  {
    name: "official_score",
    type: "number",
    description: "The same as 1 or 0; where criteria carry points, the unclipped case score",
    read: ({ result }) => caseScore(result).official,
  },
  {
    name: "official_right",
    type: "integer",
    description: "Questions right as the reference evaluator counts",
    read: ({ result }) => result.grades.filter((grade) => grade.official.score >= 1).length,
  },
  ...OUTCOMES.map((outcome): Column<CaseRow> => ({
    name: `n_${outcome}`,
    type: "integer",
    description: `Questions with outcome ${outcome}; these columns add up to questions`,
    read: ({ result }) => result.grades.filter((grade) => grade.outcome === outcome).length,
  })),
];

/** Every declared column of `casesFrame`, in order; tags the dataset has besides are appended to them. */
export const CASE_COLUMNS: readonly Column<CaseRow>[] = [
  ...IDENTITY_COLUMNS,
  ...READING_COLUMNS,
  ...effortColumns(({ result }: CaseRow) => result.turns),
  ...CASE_TAG_COLUMNS,
];

function carriesPoints({ result }: CaseRow): boolean {
  return result.case.items.some((item) => item.points !== null);
}

/** Null while the case is open; a score by points is clipped to [0,1] as the clean reading does. */
function decidedScore({ result }: CaseRow): number | null {
  const { low, high } = caseScore(result);
  return result.grades.length > 0 && low === high ? Math.min(1, Math.max(0, low)) : null;
}

function caseOutcome(row: CaseRow): Outcome {
  if (decidedScore(row) !== null) return "graded";
  const open = row.result.grades.find((grade) => grade.score === null);
  return open?.outcome ?? "graded";
}
