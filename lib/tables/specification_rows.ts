import type { Frame } from "../frames/frame.ts";
import { clusteredMean } from "../stats/uncertainty/clustered_mean.ts";
import { macroByGroup } from "../stats/uncertainty/macro_by_group.ts";
import { meanScore } from "../stats/uncertainty/mean_score.ts";
import { wilson } from "../stats/uncertainty/wilson.ts";
import { findRun } from "./_find_run.ts";
import { rowCodes } from "./_group_rows.ts";
import { pairNotes, pairWarnings, refuseDifferences } from "./_pair_warnings.ts";
import { type Pipeline, pipelines } from "./_pipelines.ts";
import { runScores } from "./_run_scores.ts";
import { sharedNotes } from "./_shared_notes.ts";

/** One number by one defensible pipeline. Proportions are in [0,1]; null means not defined. */
export interface SpecificationRow {
  /** The run, or the first of two. */
  readonly a: string;
  /** The run it is compared with; null for the score of one run. */
  readonly b: string | null;
  /** How an answer (or a verdict) is read. */
  readonly extraction: string;
  /** What becomes of what failed. */
  readonly failures: string;
  /** Where scores by points are clipped; null where there are none. */
  readonly clip: string | null;
  /** What weighs alike. */
  readonly weighting: string;
  /** The score of a, or that of a less that of b over what is valid in both. */
  readonly value: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Questions, cases or groups of the mean. */
  readonly n: number;
  /** It is the default of this toolkit. */
  readonly is_default: boolean;
  /** It is what the reference evaluator does. */
  readonly is_official: boolean;
  /** Dataset name; null when the frame does not say. */
  readonly dataset: string | null;
  /** Some answers are simulated; null when the frame does not say. */
  readonly simulated: boolean | null;
  /** How the runs differ besides the model; null when they do not. */
  readonly unlike: string | null;
  /** Which of them are not finished, and how many of their planned cases are there; null when all are. */
  readonly partial: string | null;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know; null when nothing. */
  readonly warnings: string | null;
}

/** Which runs, and how sure. */
export interface SpecificationRowsOptions {
  /** The run: its name in the tables, its id, or its model; may be left out when the frame holds one or two runs. */
  readonly a?: string;
  /** The run to compare it with; left out for the score of one run, or when the frame holds two. */
  readonly b?: string;
  /** Confidence level; default 0.95. */
  readonly level?: number;
  /** As in `compareRuns`. */
  readonly acrossDifferences?: boolean;
}

/**
 * The score of a run, or the difference of two, by every defensible pipeline: how answers are read, what becomes of
 * failures, where scores are clipped, what weighs alike; as plain rows for `specificationPlot`.
 *
 * `frame` is a `questionsFrame`, or a `casesFrame` (which alone knows scores by points). What holds in all rows does not
 * hang on a choice. Throws `RangeError` for a run that is not there, for runs that differ in more than the model unless
 * told otherwise, and for a missing column.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { questionsFrame, specificationRows } from "@rounds/rounds";
 *
 * assert.throws(() => specificationRows(questionsFrame([]), { a: "m" }), /names no run/);
 * ```
 */
export function specificationRows(
  frame: Frame,
  options: SpecificationRowsOptions = {},
): readonly SpecificationRow[] {
  const { level = 0.95 } = options;
  const measure = frame.columns.includes("item") ? "question" : "case";
  const { runs } = runScores(frame, { measure, reading: "clean", by: [] });
  const named = options.a !== undefined;
  const a = findRun(runs, { field: "a", name: options.a ?? runs[0]?.run.run_id ?? "" });
  const second = options.b ?? (!named && runs.length === 2 ? runs[1]?.run.run_id : undefined);
  if (!named && runs.length > 2) {
    throw new RangeError(
      `a is not given and the frame holds ${runs.length} runs: expected one of ${
        runs.map(({ run }) => `"${run.run}"`).join(", ")
      }`,
    );
  }
  const b = second === undefined ? null : findRun(runs, { field: "b", name: second });
  if (a === b) throw new RangeError(`a and b are both ${a.run.run}: expected two runs`);
  if (b !== null && options.acrossDifferences !== true) refuseDifferences([[a, b]]);
  const data = unitsOf(frame, [a, ...(b === null ? [] : [b])].map(({ run }) => run.run_id));
  const known = b === null ? [] : pairWarnings(a, b);
  const notes = b === null ? sharedNotes([{ ...a.run, unlike: null }]) : pairNotes(a, b);
  return pipelines(frame).map((pipeline): SpecificationRow => {
    const { value, lo, hi, n, method, warnings } = estimate(data, { pipeline, frame, level });
    return {
      a: a.run.run,
      b: b?.run.run ?? null,
      extraction: pipeline.extraction,
      failures: pipeline.failures,
      clip: pipeline.clip,
      weighting: pipeline.weighting,
      value,
      lo,
      hi,
      level,
      n,
      is_default: pipeline.isDefault,
      is_official: pipeline.isOfficial,
      dataset: a.run.dataset,
      simulated: b?.run.simulated === true ? true : a.run.simulated,
      ...notes,
      method,
      warnings: [...known, ...warnings].join("; ") || null,
    };
  });
}

/** The rows of each unit in each of the runs; several where it was tried several times. */
interface Units {
  readonly runs: readonly ReadonlyMap<number, readonly number[]>[];
  readonly cases: readonly string[];
}

function unitsOf(frame: Frame, ids: readonly string[]): Units {
  const names = ["case_id", ...(frame.columns.includes("item") ? ["item"] : [])];
  const codes = rowCodes(names.map((name) => frame.getColumn(name).toArray()));
  const owners = frame.getColumn("run_id").toArray().map(String);
  return {
    runs: ids.map((id) =>
      Map.groupBy(
        owners.keys().filter((row) => owners[row] === id),
        (row) => codes[row] ?? 0,
      )
    ),
    cases: frame.getColumn("case_id").toArray().map(String),
  };
}

interface Estimate {
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly n: number;
  readonly method: string;
  readonly warnings: readonly string[];
}

function estimate(
  { runs, cases }: Units,
  { pipeline, frame, level }: {
    readonly pipeline: Pipeline;
    readonly frame: Frame;
    readonly level: number;
  },
): Estimate {
  const [first] = runs;
  const scored = [...first ?? []].flatMap(([unit, rows]) => {
    const values = runs.map((run) => meanOf((run.get(unit) ?? []).map(pipeline.score)));
    return [{ row: rows[0] ?? 0, name: cases[rows[0] ?? 0] ?? "", values }];
  });
  const isPair = runs.length === 2;
  const difference = (values: readonly (number | null)[]): number | null => {
    const [x = null, y = null] = values;
    return isPair ? (x === null || y === null ? null : x - y) : x;
  };
  const byCase = Map.groupBy(scored, ({ name }) => name);
  if (pipeline.weighting === "whole cases") {
    const y = [...byCase.values()].map((some) =>
      difference(runs.map((_, run) => wholeCase(some.map(({ values }) => values[run] ?? null))))
    );
    const known = y.filter((one) => one !== null);
    const right = known.reduce((sum, one) => sum + one, 0);
    if (isPair || known.some((one) => one !== 0 && one !== 1)) return meanScore({ y, level });
    return { ...wilson({ x: right, n: known.length, level }), value: meanOf(known) };
  }
  const y = scored.map(({ values }) => difference(values));
  const cluster = scored.map(({ name }) => name);
  if (pipeline.groupBy !== null) {
    const groups = frame.getColumn(pipeline.groupBy).toArray();
    const group = scored.map(({ row }) => typeof groups[row] === "string" ? groups[row] : null);
    return macroByGroup({ y, cluster, group, level });
  }
  if (pipeline.weighting === "questions") {
    return clusteredMean({ y, cluster, level, interval: isPair ? "t" : "wilson-eff" });
  }
  const means = [...byCase.values()].map((some) =>
    meanOf(some.map(({ values }) => difference(values)).filter((one) => one !== null))
  );
  return meanScore({ y: means, level });
}

/** Wrong once a question is; else unknown once one is. */
function wholeCase(scores: readonly (number | null)[]): number | null {
  const known = scores.filter((score) => score !== null);
  if (known.length < scores.length && !known.includes(0)) return null;
  return known.reduce((product, score) => product * score, 1);
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
