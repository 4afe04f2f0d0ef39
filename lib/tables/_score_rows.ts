import type { Frame } from "../frames/frame.ts";
import type { Reading, RunKey } from "./accuracy_row.ts";
import { groupValue, rowCodes, withKind } from "./_group_rows.ts";

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
  readonly by: readonly string[];
  readonly ids: readonly string[];
  readonly units: readonly number[];
  readonly caseCodes: readonly number[];
  readonly groupCodes: readonly number[];
  readonly trials: readonly unknown[];
  readonly items: readonly unknown[] | null;
  readonly caseIds: readonly unknown[];
  readonly score: readonly unknown[];
  readonly outcome: readonly unknown[];
  readonly answer: readonly unknown[] | null;
}

/** Reads the rows of a frame. Throws `RangeError` where items carry points and cases are wanted. */
export function readRows(
  frame: Frame,
  options: RunScoresOptions & {
    readonly scoreName: string;
    readonly hasItems: boolean;
    readonly measure: "question" | "case";
  },
): ScoreRows {
  const column = (name: string): unknown[] => frame.getColumn(name).toArray();
  const by = withKind(frame, options.by);
  const caseIds = column("case_id");
  const items = options.hasItems ? column("item") : null;
  const grouped = by.map((name) => column(name).map(groupValue));
  if (options.measure === "case" && items !== null && frame.columns.includes("points")) {
    if (frame.getColumn("points").nullCount() < frame.height) {
      throw new RangeError("These items carry points, so no case is just right: give a casesFrame");
    }
  }
  const answer = options.reading === "clean" ? "strict_answer" : "official_answer";
  const caseCodes = rowCodes([caseIds]);
  return {
    by,
    ids: column("run_id").map(String),
    units: rowCodes([
      caseCodes,
      ...(options.measure === "question" && items !== null ? [items] : []),
      ...grouped,
    ]),
    caseCodes,
    groupCodes: grouped.length === 0 ? caseCodes.map(() => 0) : rowCodes(grouped),
    trials: frame.columns.includes("trial") ? column("trial") : caseIds.map(() => 1),
    items,
    caseIds,
    score: column(options.scoreName),
    outcome: column("outcome"),
    answer: frame.columns.includes(answer) ? column(answer) : null,
  };
}

/** Refuses a run that holds a unit twice in one trial: its counts would be wrong. */
export function refuseRepeats(
  run: RunKey,
  { rows, data }: { readonly rows: readonly number[]; readonly data: ScoreRows },
): void {
  const { caseIds, trials, items } = data;
  const lists = [...(items === null ? [] : [items]), trials];
  const list = lists.map((values) => rows.map((row) => values[row]));
  const codes = rowCodes([
    rows.map((row) => data.caseCodes[row]),
    rows.map((row) => data.groupCodes[row]),
    ...list,
  ]);
  const seen = new Set<number>();
  codes.forEach((code, index) => {
    const row = rows[index] ?? 0;
    if (seen.has(code)) {
      const item = items === null ? "" : `, item ${items[row]}`;
      throw new RangeError(
        `${run.run} (run ${run.run_id}) holds case ${caseIds[row]}, trial ${
          trials[row]
        }${item} twice: ` +
          'stack each run once, and group a frame of labels by "label"',
      );
    }
    seen.add(code);
  });
}
