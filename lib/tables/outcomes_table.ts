import { buildFrame } from "../frames/build_frame.ts";
import type { Column } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import { OUTCOMES } from "../graders/outcomes.ts";
import { countOutcomes } from "./_count_outcomes.ts";
import { RUN_COLUMN, RUN_KEY_COLUMNS } from "./_accuracy_columns.ts";
import type { RunKey } from "./accuracy_row.ts";
import { codedColumn, numberColumn } from "./_coded_column.ts";
import { groupColumns } from "./_group_columns.ts";
import { cell } from "./_frame_cell.ts";
import { groupRows, type RowGroup } from "./_group_rows.ts";
import { plannedOf } from "./_planned_of.ts";

/** How to split the counts. */
export interface OutcomesTableOptions {
  /** Column or columns to group by, within each run; none gives one row a run. */
  readonly by?: string | readonly string[];
}

/**
 * How many questions (or cases) of every run ended in each outcome; the counts of a row add up to `planned`.
 *
 * Cases that an interrupted run never finished have no rows in a frame, `unfinished_cases` says how many they are: of a
 * whole run they count as `not_run`; of a part of one (a chapter, a position) nobody knows how many are of it, so
 * `planned` and `coverage` are null. Throws `RangeError` for a column the frame does not have.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { outcomesTable, questionsFrame } from "@rounds/rounds";
 *
 * assert.ok(outcomesTable(questionsFrame([])).columns.includes("media_missing"));
 * ```
 */
export function outcomesTable(frame: Frame, options: OutcomesTableOptions = {}): Frame {
  const { groups, by } = groupRows(frame, { by: [options.by ?? []].flat() });
  const { codes, values } = codedColumn(frame, "outcome");
  const scores = numberColumn(frame, "score");
  const points = frame.columns.includes("points") ? numberColumn(frame, "points") : null;
  // Criteria of negative points name errors: not met is right.
  const isRight = (row: number): boolean =>
    points !== null && (points[row] ?? 0) < 0
      ? scores[row] === 0 && values[codes[row] ?? 0] === "graded"
      : scores[row] === 1;
  const unitOf = (row: number): string =>
    !frame.columns.includes("item")
      ? "case"
      : points !== null && !Number.isNaN(points[row] ?? NaN)
      ? "criterion"
      : "question";
  const rows = groups.map((group): OutcomesRow => {
    const { planned, absent, warning } = plannedOf(frame, {
      row: group.rows[0] ?? 0,
      rows: group.rows.length,
      by,
    });
    const notRun = Array<string>(absent).fill("not_run");
    const ended = group.rows.map((row) => String(values[codes[row] ?? 0]));
    return {
      ...group,
      ...group.run,
      planned,
      warning,
      unit: unitOf(group.rows[0] ?? 0),
      benchmark: textOrNull(cell(frame, { name: "benchmark", row: group.rows[0] ?? 0 })),
      counts: countOutcomes([...ended, ...notRun], { order: OUTCOMES }).counts,
      known: group.rows.filter((row) => !Number.isNaN(scores[row])).length,
      right: group.rows.filter(isRight).length,
      unfinished: Number(cell(frame, { name: "unfinished_cases", row: group.rows[0] ?? 0 }) ?? 0),
    };
  });
  const columns = [
    RUN_COLUMN,
    ...groupColumns(frame, { by }),
    ...COUNT_COLUMNS,
    ...RUN_KEY_COLUMNS,
  ];
  const describeRow = (row: OutcomesRow): string => `${row.run}, ${row.group}`;
  return buildFrame({ name: "outcomes", columns, describeRow }, rows);
}

interface OutcomesRow extends Omit<RowGroup, "run">, RunKey {
  readonly planned: number | null;
  readonly warning: string | null;
  readonly counts: ReadonlyMap<string, number>;
  readonly known: number;
  readonly right: number;
  readonly unfinished: number;
  readonly unit: string;
  readonly benchmark: string | null;
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

const COUNT_COLUMNS: readonly Column<OutcomesRow>[] = [
  {
    name: "planned",
    type: "integer",
    description: "Questions or cases planned; the outcomes add up to them; null when unknown",
    read: (row) => row.planned,
  },
  ...OUTCOMES.map((outcome): Column<OutcomesRow> => ({
    name: outcome,
    type: "integer",
    description: `Of these with outcome ${outcome}`,
    read: (row) => row.counts.get(outcome) ?? 0,
  })),
  {
    name: "right",
    type: "integer",
    description: "Of these graded and right; a criterion of negative points is right when not met",
    read: (row) => row.right,
  },
  {
    name: "coverage",
    type: "number",
    description: "Share of the planned whose score is known; null when that is unknown",
    read: (row) => row.planned ? row.known / row.planned : null,
  },
  {
    name: "unfinished_cases",
    type: "integer",
    description:
      "Planned cases of the run that are not in the frame; among not_run where planned is known",
    read: (row) => row.unfinished,
  },
  {
    name: "warnings",
    type: "string",
    description: "What is missing or unknown, and why; null when nothing is",
    read: (row) => row.warning,
  },
  {
    name: "term",
    type: "string",
    description: "What the rows are grouped by",
    read: (row) => row.term,
  },
  { name: "group", type: "string", description: "The group, as text", read: (row) => row.group },
  {
    name: "unit",
    type: "string",
    description: "What is counted: question, criterion (an item with points) or case",
    read: (row) => row.unit,
  },
  {
    name: "benchmark",
    type: "string",
    description: "Benchmark name; null when the frame does not say",
    read: (row) => row.benchmark,
  },
];
