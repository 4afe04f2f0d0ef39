import { buildFrame } from "../frames/build_frame.ts";
import type { Column } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import { ACCURACY_COLUMNS, RUN_COLUMN, RUN_KEY_COLUMNS } from "./_accuracy_columns.ts";
import type { AccuracyRow } from "./accuracy_row.ts";
import { groupColumns } from "./_group_columns.ts";
import type { HeterogeneityOptions } from "./heterogeneity_table.ts";
import { shrinkRuns } from "./_shrink_runs.ts";

/**
 * `accuracyTable` with what each group's accuracy is after shrinkage towards the mean of its run: what a list of the best
 * and worst groups should be made of.
 *
 * `shrunk` is null, with `weight`, for a group without an interval and in a run with fewer than two groups. Same errors
 * as `heterogeneityTable`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { questionsFrame, shrunkenTable } from "@rounds/rounds";
 *
 * const table = shrunkenTable(questionsFrame([]), { by: "stage" });
 * assert.deepEqual(table.columns.slice(0, 5), ["run", "stage", "shrunk", "weight", "value"]);
 * ```
 */
export function shrunkenTable(frame: Frame, options: HeterogeneityOptions): Frame {
  const { runs, by } = shrinkRuns(frame, options);
  const rows = runs.flatMap(({ groups, fit }) =>
    groups.map((group, k): ShrunkenRow => ({
      ...group,
      shrunk: fit.rows[k]?.shrunk ?? null,
      weight: fit.rows[k]?.weight ?? null,
    }))
  );
  const columns = [
    RUN_COLUMN,
    ...groupColumns(frame, { by }),
    ...SHRUNKEN_COLUMNS,
    ...ACCURACY_COLUMNS,
    ...RUN_KEY_COLUMNS,
  ];
  const describeRow = (row: ShrunkenRow): string => `${row.run}, ${row.term} ${row.group}`;
  return buildFrame({ name: "shrunken", columns, describeRow }, rows);
}

interface ShrunkenRow extends AccuracyRow {
  readonly shrunk: number | null;
  readonly weight: number | null;
}

const SHRUNKEN_COLUMNS: readonly Column<ShrunkenRow>[] = [
  {
    name: "shrunk",
    type: "number",
    description: "Accuracy pulled towards the mean of the run's groups (DerSimonian-Laird)",
    read: (row) => row.shrunk,
  },
  {
    name: "weight",
    type: "number",
    description: "Weight of that mean, in [0,1]: 1 where groups do not differ beyond chance",
    read: (row) => row.weight,
  },
];
