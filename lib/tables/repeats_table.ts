import { buildFrame } from "../frames/build_frame.ts";
import type { Column } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import { majorityVote } from "../stats/repeats/majority_vote.ts";
import { passAtK } from "../stats/repeats/pass_at_k.ts";
import { repeatVariance } from "../stats/repeats/repeat_variance.ts";
import { clusteredMean } from "../stats/uncertainty/clustered_mean.ts";
import { RUN_COLUMN, RUN_KEY_COLUMNS } from "./_accuracy_columns.ts";
import type { RunKey } from "./accuracy_row.ts";
import { columnOf, ESTIMATE_COLUMNS, type EstimateCells } from "./_estimate_columns.ts";
import { runsOf } from "./_run_keys.ts";
import { requireColumns } from "./_score_rows.ts";

/** How many repetitions to ask about. */
export interface RepeatsTableOptions {
  /** k of pass@k and pass^k; default the trials of the run. */
  readonly k?: number;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

interface RepeatRow extends RunKey, EstimateCells {
  readonly measure: string;
  readonly trials: number;
}

const COLUMNS: readonly Column<RepeatRow>[] = [
  columnOf(
    "measure",
    "string",
    "mean of one try; pass^k: right in all of k; pass@k: in any; majority: the commonest answer, ties split; icc: share of the " +
      "variance that is questions; sd of trials, and what it would be without an effect of the trial",
  ),
  ...ESTIMATE_COLUMNS,
  columnOf("trials", "integer", "Trials of the run"),
];

/**
 * What repetition of the questions tells, run by run: the mean, pass^k (report it for clinical use), pass@k, the majority's
 * accuracy, and how much of the variance is repetition.
 *
 * `frame` is a `questionsFrame` with several trials; strict reading. Questions with fewer than k known trials are left out
 * and counted. Means are clustered by case. Runs of one trial have no rows.
 *
 * Throws `RangeError` for a frame without the columns, or a k below 1.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { questionsFrame, repeatsTable } from "@rounds/rounds";
 *
 * assert.equal(repeatsTable(questionsFrame([])).height, 0);
 * ```
 */
export function repeatsTable(frame: Frame, options: RepeatsTableOptions = {}): Frame {
  const { level = 0.95 } = options;
  if (options.k !== undefined && !(Number.isInteger(options.k) && options.k >= 1)) {
    throw new RangeError(`k is ${options.k}, expected a whole number from 1`);
  }
  const names = ["run_id", "case_id", "item", "trial", "score", "strict_answer", "expected"];
  requireColumns(frame, names);
  const rows = frame.select(...names).toRecords();
  const runs = runsOf(frame, rows.map((row) => String(row["run_id"])));
  const found = [...Map.groupBy(rows, (row) => String(row["run_id"]))].flatMap(([id, own]) => {
    const run = runs.get(id);
    const trials = new Set(own.map((row) => Number(row["trial"]))).size;
    if (run === undefined || trials < 2) return [];
    return repeatRows(own, { run, trials, k: options.k ?? trials, level });
  });
  return buildFrame({
    name: "repeats",
    columns: [RUN_COLUMN, ...COLUMNS, ...RUN_KEY_COLUMNS],
    describeRow: ({ run, measure }) => `${run}, ${measure}`,
  }, found);
}

function repeatRows(
  rows: readonly Readonly<Record<string, unknown>>[],
  { run, trials, k, level }: {
    readonly run: RunKey;
    readonly trials: number;
    readonly k: number;
    readonly level: number;
  },
): readonly RepeatRow[] {
  const questions = [
    ...Map.groupBy(rows, (row) => JSON.stringify([row["case_id"], row["item"]])).values(),
  ]
    .map((own) => {
      const byTrial = Array.from({ length: trials }, (_, t) => {
        const row = own.find((one) => Number(one["trial"]) === t + 1);
        return typeof row?.["score"] === "number" ? row["score"] : null;
      });
      const known = byTrial.filter((score) => score !== null);
      return {
        cluster: String(own[0]?.["case_id"]),
        byTrial,
        known,
        right: known.filter((score) => score === 1).length,
        votes: own.flatMap((row) =>
          typeof row["score"] !== "number"
            ? []
            : [typeof row["strict_answer"] === "string" ? row["strict_answer"] : null]
        ),
        key: String(own[0]?.["expected"] ?? ""),
      };
    });
  type Question = (typeof questions)[number];
  const estimate = (measure: string, value: (one: Question) => number | null): RepeatRow => {
    const mean = clusteredMean({
      y: questions.map(value),
      cluster: questions.map(({ cluster }) => cluster),
      level,
    });
    const excluded = questions.length - mean.n;
    return {
      ...run,
      measure,
      trials,
      value: mean.value,
      lo: mean.lo,
      hi: mean.hi,
      se: mean.se,
      p: null,
      n: mean.n,
      clusters: mean.clusters,
      n_excluded: excluded,
      excluded_why: excluded === 0 ? null : `too few known trials ${excluded}`,
      level,
      unit: "prop",
      method: mean.method,
      seed: null,
      warnings: mean.warnings.join("; ") || null,
    };
  };
  const drawn = (kind: "all" | "any") => ({ known, right }: Question) =>
    known.length < k ? null : passAtK({ n: known.length, c: right, k, kind });
  const vote = majorityVote({
    votes: questions.map(({ votes }) => votes),
    key: questions.map(({ key }) => key),
  });
  const voted = new Map(questions.map((one, place) => [one, vote.items[place] ?? null]));
  const parts = repeatVariance({ y: questions.map(({ byTrial }) => byTrial) });
  const plain = (measure: string, value: number | null, unit: string): RepeatRow => ({
    ...estimate(measure, () => null),
    value,
    n: parts.n,
    n_excluded: parts.nExcluded,
    excluded_why: parts.nExcluded === 0 ? null : `fewer than two known trials ${parts.nExcluded}`,
    clusters: new Set(questions.map(({ cluster }) => cluster)).size,
    unit,
    method: parts.method,
    warnings: parts.warnings.join("; ") || null,
  });
  return [
    estimate(
      "mean of one try",
      ({ known }) =>
        known.length === 0 ? null : known.reduce((sum, score) => sum + score, 0) / known.length,
    ),
    estimate(`pass^${k}`, drawn("all")),
    estimate(`pass@${k}`, drawn("any")),
    estimate("majority", (one) => voted.get(one) ?? null),
    plain("icc", parts.icc, "coefficient"),
    plain("sd of trials", parts.sdRunMeans, "prop"),
    plain("sd of trials, expected", parts.sdRunMeansExpected, "prop"),
  ];
}
