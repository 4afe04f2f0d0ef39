import type { Frame } from "../frames/frame.ts";
import { clusteredMean } from "../stats/uncertainty/clustered_mean.ts";
import type { Reading, RunKey } from "./accuracy_row.ts";
import { groupRows } from "./_group_rows.ts";
import type { ItemRow } from "./item_rows.ts";
import { requireColumns } from "./_score_rows.ts";

/** What suspect keys do to the accuracy of one run. Proportions are in [0,1]. */
export interface SuspectKeyRow extends RunKey {
  /** Which reading. */
  readonly reading: Reading;
  /** Question accuracy on all questions. */
  readonly value: number | null;
  /** Lower limit, clustered by case. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Questions. */
  readonly n: number;
  /** Question accuracy without the suspect ones. */
  readonly without: number | null;
  /** Lower limit. */
  readonly without_lo: number | null;
  /** Upper limit. */
  readonly without_hi: number | null;
  /** Questions left. */
  readonly n_without: number;
  /** Without less with. */
  readonly change: number | null;
  /** Suspect questions that the run has. */
  readonly suspects: number;
  /** Confidence level. */
  readonly level: number;
  /** Stable id of the method. */
  readonly method: string;
}

/** Which questions are suspect, and how sure. */
export interface SuspectKeyRowsOptions {
  /** Rows of `itemRows`, or any that name case and item and say `suspect`. */
  readonly items: readonly Pick<ItemRow, "case_id" | "item" | "suspect">[];
  /** Default `clean`. */
  readonly reading?: Reading;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/**
 * How the question accuracy of each run changes when the questions with suspect keys are dropped, as plain rows.
 *
 * `frame` is a `questionsFrame`. The questions were picked by these very answers, so the change flatters all runs: it
 * bounds what wrong keys can do and is no correction. Throws `RangeError` for a missing column.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { itemRows, questionsFrame, suspectKeyRows } from "@rounds/rounds";
 *
 * const questions = questionsFrame([]);
 * assert.deepEqual(suspectKeyRows(questions, { items: itemRows(questions) }), []);
 * ```
 */
export function suspectKeyRows(
  frame: Frame,
  options: SuspectKeyRowsOptions,
): readonly SuspectKeyRow[] {
  const { items, reading = "clean", level = 0.95 } = options;
  const score = reading === "clean" ? "score" : "official_score";
  requireColumns(frame, ["case_id", "item", score]);
  if (frame.height === 0) return [];
  const suspects = new Set(
    items.filter(({ suspect }) => suspect).map(({ case_id, item }) => `${case_id}\n${item}`),
  );
  const [cases, names, scores] = ["case_id", "item", score]
    .map((name) => frame.getColumn(name).toArray());
  return groupRows(frame, { by: [] }).groups.map(({ run, rows }): SuspectKeyRow => {
    const isSuspect = (row: number): boolean => suspects.has(`${cases?.[row]}\n${names?.[row]}`);
    const estimate = (some: readonly number[]) =>
      clusteredMean({
        y: some.map((row) => {
          const value: unknown = scores?.[row];
          return typeof value === "number" ? value : null;
        }),
        cluster: some.map((row) => String(cases?.[row])),
        level,
      });
    const left = rows.filter((row) => !isSuspect(row));
    const [all, without] = [estimate(rows), estimate(left)];
    return {
      ...run,
      reading,
      value: all.value,
      lo: all.lo,
      hi: all.hi,
      n: all.n,
      without: without.value,
      without_lo: without.lo,
      without_hi: without.hi,
      n_without: without.n,
      change: all.value === null || without.value === null ? null : without.value - all.value,
      suspects: new Set(
        rows.filter(isSuspect).map((row) => `${cases?.[row]}\n${names?.[row]}`),
      ).size,
      level,
      method: all.method,
    };
  });
}
