import { OUTCOMES } from "../graders/outcomes.ts";
import { countOutcomes } from "./_count_outcomes.ts";
import type { AccuracyRow, Reading } from "./accuracy_row.ts";
import { type CodedColumn, knownOrNull } from "./_coded_column.ts";
import type { RowGroup } from "./_group_rows.ts";
import type { Planned } from "./_planned_of.ts";
import { scoreEstimate } from "./_score_estimate.ts";

/** Rows as lists, one entry a question or case. */
export interface ScoredRows {
  /** Score; not-a-number where it is unknown. */
  readonly score: Float64Array;
  /** What became of it. */
  readonly outcome: CodedColumn;
  /** Number of its case. */
  readonly caseOf: Uint32Array;
  /** Points of a criterion; not-a-number where there are none, null where no row has any. */
  readonly points: Float64Array | null;
  /** A case's score by points; likewise. */
  readonly byPoints: Float64Array | null;
  /** What was planned for the rows of a group. */
  readonly plannedOf: (rows: readonly number[]) => Planned;
  /** Whether a row is a question. */
  readonly hasItems: boolean;
  /** Of which reading the score is. */
  readonly reading: Reading;
  /** Confidence level. */
  readonly level: number;
}

/** Groups with fewer cases are flagged. */
const FEW_CASES = 20;

/** The accuracy of each group of rows. Throws a RangeError for a level outside (0, 1). */
export function accuracyOf(groups: readonly RowGroup[], data: ScoredRows): AccuracyRow[] {
  const { level } = data;
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`level is ${level}, expected a number between 0 and 1`);
  }
  const units = unitsOf(groups, data);
  return groups.map((group) =>
    estimate(group, { ...data, unit: units.get(group.run.run_id) ?? "question" })
  );
}

/** Cases of a run whose criteria carry points have a score of their own; others are right or wrong as a whole. */
function unitsOf(
  groups: readonly RowGroup[],
  data: ScoredRows,
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
  data: ScoredRows & { readonly unit: AccuracyRow["unit"] },
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
