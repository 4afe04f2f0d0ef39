/** Which reading of the replies a number stands on. */
export type Reading =
  /** The strict reading; what failed is left out and bounded. */
  | "clean"
  /** The reference evaluator's counting; what failed is wrong. */
  | "official";

/** Which run a row of a table belongs to. */
export interface RunKey {
  /** The model, and what tells runs of one model apart. */
  readonly run: string;
  /** Id of the run. */
  readonly run_id: string;
  /** Model asked for. */
  readonly model: string;
  /** Dataset name; null when the frame does not say. */
  readonly dataset: string | null;
  /** Condition of the run; null when unknown. */
  readonly condition: string | null;
  /** Answers of a simulated model; null when the frame does not say. */
  readonly simulated: boolean | null;
  /**
   * What must be alike before runs are compared (benchmark, data, condition, benchmark version, prompts, image mode,
   * judges), as JSON; digests by their first digits. Null when the frame says nothing of it.
   */
  readonly settings: string | null;
  /** How the run differs in that from the first one of the frame; null when it does not. */
  readonly unlike: string | null;
  /** How many of the planned cases are there, as `m with 12 of 21 planned cases`; null when all are or it is unknown. */
  readonly partial: string | null;
}

/** One estimate with everything needed to judge it. Proportions are in [0,1]; null means not defined, see `warnings`. */
export interface AccuracyRow extends RunKey {
  /** What the rows are grouped by; `all` when by nothing. */
  readonly term: string;
  /** The group, as text. */
  readonly group: string;
  /** Values of the columns grouped by, in their order. */
  readonly by: readonly GroupValue[];
  /** What is counted. */
  readonly unit: "question" | "case" | "case score";
  /** Which reading. */
  readonly reading: Reading;
  /** Questions or cases planned in the group; null where a run is not finished and nobody knows what else the group holds. */
  readonly planned: number | null;
  /** Of these in the denominator. */
  readonly n: number;
  /** Sum of scores over the denominator. */
  readonly right: number;
  /** `n / planned`; null where that is unknown. */
  readonly coverage: number | null;
  /** `right / n`. */
  readonly value: number | null;
  /** Lower limit of the interval. */
  readonly lo: number | null;
  /** Upper limit of the interval. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Value if all that is left out were wrong; null where it is unknown how much that is. */
  readonly low: number | null;
  /** Value if all that is left out were right. */
  readonly high: number | null;
  /** Counts of all outcomes, adding up to `planned`, or where that is unknown to what the frame holds. */
  readonly outcomes: string;
  /** Questions or cases left out. */
  readonly n_excluded: number;
  /** Counts of their outcomes; null when none is left out. */
  readonly excluded_why: string | null;
  /** What the reader must know before using the number; null when nothing. */
  readonly flag: string | null;
  /** Standard error. */
  readonly se: number | null;
  /** Degrees of freedom. */
  readonly df: number | null;
  /** Cases that contribute. */
  readonly clusters: number;
  /** Effective number of independent rows. */
  readonly n_eff: number | null;
  /** Design effect. */
  readonly deff: number | null;
  /** P value, where the row is a test. */
  readonly p: number | null;
  /** The same after adjustment for the other rows. */
  readonly p_adj: number | null;
  /** Stable id of the method. */
  readonly method: string;
  /** Variance estimator or other variant. */
  readonly variant: string | null;
  /** Seed, where the row comes from resampling. */
  readonly seed: number | null;
  /** What is missing or approximate, and why; null when nothing. */
  readonly warnings: string | null;
}

/** A value of a column grouped by. */
export type GroupValue = string | number | boolean | null;
