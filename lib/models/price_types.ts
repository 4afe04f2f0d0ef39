/**
 * What tokens cost. No code lives here.
 *
 * @module
 */

/** What a model's tokens cost, in US dollars a million. */
export interface Price {
  /** The model's name; `*` stands for anything. */
  readonly model: string;
  /** Prompt tokens. */
  readonly input: number;
  /** Completion tokens, reasoning included. */
  readonly output: number;
  /** Prompt tokens read from a cache; null when they cost what others do. */
  readonly cached: number | null;
  /** Where the price stands; null when not told. */
  readonly source: string | null;
  /** When it stood there, `YYYY-MM` or `YYYY-MM-DD`; null when not told. */
  readonly source_date: string | null;
}
