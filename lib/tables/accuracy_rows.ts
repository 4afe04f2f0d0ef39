import type { Frame } from "../frames/frame.ts";
import { OUTCOMES } from "../graders/outcomes.ts";
import { countOutcomes } from "./_count_outcomes.ts";
import type { AccuracyRow, Reading } from "./accuracy_row.ts";
import { type CodedColumn, codedColumn, knownOrNull, numberColumn } from "./_coded_column.ts";
import { groupRows, type RowGroup } from "./_group_rows.ts";
import { type Planned, plannedOf } from "./_planned_of.ts";
import { scoreEstimate } from "./_score_estimate.ts";

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
    plannedOf: (rows) => plannedOf(frame, { row: rows[0] ?? 0, rows: rows.length, by: grouped.by }),
    byPoints: frame.columns.includes("unclipped_score")
      ? numberColumn(frame, "unclipped_score")
      : null,
    hasItems: frame.columns.includes("item"),
    reading,
    level,
  };
  const units = unitsOf(grouped.groups, data);
  const rows = grouped.groups.map((group) =>
    estimate(group, { ...data, unit: units.get(group.run.run_id) ?? "question" })
  );
  return { rows, by: grouped.by };
}

interface Data {
  readonly score: Float64Array;
  readonly outcome: CodedColumn;
  readonly caseOf: Uint32Array;
  readonly points: Float64Array | null;
  readonly plannedOf: (rows: readonly number[]) => Planned;
  readonly byPoints: Float64Array | null;
  readonly hasItems: boolean;
  readonly reading: Reading;
  readonly level: number;
}

/** Cases of a run whose criteria carry points have a score of their own; others are right or wrong as a whole. */
function unitsOf(
  groups: readonly RowGroup[],
  data: Data,
): ReadonlyMap<string, AccuracyRow["unit"]> {
  const units = new Map<string, AccuracyRow["unit"]>();
  for (const { run, rows } of groups) {
    const isScored = rows.some((row) => knownOrNull(data.byPoints?.[row]) !== null);
    if (data.hasItems) units.set(run.run_id, "question");
    else if (isScored) units.set(run.run_id, "case score");
    else if (!units.has(run.run_id)) units.set(run.run_id, "case");
  }
  return units;
}

function estimate(
  { run, by, term, group, rows }: RowGroup,
  data: Data & { readonly unit: AccuracyRow["unit"] },
): AccuracyRow {
  const { unit, reading, level } = data;
  const { codes, values } = data.outcome;
  const scores = rows.map((row) => knownOrNull(data.score[row]));
  const cases = rows.map((row) => data.caseOf[row] ?? 0);
  const { planned, absent, warning } = data.plannedOf(rows);
  const notRun = Array<string>(absent).fill("not_run");
  const outcomes = [...rows.map((row) => String(values[codes[row] ?? 0])), ...notRun];
  const { warnings, ...mean } = scoreEstimate(scores, { cluster: cases, level, unit });
  const known = scores.filter((score) => score !== null);
  const right = known.reduce((sum, score) => sum + score, 0);
  const left = outcomes.filter((_, index) => (scores[index] ?? null) === null);
  return {
    ...run,
    term,
    group,
    by,
    unit,
    reading,
    planned,
    ...mean,
    right,
    coverage: planned ? mean.n / planned : null,
    level,
    low: planned ? right / planned : null,
    high: planned ? (right + left.length) / planned : null,
    outcomes: countOutcomes(outcomes, { order: OUTCOMES }).text,
    n_excluded: left.length,
    excluded_why: left.length === 0 ? null : countOutcomes(left, { order: OUTCOMES }).text,
    flag: flag(mean.n, mean.clusters),
    p: null,
    p_adj: null,
    seed: null,
    warnings: warn([
      ...warnings,
      ...(isMixed(rows, data.points) ? [MIXED] : []),
      ...(warning === null ? [] : [warning]),
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

function flag(n: number, clusters: number): string | null {
  if (n === 0) return "nothing to count";
  return clusters < FEW_CASES ? `fewer than ${FEW_CASES} cases` : null;
}

function warn(warnings: readonly string[]): string | null {
  return warnings.length === 0 ? null : warnings.join("; ");
}
