import type { CaseRow } from "./_case_rows.ts";
import type { Column } from "./column.ts";
import { furtherCaseTags } from "./_further_case_tags.ts";
import { CASE_TAG_COLUMNS, IDENTITY_COLUMNS } from "./_identity_columns.ts";
import type { QuestionRow } from "./_question_rows.ts";

/** What a criterion is. */
export const CRITERION_ITEM_COLUMNS: readonly Column<QuestionRow>[] = [
  {
    name: "item",
    type: "string",
    description: "Id of the criterion, unique within its case",
    read: ({ item }) => item.id,
  },
  {
    name: "position",
    type: "integer",
    description: "Place of the criterion in its rubric, from 1",
    read: ({ item }) => item.position,
  },
  {
    name: "criterion",
    type: "string",
    isCaseText: true,
    description:
      "What the criterion asks for, or the error it names; null when the file does not say",
    read: ({ item }) => item.tags["criterion"] ?? null,
  },
  {
    name: "points",
    type: "number",
    description: "Points when it is met; negative for an error",
    read: ({ item }) => item.points,
  },
];

const GRADE_COLUMNS: readonly Column<QuestionRow>[] = [
  {
    name: "axis",
    type: "string",
    description: "Axis of quality the criterion belongs to; null when unknown",
    read: ({ item }) => item.tags["axis"] ?? null,
  },
  {
    name: "outcome",
    type: "string",
    description: "What became of the criterion; each has exactly one",
    read: ({ grade }) => grade.outcome,
  },
  {
    name: "reason",
    type: "string",
    isCaseText: true,
    description: "Why the outcome is not graded; null when it is",
    read: ({ grade }) => grade.reason,
  },
  {
    name: "met",
    type: "boolean",
    description:
      "The verdict: for a negative criterion met is an error committed; null without a verdict",
    read: ({ grade }) => grade.outcome === "graded" ? grade.score === 1 : null,
  },
  {
    name: "score",
    type: "number",
    description: "Clean reading, 1 met, 0 not met or no answer to judge; null where it is unknown",
    read: ({ grade }) => grade.score,
  },
  {
    name: "earned",
    type: "number",
    description:
      "Points times score: what the criterion adds to its case; null where it is unknown",
    read: ({ item, grade }) =>
      grade.score === null ? null : grade.score === 0 ? 0 : (item.points ?? 0) * grade.score,
  },
  {
    name: "official_score",
    type: "number",
    description: "1 or 0 as the reference counts, which takes what is unknown for 0",
    read: ({ grade }) => grade.official.score,
  },
  {
    name: "judge",
    type: "string",
    description: "Who judged; a panel's names joined; null when nobody did",
    read: ({ grade }) => textOrNull(grade.detail["judge"]),
  },
  {
    name: "judge_status",
    type: "string",
    description: "How the judgement ended: read, unreadable, failed, tied; null when nobody judged",
    read: ({ grade }) => textOrNull(grade.detail["judge_status"]),
  },
  {
    name: "evidence",
    type: "string",
    isCaseText: true,
    description: "Passage of the answer the judge cites; null when it cites none",
    read: ({ grade }) => textOrNull(grade.detail["evidence"]),
  },
  {
    name: "evidence_found",
    type: "boolean",
    description: "Whether that passage stands in the answer; null when none is cited",
    read: ({ grade }) =>
      textOrNull(grade.detail["evidence"]) === null
        ? null
        : Array.isArray(grade.detail["evidence_span"]),
  },
  {
    name: "judgements",
    type: "integer",
    description: "Single judgements behind it, repetitions and panel members counted",
    read: ({ grade }) =>
      Array.isArray(grade.detail["verdicts"]) ? grade.detail["verdicts"].length : 0,
  },
];

/** Every declared column of `criteriaFrame`, in order; tags the dataset has besides are appended to them. */
export const CRITERION_COLUMNS: readonly Column<QuestionRow>[] = [
  ...IDENTITY_COLUMNS,
  ...CRITERION_ITEM_COLUMNS,
  ...GRADE_COLUMNS,
  ...CASE_TAG_COLUMNS,
];

/** The columns of the criteria of these cases: the declared ones, and one for every further tag of the case. */
export function criterionColumns(cases: readonly CaseRow[]): readonly Column<QuestionRow>[] {
  return [...CRITERION_COLUMNS, ...furtherCaseTags(cases, CRITERION_COLUMNS)];
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
