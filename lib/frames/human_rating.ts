/** A person's judgement of one answer: of one criterion, or of the whole. Null is not given. */
export interface HumanRating {
  /** Id of the run that holds the answer; null when only the model is named. */
  readonly run_id: string | null;
  /** Model that answered; null when only the run is named. */
  readonly model: string | null;
  /** Dataset name. */
  readonly dataset: string | null;
  /** Id of the case. */
  readonly case_id: string;
  /** Repetition, from 1. */
  readonly trial: number;
  /** Id of the criterion or question; null when named by its text, or when the whole answer is rated. */
  readonly item: string | null;
  /** Text of the criterion. */
  readonly criterion: string | null;
  /** Who rated: a name or a pseudonym. */
  readonly rater: string;
  /** Whether the criterion is met; for a negative criterion, whether the error was committed. */
  readonly met: boolean | null;
  /** A score on any scale. */
  readonly score: number | null;
  /** A category, such as a type of error. */
  readonly label: string | null;
  /** Free text. */
  readonly comment: string | null;
  /** Line of the file, from 1; null when it comes from no file. */
  readonly line: number | null;
}

/** What must be given of a rating; the rest is null when absent, `trial` 1. */
export type HumanRatingInput = Pick<HumanRating, "case_id" | "rater"> & Partial<HumanRating>;
