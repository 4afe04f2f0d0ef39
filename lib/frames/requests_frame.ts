import type { Run } from "../types.ts";
import { buildFrame } from "./build_frame.ts";
import { caseRows } from "./_case_rows.ts";
import { describeRow } from "./_describe_row.ts";
import type { Frame } from "./frame.ts";
import { REQUEST_COLUMNS, type RequestRow } from "./_request_columns.ts";
import { withoutPrivateText } from "./_without_private_text.ts";

/**
 * One row per request: every turn of every conversation, and every single judgement of an answer.
 *
 * Columns: `frameSchema("requests")`. A request that was repeated is one row: `attempts` says how often it was made, the
 * other facts are those of its last attempt (result files keep no more). What a file does not hold is null.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { requestsFrame } from "@rounds/rounds";
 *
 * const requests = requestsFrame([]);
 * assert.equal(requests.height, 0);
 * assert.ok(requests.columns.includes("request_id"));
 * ```
 */
export function requestsFrame(runs: readonly Run[]): Frame {
  const rows = caseRows(runs).flatMap((row): readonly RequestRow[] => [
    ...row.result.turns.map((turn) => ({ ...row, turn, judged: null })),
    ...row.result.grades.flatMap(({ item, detail }) =>
      listOf(detail["verdicts"]).map((verdict) => ({
        ...row,
        turn: null,
        judged: { item, verdict },
      }))
    ),
  ]);
  return buildFrame(
    { name: "requests", columns: withoutPrivateText(REQUEST_COLUMNS), describeRow },
    rows,
  );
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
