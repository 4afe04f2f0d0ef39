import { adjustP } from "../stats/multiplicity/adjust_p.ts";
import { shrinkGroups } from "../stats/groups/shrink_groups.ts";
import { normalQuantile } from "../stats/special/normal_quantile.ts";
import { type AccuracyData, accuracyData, type AccuracyPoint } from "./_accuracy_data.ts";
import { cleanText } from "./_clean_text.ts";
import type { PlotRow } from "./figure.ts";
import { runsByAccuracy } from "./_runs_by_accuracy.ts";

/** One group of one run. */
export interface HeatmapCell {
  /** The panel it stands in; empty where there is one only. */
  readonly facet: string;
  /** Label of the run. */
  readonly run: string;
  /** The group. */
  readonly group: string;
  /** Accuracy as observed; null when there is nothing to count. */
  readonly value: number | null;
  /** Accuracy pulled towards the mean of the run's groups; null without an interval. */
  readonly shrunk: number | null;
  /** Half the width of the interval; null without one. */
  readonly half: number | null;
  /** The group departs from the run's mean, in a run whose groups really differ. */
  readonly departs: boolean;
  /** The row it was read from. */
  readonly row: PlotRow;
}

/** A run in one panel. */
export interface HeatmapRun {
  /** The panel; empty where there is one only. */
  readonly facet: string;
  /** Label of the run. */
  readonly run: string;
}

/** What a heatmap draws. */
export interface HeatmapData {
  /** Accuracy by run and group, of the first panel. */
  readonly accuracy: AccuracyData;
  /** Names of the panels, the largest first; one empty name where there is one only. */
  readonly facets: readonly string[];
  /** Labels of the runs, the best first. */
  readonly runs: readonly string[];
  /** Groups with their denominators, the largest first. */
  readonly groups: readonly { readonly name: string; readonly count: string }[];
  /** By panel, group and run, in drawing order. */
  readonly cells: readonly HeatmapCell[];
  /** Runs whose groups differ more than chance explains (Holm over runs and panels). */
  readonly heterogeneous: readonly HeatmapRun[];
}

/**
 * Shrinks the accuracies of each run's groups towards their mean and tests whether the groups differ at all; of several
 * panels in each for itself.
 */
export function heatmapData(
  rows: readonly PlotRow[],
  options: { readonly by?: string; readonly facet?: string },
): HeatmapData {
  const by = options.by === undefined ? {} : { by: options.by };
  const { facet } = options;
  const split = [...Map.groupBy(rows, (row, index) => facetOf(row, { facet, index }))]
    .map(([name, own]) => ({ name, accuracy: accuracyData(own, by) }))
    .toSorted((a, b) => total(b.accuracy.points) - total(a.accuracy.points));
  const accuracy = split[0]?.accuracy ?? accuracyData([], by);
  const points = split.flatMap((one) => one.accuracy.points);
  const runs = runsByAccuracy({ runs: [...new Set(points.map(({ run }) => run))], points });
  const z = normalQuantile(1 - (1 - accuracy.level) / 2);
  const fits = split.flatMap(({ name, accuracy }) =>
    runs.map((run) => {
      const own = accuracy.points.filter((point) => point.run === run);
      const fit = shrinkGroups({
        estimate: own.map(({ value }) => value),
        variance: own.map((point) => variance(point, z)),
      });
      return { facet: name, run, points: own, fit };
    })
  );
  const tested = fits.filter(({ fit }) => fit.p !== null);
  const adjusted = adjustP(tested.map(({ fit }) => fit.p ?? 1));
  const real = tested.filter((_, index) => (adjusted[index] ?? 1) < 0.05);
  const cells = fits.flatMap((one) =>
    one.points.map((point, index): HeatmapCell => ({
      facet: one.facet,
      run: one.run,
      group: point.group,
      value: point.value,
      shrunk: one.fit.rows[index]?.shrunk ?? null,
      half: point.lo === null || point.hi === null ? null : (point.hi - point.lo) / 2,
      departs: real.includes(one) && isOutside(point, one.fit.mu),
      row: point.row,
    }))
  );
  const names = [...new Set(split.flatMap(({ accuracy }) => accuracy.groups.map((g) => g.name)))];
  const groups = names.map((name) => ({
    name,
    count: countOf(split.map(({ accuracy }) => accuracy), name),
    size: total(points.filter(({ group }) => group === name)),
  })).toSorted((a, b) => b.size - a.size);
  const place = new Map(groups.map(({ name }, index) => [name, index]));
  const facets = split.map(({ name }) => name);
  return {
    accuracy,
    facets,
    runs,
    groups: groups.map(({ name, count }) => ({ name, count })),
    cells: cells.toSorted((a, b) =>
      facets.indexOf(a.facet) - facets.indexOf(b.facet) ||
      (place.get(a.group) ?? 0) - (place.get(b.group) ?? 0)
    ),
    heterogeneous: real.map(({ facet, run }) => ({ facet, run })),
  };
}

function facetOf(
  row: PlotRow,
  { facet, index }: { readonly facet: string | undefined; readonly index: number },
): string {
  if (facet === undefined) return "";
  const value = row[facet];
  if (value === undefined) {
    throw new RangeError(`Row ${index + 1} has no "${facet}" to make panels of`);
  }
  return value === null ? "(unknown)" : cleanText(String(value));
}

function total(points: readonly AccuracyPoint[]): number {
  return points.reduce((sum, { n }) => sum + n, 0);
}

/** Denominators of a group, one for each panel: `n 200 | 1,028`. */
function countOf(panels: readonly AccuracyData[], name: string): string {
  const counts = panels.map(({ groups }) =>
    groups.find((group) => group.name === name)?.count.replace(/^n /, "") ?? "0"
  );
  return `n ${counts.join(" | ")}`;
}

/** From the interval, for the standard error of an estimate at 0 or 1 is 0 and says nothing. */
function variance({ lo, hi }: AccuracyPoint, z: number): number | null {
  return lo === null || hi === null ? null : ((hi - lo) / (2 * z)) ** 2;
}

function isOutside({ lo, hi }: AccuracyPoint, mean: number | null): boolean {
  return mean !== null && lo !== null && hi !== null && (lo > mean || hi < mean);
}
