/** What is to be computed, written down before looking. */
export interface AnalysisPlan {
  /** Name of the plan. */
  readonly name: string;
  /** The measure that counts. */
  readonly primary: {
    /** What is counted. */
    readonly unit: "question" | "case";
    /** Which reading of the replies. */
    readonly reading: "clean" | "official";
  };
  /** Pairs of runs to be compared, by the names tables use; `all` for every pair. */
  readonly comparisons: "all" | readonly (readonly [a: string, b: string])[];
  /** Columns by which subgroups are planned, such as `level1`. */
  readonly groups: readonly string[];
  /** Smallest difference that matters, for equivalence; null when none is planned. */
  readonly margin: number | null;
  /** What is left out, in words. */
  readonly exclusions: readonly string[];
  /** Seed of all resampling; null when any may be used. */
  readonly seed: number | null;
}
