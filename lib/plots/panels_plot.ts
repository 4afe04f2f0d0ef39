import { expectedMaxNormal } from "../stats/uncertainty/expected_max_normal.ts";
import { accuracyAlt } from "./_accuracy_alt.ts";
import { accuracyCaption } from "./_accuracy_caption.ts";
import { type AccuracyData, accuracyData, type AccuracyPoint } from "./_accuracy_data.ts";
import { accuracyPanels } from "./_accuracy_panels.ts";
import type { Figure, FigureOptions, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { groupNoun } from "./_group_noun.ts";
import { joinNotes } from "./_notes.ts";
import { rowsOf } from "./_rows_of.ts";

/** How to draw small multiples. */
export interface PanelsPlotOptions extends Omit<FigureOptions, "backend"> {
  /** The column the rows are grouped by, e.g. `level1`; default what the rows say themselves. */
  readonly by?: string;
}

/**
 * Draws a panel for each group (chapter), a row a run in it, with each run's accuracy over all groups as a grey line.
 *
 * `rows` are those of `accuracyTable`, grouped by one thing. Runs stand in one order, by their accuracy over all groups,
 * and groups of fewer than 20 cases are hollow. The title says how many intervals leave the grey line out, and how many
 * would by chance.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for two rows of one run and group, or a width
 * outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { panelsPlot } from "@rounds/rounds";
 *
 * const row = { run: "m", term: "level1", value: 0.8, lo: 0.75, hi: 0.85, n: 240, planned: 240, clusters: 60 };
 * const figure = panelsPlot([{ ...row, level1: "Neoplasms" }, { ...row, level1: "Injuries", value: 0.79 }]);
 * assert.equal(figure.title, "No run is clearly off its overall accuracy in any of 2 chapters");
 * ```
 */
export function panelsPlot(rows: PlotRows, options: PanelsPlotOptions = {}): Figure {
  const data = accuracyData(rowsOf(rows), { by: options.by, all: options.runs });
  const overall = overallOf(data);
  const off = data.points.filter((point) => isOff(point, overall));
  return finishFigure({
    title: titleOf(data, off),
    alt: accuracyAlt(data),
    caption: captionOf(data),
    rows: data.points.map(({ row }) => row),
    draw: (size) => [accuracyPanels(data, { ...size, overall })],
  }, options);
}

/** Accuracy of each run over all its groups. */
function overallOf({ runs, points }: AccuracyData): ReadonlyMap<string, number> {
  return new Map(runs.flatMap((run) => {
    const own = points.filter((point) => point.run === run && point.value !== null);
    const n = own.reduce((sum, point) => sum + point.n, 0);
    const right = own.reduce((sum, point) => sum + (point.value ?? 0) * point.n, 0);
    return n === 0 ? [] : [[run, right / n] as const];
  }));
}

function isOff({ run, lo, hi }: AccuracyPoint, overall: ReadonlyMap<string, number>): boolean {
  const value = overall.get(run);
  return value !== undefined && lo !== null && hi !== null && (lo > value || hi < value);
}

function titleOf(data: AccuracyData, off: readonly AccuracyPoint[]): string {
  const { points, groups, level, by, measure } = data;
  const known = points.filter(({ value }) => value !== null);
  if (known.length === 0) return `No ${measure.toLowerCase()} to show: nothing could be counted`;
  const tested = known.filter(({ lo }) => lo !== null);
  const what = `overall ${measure.toLowerCase()}`;
  if (off.length === 0) {
    return groups.length === 1
      ? `There is one ${groupNoun(by, { count: 1 })} only: nothing to compare with`
      : `No run is clearly off its ${what} in any of ${groups.length} ${
        groupNoun(by, { count: groups.length })
      }`;
  }
  const chance = Math.round((1 - level) * tested.length);
  const counts = groups.map(({ name }) => ({
    name,
    count: off.filter((point) => point.group === name).length,
    all: tested.filter((point) => point.group === name).length,
  })).toSorted((a, b) => b.count - a.count);
  const [most] = counts;
  const where = most !== undefined && most.count > 1 && most.count * 2 > most.all
    ? `, ${most.count} of ${most.all} in ${most.name}`
    : "";
  return `${off.length} of ${tested.length} intervals leave the run's ${what} out${where}; about ${chance} would by chance`;
}

function captionOf(data: AccuracyData): string {
  const text = accuracyCaption(data);
  const { points, groups } = data;
  if (points.length === 0) return text;
  const many = groups.length > 2
    ? ` Of ${groups.length} equal groups the highest looks about ${
      expectedMaxNormal(groups.length).toFixed(1)
    } standard errors better than it is.`
    : "";
  return joinNotes([`${text} Grey line: accuracy of each run over all groups.${many}`]);
}
