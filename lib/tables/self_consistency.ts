import { buildFrame } from "../frames/build_frame.ts";
import type { Column } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import { RUN_COLUMN, RUN_KEY_COLUMNS } from "./_accuracy_columns.ts";
import type { RunKey } from "./accuracy_row.ts";
import { columnOf } from "./_estimate_columns.ts";
import { runsOf } from "./_run_keys.ts";
import { requireColumns } from "./_score_rows.ts";

interface ConsistentRow extends RunKey {
  readonly case_id: string;
  readonly item: string;
  readonly answer: string;
  readonly confidence: number;
  readonly correct: number;
  readonly trials: number;
}

const COLUMNS: readonly Column<ConsistentRow>[] = [
  columnOf("case_id", "string", "Id of the case"),
  columnOf("item", "string", "Id of the question"),
  columnOf("answer", "string", "The commonest answer; of tied ones the first in the alphabet"),
  columnOf("confidence", "number", "Share of the trials with that answer"),
  columnOf("correct", "integer", "1 when it is right, 0 when not"),
  columnOf("trials", "integer", "Trials with a known score"),
];

/**
 * How sure a model is by its own repetitions: of every question asked at least twice, the commonest answer, the share of
 * trials that gave it, and whether it is right.
 *
 * `frame` is a `questionsFrame`; strict reading. Trials without a known score are left out; one that was graded without
 * an answer counts as an answer of its own, which is wrong. Rows for `calibrationTable`, `calibrationPlot` and
 * `riskCoveragePlot`.
 *
 * Throws `RangeError` for a frame without the columns.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { questionsFrame, selfConsistency } from "@rounds/rounds";
 *
 * assert.equal(selfConsistency(questionsFrame([])).height, 0);
 * ```
 */
export function selfConsistency(frame: Frame): Frame {
  const names = ["run_id", "case_id", "item", "score", "strict_answer"];
  requireColumns(frame, names);
  const rows = frame.select(...names).toRecords();
  const runs = runsOf(frame, rows.map((row) => String(row["run_id"])));
  const questions = Map.groupBy(
    rows.filter((row) => typeof row["score"] === "number"),
    (row) => JSON.stringify([row["run_id"], row["case_id"], row["item"]]),
  );
  const found = [...questions.values()].flatMap((own): readonly ConsistentRow[] => {
    const [first] = own;
    const run = runs.get(String(first?.["run_id"]));
    if (first === undefined || run === undefined || own.length < 2) return [];
    const answers = [...Map.groupBy(own, (row) => String(row["strict_answer"] ?? "none"))]
      .toSorted(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
    const [answer, votes = []] = answers[0] ?? ["none"];
    return [{
      ...run,
      case_id: String(first["case_id"]),
      item: String(first["item"]),
      answer,
      confidence: votes.length / own.length,
      correct: votes[0]?.["score"] === 1 ? 1 : 0,
      trials: own.length,
    }];
  });
  return buildFrame({
    name: "self-consistency",
    columns: [RUN_COLUMN, ...COLUMNS, ...RUN_KEY_COLUMNS],
    describeRow: ({ run, case_id, item }) => `${run}, case ${case_id}, ${item}`,
  }, found);
}
