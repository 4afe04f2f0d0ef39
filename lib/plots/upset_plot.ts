import type { Figure, FigureOptions, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { counted, joinNotes, provenance } from "./_notes.ts";
import { percentText } from "./_percent_text.ts";
import type { SvgPart } from "./_render_plot.ts";
import { rowsOf } from "./_rows_of.ts";
import { seriesLegend } from "./_series_legend.ts";
import { shareScale } from "./_share_scale.ts";
import { estimateText } from "./_share_text.ts";
import { FEW_CASES, type UpsetData, upsetData } from "./_upset_data.ts";
import { MOST_COLOURS, upsetDomain, upsetRuns, upsetStrips } from "./_upset_strips.ts";

/** How to draw intersections. */
export interface UpsetPlotOptions extends Omit<FigureOptions, "backend"> {
  /** Sets drawn, the largest first; default 15. */
  readonly most?: number;
}

/**
 * Draws which modalities come together (an UpSet figure): the size of every set of questions with exactly the same
 * modalities, what is in it, and the accuracy of each run on it.
 *
 * `rows` are those of `modalityIntersections`: `run`, `group`, `labels`, `questions` (else `planned` or `n`), `value`, `lo`, `hi` and
 * `clusters`. Bars are coloured by the mean accuracy of the runs. More than eight runs are grey but for the best and the
 * last. Dots of fewer than 20 cases are hollow.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for two rows of one run and set, `most` below 1,
 * or a width outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { upsetPlot } from "@rounds/rounds";
 *
 * const figure = upsetPlot([
 *   { run: "m", term: "image", group: "no image", labels: [], planned: 60, value: 0.8 },
 *   { run: "m", term: "image", group: "CT", labels: ["CT"], planned: 30, value: 0.7 },
 *   { run: "m", term: "image", group: "CT + MRI", labels: ["CT", "MRI"], planned: 10, value: 0.6 },
 * ]);
 * assert.match(figure.title ?? "", /^40 % of the questions carry a modality, 10 % several: most often CT \+ MRI/);
 * ```
 */
export function upsetPlot(rows: PlotRows, options: UpsetPlotOptions = {}): Figure {
  const { most = 15 } = options;
  if (!(most >= 1)) throw new RangeError(`most is ${most}, expected at least 1`);
  const data = upsetData(rowsOf(rows), { most, all: options.runs });
  return finishFigure({
    title: titleOf(data),
    alt: altOf(data),
    caption: captionOf(data),
    rows: data.points.map(({ row }) => row),
    draw: (size) => draw(data, size),
  }, options);
}

function draw(data: UpsetData, size: { readonly width: number }): SvgPart[] {
  return [
    shareScale(upsetDomain(data), {
      ...size,
      name: data.runs.length === 1 ? "Bars: accuracy" : "Bars: mean accuracy",
    }),
    upsetStrips(data, size),
    seriesLegend(upsetRuns(data), { ...size, style: data.style }),
  ];
}

function titleOf({ sets, points }: UpsetData): string {
  const all = sets.reduce((sum, { count }) => sum + count, 0);
  if (all === 0 || points.every(({ value }) => value === null)) {
    return "No accuracy to show: nothing could be counted";
  }
  const share = (least: number) =>
    sets.filter(({ labels }) => labels.length >= least)
      .reduce((sum, { count }) => sum + count, 0) / all;
  if (share(1) === 0) return "No question carries a modality";
  const several = sets.find(({ labels }) => labels.length > 1);
  const carry = `${percentText(share(1))} of the questions carry a modality`;
  return several === undefined
    ? `${carry}, none several`
    : `${carry}, ${percentText(share(2))} several: most often ${several.name} (n\u00a0${
      several.count.toLocaleString("en-US")
    })`;
}

function altOf({ sets, runs, points }: UpsetData): string {
  if (points.length === 0) return "An empty figure: there are no rows to draw.";
  return `Bars of the sizes of sets of modalities with the accuracy on each, ${
    counted(sets.length, "set")
  }, ${counted(runs.length, "run")}. ${
    sets.slice(0, 12).map(({ name, count }) =>
      `${name}, n ${count}: ${
        points.filter((point) => point.set === name).slice(0, 3)
          .map((point) =>
            `${point.run} ${estimateText(point)}`
          ).join(", ")
      }`
    ).join("; ")
  }${sets.length > 12 ? "; and more." : "."}`;
}

function captionOf({ sets, shown, largest, runs, points }: UpsetData): string {
  if (points.length === 0) return "Nothing to draw: there are no rows.";
  const rest = sets.slice(shown);
  const left = rest.reduce((sum, { count }) => sum + count, 0);
  const none = runs.filter((run) =>
    points.every((point) => point.run !== run || point.value === null)
  );
  return joinNotes([
    "Each column is the questions with exactly the modalities marked below its bar; a column without marks has none, and sets do not overlap. Names carry all their questions, in whatever set.",
    "Accuracy: dots with 95 % intervals (Wilson on the effective number, clustered by case); the axis need not begin at 0.",
    sets.some(({ count }) => count > largest) && "A bar with a gap is cut: its number holds.",
    points.some(({ set, clusters, value }) =>
      clusters < FEW_CASES && value !== null && !rest.some(({ name }) => name === set)
    ) &&
    `Hollow: fewer than ${FEW_CASES} cases.`,
    rest.length > 0 &&
    `Not drawn: ${counted(rest.length, "smaller set")} with ${counted(left, "question")}.`,
    runs.length > MOST_COLOURS && "Grey: all other runs.",
    none.length > 0 && `Nothing to count: ${none.join(", ")}.`,
    provenance(points.map(({ row }) => row)),
  ]);
}
