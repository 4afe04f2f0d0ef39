import type { Frame } from "../frames/frame.ts";
import { type ContaminationDiD, contaminationDiD } from "../stats/time/contamination_did.ts";
import { type DatedRun, datedRuns } from "./_dated_runs.ts";
import type { DatedOptions } from "./dated_options.ts";

/** How to bin months, besides which scores to read. */
export interface CrossingOptions extends DatedOptions {
  /** Months to a bin of the event study; default 3. */
  readonly binMonths?: number;
  /** Bins to each side; farther months join the last; default 4. */
  readonly bins?: number;
}

/** A two-way fixed effects analysis of the runs of a frame. */
export interface CrossingRuns {
  /** Runs with a known cut-off. */
  readonly runs: readonly DatedRun[];
  /** The analysis; runs are called by their names. */
  readonly did: ContaminationDiD;
  /** What to know, the runs left out among it. */
  readonly warnings: readonly string[];
}

/**
 * Fits case and run effects to the dated scores of all runs whose cut-off is known; trials of a case count as rows of it.
 */
export function crossingRuns(frame: Frame, options: CrossingOptions): CrossingRuns {
  const { binMonths, bins, level = 0.95 } = options;
  const all = datedRuns(frame, options);
  const runs = all.filter(({ cutoff }) => cutoff !== null);
  const unknown = all.filter(({ cutoff }) => cutoff === null).map(({ run }) => run.run);
  const datasets = new Set(runs.map(({ run }) => run.dataset));
  const did = contaminationDiD({
    y: runs.flatMap(({ y }) => y),
    model: runs.flatMap(({ run, y }) => y.map(() => run.run)),
    cluster: runs.flatMap(({ run, cluster }) => cluster.map((one) => `${run.dataset}\n${one}`)),
    date: runs.flatMap(({ date }) => date),
    cutoff: Object.fromEntries(runs.map(({ run, cutoff }) => [run.run, cutoff])),
    level,
    ...(binMonths === undefined ? {} : { binMonths }),
    ...(bins === undefined ? {} : { bins }),
  });
  return {
    runs,
    did,
    warnings: [
      ...did.warnings,
      ...(unknown.length > 0 ? [`left out, cut-off unknown: ${unknown.join(", ")}`] : []),
      ...(datasets.size > 1 ? ["the runs are on different datasets"] : []),
    ],
  };
}
