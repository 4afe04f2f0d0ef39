import type { Interval } from "../interval.ts";

/** A mean over clustered rows. Same unit as `y`; null with a warning where it is not defined. */
export interface ClusteredMean {
  /** Mean over all rows present. */
  readonly value: number | null;
  /** Standard error used by the interval: CR1, or CR2 for `cr2`. */
  readonly se: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Rows used. */
  readonly n: number;
  /** Clusters with at least one row used. */
  readonly clusters: number;
  /** Rows left out because their outcome is missing. */
  readonly nExcluded: number;
  /** Effective number of independent rows, at most `n`. */
  readonly nEff: number | null;
  /** Degrees of freedom of the interval. */
  readonly df: number | null;
  /** Design effect: CR1² over the squared independent standard error. */
  readonly deff: number | null;
  /** Intra-cluster correlation (analysis of variance). */
  readonly icc: number | null;
  /** Average cluster size of the analysis of variance. */
  readonly n0: number | null;
  /** Standard error if rows were independent. */
  readonly seIid: number | null;
  /** Liang-Zeger standard error. */
  readonly seCr0: number | null;
  /** The same times √(G/(G-1)). */
  readonly seCr1: number | null;
  /** Bell-McCaffrey standard error. */
  readonly seCr2: number | null;
  /** Satterthwaite degrees of freedom of CR2. */
  readonly dfCr2: number | null;
  /** Miller's 2024 form, n-1 in the independent term. */
  readonly seMiller: number | null;
  /** Wilson on the effective number of rows, t quantile. */
  readonly wilsonEff: Interval;
  /** Mean ± t · CR1. */
  readonly t: Interval;
  /** Mean ± t · CR2 with Satterthwaite degrees of freedom. */
  readonly cr2: Interval;
  /** Stable id of the method. */
  readonly method: string;
  /** The variance estimator: `CR1` or `CR2`. */
  readonly variant: string;
  /** What is missing or approximate, and why. */
  readonly warnings: readonly string[];
}
