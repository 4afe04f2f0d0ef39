import type { Observation } from "../interval.ts";

/** One criterion with all that judges said of it. */
export interface JudgedCriterion {
  /** Points when met. */
  readonly points: number;
  /** Its score where nobody had to judge (no answer: 0); null where judges decide. */
  readonly fixed: Observation;
  /** `met[judge][repeat]`: 1, 0, or null without a verdict. */
  readonly met: readonly (readonly Observation[])[];
}
