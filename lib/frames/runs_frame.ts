import type { Run } from "../types.ts";
import { buildFrame } from "./build_frame.ts";
import { caseRows } from "./_case_rows.ts";
import type { Frame } from "./frame.ts";
import { RUN_COLUMNS } from "./_run_columns.ts";

/**
 * One row per run: its settings, what it planned, what became of it in the clean reading, and what it cost.
 *
 * Columns: `frameSchema("runs")`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { runsFrame } from "@rounds/rounds";
 *
 * assert.equal(runsFrame([]).columns[0], "run_id");
 * ```
 */
export function runsFrame(runs: readonly Run[]): Frame {
  caseRows(runs);
  const describeRow = (run: Run): string => `run ${run.id}, ${run.file ?? "not saved"}`;
  return buildFrame({ name: "runs", columns: RUN_COLUMNS, describeRow }, runs);
}
