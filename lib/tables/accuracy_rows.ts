import type { Frame } from "../frames/frame.ts";
import type { AccuracyRow, Reading } from "./accuracy_row.ts";
import { accuracyOf } from "./_accuracy_of.ts";
import { codedColumn, numberColumn } from "./_coded_column.ts";
import { groupRows } from "./_group_rows.ts";
import { plannedOf } from "./_planned_of.ts";

/** What to estimate, and on which reading. */
export interface AccuracyOptions {
  /** Column or columns to group by, within each run; none gives one row a run. */
  readonly by?: string | readonly string[];
  /** Default `clean`. */
  readonly reading?: Reading;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/**
 * Accuracy per run and group as plain rows, and the columns they are grouped by; `accuracyTable` makes a frame of them.
 *
 * Same errors as `accuracyTable`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { accuracyRows, questionsFrame } from "@rounds/rounds";
 *
 * assert.deepEqual(accuracyRows(questionsFrame([]), { by: "position" }), { rows: [], by: ["position"] });
 * ```
 */
export function accuracyRows(
  frame: Frame,
  options: AccuracyOptions = {},
): { readonly rows: readonly AccuracyRow[]; readonly by: readonly string[] } {
  const { by = [], reading = "clean", level = 0.95 } = options;
  const grouped = groupRows(frame, { by: [by].flat() });
  const rows = accuracyOf(grouped.groups, {
    score: numberColumn(frame, reading === "clean" ? "score" : "official_score"),
    outcome: codedColumn(frame, "outcome"),
    caseOf: codedColumn(frame, "case_id").codes,
    points: frame.columns.includes("points") ? numberColumn(frame, "points") : null,
    plannedOf: (rows) => plannedOf(frame, { row: rows[0] ?? 0, rows: rows.length, by: grouped.by }),
    byPoints: frame.columns.includes("unclipped_score")
      ? numberColumn(frame, "unclipped_score")
      : null,
    hasItems: frame.columns.includes("item"),
    reading,
    level,
  });
  return { rows, by: grouped.by };
}
