import type { Frame } from "../frames/frame.ts";
import { pairedDifference } from "../stats/paired/paired_difference.ts";
import { minimumDetectableEffect } from "../stats/power/minimum_detectable_effect.ts";
import type { GroupValue } from "./accuracy_row.ts";
import { factDifferences } from "./_run_facts.ts";
import { type RunScores, runScores, type ScoreTable } from "./_run_scores.ts";
import { sharedNotes } from "./_shared_notes.ts";

/** The smallest difference of two models that one part of the data can show. */
export interface PowerRow {
  /** What the rows are grouped by; `all` when by nothing. */
  readonly term: string;
  /** The group, as text; `all` for the whole data. */
  readonly group: string;
  /** Values of the columns grouped by. */
  readonly by: readonly GroupValue[];
  /** What is compared. */
  readonly unit: "question" | "case" | "case score";
  /** Questions or cases. */
  readonly n: number;
  /** Cases. */
  readonly clusters: number;
  /** Smallest paired difference seen with the given power; null for one case, and where even 100 points would not be. */
  readonly mde: number | null;
  /** Variance of one unit's paired difference, the design effect of cases included. */
  readonly variance: number;
  /** `observed` in pairs of runs, or `assumed` (no two runs of different models on one protocol). */
  readonly basis: "observed" | "assumed";
  /** Pairs of runs the variance is the median of. */
  readonly pairs: number;
  /** Two-sided level. */
  readonly alpha: number;
  /** Power. */
  readonly power: number;
  /** Dataset name; null when the frame does not say. */
  readonly dataset: string | null;
  /** Some answers are simulated; null when the frame does not say. */
  readonly simulated: boolean | null;
  /** Which runs are not finished, and how many of their planned cases are there; null when all are. */
  readonly partial: string | null;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know; null when nothing. */
  readonly warnings: string | null;
}

/** Which parts of the data, and how sure. */
export interface PowerRowsOptions {
  /** Column or columns whose groups are rows too, such as `level1`. */
  readonly by?: string | readonly string[];
  /** Two-sided level; default 0.05. */
  readonly alpha?: number;
  /** Power; default 0.8. */
  readonly power?: number;
  /** Variance of one unit's paired difference instead of the observed one: for 0/1 scores discordance × design effect. */
  readonly variance?: {
    /** For questions. */
    readonly question?: number;
    /** For cases, and scores of cases. */
    readonly case?: number;
  };
}

/** Where runs do not tell: a fifth of the questions discordant with a design effect of 1.3; three cases in ten; an SD of 0.3 for scores. */
const ASSUMED = { "question": 0.26, "case": 0.3, "case score": 0.09 };
/** More pairs say no more about the variance. */
const MOST_PAIRS = 45;

/**
 * The smallest difference between two models that the data of these runs can show, for all questions and cases and for
 * each group, as plain rows for `powerPlot`.
 *
 * `frame` is a `questionsFrame` (questions and cases), or a `casesFrame`. The variance of a paired difference is the
 * median over pairs of comparable runs of different models, groups included; with one run it is assumed, and said so.
 * Source: Miller 2024. Throws `RangeError` for a missing column.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { powerRows, questionsFrame } from "@rounds/rounds";
 *
 * assert.deepEqual(powerRows(questionsFrame([])), []);
 * ```
 */
export function powerRows(frame: Frame, options: PowerRowsOptions = {}): readonly PowerRow[] {
  if (frame.height === 0) return [];
  const by = [options.by ?? []].flat();
  const hasItems = frame.columns.includes("item");
  const hasPoints = ["points", "unclipped_score"].some((name) =>
    frame.columns.includes(name) && frame.getColumn(name).nullCount() < frame.height
  );
  const measures = hasItems ? (["question", "case"] as const) : (["case"] as const);
  return measures.filter((measure) => measure === "question" || !hasItems || !hasPoints)
    .flatMap((measure) => {
      const unit: PowerRow["unit"] = measure === "case" && hasPoints ? "case score" : measure;
      const whole = runScores(frame, { measure, reading: "clean", by: [] });
      const found = options.variance?.[measure] === undefined ? observed(whole) : null;
      const variance = options.variance?.[measure] ?? found?.variance ?? ASSUMED[unit];
      const context = { unit, variance, pairs: found?.pairs ?? 0, options, whole };
      const groups = by.length === 0 ? null : runScores(frame, { measure, reading: "clean", by });
      return [
        ...toRows(whole, context),
        ...(groups === null ? [] : toRows(groups, context).toSorted((a, b) => b.n - a.n)),
      ];
    });
}

/** The median variance over pairs of comparable runs of different models. */
function observed(
  { runs, cases }: ScoreTable,
): { readonly variance: number; readonly pairs: number } | null {
  const pairs = runs.flatMap((a, i) => runs.slice(i + 1).map((b) => [a, b] as const))
    .filter(([a, b]) =>
      a.run.model !== b.run.model && factDifferences(a.facts, b.facts).differ.length === 0
    );
  const step = Math.max(1, Math.ceil(pairs.length / MOST_PAIRS));
  const found = pairs.filter((_, k) => k % step === 0)
    .flatMap(([a, b]) => varianceOf(a, { b, cases }) ?? [])
    .toSorted((a, b) => a - b);
  const middle = found[Math.floor((found.length - 1) / 2)];
  const next = found[Math.ceil((found.length - 1) / 2)];
  if (middle === undefined || next === undefined) return null;
  return { variance: (middle + next) / 2, pairs: found.length };
}

function varianceOf(
  a: RunScores,
  { b, cases }: { readonly b: RunScores; readonly cases: readonly number[] },
): number | null {
  const { se, n } = pairedDifference({ a: a.value, b: b.value, cluster: cases });
  return se === null || se === 0 ? null : se * se * n;
}

function toRows(
  table: ScoreTable,
  { unit, variance, pairs, options, whole }: {
    readonly unit: PowerRow["unit"];
    readonly variance: number;
    readonly pairs: number;
    readonly options: PowerRowsOptions;
    readonly whole: ScoreTable;
  },
): PowerRow[] {
  const { alpha = 0.05, power = 0.8 } = options;
  const measure = unit === "question" ? "question" : "case";
  const isGiven = options.variance?.[measure] !== undefined;
  const simulated = whole.runs.map(({ run }) => run.simulated);
  const datasets = new Set(whole.runs.map(({ run }) => run.dataset));
  const units = Map.groupBy(table.groupOf.keys(), (one) => table.groupOf[one] ?? 0);
  const why = isGiven
    ? "variance given"
    : "variance assumed: no two comparable runs of different models";
  return table.groups.map((group, place) => {
    const own = units.get(place) ?? [];
    const clusters = new Set(own.map((one) => table.cases[one])).size;
    const mde = minimumDetectableEffect({ n: own.length, omega2: variance, alpha, power });
    // Scores are in [0,1]: no difference of two can be larger than 1.
    const isBlind = mde !== null && mde > 1;
    const warnings = [
      ...(clusters === 1 ? ["no difference can be seen: one case does not vary"] : []),
      ...(isBlind && clusters !== 1
        ? ["no difference can be seen: it would have to be larger than 100 points"]
        : []),
      ...(pairs === 0 ? [why] : []),
      ...(datasets.size > 1 ? ["the runs are on several datasets"] : []),
      ...(clusters < 20 ? ["fewer than 20 cases: the normal approximation is poor"] : []),
    ];
    return {
      term: table.term,
      group: group.text,
      by: group.by,
      unit,
      n: own.length,
      clusters,
      mde: isBlind || clusters < 2 ? null : mde,
      variance,
      basis: pairs > 0 ? "observed" : "assumed",
      pairs,
      alpha,
      power,
      dataset: datasets.size === 1 ? [...datasets][0] ?? null : null,
      simulated: simulated.includes(true) ? true : simulated.includes(null) ? null : false,
      partial: sharedNotes(whole.runs.map(({ run }) => run)).partial,
      method: "power/paired",
      warnings: warnings.join("; ") || null,
    };
  });
}
