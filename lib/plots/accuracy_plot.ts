import { accuracyAlt } from "./_accuracy_alt.ts";
import { accuracyCaption } from "./_accuracy_caption.ts";
import { type AccuracyData, accuracyData } from "./_accuracy_data.ts";
import { accuracyDots } from "./_accuracy_dots.ts";
import { accuracyPanels } from "./_accuracy_panels.ts";
import { accuracyProfile } from "./_accuracy_profile.ts";
import { accuracyTitle } from "./_accuracy_title.ts";
import { accuracyVegaLite } from "./_accuracy_vega_lite.ts";
import type { Figure, FigureOptions, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import type { SvgPart } from "./_render_plot.ts";
import { rowsOf } from "./_rows_of.ts";
import { seriesLegend } from "./_series_legend.ts";

/** How to draw accuracy. */
export interface AccuracyPlotOptions extends FigureOptions {
  /** The column the rows are grouped by, e.g. `position`, `stage`, `label`; default what the rows say themselves. */
  readonly by?: string;
}

/** More runs than this cannot be told apart by colour and shape: they get a panel for each group. */
const MOST_SERIES = 8;

/**
 * Draws accuracy by position, stage, modality or any other group, with intervals: one run, or several in one figure.
 *
 * `rows` are those of `accuracyTable` (the table itself will do). Positions run along x; other groups are rows with dots;
 * more than eight runs get a panel for each group. Groups of fewer than 20 cases are hollow. The title is a sentence
 * computed from the data unless given; the caption says what is estimated, how, on what, with which coverage, and
 * whether answers are simulated. No rows give a figure that says so.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for rows grouped by something else, of two
 * readings or units, with two rows for one run and group, or a width outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { accuracyPlot } from "@rounds/rounds";
 *
 * const row = { run: "m", term: "position", value: 0.8, lo: 0.7, hi: 0.9, n: 40, planned: 40, clusters: 40 };
 * const figure = accuracyPlot([{ ...row, position: 1 }, { ...row, position: 2, value: 0.75 }], { by: "position" });
 * assert.equal(figure.title, "Accuracy goes from 80 % at Q1 to 75 % at Q2 (m)");
 * assert.match(figure.svg, />Q2</);
 * ```
 */
export function accuracyPlot(rows: PlotRows, options: AccuracyPlotOptions = {}): Figure {
  const data = accuracyData(rowsOf(rows), { by: options.by, all: options.runs });
  const layout = layoutOf(data);
  return finishFigure({
    title: accuracyTitle(data),
    alt: accuracyAlt(data),
    caption: accuracyCaption(data),
    rows: data.points.map((point) => point.row),
    draw: (size) => draw(data, { ...size, layout }),
    spec: (size) => accuracyVegaLite(data, { ...size, layout }),
  }, options);
}

type Layout = "profile" | "dots" | "panels";

function layoutOf(data: AccuracyData): Layout {
  if (data.runs.length > MOST_SERIES) return "panels";
  return data.groups.every((group) => group.number !== null) ? "profile" : "dots";
}

function draw(
  data: AccuracyData,
  { width, layout }: { readonly width: number; readonly layout: Layout },
): SvgPart[] {
  if (layout === "panels") return [accuracyPanels(data, { width })];
  if (layout === "profile") return [accuracyProfile(data, { width })];
  return [seriesLegend(data.runs, { width, style: data.style }), accuracyDots(data, { width })];
}
