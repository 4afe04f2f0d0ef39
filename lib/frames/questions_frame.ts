import type { Run } from "../types.ts";
import { buildFrame } from "./build_frame.ts";
import { caseRows } from "./_case_rows.ts";
import { describeRow } from "./_describe_row.ts";
import type { Frame } from "./frame.ts";
import { questionColumns } from "./_question_columns.ts";
import { questionRows } from "./_question_rows.ts";
import { withoutPrivateText } from "./_without_private_text.ts";

/** What to put into the frame besides the declared columns. */
export interface QuestionsFrameOptions {
  /** Adds `reply` and `reasoning`, what the model said; default false, for they are large. */
  readonly replies?: boolean;
}

/**
 * One row per run, case, trial and question: what was asked, what came back, how it was read and what it cost.
 *
 * Columns: `frameSchema("questions")`, then one per further tag of the dataset. Only cases that a run has finished have
 * rows; `unfinished_cases` says how many are missing. Where several questions share one turn (the criteria of a rubric)
 * the columns of the turn are null: sum them over `casesFrame` or `runsFrame`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { questionsFrame } from "@rounds/rounds";
 *
 * const questions = questionsFrame([]);
 * assert.equal(questions.height, 0);
 * assert.ok(questions.columns.includes("outcome"));
 * ```
 */
export function questionsFrame(
  runs: readonly Run[],
  options: QuestionsFrameOptions = {},
): Frame {
  const cases = caseRows(runs);
  const columns = withoutPrivateText(questionColumns(cases, { replies: options.replies ?? false }));
  return buildFrame({ name: "questions", columns, describeRow }, questionRows(cases));
}
