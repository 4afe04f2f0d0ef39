import type { Frame } from "../frames/frame.ts";
import type { GroupValue, RunKey } from "./accuracy_row.ts";
import { cell } from "./_frame_cell.ts";
import { frameMemo } from "./_frame_memo.ts";
import { groupText, groupValue } from "./_group_rows.ts";
import { runsOfColumn } from "./_run_keys.ts";
import { numberColumn } from "./_coded_column.ts";
import { type RunFacts, runFacts } from "./_run_facts.ts";
import {
  readRows,
  refuseRepeats,
  requireColumns,
  rowsOf,
  type RunScoresOptions,
  type ScoreRows,
} from "./_score_rows.ts";

/** The scores of one run, one entry a unit of the table. */
export interface RunScores {
  /** The run. */
  readonly run: RunKey;
  /** What comparing rests on. */
  readonly facts: RunFacts;
  /** What its scores are of, in words: cases whose items carry points have a score of their own. */
  readonly unit: "question" | "case" | "case score";
  /** Score, the mean over trials; null when it is unknown or the run has no such unit. */
  readonly value: readonly (number | null)[];
  /** Trials behind each score; 0 where it is unknown. */
  readonly trials: readonly number[];
  /** The outcome that left it unknown; null where it is known or the run has no such unit. */
  readonly missing: readonly (string | null)[];
  /** What was read in the first trial, null when nothing; empty where the frame does not say. */
  readonly answers: ReadonlyMap<number, string | null>;
}

/** The scores of all runs on the same units. A unit is a question, or a case, within a group. */
export interface ScoreTable {
  /** In the frame's order. */
  readonly runs: readonly RunScores[];
  /** What a unit is. */
  readonly measure: "question" | "case";
  /** The same in words; case scores where any run has them. */
  readonly unit: "question" | "case" | "case score";
  /** Case of each unit, numbered. */
  readonly cases: readonly number[];
  /** Group of each unit: a place in `groups`. */
  readonly groupOf: readonly number[];
  /** The groups, in order of first appearance. */
  readonly groups: readonly { readonly by: readonly GroupValue[]; readonly text: string }[];
  /** The columns really grouped by. */
  readonly by: readonly string[];
  /** The same as text. */
  readonly term: string;
  /** One row of the frame for each unit. */
  readonly rows: readonly number[];
}

/**
 * The scores of every run of a question, label or case frame, unit by unit.
 *
 * Throws `RangeError` for a frame without the columns, for items with negative points, and where a run holds a unit twice
 * in one trial.
 */
export function runScores(frame: Frame, options: RunScoresOptions): ScoreTable {
  const { measure, reading, by } = options;
  return scoreTables(frame, JSON.stringify([measure, reading, by]), () => scoresOf(frame, options));
}

const scoreTables = frameMemo<ScoreTable>();

function scoresOf(frame: Frame, options: RunScoresOptions): ScoreTable {
  const { reading } = options;
  const scoreName = reading === "clean" ? "score" : "official_score";
  requireColumns(frame, ["run_id", "case_id", "outcome", scoreName, ...options.by]);
  const hasItems = frame.columns.includes("item");
  const measure = options.measure ?? (hasItems ? "question" : "case");
  if (measure === "question" && !hasItems) {
    throw new RangeError(
      'measure is "question", but this frame has one row a case: give questions',
    );
  }
  const data = readRows(frame, { ...options, scoreName, hasItems, measure });
  const rows = data.units.first;
  const groups = data.groups.first.map((row) => {
    const by = data.by.map((name) => groupValue(cell(frame, { name, row })));
    const kind = cell(frame, { name: "kind", row });
    return { by, text: groupText(data.by, { values: by, kind }) };
  });
  const runs = splitRuns(frame, { data, measure });
  return {
    runs,
    measure,
    unit: runs.some(({ unit }) => unit === "case score") ? "case score" : measure,
    cases: rows.map((row) => data.cases.codes[row] ?? 0),
    groupOf: rows.map((row) => data.groups.codes[row] ?? 0),
    groups,
    by: data.by,
    term: options.by.length === 0 ? "all" : options.by.join(" × "),
    rows,
  };
}

interface SplitOptions {
  readonly data: ScoreRows;
  readonly measure: "question" | "case";
}

function splitRuns(frame: Frame, options: SplitOptions): RunScores[] {
  const { ids } = options.data;
  const runs = runsOfColumn(frame, ids);
  refuseRepeats(runs, { data: options.data, rows: frame.height });
  // Cases scored by points are not right or wrong as a whole; each run for itself, whatever else the frame holds.
  const points = options.data.items === null && frame.columns.includes("unclipped_score")
    ? numberColumn(frame, "unclipped_score")
    : null;
  const unitOf = (rows: readonly number[]): ScoreTable["unit"] =>
    rows.some((row) => !Number.isNaN(points?.[row] ?? NaN)) ? "case score" : options.measure;
  return rowsOf(ids).flatMap((rows, place) => {
    const run = runs[place];
    if (run === undefined) return [];
    const facts = runFacts(frame, { run: run.run, row: rows[0] ?? 0 });
    return [{ run, facts, unit: unitOf(rows), ...fold(rows, options) }];
  });
}

/** Trials of a unit become their mean; the items of a case, where cases are wanted, first become right, wrong or unknown. */
function fold(
  rows: readonly number[],
  { data, measure }: SplitOptions,
): Pick<RunScores, "value" | "trials" | "missing" | "answers"> {
  const size = data.units.first.length;
  const sum = new Float64Array(size);
  const known = new Float64Array(size);
  const missing = new Array<string | null>(size).fill(null);
  const answers = new Map<number, string | null>();
  const outcomes = data.outcome.values.map(String);
  const add = (unit: number, { score, outcome }: Scored): void => {
    if (score === null) missing[unit] ??= outcome;
    else {
      sum[unit] = (sum[unit] ?? 0) + score;
      known[unit] = (known[unit] ?? 0) + 1;
    }
  };
  const isWhole = measure === "question" || data.items === null;
  const open = new Map<number, { readonly unit: number } & Scored>();
  for (const row of rows) {
    const unit = data.units.codes[row] ?? 0;
    const value = data.score[row] ?? NaN;
    const one = {
      score: Number.isNaN(value) ? null : value,
      outcome: outcomes[data.outcome.codes[row] ?? 0] ?? "",
    };
    if (!isWhole) {
      const key = unit * data.trials.values.length + (data.trials.codes[row] ?? 0);
      open.set(key, { unit, ...worse(open.get(key), one) });
      continue;
    }
    add(unit, one);
    if (data.answer !== null && !answers.has(unit)) {
      answers.set(unit, textOrNull(data.answer.values[data.answer.codes[row] ?? 0]));
    }
  }
  for (const { unit, ...one } of open.values()) add(unit, one);
  return {
    value: Array.from(sum, (total, unit) => known[unit] ? total / (known[unit] ?? 1) : null),
    trials: Array.from(known),
    missing: missing.map((outcome, unit) => known[unit] ? null : outcome),
    answers,
  };
}

interface Scored {
  readonly score: number | null;
  readonly outcome: string;
}

/** A wrong item decides its case, whatever the unknown ones would have been. */
function worse(before: Scored | undefined, { score, outcome }: Scored): Scored {
  if (before?.score === 0 || (score !== null && score < 1)) return { score: 0, outcome: "graded" };
  if (before !== undefined && before.score === null) return before;
  return { score, outcome };
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
