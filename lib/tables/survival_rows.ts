import type { Frame } from "../frames/frame.ts";
import { caseSurvival, type CaseSurvivalRow } from "../stats/process/case_survival.ts";
import type { RunKey } from "./accuracy_row.ts";
import { groupRows } from "./_group_rows.ts";

/** Survival of the cases of one run after one question. */
export interface SurvivalRow extends RunKey, CaseSurvivalRow {
  /** Confidence level. */
  readonly level: number;
  /** Cases (× trials). */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What is missing, and why; null when nothing. */
  readonly warnings: string | null;
}

/**
 * How many cases of each run are still without error after each question, as plain rows for `survivalPlot`.
 *
 * `frame` is a `questionsFrame`; clean reading. A case whose next question has no known outcome leaves the risk set.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { questionsFrame, survivalRows } from "@rounds/rounds";
 *
 * assert.deepEqual(survivalRows(questionsFrame([])), []);
 * ```
 */
export function survivalRows(
  frame: Frame,
  options: { readonly level?: number } = {},
): readonly SurvivalRow[] {
  if (frame.height === 0) return [];
  const [scores, cases, trials, positions] = ["score", "case_id", "trial", "position"]
    .map((name) => frame.getColumn(name).toArray());
  return groupRows(frame, { by: [] }).groups.flatMap(({ run, rows }) => {
    const survival = caseSurvival({
      y: rows.map((row) => numberOrNull(scores?.[row])),
      cluster: rows.map((row) => `${cases?.[row]}\n${trials?.[row]}`),
      position: rows.map((row) => numberOrNull(positions?.[row]) ?? 0),
      ...options,
    });
    const { level, n, method, warnings } = survival;
    const more = { level, n, method, warnings: warnings.join("; ") || null };
    return survival.rows.map((row) => ({ ...run, ...row, ...more }));
  });
}

function numberOrNull(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
