import type { Figure, FigureOptions, PlotRow, PlotRows } from "./figure.ts";
import { countRange } from "./_dated_notes.ts";
import { finishFigure } from "./_finish_figure.ts";
import { monthNumber, monthText } from "./_months.ts";
import { counted, joinNotes, listed, provenance } from "./_notes.ts";
import {
  placeboPanels,
  type PlaceboPoint,
  placeboReach,
  type PlaceboRun,
} from "./_placebo_panels.ts";
import { rowReader } from "./_row_reader.ts";
import { rowsOf } from "./_rows_of.ts";
import { differenceText, pointsText } from "./_share_text.ts";
import { tipText } from "./_tip_text.ts";

/** How to draw placebo cut-offs. */
export type PlaceboPlotOptions = Omit<FigureOptions, "backend">;

/**
 * Draws, a panel a run, the gap between cases after and before at every month that could have been the cut-off; the real
 * one is marked, with its place among all.
 *
 * `rows` are those of `placeboRows` (or of `placeboCutoffs`, each with its `run`): `month` (or `cutoff`), `value`, `lo`,
 * `hi`, and `real`. A real gap in the middle of many alike is drift.
 *
 * Throws `TypeError` for a row that lacks what is drawn or whose month cannot be read, and `RangeError` for two rows of
 * one run and month, or a width outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { placeboCutoffs, placeboPlot } from "@rounds/rounds";
 *
 * const date = ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05"];
 * const { rows } = placeboCutoffs({ y: [1, 1, 0, 0, 1], date, cutoff: "2024-02" });
 * const figure = placeboPlot(rows.map((row) => ({ run: "m", ...row })));
 * assert.equal(figure.title, "At its real cut-off m drops the most of 2 possible cut-offs");
 * ```
 */
export function placeboPlot(rows: PlotRows, options: PlaceboPlotOptions = {}): Figure {
  const read = rowsOf(rows).map(readPoint).toSorted((a, b) => a.at - b.at);
  const runs = [...Map.groupBy(read, ({ run }) => run)].map(([run, points]) => {
    const repeated = points.find(({ at }, index) => points[index - 1]?.at === at);
    if (repeated !== undefined) {
      throw new RangeError(
        `Two rows for ${run}, ${monthText(repeated.at)}: draw one row for each month`,
      );
    }
    return { run, points, rank: rankOf(points) };
  }).toSorted((a, b) => (realOf(a) ?? 9) - (realOf(b) ?? 9));
  const drawn = runs.filter(({ points }) => points.some(({ value }) => value !== null));
  return finishFigure({
    title: titleOf(drawn),
    alt: altOf(runs),
    caption: captionOf(runs),
    rows: runs.flatMap(({ points }) => points.map(({ row }) => row)),
    draw: (size) => drawn.length === 0 ? [] : [placeboPanels(drawn, size)],
  }, options);
}

type Point = PlaceboPoint & { readonly row: PlotRow };
type Run = Omit<PlaceboRun, "points"> & { readonly points: readonly Point[] };

function readPoint(row: PlotRow, index: number): Point {
  const reader = rowReader(row, { index, from: "placeboRows" });
  const run = reader.run();
  const month = reader.text("month") ?? reader.text("cutoff");
  if (month === null || !/^\d{4}-(0[1-9]|1[0-2])/.test(month)) {
    throw new TypeError(`Row ${index + 1} has month ${JSON.stringify(month)}, expected yyyy-mm`);
  }
  const gap = {
    value: reader.need("value"),
    lo: reader.number("lo"),
    hi: reader.number("hi"),
  };
  return {
    run,
    at: monthNumber(month),
    real: reader.is("real"),
    ...gap,
    tip: tipText(row, `${month.slice(0, 7)}, gap ${differenceText(gap)} points`),
    row,
  };
}

function realOf({ points }: Pick<PlaceboRun, "points">): number | null {
  return points.find(({ real }) => real)?.value ?? null;
}

/** 1 is the largest drop. */
function rankOf(points: readonly PlaceboPoint[]): number | null {
  const own = realOf({ points });
  return own === null
    ? null
    : 1 + points.filter(({ value }) => value !== null && value < own).length;
}

function countOf({ points }: PlaceboRun): number {
  return points.filter(({ value }) => value !== null).length;
}

function titleOf(runs: readonly Run[]): string {
  const marked = runs.filter(({ rank }) => rank !== null);
  const [first] = marked;
  if (runs.length === 0) return "No gap to show: no month has cases on both sides";
  if (first === undefined) return "The real cut-offs have too few cases on one side to be marked";
  if (marked.length === 1) {
    const n = countOf(first);
    if (n === 1) {
      return `The real cut-off of ${first.run} is the only one possible: there is no placebo`;
    }
    return first.rank === 1
      ? `At its real cut-off ${first.run} drops the most of ${n} possible cut-offs`
      : `${(first.rank ?? 1) - 1} of ${
        n - 1
      } placebo cut-offs show a larger drop than the real one of ${first.run}`;
  }
  const most = marked.filter(({ rank }) => rank === 1).length;
  return most === 0
    ? `No run of ${marked.length} drops most at its real cut-off`
    : `${most} of ${marked.length} runs ${
      most === 1 ? "drops most at its" : "drop most at their"
    } real cut-off`;
}

function altOf(runs: readonly Run[]): string {
  if (runs.length === 0) return "An empty figure: there are no rows to draw.";
  return `Gap between cases after and before, over possible cut-offs, ${
    counted(runs.length, "panel")
  }. ${
    runs.slice(0, 12).map((run) => {
      const real = run.points.find(({ real }) => real);
      const value = real?.value ?? null;
      return real === undefined || value === null
        ? `${run.run}: the real cut-off is not among them`
        : `${run.run}: real cut-off ${monthText(real.at)}, gap ${
          pointsText(value)
        } points, place ${run.rank} of ${countOf(run)}`;
    }).join("; ")
  }${runs.length > 12 ? "; and more." : "."}`;
}

function captionOf(runs: readonly Run[]): string {
  if (runs.length === 0) return "Nothing to draw: there are no rows.";
  const rows = runs.flatMap(({ points }) => points.map(({ row }) => row));
  const counts = rows.flatMap((row) => {
    const [before, after] = [row["n_pre"] ?? row["nPre"], row["n_post"] ?? row["nPost"]];
    return typeof before === "number" && typeof after === "number" ? [before + after] : [];
  });
  const unmarked = runs.filter(({ rank }) => rank === null).map(({ run }) => run);
  const points = runs.flatMap((run) => run.points).filter(({ value }) => value !== null);
  const [low, high] = placeboReach(points);
  const cut = points.some(({ lo, hi }) => (lo ?? low) < low || (hi ?? high) > high);
  return joinNotes([
    "Mean score of the cases after a month less that up to it, in points, for every month with enough cases on both sides; band: 95 % interval, each month by itself.",
    counts.length > 0 && `${counted(runs.length, "run")}, ${countRange(counts, "score")} each.`,
    "Diamond: the real cut-off, with its place among all gaps (1 is the largest drop). Neighbouring months share most cases, so the place is no p value.",
    cut && "Wide intervals are cut.",
    unmarked.length > 0 &&
    `Real cut-off without enough cases on both sides: ${listed(unmarked, { many: "runs" })}.`,
    provenance(rows),
  ]);
}
