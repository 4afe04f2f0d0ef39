import type { Run } from "../types.ts";
import { buildFrame } from "./build_frame.ts";
import { CASE_COLUMNS } from "./_case_columns.ts";
import { caseRows } from "./_case_rows.ts";
import { describeRow } from "./_describe_row.ts";
import type { Frame } from "./frame.ts";
import { furtherCaseTags } from "./_further_case_tags.ts";

/**
 * One row per run, case and trial: whether the case is right in both readings, the outcomes of its questions, and what
 * it cost.
 *
 * Columns: `frameSchema("cases")`, then one per further tag of the dataset. Where the reference evaluator's summary counts
 * a case in a group that its tag does not name (nothing is known, or in other letters) a tag `official_…` does.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { casesFrame } from "@rounds/rounds";
 *
 * assert.equal(casesFrame([]).height, 0);
 * ```
 */
export function casesFrame(runs: readonly Run[]): Frame {
  const cases = caseRows(runs);
  const columns = [...CASE_COLUMNS, ...furtherCaseTags(cases, CASE_COLUMNS)];
  return buildFrame({ name: "cases", columns, describeRow }, cases);
}
