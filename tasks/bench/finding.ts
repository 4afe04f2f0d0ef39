/** One thing that was measured, as a ratio: what it is, what it may be, and how far it may move. */
export interface Finding {
  /** Its key in the baseline. */
  readonly id: string;
  /** What is held against what. */
  readonly name: string;
  /** Null when this machine cannot tell. */
  readonly value: number | null;
  /** The promise; null where only the baseline says what it should be. */
  readonly atMost: number | null;
  /** It is a regression when it is above the baseline by more than this share. */
  readonly tolerance: number;
  /** The numbers behind it. */
  readonly detail: string;
}
