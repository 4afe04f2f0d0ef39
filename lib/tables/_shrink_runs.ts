import type { Frame } from "../frames/frame.ts";
import { type ShrinkGroups, shrinkGroups } from "../stats/groups/shrink_groups.ts";
import { normalQuantile } from "../stats/special/normal_quantile.ts";
import type { AccuracyRow } from "./accuracy_row.ts";
import { type AccuracyOptions, accuracyRows } from "./accuracy_rows.ts";
import { refuseNegativePoints } from "./_score_rows.ts";

/** How to split the accuracy of each run. */
export interface ShrinkOptions extends Omit<AccuracyOptions, "by"> {
  /** Column or columns that make the groups, e.g. `level1`. */
  readonly by: string | readonly string[];
}

/** The groups of one run with what shrinkage makes of them. */
export interface ShrunkRun {
  /** Accuracy of each group. */
  readonly groups: readonly AccuracyRow[];
  /** In the order of `groups`. */
  readonly fit: ShrinkGroups;
}

/**
 * Shrinks the accuracies of each run's groups towards their mean; also the columns grouped by.
 *
 * Variances are taken from the intervals: the standard error of an estimate at 0 or 1 is 0 and says nothing. Throws
 * `RangeError` for items with negative points: met is not right there, and groups of them have no accuracy.
 */
export function shrinkRuns(
  frame: Frame,
  options: ShrinkOptions,
): { readonly runs: readonly ShrunkRun[]; readonly by: readonly string[] } {
  refuseNegativePoints(frame);
  const { rows, by } = accuracyRows(frame, options);
  if (by.length === 0) throw new RangeError("by is empty, expected at least one column");
  const runs = [...Map.groupBy(rows, ({ run_id }) => run_id).values()].map((groups) => {
    const z = normalQuantile(1 - (1 - (groups[0]?.level ?? 0.95)) / 2);
    const fit = shrinkGroups({
      estimate: groups.map(({ value }) => value),
      variance: groups.map(({ lo, hi }) =>
        lo === null || hi === null ? null : ((hi - lo) / (2 * z)) ** 2
      ),
    });
    return { groups, fit };
  });
  return { runs, by };
}
