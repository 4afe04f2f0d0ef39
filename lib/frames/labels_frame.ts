import type { Item, Run } from "../types.ts";
import { caseRows } from "./_case_rows.ts";
import { describeRow } from "./_describe_row.ts";
import type { Frame } from "./frame.ts";
import { LABEL_COLUMNS, type LabelRow } from "./_label_columns.ts";
import { questionColumns } from "./_question_columns.ts";
import { type QuestionRow, questionRows } from "./_question_rows.ts";
import { type Cells, readCells } from "./_read_cells.ts";
import { spreadCells } from "./_spread_cells.ts";
import { toFrame } from "./_to_frame.ts";
import { withoutPrivateText } from "./_without_private_text.ts";

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

/**
 * One row per question and label: the columns of `questionsFrame`, then kind, label and number of instances.
 *
 * A question has one row for each of its labels of a kind, and one with a null label where it has none of that kind, so
 * filter by `kind` before counting. Groups of labels overlap: their rows do not add up to the number of questions. To
 * count attachments as a protocol does, give its own mapping as a function and sum up `n_instances`.
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
  const columns = withoutPrivateText(questionColumns(cases, { replies: false }));
  const questions = questionRows(cases);
  const rows = labelRows(questions, lists);
  // What a question says is read once, however many labels it has.
  const places = Uint32Array.from(rows, ({ question }) => question);
  const name = "labels";
  const ofQuestions = readCells({ name, columns, describeRow }, questions);
  const ofLabels = readCells({
    name,
    columns: LABEL_COLUMNS,
    describeRow: ({ question }) => nameOf(questions[question]),
  }, rows);
  return toFrame([...columns, ...LABEL_COLUMNS], {
    cells: cellsOf(spreadCells(ofQuestions, places), ofLabels),
    rows: rows.length,
  });
}

function* cellsOf(...parts: readonly Iterable<Cells>[]): Generator<Cells> {
  for (const part of parts) yield* part;
}

function labelRows(
  questions: readonly QuestionRow[],
  lists: Readonly<Record<string, LabelSource>>,
): LabelRow[] {
  const rows: LabelRow[] = [];
  const sources = Object.entries(lists);
  for (const [question, { item }] of questions.entries()) {
    for (const [kind, source] of sources) {
      const list = typeof source === "string" ? item.labels[source] ?? [] : source(item);
      for (const { label, instances } of labelsOf(list)) {
        rows.push({ question, kind, label, instances });
      }
    }
  }
  return rows;
}

function nameOf(question: QuestionRow | undefined): string {
  return question === undefined ? "no question" : describeRow(question);
}

const NO_LABEL: readonly Pick<LabelRow, "label" | "instances">[] = [{ label: null, instances: 0 }];

/** Each label with how often it stands in the list. */
function labelsOf(list: readonly string[]): readonly Pick<LabelRow, "label" | "instances">[] {
  const [first] = list;
  if (first === undefined) return NO_LABEL;
  if (list.length === 1) return [{ label: first, instances: 1 }];
  const counts = new Map<string, number>();
  for (const label of list) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].map(([label, instances]) => ({ label, instances }));
}
