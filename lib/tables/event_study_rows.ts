import type { Frame } from "../frames/frame.ts";
import { adjustP } from "../stats/multiplicity/adjust_p.ts";
import { monthIndex } from "../stats/time/month_index.ts";
import { type CrossingRuns, crossingRuns } from "./_crossing_runs.ts";
import type { DatedOptions } from "./dated_options.ts";
import { eventInfluence } from "./_event_influence.ts";
import { maxTCritical } from "./_max_t_critical.ts";
import { sharedNotes } from "./_shared_notes.ts";

/** How to bin months, besides which scores to read. */
export interface EventStudyOptions extends DatedOptions {
  /** Months to a bin; default 3. */
  readonly binMonths?: number;
  /** Bins to each side; farther months join the last; default 4. */
  readonly bins?: number;
  /** Draws behind the limits that hold for all bins at once; default 5,000. */
  readonly replicates?: number;
  /** Seed of the draws; default 42. */
  readonly seed?: number;
}

/** One bin of months around the cut-offs. Null means not defined, see `warnings`. */
export interface EventStudyTableRow {
  /** First month from the cut-off in the bin; 0 is the cut-off's own, and counts as before. */
  readonly from_month: number;
  /** Last month in the bin. */
  readonly to_month: number;
  /** Earlier months are in the bin too. */
  readonly open_start: boolean;
  /** Later months are in the bin too. */
  readonly open_end: boolean;
  /** The bin that the others are compared with; its value is 0 by definition. */
  readonly reference: boolean;
  /** Change against the reference bin, case and run effects removed. */
  readonly value: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Lower limit that holds for all bins at once (max-T). */
  readonly lo_all: number | null;
  /** Upper limit that holds for all bins at once. */
  readonly hi_all: number | null;
  /** Confidence level. */
  readonly level: number;
  /** CR1 standard error, clustered by case. */
  readonly se: number | null;
  /** Two-sided p. */
  readonly p: number | null;
  /** The same adjusted over the bins (Holm). */
  readonly p_adj: number | null;
  /** Scores in the bin. */
  readonly n: number;
  /** Runs with scores in the bin. */
  readonly runs: number;
  /** Runs with cases on both sides of their cut-off. */
  readonly runs_crossing: number;
  /** Cases of the regression. */
  readonly clusters: number;
  /** Dataset name; null when the frame does not say, or when there are several. */
  readonly dataset: string | null;
  /** How `lo_all` and `hi_all` are made. */
  readonly simultaneous: "max-t";
  /** Seed of the draws behind `lo_all` and `hi_all`. */
  readonly seed: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Some answers are simulated; null when the frame does not say. */
  readonly simulated: boolean | null;
  /** How the runs differ besides the model; null when they do not. */
  readonly unlike: string | null;
  /** Which of them are not finished, and how many of their planned cases are there; null when all are. */
  readonly partial: string | null;
  /** What to know; null when nothing. */
  readonly warnings: string | null;
}

/**
 * Scores by months from the cut-off, case and run effects removed, as plain rows for `eventStudyPlot`: flat before the
 * cut-off is the check that `twoWayFixedEffects` rests on.
 *
 * `frame` is a `casesFrame` of several runs with `month` (or `date`) and different cut-offs. The last bin up to the
 * cut-off is the reference. `lo_all` and `hi_all` hold for all bins at once: multiplier bootstrap of cases, max-T. Throws `RangeError` for a missing column.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { casesFrame, eventStudyRows } from "@rounds/rounds";
 *
 * assert.deepEqual(eventStudyRows(casesFrame([])), []);
 * ```
 */
export function eventStudyRows(
  frame: Frame,
  options: EventStudyOptions = {},
): readonly EventStudyTableRow[] {
  const { binMonths = 3, bins = 4, level = 0.95, replicates = 5000, seed = 42 } = options;
  const crossing = crossingRuns(frame, options);
  const { did, warnings, runs } = crossing;
  const counts = countBins(crossing, { binMonths, bins });
  const studied = did.eventStudy;
  if (studied.length === 0 && did.n === 0) return [];
  const adjusted = adjustP(studied.map(({ p }) => p), { method: "holm" });
  const influence = eventInfluence(runs, {
    bins: studied.map(({ toMonth }) => toMonth / binMonths),
    binOf: (since) => Math.max(-bins, Math.min(bins, Math.ceil(since / binMonths))),
  });
  const critical = did.df === null || did.df < 1 || studied.length === 0 || influence === null
    ? null
    : maxTCritical(influence, { level, df: did.df, replicates, seed });
  const datasets = [...new Set(runs.map(({ run }) => run.dataset))];
  const simulated = runs.map(({ run }) => run.simulated);
  const common = {
    level,
    runs_crossing: did.modelsCrossing,
    clusters: did.clusters,
    dataset: datasets.length === 1 ? datasets[0] ?? null : null,
    simultaneous: "max-t" as const,
    seed,
    method: "contamination/event-study",
    simulated: simulated.includes(true) ? true : simulated.includes(null) ? null : false,
    ...sharedNotes(runs.map(({ run }) => run)),
    warnings: warnings.join("; ") || null,
  };
  const row = (
    fields: Pick<EventStudyTableRow, "value" | "lo" | "hi" | "se" | "p" | "p_adj"> & {
      readonly bin: number;
      readonly reference: boolean;
    },
  ): EventStudyTableRow => {
    const { bin, value, se, ...rest } = fields;
    const half = se === null || critical === null ? null : critical * se;
    return {
      from_month: (bin - 1) * binMonths + 1,
      to_month: bin * binMonths,
      open_start: bin === -bins,
      open_end: bin === bins,
      value,
      se,
      ...rest,
      lo_all: value === null || half === null ? null : value - half,
      hi_all: value === null || half === null ? null : value + half,
      n: counts.get(bin)?.n ?? 0,
      runs: counts.get(bin)?.runs.size ?? 0,
      ...common,
    };
  };
  const base = { value: 0, lo: null, hi: null, se: null, p: null, p_adj: null };
  return [
    ...studied.map(({ toMonth, value, lo, hi, se, p }, k) =>
      row({
        bin: toMonth / binMonths,
        reference: false,
        value,
        lo,
        hi,
        se,
        p,
        p_adj: adjusted[k] ?? null,
      })
    ),
    row({ bin: 0, reference: true, ...base }),
  ].toSorted((a, b) => a.from_month - b.from_month);
}

/** Scores and runs in each bin, as the regression bins them. */
function countBins(
  { runs }: CrossingRuns,
  { binMonths, bins }: { readonly binMonths: number; readonly bins: number },
): ReadonlyMap<number, { readonly n: number; readonly runs: ReadonlySet<string> }> {
  const counts = new Map<number, { n: number; readonly runs: Set<string> }>();
  for (const { run, y, date, cutoff } of runs) {
    const border = monthIndex(cutoff);
    y.forEach((value, k) => {
      const month = monthIndex(date[k] ?? null);
      if (value === null || month === null || border === null) return;
      const bin = Math.max(-bins, Math.min(bins, Math.ceil((month - border) / binMonths)));
      const found = counts.get(bin) ?? { n: 0, runs: new Set() };
      found.n++;
      found.runs.add(run.run);
      counts.set(bin, found);
    });
  }
  return counts;
}
