import type { Frame } from "../frames/frame.ts";
import { placeboCutoffs } from "../stats/time/placebo_cutoffs.ts";
import type { RunKey } from "./accuracy_row.ts";
import { datedRuns } from "./_dated_runs.ts";
import type { DatedOptions } from "./dated_options.ts";

/** How many cases a side must have. */
export interface PlaceboRowsOptions extends DatedOptions {
  /** Fewest scores on each side of a possible cut-off; default 20. */
  readonly fewest?: number;
}

/** The gap of one run had its cut-off been this month. */
export interface PlaceboRow extends RunKey {
  /** The possible cut-off, `yyyy-mm`. */
  readonly month: string;
  /** It is the real one. */
  readonly real: boolean;
  /** Mean after less mean before. */
  readonly value: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Two-sided p. */
  readonly p: number | null;
  /** Scores before. */
  readonly n_pre: number;
  /** Scores after. */
  readonly n_post: number;
  /** The run's real cut-off, `yyyy-mm`. */
  readonly cutoff: string;
  /** Place of the real gap among all, 1 is the largest drop; null when it is not among them. */
  readonly rank: number | null;
  /** Possible cut-offs. */
  readonly months: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know; null when nothing. */
  readonly warnings: string | null;
}

/**
 * The gap of each run at every month that could have been its cut-off, the real one marked and ranked, as plain rows for
 * `placeboPlot`. A real gap that is one of many alike is drift, not contamination.
 *
 * `frame` is a `casesFrame` with `month` (or `date`); runs without a known cut-off have no rows. Throws `RangeError` for
 * a missing column.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { casesFrame, placeboRows } from "@rounds/rounds";
 *
 * assert.deepEqual(placeboRows(casesFrame([])), []);
 * ```
 */
export function placeboRows(
  frame: Frame,
  options: PlaceboRowsOptions = {},
): readonly PlaceboRow[] {
  const { fewest = 20, level = 0.95 } = options;
  return datedRuns(frame, options).flatMap(({ run, y, date, cutoff, repeated }) => {
    if (cutoff === null) return [];
    const found = placeboCutoffs({ y, date, cutoff, fewest, level });
    const warnings = [
      ...found.warnings,
      ...(repeated ? ["cases stand in several rows: the intervals take them for independent"] : []),
    ];
    return found.rows.map((row): PlaceboRow => ({
      ...run,
      month: row.cutoff,
      real: row.real,
      value: row.value,
      lo: row.lo,
      hi: row.hi,
      level,
      p: row.p,
      n_pre: row.nPre,
      n_post: row.nPost,
      cutoff,
      rank: found.rank,
      months: found.rows.length,
      method: found.method,
      warnings: warnings.join("; ") || null,
    }));
  });
}
