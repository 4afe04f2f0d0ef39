import type { Frame } from "../frames/frame.ts";
import { OUTCOMES } from "../graders/outcomes.ts";
import { clusteredMean } from "../stats/uncertainty/clustered_mean.ts";
import { wilson } from "../stats/uncertainty/wilson.ts";
import { countOutcomes } from "./_count_outcomes.ts";
import type { AccuracyRow, Reading } from "./accuracy_row.ts";
import { type CodedColumn, codedColumn, knownOrNull, numberColumn } from "./_coded_column.ts";
import { cell, groupRows, type RowGroup } from "./_group_rows.ts";

/** What to estimate, and on which reading. */
export interface AccuracyOptions {
  /** Column or columns to group by, within each run; none gives one row a run. */
  readonly by?: string | readonly string[];
  /** Default `clean`. */
  readonly reading?: Reading;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** Groups with fewer cases are flagged. */
const FEW_CASES = 20;

/**
 * Accuracy per run and group as plain rows, and the columns they are grouped by; `accuracyTable` makes a frame of them.
 *
 * Same errors as `accuracyTable`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { accuracyRows, questionsFrame } from "@rounds/rounds";
 *
 * assert.deepEqual(accuracyRows(questionsFrame([]), { by: "position" }), { rows: [], by: ["position"] });
 * ```
 */
export function accuracyRows(
  frame: Frame,
  options: AccuracyOptions = {},
): { readonly rows: readonly AccuracyRow[]; readonly by: readonly string[] } {
  const { by = [], reading = "clean", level = 0.95 } = options;
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`level is ${level}, expected a number between 0 and 1`);
  }
  const grouped = groupRows(frame, { by: [by].flat() });
  const data: Data = {
    score: numberColumn(frame, reading === "clean" ? "score" : "official_score"),
    outcome: codedColumn(frame, "outcome"),
    caseOf: codedColumn(frame, "case_id").codes,
    points: frame.columns.includes("points") ? numberColumn(frame, "points") : null,
    unfinished: (row) => numberOrNull(cell(frame, { name: "unfinished_cases", row })) ?? 0,
    unit: unitOf(frame),
    reading,
    level,
  };
  return { rows: grouped.groups.map((group) => estimate(group, data)), by: grouped.by };
}

/** Cases whose criteria carry points have a score of their own; others are right or wrong as a whole. */
function unitOf(frame: Frame): AccuracyRow["unit"] {
  if (frame.columns.includes("item")) return "question";
  const byPoints = frame.columns.includes("unclipped_score") &&
    frame.getColumn("unclipped_score").nullCount() < frame.height;
  return byPoints ? "case score" : "case";
}

interface Data {
  readonly score: Float64Array;
  readonly outcome: CodedColumn;
  readonly caseOf: Uint32Array;
  readonly points: Float64Array | null;
  readonly unfinished: (row: number) => number;
  readonly unit: AccuracyRow["unit"];
  readonly reading: Reading;
  readonly level: number;
}

function estimate({ run, by, term, group, rows }: RowGroup, data: Data): AccuracyRow {
  const { unit, reading, level } = data;
  const { codes, values } = data.outcome;
  const scores = rows.map((row) => knownOrNull(data.score[row]));
  const cases = rows.map((row) => data.caseOf[row] ?? 0);
  const outcomes = rows.map((row) => String(values[codes[row] ?? 0]));
  // Scores by points vary less than right and wrong do: Wilson's interval would be too wide.
  const interval = unit === "case score" ? "t" : "wilson-eff";
  const mean = clusteredMean({ y: scores, cluster: cases, level, interval });
  const planned = rows.length;
  const known = scores.filter((score) => score !== null);
  const right = known.reduce((sum, score) => sum + score, 0);
  // Cases that stand alone and are right or wrong are independent trials: Wilson's own interval.
  const single = unit === "case" && mean.clusters === mean.n &&
    known.every((y) => y === 0 || y === 1);
  const trials = single ? wilson({ x: right, n: mean.n, level }) : null;
  const left = outcomes.filter((_, index) => scores[index] === null);
  const unfinished = data.unfinished(rows[0] ?? 0);
  return {
    ...run,
    term,
    group,
    by,
    unit,
    reading,
    planned,
    n: mean.n,
    right,
    coverage: planned === 0 ? null : mean.n / planned,
    value: mean.value,
    lo: trials?.lo ?? within(mean.lo),
    hi: trials?.hi ?? within(mean.hi),
    level,
    low: planned === 0 ? null : right / planned,
    high: planned === 0 ? null : (right + left.length) / planned,
    outcomes: countOutcomes(outcomes, { order: OUTCOMES }).text,
    n_excluded: left.length,
    excluded_why: left.length === 0 ? null : countOutcomes(left, { order: OUTCOMES }).text,
    flag: flag(mean.n, mean.clusters),
    se: mean.se,
    df: trials === null ? mean.df : null,
    clusters: mean.clusters,
    n_eff: trials === null ? mean.nEff : mean.n,
    deff: mean.deff,
    p: null,
    p_adj: null,
    method: trials === null ? mean.method : trials.method,
    variant: trials === null ? mean.variant : null,
    seed: null,
    warnings: warn([
      ...(trials === null ? mean.warnings : trials.warnings),
      ...(isMixed(rows, data.points) ? [MIXED] : []),
      ...(unfinished > 0 ? [`${unfinished} planned cases of the run are not in the frame`] : []),
    ]),
  };
}

const MIXED =
  "share of criteria met, and meeting one of negative points is an error: no accuracy, look at each sign alone";

/** Whether some of these items name errors and some do not. */
function isMixed(rows: readonly number[], points: Float64Array | null): boolean {
  return points !== null && rows.some((row) => (points[row] ?? 0) < 0) &&
    rows.some((row) => (points[row] ?? 0) > 0);
}

/** Scores are in [0,1], and so are the limits of their mean. */
function within(limit: number | null): number | null {
  return limit === null ? null : Math.min(1, Math.max(0, limit));
}

function flag(n: number, clusters: number): string | null {
  if (n === 0) return "nothing to count";
  return clusters < FEW_CASES ? `fewer than ${FEW_CASES} cases` : null;
}

function warn(warnings: readonly string[]): string | null {
  return warnings.length === 0 ? null : warnings.join("; ");
}

function numberOrNull(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
