import { adjustP } from "../stats/multiplicity/adjust_p.ts";
import { shrinkGroups } from "../stats/groups/shrink_groups.ts";
import { normalQuantile } from "../stats/special/normal_quantile.ts";
import { type AccuracyData, accuracyData, type AccuracyPoint } from "./_accuracy_data.ts";
import type { PlotRow } from "./figure.ts";
import { runsByAccuracy } from "./_runs_by_accuracy.ts";

/** One group of one run. */
export interface HeatmapCell {
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

/** What a heatmap draws. */
export interface HeatmapData {
  /** Accuracy by run and group. */
  readonly accuracy: AccuracyData;
  /** Labels of the runs, the best first. */
  readonly runs: readonly string[];
  /** Groups with their denominators, the largest first. */
  readonly groups: readonly { readonly name: string; readonly count: string }[];
  /** By group and run, in drawing order. */
  readonly cells: readonly HeatmapCell[];
  /** Runs whose groups differ more than chance explains (Holm over the runs). */
  readonly heterogeneous: readonly string[];
}

/**
 * Shrinks the accuracies of each run's groups towards their mean and tests whether the groups differ at all.
 */
export function heatmapData(
  rows: readonly PlotRow[],
  options: { readonly by?: string },
): HeatmapData {
  const accuracy = accuracyData(rows, options);
  const runs = runsByAccuracy(accuracy);
  const z = normalQuantile(1 - (1 - accuracy.level) / 2);
  const fits = runs.map((run) => {
    const points = accuracy.points.filter((point) => point.run === run);
    const fit = shrinkGroups({
      estimate: points.map(({ value }) => value),
      variance: points.map((point) => variance(point, z)),
    });
    return { run, points, fit };
  });
  const tested = fits.filter(({ fit }) => fit.p !== null);
  const adjusted = adjustP(tested.map(({ fit }) => fit.p ?? 1));
  const heterogeneous = tested.filter((_, index) => (adjusted[index] ?? 1) < 0.05)
    .map(({ run }) => run);
  const cells = fits.flatMap(({ run, points, fit }) =>
    points.map((point, index): HeatmapCell => ({
      run,
      group: point.group,
      value: point.value,
      shrunk: fit.rows[index]?.shrunk ?? null,
      half: point.lo === null || point.hi === null ? null : (point.hi - point.lo) / 2,
      departs: heterogeneous.includes(run) && isOutside(point, fit.mu),
      row: point.row,
    }))
  );
  const sizes = new Map(accuracy.groups.map(({ name }) => [
    name,
    accuracy.points.filter((point) => point.group === name).reduce((sum, { n }) => sum + n, 0),
  ]));
  const groups = accuracy.groups.toSorted((a, b) =>
    (sizes.get(b.name) ?? 0) - (sizes.get(a.name) ?? 0)
  );
  const place = new Map(groups.map(({ name }, index) => [name, index]));
  return {
    accuracy,
    runs,
    groups,
    cells: cells.toSorted((a, b) => (place.get(a.group) ?? 0) - (place.get(b.group) ?? 0)),
    heterogeneous,
  };
}

/** From the interval, for the standard error of an estimate at 0 or 1 is 0 and says nothing. */
function variance({ lo, hi }: AccuracyPoint, z: number): number | null {
  return lo === null || hi === null ? null : ((hi - lo) / (2 * z)) ** 2;
}

function isOutside({ lo, hi }: AccuracyPoint, mean: number | null): boolean {
  return mean !== null && lo !== null && hi !== null && (lo > mean || hi < mean);
}
