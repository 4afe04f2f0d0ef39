import type { Reading, RunKey } from "./accuracy_row.ts";

/** The place of one run among others, as far as it is known. Proportions are in [0,1]; null means not defined, see `warnings`. */
export interface LeaderboardRow extends RunKey {
  /** Letter shared by two or more runs with the same rank set, best first: a group of ties; null for a run alone. */
  readonly tier: string | null;
  /** The rank set as text: `1`, or `1-3` where it holds several ranks. */
  readonly ranks: string | null;
  /** Best rank it may have, valid for all runs at once. */
  readonly rank_lo: number | null;
  /** Worst rank it may have. */
  readonly rank_hi: number | null;
  /** Runs it cannot be told apart from; null when none. */
  readonly tied_with: string | null;
  /** What a unit is. */
  readonly unit: "question" | "case" | "case score";
  /** Which reading. */
  readonly reading: Reading;
  /** What the rows are grouped by: always `all`. */
  readonly term: string;
  /** The group, as text. */
  readonly group: string;
  /** Mean score over the units valid in every run. */
  readonly value: number | null;
  /** Lower limit of its interval. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Confidence level of intervals; the rank sets hold at the same level for all runs at once. */
  readonly level: number;
  /** Standard error. */
  readonly se: number | null;
  /** Degrees of freedom. */
  readonly df: number | null;
  /** p of the test against the run with the highest score; null in its own row. */
  readonly p: number | null;
  /** The same, adjusted for all pairs. */
  readonly p_adj: number | null;
  /** Lower limit of the bootstrap's rank interval: too narrow near ties, hence the rank set. */
  readonly boot_rank_lo: number | null;
  /** Upper limit. */
  readonly boot_rank_hi: number | null;
  /** Probability of the first place, shared equally by ties. */
  readonly p_best: number | null;
  /** Probability of a rank of at most 3. */
  readonly p_top3: number | null;
  /** Units valid in every run that has any; 0 for a run that has none. */
  readonly n: number;
  /** Cases they belong to. */
  readonly clusters: number;
  /** Effective number of independent units. */
  readonly n_eff: number | null;
  /** Design effect. */
  readonly deff: number | null;
  /** Units of the table that are not valid in every run. */
  readonly n_excluded: number;
  /** Of these, not valid in this run: counts of why; null when none. */
  readonly excluded_why: string | null;
  /** Mean score over all units valid in this run, whatever the others have. */
  readonly own_value: number | null;
  /** Units valid in this run. */
  readonly own_n: number;
  /** Stable id of the method of value and interval. */
  readonly method: string;
  /** Variance estimator. */
  readonly variant: string | null;
  /** Stable ids of the methods of ranks. */
  readonly rank_method: string;
  /** Seed of the bootstrap. */
  readonly seed: number | null;
  /** Resamples of the bootstrap. */
  readonly replicates: number | null;
  /** What is missing, approximate or unlike, and why; null when nothing. */
  readonly warnings: string | null;
  /** The same, each by itself. */
  readonly notes: readonly string[];
}
