/** What a judge says went wrong in one answer. */
export interface ErrorTag {
  /** Id of the run. */
  readonly run_id: string;
  /** Model that answered. */
  readonly model: string;
  /** Dataset name; null when unknown. */
  readonly dataset: string | null;
  /** Id of the case. */
  readonly case_id: string;
  /** Repetition, from 1. */
  readonly trial: number;
  /** Score of the answer, clipped; null when unknown. */
  readonly score: number | null;
  /** Who tagged. */
  readonly judge: string;
  /** The type of error, a code of the codebook; null when the judge gave none. */
  readonly type: string | null;
  /** What the answer lacks or gets wrong. */
  readonly gap: string | null;
  /** Why, in one sentence. */
  readonly cause: string | null;
  /** Why there is no type; null when there is one. */
  readonly reason: string | null;
}
