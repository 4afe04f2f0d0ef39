import type { Run } from "../types.ts";
import { buildFrame } from "./build_frame.ts";
import { caseRows } from "./_case_rows.ts";
import { criterionColumns } from "./_criterion_columns.ts";
import { describeRow } from "./_describe_row.ts";
import type { Frame } from "./frame.ts";
import { questionRows } from "./_question_rows.ts";
import { withoutPrivateText } from "./_without_private_text.ts";

/**
 * One row per run, case, trial and criterion of a rubric: what it asks for, its points, the verdict and its evidence.
 *
 * Columns: `frameSchema("criteria")`, then one per further tag of the dataset. Items without points are no criteria and
 * have no rows. Only cases that a run has finished have rows; `unfinished_cases` says how many are missing.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { criteriaFrame } from "@rounds/rounds";
 *
 * const criteria = criteriaFrame([]);
 * assert.equal(criteria.height, 0);
 * assert.ok(criteria.columns.includes("met"));
 * ```
 */
export function criteriaFrame(runs: readonly Run[]): Frame {
  const cases = caseRows(runs);
  const rows = questionRows(cases).filter(({ item }) => item.points !== null);
  return buildFrame({
    name: "criteria",
    columns: withoutPrivateText(criterionColumns(cases)),
    describeRow,
  }, rows);
}
