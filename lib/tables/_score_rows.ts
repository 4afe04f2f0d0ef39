import type { Frame } from "../frames/frame.ts";
import type { Reading, RunKey } from "./accuracy_row.ts";
import {
  code,
  type CodedColumn,
  codedColumn,
  type JointCodes,
  jointCodes,
  numberColumn,
} from "./_coded_column.ts";
import { groupColumn, withKind } from "./_group_rows.ts";

/** Which scores to take out of a frame. */
export interface RunScoresOptions {
  /** What is compared. */
  readonly measure: "question" | "case" | undefined;
  /** Which reading. */
  readonly reading: Reading;
  /** Columns to group by. */
  readonly by: readonly string[];
}

/** Refuses a frame that lacks a column. */
export function requireColumns(frame: Frame, names: readonly string[]): void {
  const missing = names.filter((name) => !frame.columns.includes(name));
  if (missing.length === 0) return;
  throw new RangeError(
    `This frame has no column ${missing.map((name) => `"${name}"`).join(", ")}: expected a ` +
      `questionsFrame, labelsFrame or casesFrame; it has ${frame.columns.join(", ")}`,
  );
}

/** The rows of a frame as columns, each row with the unit, case and group it belongs to. */
export interface ScoreRows {
  /** The columns really grouped by. */
  readonly by: readonly string[];
  /** Id of the run. */
  readonly ids: CodedColumn;
  /** Units, and the first row of each. */
  readonly units: JointCodes;
  /** Id of the case. */
  readonly cases: CodedColumn;
  /** Groups, and the first row of each. */
  readonly groups: JointCodes;
  /** Repetition. */
  readonly trials: CodedColumn;
  /** Item; null where rows are cases. */
  readonly items: CodedColumn | null;
  /** Not-a-number where it is unknown. */
  readonly score: Float64Array;
  /** What became of the row. */
  readonly outcome: CodedColumn;
  /** What was read; null where the frame does not say. */
  readonly answer: CodedColumn | null;
}

/** Reads the rows of a frame. Throws `RangeError` where items carry negative points, or any and cases are wanted. */
export function readRows(
  frame: Frame,
  options: RunScoresOptions & {
    readonly scoreName: string;
    readonly hasItems: boolean;
    readonly measure: "question" | "case";
  },
): ScoreRows {
  const { height } = frame;
  const by = withKind(frame, options.by);
  const cases = codedColumn(frame, "case_id");
  const items = options.hasItems ? codedColumn(frame, "item") : null;
  const grouped = by.map((name) => groupColumn(frame, name));
  if (items !== null && frame.columns.includes("points")) {
    if (options.measure === "case" && frame.getColumn("points").nullCount() < height) {
      throw new RangeError("These items carry points, so no case is just right: give a casesFrame");
    }
    refuseNegativePoints(frame);
  }
  const answer = options.reading === "clean" ? "strict_answer" : "official_answer";
  const isQuestion = options.measure === "question" && items !== null;
  return {
    by,
    ids: codedColumn(frame, "run_id"),
    units: jointCodes([cases, ...(isQuestion ? [items] : []), ...grouped], height),
    cases,
    groups: jointCodes(grouped, height),
    trials: frame.columns.includes("trial") ? codedColumn(frame, "trial") : code(Array(height)),
    items,
    score: numberColumn(frame, options.scoreName),
    outcome: codedColumn(frame, "outcome"),
    answer: frame.columns.includes(answer) ? codedColumn(frame, answer) : null,
  };
}

/** Refuses items of negative points: who meets one has made an error, so their share is no accuracy. */
export function refuseNegativePoints(frame: Frame): void {
  if (!frame.columns.includes("item") || !frame.columns.includes("points")) return;
  if (!numberColumn(frame, "points").some((points) => points < 0)) return;
  throw new RangeError(
    "Some of these items carry negative points: meeting one is an error, so met is not right. " +
      "Give a casesFrame, whose scores count points, or the items with positive points only",
  );
}

/** Refuses a run that holds a unit twice in one trial: its counts would be wrong. */
export function refuseRepeats(
  runs: readonly RunKey[],
  { data, rows }: { readonly data: ScoreRows; readonly rows: number },
): void {
  const { ids, cases, trials, items, groups } = data;
  const group: CodedColumn = { codes: groups.codes, values: groups.first };
  const parts = [cases, group, ...(items === null ? [] : [items]), trials];
  const { codes, first } = jointCodes(parts, rows);
  // Rows of one run need not follow each other: they are gone through run by run.
  const seenIn = new Int32Array(first.length).fill(-1);
  for (const [place, of] of rowsOf(ids).entries()) {
    for (const row of of) {
      const code = codes[row] ?? 0;
      if (seenIn[code] !== place) {
        seenIn[code] = place;
        continue;
      }
      const run = runs[place];
      const at = (column: CodedColumn) => column.values[column.codes[row] ?? 0];
      const item = items === null ? "" : `, item ${at(items)}`;
      throw new RangeError(
        `${run?.run} (run ${run?.run_id}) holds case ${at(cases)}, trial ${
          at(trials)
        }${item} twice: ` +
          'stack each run once, and group a frame of labels by "label"',
      );
    }
  }
}

/** The rows of each value of a column, in order. */
export function rowsOf({ codes, values }: CodedColumn): readonly (readonly number[])[] {
  const rows = values.map((): number[] => []);
  for (let row = 0; row < codes.length; row++) rows[codes[row] ?? 0]?.push(row);
  return rows;
}
