import type { Item, Run } from "../types.ts";
import { buildFrame } from "./build_frame.ts";
import { caseRows } from "./_case_rows.ts";
import type { Column } from "./column.ts";
import { describeRow } from "./_describe_row.ts";
import type { Frame } from "./frame.ts";
import { LABEL_COLUMNS, type LabelRow } from "./_label_columns.ts";
import { questionColumns } from "./_question_columns.ts";
import { type QuestionRow, questionRows } from "./_question_rows.ts";

/** Which labels of a question to spread. */
export interface LabelsFrameOptions {
  /**
   * Kind to the list of labels it is read from; default `{ image: "image_modality", table: "table_modality" }`, the
   * modality names. `{ image: "image", table: "table" }` gives the attachment types as the dataset words them, and a function any
   * other list; a list may name a label several times.
   */
  readonly labels?: Readonly<Record<string, LabelSource>>;
}

/** The name of a list among a question's labels, or a function that gives the list. */
export type LabelSource = string | ((item: Item) => readonly string[]);

/** Joins labels to questions; in no dataset's tags. */
const KEY = "__question";

/**
 * One row per question and label: the columns of `questionsFrame`, then kind, label and number of instances.
 *
 * A question has one row for each of its labels of a kind, and one with a null label where it has none of that kind, so
 * filter by `kind` before counting. Groups of labels overlap: their rows do not add up to the number of questions.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { labelsFrame } from "@rounds/rounds";
 *
 * assert.deepEqual(labelsFrame([]).columns.slice(-3), ["kind", "label", "n_instances"]);
 * ```
 */
export function labelsFrame(runs: readonly Run[], options: LabelsFrameOptions = {}): Frame {
  const lists = options.labels ?? { image: "image_modality", table: "table_modality" };
  const cases = caseRows(runs);
  const questions = questionRows(cases);
  const columns = questionColumns(cases, { replies: false });
  const numbers = new Map(questions.map((row, index) => [row, index]));
  const key: Column<QuestionRow> = {
    name: KEY,
    type: "integer",
    description: "Index of the question",
    read: (row) => numbers.get(row) ?? null,
  };
  const left = buildFrame({
    name: "labels",
    columns: [{ ...key, read: (row: LabelRow) => row.question }, ...LABEL_COLUMNS],
    describeRow: (row) => describeQuestion(questions[row.question]),
  }, questions.flatMap(({ item }, question) => labelRows(item, { question, lists })));
  const right = buildFrame(
    { name: "questions", columns: [key, ...columns], describeRow },
    questions,
  );
  const names = [...columns, ...LABEL_COLUMNS].map((column) => column.name);
  // Building the wide columns once and joining is several times faster than building them once per label.
  return left.join(right, { on: KEY, how: "left" }).select(...names);
}

function labelRows(
  item: Item,
  { question, lists }: {
    readonly question: number;
    readonly lists: Readonly<Record<string, LabelSource>>;
  },
): LabelRow[] {
  return Object.entries(lists).flatMap(([kind, source]): LabelRow[] => {
    const list = typeof source === "string" ? item.labels[source] ?? [] : source(item);
    const counts = new Map<string, number>();
    for (const label of list) counts.set(label, (counts.get(label) ?? 0) + 1);
    if (counts.size === 0) return [{ question, kind, label: null, instances: 0 }];
    return [...counts].map(([label, instances]) => ({ question, kind, label, instances }));
  });
}

function describeQuestion(row: QuestionRow | undefined): string {
  return row === undefined ? "unknown question" : describeRow(row);
}
