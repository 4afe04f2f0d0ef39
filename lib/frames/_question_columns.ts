import type { CaseRow } from "./_case_rows.ts";
import type { Column } from "./column.ts";
import { furtherCaseTags } from "./_further_case_tags.ts";
import { CASE_TAG_COLUMNS, IDENTITY_COLUMNS } from "./_identity_columns.ts";
import type { QuestionRow } from "./_question_rows.ts";
import { tagColumns } from "./_tag_columns.ts";
import { TURN_COLUMNS } from "./_turn_columns.ts";

const ITEM_COLUMNS: readonly Column<QuestionRow>[] = [
  {
    name: "item",
    type: "string",
    description: "Id of the question, unique within its case",
    read: ({ item }) => item.id,
  },
  {
    name: "position",
    type: "integer",
    description: "Place of the question in its case, from 1",
    read: ({ item }) => item.position,
  },
  {
    name: "stage",
    type: "string",
    description: "Stage of care, the benchmark's own stage names; null when unknown",
    read: ({ item }) => item.tags["stage"] ?? null,
  },
  {
    name: "stage_text",
    type: "string",
    description: "Stage of care as the dataset words it; null when unknown",
    read: ({ item }) => item.tags["stage_text"] ?? null,
  },
  {
    name: "option_count",
    type: "integer",
    description: "Options offered; null where the question is not multiple choice",
    read: ({ item }) => item.optionCount,
  },
  {
    name: "points",
    type: "number",
    description:
      "Points of a rubric criterion, may be negative; null where every question counts one",
    read: ({ item }) => item.points,
  },
  {
    name: "images",
    type: "integer",
    description: "Images that belong to the question in the dataset, delivered or not",
    read: ({ item }) => item.labels["image"]?.length ?? 0,
  },
  {
    name: "tables",
    type: "integer",
    description: "Tables that belong to the question in the dataset",
    read: ({ item }) => item.labels["table"]?.length ?? 0,
  },
];

const GRADE_COLUMNS: readonly Column<QuestionRow>[] = [
  {
    name: "expected",
    type: "string",
    description: "The key: an option letter; null where there is none",
    read: ({ grade }) => grade.expected,
  },
  {
    name: "outcome",
    type: "string",
    description: "What became of the question; each has exactly one",
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
    name: "score",
    type: "number",
    description: "Clean reading, 0 to 1; null where the outcome leaves it unknown",
    read: ({ grade }) => grade.score,
  },
  {
    name: "strict_answer",
    type: "string",
    description: "Letter of the strict reading; null when it found none",
    read: ({ grade }) => grade.extracted,
  },
  {
    name: "letter_rule",
    type: "string",
    description:
      "Rule of the strict reading that found the letter; null when none did or the file does not say",
    read: ({ grade }) => textOrNull(grade.detail["letter_rule"]),
  },
  {
    name: "official_answer",
    type: "string",
    description: "Letter the reference evaluator reads; null when it reads none",
    read: ({ grade }) => grade.official.extracted,
  },
  {
    name: "official_correct",
    type: "boolean",
    description: "Right as the reference evaluator counts; what failed counts as wrong",
    read: ({ grade }) => grade.official.score >= 1,
  },
  {
    name: "official_score",
    type: "number",
    description: "Score as the reference evaluator counts, 0 to 1",
    read: ({ grade }) => grade.official.score,
  },
  {
    name: "official_error",
    type: "string",
    isCaseText: true,
    description: "Error the reference evaluator would store; null when none",
    read: ({ grade }) => grade.official.error,
  },
];

const REPLY_COLUMNS: readonly Column<QuestionRow>[] = [
  {
    name: "reply",
    type: "string",
    isCaseText: true,
    description: "The reply as it came, trimmed; null when there was none",
    read: ({ turn }) => turn?.reply?.content ?? null,
  },
  {
    name: "reasoning",
    type: "string",
    isCaseText: true,
    description: "The model's reasoning, kept apart; null when none",
    read: ({ turn }) => turn?.reply?.reasoning ?? null,
  },
];

/** Every declared column of `questionsFrame`, in order; tags the dataset has besides are appended to them. */
export const QUESTION_COLUMNS: readonly Column<QuestionRow>[] = [
  ...IDENTITY_COLUMNS,
  ...ITEM_COLUMNS,
  ...GRADE_COLUMNS,
  ...TURN_COLUMNS,
  ...CASE_TAG_COLUMNS,
];

/**
 * The columns of the questions of these cases: the declared ones, and one for every further tag of case or question.
 */
export function questionColumns(
  cases: readonly CaseRow[],
  options: { readonly replies: boolean },
): readonly Column<QuestionRow>[] {
  const declared = options.replies ? [...QUESTION_COLUMNS, ...REPLY_COLUMNS] : QUESTION_COLUMNS;
  const ofItems = tagColumns(
    cases.flatMap(({ result }) => result.case.items.map(({ tags }) => tags)),
    {
      tags: (row: QuestionRow) => row.item.tags,
      taken: declared.map((column) => column.name),
      covered: ["stage", "stage_text"],
      prefix: "item_",
      owner: "the question",
    },
  );
  return [...declared, ...ofItems, ...furtherCaseTags(cases, [...declared, ...ofItems])];
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
