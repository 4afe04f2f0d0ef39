import type { Figure, FigureOptions, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { groupNoun } from "./_group_noun.ts";
import { heatmapDomain, heatmapPanels } from "./_heatmap_cells.ts";
import { type HeatmapData, heatmapData } from "./_heatmap_data.ts";
import { heatmapVega } from "./_heatmap_vega.ts";
import { counted, joinNotes, provenance } from "./_notes.ts";
import { percentText } from "./_percent_text.ts";
import { rowsOf } from "./_rows_of.ts";
import { shareScale } from "./_share_scale.ts";

/** How to draw a heatmap. */
export interface HeatmapPlotOptions extends FigureOptions {
  /** The column the rows are grouped by, e.g. `level1`; default what the rows say themselves. */
  readonly by?: string;
  /** A further column the rows are grouped by, e.g. `rarity`: a panel for each of its values. */
  readonly facet?: string;
}

/**
 * Draws accuracy of groups (chapters) by run as coloured cells, shrunken so that small groups do not shout.
 *
 * `rows` are those of `accuracyTable`, grouped by one thing, or by two with `facet`: `{ by: ["level1", "rarity"] }` there
 * and `{ by: "level1", facet: "rarity" }` here give a panel for rare and one for other cases, each shrunken for itself. The largest group is on top, the best run on the left. The
 * number in a cell is smaller the wider its interval. A dot marks a group that departs from the mean of its run, in runs
 * whose groups differ more than chance explains (Cochran's Q, Holm over runs).
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for two rows of one run and group, or a width
 * outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { heatmapPlot } from "@rounds/rounds";
 *
 * const row = { run: "m", term: "level1", value: 0.8, lo: 0.75, hi: 0.85, n: 240, planned: 240, clusters: 60 };
 * const figure = heatmapPlot([{ ...row, level1: "Neoplasms" }, { ...row, level1: "Injuries", value: 0.79 }]);
 * assert.equal(figure.title, "No run has chapters that differ more than chance explains");
 * ```
 */
export function heatmapPlot(rows: PlotRows, options: HeatmapPlotOptions = {}): Figure {
  const { by, facet } = options;
  const data = heatmapData(rowsOf(rows), {
    ...(by === undefined ? {} : { by }),
    ...(facet === undefined ? {} : { facet }),
  });
  return finishFigure({
    title: titleOf(data),
    alt: altOf(data),
    caption: captionOf(data),
    rows: data.cells.map(({ row }) => row),
    draw: (size) => [...heatmapPanels(data, size), shareScale(heatmapDomain(data), size)],
    ...(data.facets.length > 1 ? {} : { spec: (size) => heatmapVega(data, size) }),
  }, options);
}

function titleOf({ cells, facets, groups, runs, heterogeneous, accuracy }: HeatmapData): string {
  if (cells.every(({ value }) => value === null)) {
    return "No accuracy to show: nothing could be counted";
  }
  const nouns = groupNoun(accuracy.by, { count: 2 });
  if (heterogeneous.length === 0) {
    if (cells.every(({ shrunk }) => shrunk === null)) {
      return `Too few cases to tell ${nouns} apart`;
    }
    return `No run has ${nouns} that differ more than chance explains`;
  }
  const several = facets.length > 1;
  const means = facets.flatMap((facet) =>
    groups.map(({ name }) => {
      const own = cells.filter((cell) =>
        cell.group === name && cell.facet === facet &&
        heterogeneous.some((one) => one.run === cell.run && one.facet === facet)
      ).flatMap(({ shrunk }) => shrunk ?? []);
      return {
        name: several ? `${name} (${facet})` : name,
        mean: own.reduce((sum, value) => sum + value, 0) / own.length,
      };
    })
  ).filter(({ mean }) => Number.isFinite(mean)).toSorted((a, b) => a.mean - b.mean);
  const [low, high] = [means[0], means.at(-1)];
  if (low === undefined || high === undefined) return `Accuracy by ${nouns}`;
  const real = [...new Set(heterogeneous.map(({ run }) => run))];
  const where = runs.length === 1
    ? ""
    : real.length === 1
    ? ` for ${real[0]}, the only run with real differences`
    : ` (mean of ${real.length} runs with real differences)`;
  return `Accuracy ranges from ${percentText(low.mean)} in ${low.name} to ${
    percentText(high.mean)
  } in ${high.name}${where}`;
}

function altOf({ cells, groups, runs }: HeatmapData): string {
  if (cells.length === 0) return "An empty figure: there are no rows to draw.";
  return `Heatmap of shrunken accuracy, ${counted(groups.length, "group")} by ${
    counted(runs.length, "run")
  }. ${
    cells.slice(0, 24).map(({ facet, run, group, value, shrunk }) =>
      `${group}${facet === "" ? "" : ` (${facet})`}, ${run}: ${
        shrunk !== null
          ? percentText(shrunk)
          : value === null
          ? "nothing to count"
          : `${percentText(value)} as observed`
      }`
    ).join("; ")
  }${cells.length > 24 ? "; and more." : "."}`;
}

function captionOf({ cells, facets, runs, heterogeneous, accuracy }: HeatmapData): string {
  if (cells.length === 0) return "Nothing to draw: there are no rows.";
  const none = cells.filter(({ value }) => value === null).length;
  const bare = cells.filter(({ value, shrunk }) => value !== null && shrunk === null).length;
  return joinNotes([
    `Accuracy in percent of ${accuracy.unit}s, ${accuracy.reading} reading, pulled towards the mean of each run (DerSimonian-Laird) by as much as its interval is wide.`,
    "Smaller numbers: wider intervals (half-widths above 7 and 15 points).",
    `Rows by size, columns by score.${
      facets.length > 1
        ? ` Panels by size: ${facets.join(", ")}; n in this order. Each is shrunken for itself.`
        : ""
    }`,
    heterogeneous.length > 0
      ? `Dots: the interval leaves out the run's mean, in ${heterogeneous.length} of ${
        facets.length > 1 ? `${runs.length * facets.length} columns` : counted(runs.length, "run")
      } with real differences (Cochran's Q, Holm, 5 %).`
      : "Cochran's Q finds no run with real differences (Holm, 5 %).",
    bare > 0 &&
    `Without colour: too few cases for an interval, so the number is as observed (${
      counted(bare, "cell")
    }).`,
    none > 0 && `Dash: nothing to count (${counted(none, "cell")}).`,
    provenance(cells.map(({ row }) => row)),
  ]);
}
