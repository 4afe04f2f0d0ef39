/** Two limits; null where they are not defined. */
export interface Interval {
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
}

/** A name of a cluster (usually a case): equal names belong together. */
export type ClusterName = string | number;

/** A 0/1 outcome or a score; null is missing and never counts as 0. */
export type Observation = number | null;
