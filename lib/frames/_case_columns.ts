import type { Outcome } from "../types.ts";
import type { CaseRow } from "./_case_rows.ts";
import type { Column } from "./column.ts";
import { effortColumns } from "./_effort_columns.ts";
import { CASE_TAG_COLUMNS, IDENTITY_COLUMNS } from "./_identity_columns.ts";
import { OUTCOMES } from "./_outcomes.ts";

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
      "Clean reading: 1 when every question is right, 0 as soon as one is wrong, null while it is open or where questions carry points",
    read: (row) => caseScore(row),
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
      "Every question right as the reference evaluator counts; null where questions carry points",
    read: (row) => carriesPoints(row) ? null : officialCorrect(row),
  },
  {
    name: "official_score",
    type: "number",
    description: "The same as 1 or 0",
    read: (row) => carriesPoints(row) ? null : Number(officialCorrect(row)),
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

function caseScore(row: CaseRow): number | null {
  const { grades } = row.result;
  if (carriesPoints(row) || grades.length === 0) return null;
  if (grades.some((grade) => grade.score !== null && grade.score < 1)) return 0;
  return grades.every((grade) => grade.score === 1) ? 1 : null;
}

function caseOutcome(row: CaseRow): Outcome {
  if (caseScore(row) !== null) return "graded";
  const open = row.result.grades.find((grade) => grade.score === null);
  return open?.outcome ?? "graded";
}

function officialCorrect({ result }: CaseRow): boolean {
  return result.grades.length > 0 && result.grades.every((grade) => grade.official.score >= 1);
}
