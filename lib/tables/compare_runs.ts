import { buildFrame } from "../frames/build_frame.ts";
import type { Column, ColumnType } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import type { CompareRow } from "./compare_row.ts";
import { type CompareOptions, compareRows } from "./compare_rows.ts";
import { groupColumns } from "./_group_columns.ts";
import { SHARED_COLUMNS } from "./_shared_notes.ts";

/**
 * Runs compared pair by pair: the difference on the questions (or cases) valid in both, its interval and corrected p.
 *
 * `frame` is a `questionsFrame`, `casesFrame` or `labelsFrame` (by `label`), or a filtered or stacked one; trials of a
 * question count as their mean. Questions: the paired difference with CR1 errors clustered by case and t(G-1)
 * (`pairedDifference`), p of the exact cluster sign-flip test. Cases: McNemar's mid-p with Tango's interval. `lo` and
 * `hi` are of each row by itself, `lo_simultaneous` and `hi_simultaneous` hold for all rows at once. What is not valid in both runs is left out as a pair and counted in `n_excluded`. Two runs that differ in benchmark, dataset,
 * condition, prompts or judges are refused by a `RangeError` that names the differences, unless `acrossDifferences` is
 * true. Fewer than two runs give no rows. Throws `RangeError` too for a missing column, an unknown baseline, and a run
 * that is stacked twice.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { compareRuns, questionsFrame } from "@rounds/rounds";
 *
 * const table = compareRuns(questionsFrame([]), { measure: "case", by: "rarity" });
 * assert.deepEqual(table.columns.slice(0, 6), ["a", "b", "rarity", "value", "lo", "hi"]);
 * ```
 */
export function compareRuns(frame: Frame, options: CompareOptions = {}): Frame {
  const { rows, by } = compareRows(frame, options);
  const columns: Column<CompareRow>[] = [
    column("a", "string", "The first run"),
    column("b", "string", "The second run"),
    ...groupColumns(frame, { by }),
    ...COLUMNS,
  ];
  const describeRow = (row: CompareRow): string => `${row.a} against ${row.b}, ${row.group}`;
  return buildFrame({ name: "comparison", columns, describeRow }, rows);
}

/** What is read first in front. */
const COLUMNS: readonly Column<CompareRow>[] = [
  column("value", "number", "Accuracy of a less that of b, over what is valid in both"),
  column("lo", "number", "Lower limit of its interval"),
  column("hi", "number", "Upper limit of its interval"),
  column("p", "number", "Two-sided p that a and b are exchangeable within a case"),
  column("p_adj", "number", "The same, adjusted for all rows of the table"),
  column("lo_simultaneous", "number", "Lower limit that holds for all rows at once (Bonferroni)"),
  column("hi_simultaneous", "number", "Upper limit of the same"),
  column("a_value", "number", "Accuracy of a over the same questions or cases"),
  column("b_value", "number", "Accuracy of b over the same questions or cases"),
  column("a_only", "integer", "Where a scores higher: right where b is wrong"),
  column("b_only", "integer", "Where b scores higher"),
  column("n", "integer", "Questions or cases valid in both"),
  column("n_excluded", "integer", "Questions or cases not valid in both"),
  column("excluded_why", "string", "Counts of why; null when none"),
  column("mde", "number", "Smallest difference seen with 80 % power at two-sided 5 %, unadjusted"),
  column("warnings", "string", "What is missing, approximate or unlike, and why"),
  column("reading", "string", "clean or official"),
  column("unit", "string", "What is compared: question or case"),
  column("level", "number", "Confidence level of the interval"),
  column("se", "number", "Standard error of the difference, clustered by case"),
  column("df", "number", "Degrees of freedom"),
  column("clusters", "integer", "Cases that contribute"),
  column("n_eff", "number", "Effective number of independent questions or cases"),
  column("deff", "number", "Design effect"),
  column("se_unpaired", "number", "Standard error had a and b seen different cases"),
  column("correlation", "number", "Correlation of a and b over questions or cases"),
  column("method", "string", "Id of the method of value and interval"),
  column("variant", "string", "Variance estimator"),
  column("test", "string", "Id of the test"),
  column("adjust", "string", "How p was adjusted"),
  column("family", "string", "What it was adjusted for"),
  column("seed", "integer", "Seed, where a number comes from resampling"),
  column("term", "string", "What the rows are grouped by; all when by nothing"),
  column("group", "string", "The group, as text"),
  column("a_run_id", "string", "Id of the first run"),
  column("b_run_id", "string", "Id of the second run"),
  column("simulated", "boolean", "One of the two is a simulated model's"),
  ...SHARED_COLUMNS,
];

function column(
  name: Exclude<keyof CompareRow, "by">,
  type: ColumnType,
  description: string,
): Column<CompareRow> {
  return { name, type, description, read: (row) => row[name] };
}
