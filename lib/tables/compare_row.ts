import type { GroupValue, Reading } from "./accuracy_row.ts";

/** A paired difference of two runs, first less second. Proportions are in [0,1]; null means not defined, see `warnings`. */
export interface CompareRow {
  /** The first run. */
  readonly a: string;
  /** The second run. */
  readonly b: string;
  /** Id of the first run. */
  readonly a_run_id: string;
  /** Id of the second run. */
  readonly b_run_id: string;
  /** What the rows are grouped by; `all` when by nothing. */
  readonly term: string;
  /** The group, as text. */
  readonly group: string;
  /** Values of the columns grouped by, in their order. */
  readonly by: readonly GroupValue[];
  /** What is compared. */
  readonly unit: "question" | "case" | "case score";
  /** Which reading. */
  readonly reading: Reading;
  /** Mean score of the first less that of the second, over the units valid in both. */
  readonly value: number | null;
  /** Lower limit of its interval. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Lower limit of the interval that holds for all rows of the table at once (Bonferroni). */
  readonly lo_simultaneous: number | null;
  /** Upper limit of the same. */
  readonly hi_simultaneous: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Standard error. */
  readonly se: number | null;
  /** Degrees of freedom. */
  readonly df: number | null;
  /** Two-sided p that the two runs are exchangeable within a case. */
  readonly p: number | null;
  /** The same, adjusted for all rows of the table. */
  readonly p_adj: number | null;
  /** Mean score of the first run over the same units. */
  readonly a_value: number | null;
  /** Mean score of the second run over the same units. */
  readonly b_value: number | null;
  /** Units in which the first has the higher score: right where the second is wrong. */
  readonly a_only: number;
  /** Units in which the second has the higher score. */
  readonly b_only: number;
  /** Units valid in both. */
  readonly n: number;
  /** Cases they belong to. */
  readonly clusters: number;
  /** Effective number of independent units. */
  readonly n_eff: number | null;
  /** Design effect. */
  readonly deff: number | null;
  /** Units of either run that are not valid in both. */
  readonly n_excluded: number;
  /** Why, with counts that add up to it; null when none. */
  readonly excluded_why: string | null;
  /** Smallest difference seen with 80 % power at two-sided 5 %, unadjusted. */
  readonly mde: number | null;
  /** Standard error had the two runs seen different cases: what pairing buys. */
  readonly se_unpaired: number | null;
  /** Correlation of the two runs over units. */
  readonly correlation: number | null;
  /** Stable id of the method of value and interval. */
  readonly method: string;
  /** Variance estimator or interval. */
  readonly variant: string | null;
  /** Stable id of the test. */
  readonly test: string;
  /** How p was adjusted. */
  readonly adjust: string;
  /** The family it was adjusted for. */
  readonly family: string;
  /** Seed, where a number comes from resampling. */
  readonly seed: number | null;
  /** One of the runs is a simulated model's; null when the frame does not say. */
  readonly simulated: boolean | null;
  /** How the runs differ besides the model; null when they do not. */
  readonly unlike: string | null;
  /** Which of them are not finished, and how many of their planned cases are there; null when all are. */
  readonly partial: string | null;
  /** What is missing, approximate or unlike, and why; null when nothing. */
  readonly warnings: string | null;
}
