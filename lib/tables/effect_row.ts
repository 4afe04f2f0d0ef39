import type { RunKey } from "./accuracy_row.ts";

/**
 * What one level of a factor does to the accuracy of one run, with everything else held equal and without that.
 * Accuracies and differences are proportions; null means not defined, see `warnings`.
 */
export interface EffectRow extends RunKey {
  /** The factor, e.g. `stage` or `image`. */
  readonly term: string;
  /** The level, e.g. `Follow-up` or `CT`. */
  readonly group: string;
  /** What it is compared with; null for the reference itself. */
  readonly reference: string | null;
  /** Adjusted difference in accuracy to the reference; 0 for the reference itself. */
  readonly value: number | null;
  /** Lower limit of it, clustered by case. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Standard error. */
  readonly se: number | null;
  /** p of no difference. */
  readonly p: number | null;
  /** The same, Holm over the levels of the factor in this run. */
  readonly p_adj: number | null;
  /** Difference without adjustment. */
  readonly raw: number | null;
  /** Lower limit of it. */
  readonly raw_lo: number | null;
  /** Upper limit. */
  readonly raw_hi: number | null;
  /** Standardised accuracy: what it would be if every question were of this level. */
  readonly adjusted_accuracy: number | null;
  /** Lower limit of it. */
  readonly adjusted_lo: number | null;
  /** Upper limit. */
  readonly adjusted_hi: number | null;
  /** Accuracy as observed among questions of this level. */
  readonly accuracy: number | null;
  /** Questions of this level with a known outcome. */
  readonly n: number;
  /** Cases they belong to. */
  readonly clusters: number;
  /** Questions of the run left out for want of an outcome or of a factor. */
  readonly n_excluded: number;
  /** What the difference is adjusted for. */
  readonly adjusted_for: string;
  /** Confidence level. */
  readonly level: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What is missing or approximate, and why; null when nothing. */
  readonly warnings: string | null;
}
