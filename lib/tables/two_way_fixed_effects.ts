import type { Frame } from "../frames/frame.ts";
import { adjustP } from "../stats/multiplicity/adjust_p.ts";
import { crossingRuns } from "./_crossing_runs.ts";
import type { DatedOptions } from "./dated_options.ts";
import { sharedNotes } from "./_shared_notes.ts";

/** The change after the cut-off that no drift in difficulty explains. Null means not defined, see `warnings`. */
export interface FixedEffectsEstimate {
  /** `all` for the common change, else `run`. */
  readonly term: "all" | "run";
  /** The run; null for the common change. */
  readonly run: string | null;
  /** Its cut-off, `yyyy-mm`; null for the common change. */
  readonly cutoff: string | null;
  /** Change after the cut-off, case and run effects removed. */
  readonly value: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** CR1 standard error, clustered by case. */
  readonly se: number | null;
  /** Degrees of freedom, cases less one. */
  readonly df: number | null;
  /** Two-sided p. */
  readonly p: number | null;
  /** The same adjusted over the runs (Holm); the common change stands alone. */
  readonly p_adj: number | null;
  /** Scores of the regression. */
  readonly n: number;
  /** Cases. */
  readonly clusters: number;
  /** Scores left out: no score or no date. */
  readonly n_excluded: number;
  /** Runs with cases on both sides of their cut-off. */
  readonly runs_crossing: number;
  /** Runs with a known cut-off. */
  readonly runs: number;
  /** Dataset name; null when the frame does not say, or when there are several. */
  readonly dataset: string | null;
  /** Some answers are simulated; null when the frame does not say. */
  readonly simulated: boolean | null;
  /** How the runs differ besides the model; null when they do not. */
  readonly unlike: string | null;
  /** Which of them are not finished, and how many of their planned cases are there; null when all are. */
  readonly partial: string | null;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know; null when nothing. */
  readonly warnings: string | null;
}

/**
 * Contamination apart from drift: the change of scores after each run's cut-off, with the difficulty of every case and
 * the strength of every run removed; the common change first, then each run that crosses, as plain rows.
 *
 * `frame` is a `casesFrame` of several runs with `month` (or `date`); runs without a known cut-off are left out and
 * named. Assumes that without leakage the runs would have moved in parallel. With one cut-off for all it cannot be told
 * from drift, and the estimate is null. Throws `RangeError` for a missing column.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { casesFrame, twoWayFixedEffects } from "@rounds/rounds";
 *
 * assert.deepEqual(twoWayFixedEffects(casesFrame([])), []);
 * ```
 */
export function twoWayFixedEffects(
  frame: Frame,
  options: DatedOptions = {},
): readonly FixedEffectsEstimate[] {
  const { did, runs, warnings } = crossingRuns(frame, options);
  if (frame.height === 0) return [];
  const simulated = runs.map(({ run }) => run.simulated);
  const datasets = new Set(runs.map(({ run }) => run.dataset));
  const common = {
    dataset: datasets.size === 1 ? [...datasets][0] ?? null : null,
    simulated: simulated.includes(true) ? true : simulated.includes(null) ? null : false,
    ...sharedNotes(runs.map(({ run }) => run)),
    level: did.level,
    df: did.df,
    n: did.n,
    clusters: did.clusters,
    n_excluded: did.nExcluded,
    runs_crossing: did.modelsCrossing,
    runs: runs.length,
    method: did.method,
    warnings: warnings.join("; ") || null,
  };
  const adjusted = adjustP(did.perModel.map(({ p }) => p), { method: "holm" });
  const { value, lo, hi, se, p } = did;
  return [
    { term: "all", run: null, cutoff: null, value, lo, hi, se, p, p_adj: p, ...common },
    ...did.perModel.map((row, k): FixedEffectsEstimate => ({
      term: "run",
      run: row.term,
      cutoff: runs.find(({ run }) => run.run === row.term)?.cutoff ?? null,
      value: row.value,
      lo: row.lo,
      hi: row.hi,
      se: row.se,
      p: row.p,
      p_adj: adjusted[k] ?? null,
      ...common,
    })),
  ];
}
