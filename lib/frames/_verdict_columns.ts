import type { Column } from "./column.ts";
import { CRITERION_ITEM_COLUMNS } from "./_criterion_columns.ts";
import { IDENTITY_COLUMNS } from "./_identity_columns.ts";
import type { QuestionRow } from "./_question_rows.ts";

/** A single judgement of a criterion: what a row of `verdictsFrame` reads from. */
export interface VerdictRow extends QuestionRow {
  /** As the result file keeps it. */
  readonly verdict: Readonly<Record<string, unknown>>;
}

const text = (name: string) => ({ verdict }: VerdictRow) => {
  const value = verdict[name];
  return typeof value === "string" ? value : null;
};

const integer = (name: string) => ({ verdict }: VerdictRow) => {
  const value = verdict[name];
  return Number.isSafeInteger(value) ? value : null;
};

/** Every column of `verdictsFrame`, in order. */
export const VERDICT_COLUMNS: readonly Column<VerdictRow>[] = [
  ...IDENTITY_COLUMNS,
  ...CRITERION_ITEM_COLUMNS,
  {
    name: "judge",
    type: "string",
    description: "The judging model",
    read: text("judge"),
  },
  {
    name: "repeat",
    type: "integer",
    description: "Which judgement of this judge on this criterion, from 1",
    read: integer("repeat"),
  },
  {
    name: "met",
    type: "boolean",
    description: "The verdict; null when the judge gave none",
    read: ({ verdict }) => typeof verdict["met"] === "boolean" ? verdict["met"] : null,
  },
  {
    name: "status",
    type: "string",
    description:
      "How the judgement ended: read, unreadable (no reply could be read), failed (the call)",
    read: text("status"),
  },
  {
    name: "reason",
    type: "string",
    isCaseText: true,
    description: "Why there is no verdict; null when there is one",
    read: text("reason"),
  },
  {
    name: "evidence",
    type: "string",
    isCaseText: true,
    description: "Passage of the answer the judge cites; null when it cites none",
    read: text("evidence"),
  },
  {
    name: "attempts",
    type: "integer",
    description: "Calls made; null when unknown",
    read: integer("attempts"),
  },
  {
    name: "input_tokens",
    type: "integer",
    description: "Prompt tokens of all calls as reported; null when not",
    read: integer("input_tokens"),
  },
  {
    name: "output_tokens",
    type: "integer",
    description: "Completion tokens of all calls as reported; null when not",
    read: integer("output_tokens"),
  },
  {
    name: "cost_usd",
    type: "number",
    description: "Price, US dollars; null when no price is known",
    read: ({ verdict }) => Number.isFinite(verdict["cost_usd"]) ? verdict["cost_usd"] : null,
  },
  {
    name: "served_model",
    type: "string",
    description: "The model the judge's endpoint says it served; null when it does not say",
    read: text("served_model"),
  },
];
