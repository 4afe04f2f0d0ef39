/** A letter found in a reply, and where. */
export interface LetterReading<R extends string> {
  /** The letter, upper case. */
  readonly letter: string;
  /** The rule that found it. */
  readonly rule: R;
  /** Start and end (exclusive) of the words it was read from, in UTF-16 code units of the reply. */
  readonly span: readonly [number, number];
}
