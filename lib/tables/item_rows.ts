import type { Frame } from "../frames/frame.ts";
import { itemAnalysis } from "../stats/items/item_analysis.ts";
import { keySuspicion } from "../stats/items/key_suspicion.ts";
import { correlation } from "../stats/judges/correlation.ts";
import type { Reading } from "./accuracy_row.ts";
import { refuseDifferences } from "./_pair_warnings.ts";
import { type RunScores, runScores, type ScoreTable } from "./_run_scores.ts";
import { sharedNotes } from "./_shared_notes.ts";

/** One question, judged by how the runs answered it. Proportions are in [0,1]; null means not defined, see `warnings`. */
export interface ItemRow {
  /** Id of the case. */
  readonly case_id: string;
  /** Id of the question within its case. */
  readonly item: string;
  /** Place of the question in its case; null when the frame does not say. */
  readonly position: number | null;
  /** Stage of care; null when unknown. */
  readonly stage: string | null;
  /** Chapter; null when unknown. */
  readonly level1: string | null;
  /** Dataset name; null when the frame does not say. */
  readonly dataset: string | null;
  /** The listed key. */
  readonly expected: string | null;
  /** Runs with a known score. */
  readonly n: number;
  /** Share of the runs that are right: the higher, the easier. */
  readonly difficulty: number | null;
  /** Correlation over runs of this question with the rest: below 0 the better runs get it wrong. */
  readonly rest_correlation: number | null;
  /** The wrong option chosen most; null when none was. */
  readonly popular_wrong: string | null;
  /** Runs that chose it. */
  readonly popular_wrong_runs: number;
  /** Probability that the listed key is right, were the runs independent voters; null without key or options. */
  readonly key_posterior: number | null;
  /** The option that is right instead, if the key is wrong. */
  readonly alternative: string | null;
  /** Runs that chose the alternative, as a list. */
  readonly agreeing: string | null;
  /** A physician should look at the key. */
  readonly suspect: boolean;
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

/** Which reading, and when a key is suspect. */
export interface ItemRowsOptions {
  /** Default `clean`. */
  readonly reading?: Reading;
  /** Posterior of the key below which it may be suspect; default 0.1. */
  readonly threshold?: number;
  /** Takes runs of different data, prompts or conditions together; their questions may not be the same. */
  readonly acrossDifferences?: boolean;
}

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/**
 * Difficulty of every question, its correlation with the rest, and whether its key is suspect, as plain rows for
 * `itemMapPlot`.
 *
 * `frame` is a `questionsFrame` of several runs. A key is suspect when its posterior is below `threshold` and either the
 * better runs get the question wrong more often or the best third of the runs agree on one other option. Models err
 * alike: this is a queue for review by physicians, no verdict. Throws `RangeError` for runs that differ in more than the
 * model, unless told otherwise, and for a missing column.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { itemRows, questionsFrame } from "@rounds/rounds";
 *
 * assert.deepEqual(itemRows(questionsFrame([])), []);
 * ```
 */
export function itemRows(frame: Frame, options: ItemRowsOptions = {}): readonly ItemRow[] {
  if (frame.height === 0) return [];
  const { reading = "clean", threshold = 0.1 } = options;
  const table = runScores(frame, { measure: "question", reading, by: [] });
  const [first] = table.runs;
  if (first !== undefined && options.acrossDifferences !== true) {
    refuseDifferences(table.runs.slice(1).map((run) => [first, run]));
  }
  const facts = factsOf(frame, table);
  const classical = analyse(table);
  const voters = table.runs.map((run) => ({ run, accuracy: skillOf(run) }));
  const best = voters.toSorted((a, b) => b.accuracy - a.accuracy)
    .slice(0, Math.max(2, Math.ceil(voters.length / 3)));
  const simulated = table.runs.map(({ run }) => run.simulated);
  const common = {
    dataset: first?.run.dataset ?? null,
    simulated: simulated.includes(true) ? true : simulated.includes(null) ? null : false,
    ...sharedNotes(table.runs.map(({ run }) => run)),
    method: "item-analysis",
  };
  return table.rows.map((_, unit): ItemRow => {
    const { expected, offered, ...fact } = facts(unit);
    const { difficulty, restCorrelation, n } = classical[unit] ??
      { difficulty: null, restCorrelation: null, n: 0 };
    const wrong = popularWrong(voters.map(({ run }) => run.answers.get(unit) ?? null), expected);
    const letters = LETTERS.slice(0, offered ?? 0);
    const suspicion = expected === null || !letters.includes(expected) ? null : keySuspicion({
      choices: Object.fromEntries(
        voters.map(({ run }) => [run.run.run_id, run.answers.get(unit) ?? null]),
      ),
      accuracy: Object.fromEntries(voters.map(({ run, accuracy }) => [run.run.run_id, accuracy])),
      options: letters,
      key: expected,
      threshold,
    });
    const chosen = new Set(best.map(({ run }) => run.answers.get(unit) ?? null));
    const [agreed] = chosen;
    const isAgreed = chosen.size === 1 && agreed !== null && agreed !== expected;
    const warnings = [
      ...(n < table.runs.length ? [`known in ${n} of ${table.runs.length} runs`] : []),
      ...(difficulty === 1 ? ["all runs are right: no correlation"] : []),
      ...(difficulty === 0 ? ["no run is right: no correlation"] : []),
    ];
    return {
      ...fact,
      expected,
      n,
      difficulty,
      rest_correlation: restCorrelation,
      popular_wrong: wrong.option,
      popular_wrong_runs: wrong.runs,
      key_posterior: suspicion?.value ?? null,
      alternative: suspicion?.alternative ?? null,
      agreeing: suspicion === null || suspicion.agreeing.length === 0
        ? null
        : voters.filter(({ run }) => suspicion.agreeing.includes(run.run.run_id))
          .map(({ run }) => run.run.run).join(", "),
      suspect: suspicion?.flag === true && ((restCorrelation ?? 0) < -1e-12 || isAgreed),
      ...common,
      warnings: warnings.join("; ") || null,
    };
  });
}

type Facts = Pick<ItemRow, "case_id" | "item" | "position" | "stage" | "level1" | "expected"> & {
  readonly offered: number | null;
};

function factsOf(frame: Frame, table: ScoreTable): (unit: number) => Facts {
  const rows = [...table.rows];
  const columns = new Map(
    ["case_id", "item", "position", "stage", "level1", "expected", "option_count"]
      .filter((name) => frame.columns.includes(name))
      .map((name) => [name, frame.getColumn(name).gather(rows).toArray()]),
  );
  const text = (name: string, unit: number): string | null => {
    const value: unknown = columns.get(name)?.[unit];
    return typeof value === "string" ? value : null;
  };
  const number = (name: string, unit: number): number | null => {
    const value: unknown = columns.get(name)?.[unit];
    return typeof value === "number" ? value : null;
  };
  return (unit) => ({
    case_id: text("case_id", unit) ?? "",
    item: text("item", unit) ?? "",
    position: number("position", unit),
    stage: text("stage", unit),
    level1: text("level1", unit),
    expected: text("expected", unit),
    offered: number("option_count", unit),
  });
}

interface Classical {
  readonly difficulty: number | null;
  readonly restCorrelation: number | null;
  readonly n: number;
}

/** Questions known in every run as usual; the others over the runs that know them, against the totals of the first. */
function analyse({ runs, rows }: ScoreTable): Classical[] {
  const units = [...rows.keys()];
  const isWhole = (unit: number): boolean => runs.every(({ value }) => value[unit] !== null);
  const whole = units.filter(isWhole);
  const y = runs.map(({ value }) => whole.map((unit) => value[unit] ?? 0));
  const complete = itemAnalysis({ y });
  const totals = y.map((scores) => scores.reduce((sum, score) => sum + score, 0));
  const places = new Map(whole.map((unit, place) => [unit, place]));
  return units.map((unit) => {
    const place = places.get(unit);
    const found = place === undefined ? undefined : complete.rows[place];
    if (found !== undefined) {
      const { difficulty, restCorrelation } = found;
      return { difficulty, restCorrelation, n: runs.length };
    }
    const known = runs.flatMap(({ value }, place) => {
      const score = value[unit] ?? null;
      return score === null ? [] : [{ score, total: totals[place] ?? 0 }];
    });
    const scores = known.map(({ score }) => score);
    return {
      difficulty: scores.length === 0
        ? null
        : scores.reduce((sum, score) => sum + score, 0) / scores.length,
      restCorrelation: scores.length < 2
        ? null
        : correlation(scores, known.map((one) => one.total)),
      n: scores.length,
    };
  });
}

/** Accuracy kept off 0 and 1, where a vote would outweigh all others. */
function skillOf({ value }: RunScores): number {
  const known = value.filter((score) => score !== null);
  const right = known.reduce((sum: number, score) => sum + score, 0);
  return Math.min(0.98, Math.max(0.02, (right + 0.5) / (known.length + 1)));
}

function popularWrong(
  answers: readonly (string | null)[],
  expected: string | null,
): { readonly option: string | null; readonly runs: number } {
  const wrong = Map.groupBy(
    answers.filter((answer) => answer !== null && answer !== expected),
    (answer) => answer,
  );
  const [most] = [...wrong].toSorted(([a, x], [b, y]) =>
    y.length - x.length || (String(a) < String(b) ? -1 : 1)
  );
  return { option: most?.[0] ?? null, runs: most?.[1].length ?? 0 };
}
