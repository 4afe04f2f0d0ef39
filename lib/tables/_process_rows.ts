import type { Frame } from "../frames/frame.ts";
import type { ProcessRows } from "../stats/process/first_errors.ts";
import type { RunKey } from "./accuracy_row.ts";
import { codedColumn, jointCodes, knownOrNull, numberColumn } from "./_coded_column.ts";
import { groupRows } from "./_group_rows.ts";

/** The questions of one run as rows of a process: a case in one trial is a subject. */
export interface RunProcess extends ProcessRows {
  /** The run. */
  readonly run: RunKey;
  /** The case of each subject, in order of first appearance: one entry a case and trial. */
  readonly cases: readonly string[];
}

/**
 * The questions of each run in the order they were asked, clean reading.
 *
 * Throws `RangeError` for a frame without positions or scores, and for items that carry points: of these no case is just
 * right.
 */
export function processRows(frame: Frame): readonly RunProcess[] {
  const needed = ["score", "case_id", "trial", "position"];
  const missing = needed.filter((name) => !frame.columns.includes(name));
  if (missing.length > 0) {
    throw new RangeError(
      `This frame has no column ${
        missing.map((name) => `"${name}"`).join(", ")
      }: expected a questionsFrame`,
    );
  }
  if (frame.columns.includes("points") && frame.getColumn("points").nullCount() < frame.height) {
    throw new RangeError("These items carry points, so no answer is just right or wrong");
  }
  if (frame.height === 0) return [];
  const scores = numberColumn(frame, "score");
  const positions = numberColumn(frame, "position");
  const cases = codedColumn(frame, "case_id");
  const subjects = jointCodes([cases, codedColumn(frame, "trial")], frame.height);
  return groupRows(frame, { by: [] }).groups.map(({ run, rows }) => {
    const cluster = rows.map((row) => subjects.codes[row] ?? 0);
    return {
      run,
      y: rows.map((row) => knownOrNull(scores[row])),
      cluster,
      position: rows.map((row) => knownOrNull(positions[row]) ?? 0),
      cases: [...new Set(cluster)].map((subject) => {
        const row = subjects.first[subject] ?? 0;
        return String(cases.values[cases.codes[row] ?? 0]);
      }),
    };
  });
}
