import { buildFrame } from "../frames/build_frame.ts";
import type { Frame } from "../frames/frame.ts";
import { type AccuracyOptions, accuracyRows } from "./accuracy_rows.ts";
import { ACCURACY_COLUMNS, RUN_COLUMN, RUN_KEY_COLUMNS } from "./_accuracy_columns.ts";
import type { AccuracyRow } from "./accuracy_row.ts";
import { groupColumns } from "./_group_columns.ts";

/**
 * Accuracy of every run, by any column or several: value, interval, denominator, coverage, bounds and outcome counts.
 *
 * `frame` is a `questionsFrame`, `labelsFrame` or `casesFrame`, or a filtered or stacked one. Proportions are in [0,1].
 * The interval is Wilson's on the effective sample size, clustered by case (`clusteredMean`); for cases that stand alone
 * it is Wilson's on cases, and for case scores by points a t interval (Wilson's on cases where they do not vary). Groups
 * of fewer than 20 cases are flagged, and a group with nothing to count has null values and a warning. Of a run that is not
 * finished coverage and bounds are over everything planned; in groups of it, where nobody knows what else they would hold,
 * they are null. Inside a run numbers and dates rise, the unknown one last, stages stand in the order of care, and other
 * groups in that of their size. Every row says how its run differs from the first besides the model (`unlike`) and how
 * much of it is there (`partial`); figures say so first of all. In a frame with labels of several kinds `label` implies
 * `kind`. Throws `RangeError` for a column the frame does not have, for a level outside (0,1), and where a group would
 * count a question twice.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { accuracyTable, questionsFrame } from "@rounds/rounds";
 *
 * const table = accuracyTable(questionsFrame([]), { by: ["stage", "rarity"] });
 * assert.deepEqual(table.columns.slice(0, 6), ["run", "stage", "rarity", "value", "lo", "hi"]);
 * ```
 */
export function accuracyTable(frame: Frame, options: AccuracyOptions = {}): Frame {
  const { rows, by } = accuracyRows(frame, options);
  const columns = [
    RUN_COLUMN,
    ...groupColumns(frame, { by }),
    ...ACCURACY_COLUMNS,
    ...RUN_KEY_COLUMNS,
  ];
  const describeRow = (row: AccuracyRow): string => `${row.run}, ${row.term} ${row.group}`;
  return buildFrame({ name: "accuracy", columns, describeRow }, rows);
}
