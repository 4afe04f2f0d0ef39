import { accuracyDomain } from "./_accuracy_domain.ts";
import type { Figure, FigureOptions, PlotRow, PlotRows, ReferenceLine } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { counted, joinNotes, provenance } from "./_notes.ts";
import { percentText } from "./_percent_text.ts";
import { type ReferenceBand, referenceBands, referenceNote } from "./_reference_bands.ts";
import { rowReader } from "./_row_reader.ts";
import { rowsOf } from "./_rows_of.ts";
import { drawScatter } from "./_scatter.ts";
import type { Scatter } from "./_scatter_data.ts";
import { estimateText } from "./_share_text.ts";
import { tipText } from "./_tip_text.ts";

/** How to draw question against case accuracy. */
export interface QuestionCasePlotOptions extends Omit<FigureOptions, "backend"> {
  /** Levels of case accuracy to compare with, such as published physicians. */
  readonly references?: readonly ReferenceLine[];
}

/**
 * Draws the share of questions right against the share of whole cases right, with the curve of independent answers.
 *
 * `rows` are those of `questionCaseRows`: `run`, `value`, `lo`, `hi` (questions) and `case_value`, `case_lo`, `case_hi`;
 * `case_lengths` makes the curve: the case accuracy of a model that has every question right with one and the same
 * probability. A run above it makes its errors in few cases, and is hollow when its interval reaches down to the curve.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for a reference outside [0,1] or a width
 * outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { questionCasePlot } from "@rounds/rounds";
 *
 * const figure = questionCasePlot([{ run: "m", value: 0.8, case_value: 0.42, case_lengths: [0, 0, 40, 10] }]);
 * assert.equal(figure.title, "m has 80 % of the questions right but only 42 % of whole cases");
 * ```
 */
export function questionCasePlot(rows: PlotRows, options: QuestionCasePlotOptions = {}): Figure {
  const runs = rowsOf(rows).map(readRun)
    .toSorted((a, b) => (b.caseValue ?? -1) - (a.caseValue ?? -1));
  const references = referenceBands(options.references ?? []);
  const scatter = toScatter(runs, references);
  return finishFigure({
    title: titleOf(runs),
    alt: altOf(runs),
    caption: captionOf(runs, references),
    rows: runs.map(({ row }) => row),
    draw: (size) => scatter.points.length === 0 ? [] : [drawScatter(scatter, size)],
  }, options);
}

interface Run {
  readonly run: string;
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly caseValue: number | null;
  readonly caseLo: number | null;
  readonly caseHi: number | null;
  readonly lengths: readonly number[];
  readonly row: PlotRow;
}

type Drawn = Run & { readonly value: number; readonly caseValue: number };

function readRun(row: PlotRow, index: number): Run {
  const reader = rowReader(row, { index, from: "questionCaseRows" });
  const lengths = row["case_lengths"];
  return {
    run: reader.run(),
    value: reader.need("value"),
    lo: reader.number("lo"),
    hi: reader.number("hi"),
    caseValue: reader.need("case_value"),
    caseLo: reader.number("case_lo"),
    caseHi: reader.number("case_hi"),
    lengths: Array.isArray(lengths) ? lengths.map((count) => Number(count) || 0) : [],
    row,
  };
}

function isDrawn(run: Run): run is Drawn {
  return run.value !== null && run.caseValue !== null;
}

/** Case accuracy when every question is right with the same probability, whatever the others are. */
function independent(share: number, lengths: readonly number[]): number {
  const cases = lengths.reduce((sum, count) => sum + count, 0);
  return lengths.reduce((sum, count, k) => sum + count * share ** (k + 1), 0) / cases;
}

/** Cases by their number of questions, over all runs. */
function pooled(runs: readonly Run[]): number[] {
  const longest = Math.max(0, ...runs.map(({ lengths }) => lengths.length));
  return Array.from(
    { length: longest },
    (_, k) => runs.reduce((sum, { lengths }) => sum + (lengths[k] ?? 0), 0),
  );
}

function toScatter(runs: readonly Run[], references: readonly ReferenceBand[]): Scatter {
  const drawn = runs.filter(isDrawn);
  const ticks = shareTicks(drawn);
  const span = (ticks.at(-1) ?? 1) - (ticks[0] ?? 0);
  // A little beyond the ticks, so that the two axes do not write over each other.
  const xDomain: [number, number] = [
    (ticks[0] ?? 0) - 0.03 * span,
    (ticks.at(-1) ?? 1) + 0.03 * span,
  ];
  const points = drawn.map((run) => {
    const chance = run.lengths.length === 0 ? null : independent(run.value, run.lengths);
    return {
      name: run.run,
      x: run.value,
      xLo: run.lo,
      xHi: run.hi,
      value: run.caseValue,
      lo: run.caseLo,
      hi: run.caseHi,
      color: "#0072B2",
      symbol: "circle",
      filled: chance === null || run.caseLo === null || run.caseLo > chance ||
        (run.caseHi !== null && run.caseHi < chance),
      ring: 0,
      tip: tipText(
        run.row,
        `questions ${estimateText(run)}, cases ${
          estimateText({ value: run.caseValue, lo: run.caseLo, hi: run.caseHi })
        }`,
      ),
    };
  });
  const [low, high] = accuracyDomain({ points: [...points, ...references] });
  const lengths = pooled(drawn);
  const curve = lengths.every((count) => count === 0) ? [] : Array.from({ length: 61 }, (_, k) => {
    const x = (ticks[0] ?? 0) + span * k / 60;
    return { x, value: independent(x, lengths) };
  }).filter(({ value }) => value >= low && value <= high);
  return {
    points,
    xScale: "linear",
    xDomain,
    xTicks: ticks,
    xTick: (value) => percentText(value),
    xAxis: "Questions right",
    yAxis: "Cases with every question right",
    frontier: curve,
    ...(curve.length > 1 ? { curveLabel: "if answers were independent" } : {}),
    references,
  };
}

/** Ticks around all question accuracies with their intervals: full twentieths or tenths. */
function shareTicks(runs: readonly Drawn[]): number[] {
  const ends = runs.flatMap(({ value, lo, hi }) => [lo ?? value, hi ?? value]);
  const [low, high] = ends.length === 0 ? [0, 1] : [Math.min(...ends), Math.max(...ends)];
  const per = high - low > 0.3 ? 10 : 20;
  const first = Math.max(0, Math.floor(low * per - 1e-9));
  const last = Math.min(per, Math.max(first + 2, Math.ceil(high * per + 1e-9)));
  const from = Math.max(0, Math.min(first, last - 2));
  return Array.from({ length: last - from + 1 }, (_, k) => (from + k) / per);
}

function titleOf(runs: readonly Run[]): string {
  const drawn = runs.filter(isDrawn);
  const [best] = drawn;
  if (best === undefined) return "No accuracy to show: nothing could be counted";
  const share = percentText(best.value);
  const even = drawn.length > 1 ? "Even " : "";
  return best.caseValue < best.value
    ? `${even}${best.run} has ${share} of the questions right but only ${
      percentText(best.caseValue)
    } of whole cases`
    : `${best.run} has ${share} of the questions and ${
      percentText(best.caseValue)
    } of whole cases right`;
}

function altOf(runs: readonly Run[]): string {
  if (runs.length === 0) return "An empty figure: there are no rows to draw.";
  return `Scatter plot of case accuracy against question accuracy, ${
    counted(runs.length, "run")
  }. ${
    runs.slice(0, 26).map((run) =>
      `${run.run}: questions ${estimateText(run)}, cases ${
        estimateText({ value: run.caseValue, lo: run.caseLo, hi: run.caseHi })
      }`
    ).join("; ")
  }.`;
}

function captionOf(runs: readonly Run[], references: readonly ReferenceBand[]): string {
  if (runs.length === 0) return "Nothing to draw: there are no rows.";
  const rows = runs.map(({ row }) => row);
  const none = runs.filter((run) => !isDrawn(run)).map(({ run }) => run);
  const repeated = runs.filter(({ row }) =>
    `${row["method"]}`.endsWith(", clustered-mean/wilson-eff")
  )
    .map(({ run }) => run);
  const lengths = pooled(runs.filter(isDrawn));
  const known = lengths.flatMap((count, k) => count > 0 ? [k + 1] : []);
  const range = known.length === 0
    ? ""
    : `${known[0]}${known.length > 1 ? `–${known.at(-1)}` : ""}`;
  return joinNotes([
    `Share of questions right (clustered by case) against share of cases with every question right (Wilson, on cases${
      repeated.length === 0 ? "" : `; ${repeated.join(", ")}: clustered by case over its trials`
    }); lines: 95 % intervals.`,
    countNote(rows),
    known.length > 0 &&
    `Dotted: cases right if each answer were right with the same probability whatever the others are (cases of ${range} questions). Above it, errors gather in few cases; hollow: the interval includes the curve.`,
    referenceNote(references),
    none.length > 0 && `Nothing to count: ${none.join(", ")}.`,
    provenance(rows),
  ]);
}

function countNote(rows: readonly PlotRow[]): string | false {
  const span = (name: string): string | null => {
    const counts = rows.map((row) => row[name]).filter((n) => typeof n === "number");
    if (counts.length === 0) return null;
    const [low, high] = [Math.min(...counts), Math.max(...counts)].map((n) =>
      n.toLocaleString("en-US")
    );
    return low === high ? `${low}` : `${low}–${high}`;
  };
  const [questions, cases] = [span("n"), span("case_n")];
  return questions !== null && cases !== null && `n: ${questions} questions, ${cases} cases.`;
}
