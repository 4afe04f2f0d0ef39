import type { Run } from "../types.ts";
import { buildFrame } from "./build_frame.ts";
import { caseRows } from "./_case_rows.ts";
import { describeRow } from "./_describe_row.ts";
import type { Frame } from "./frame.ts";
import { questionRows } from "./_question_rows.ts";
import { VERDICT_COLUMNS, type VerdictRow } from "./_verdict_columns.ts";
import { withoutPrivateText } from "./_without_private_text.ts";

/**
 * One row per criterion, judge and repetition: each single judgement, those without a verdict too.
 *
 * Columns: `frameSchema("verdicts")`. A criterion that nobody judged has no rows; `criteriaFrame` has one for each.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { verdictsFrame } from "@rounds/rounds";
 *
 * const verdicts = verdictsFrame([]);
 * assert.equal(verdicts.height, 0);
 * assert.ok(verdicts.columns.includes("repeat"));
 * ```
 */
export function verdictsFrame(runs: readonly Run[]): Frame {
  const rows = questionRows(caseRows(runs)).flatMap((row): readonly VerdictRow[] => {
    const list = row.grade.detail["verdicts"];
    return (Array.isArray(list) ? list : []).flatMap((verdict: unknown) =>
      isFields(verdict) ? [{ ...row, verdict }] : []
    );
  });
  return buildFrame(
    { name: "verdicts", columns: withoutPrivateText(VERDICT_COLUMNS), describeRow },
    rows,
  );
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
