import type { CaseRow } from "./_case_rows.ts";
import type { QuestionRow } from "./_question_rows.ts";

/**
 * Names a row's run, case, trial and question in messages.
 */
export function describeRow(row: DescribedRow): string {
  const question = row.item === undefined ? "" : `, question ${row.item.id}`;
  return `run ${row.run.id}, case ${row.result.case.id}, trial ${row.result.trial}${question}`;
}

/** The parts of a row that name it. */
export interface DescribedRow {
  /** The run. */
  readonly run: Pick<CaseRow["run"], "id">;
  /** The case and trial. */
  readonly result: {
    /** The case. */
    readonly case: Pick<CaseRow["result"]["case"], "id">;
    /** Repetition, from 1. */
    readonly trial: number;
  };
  /** The question, where a row is one. */
  readonly item?: Pick<QuestionRow["item"], "id">;
}
