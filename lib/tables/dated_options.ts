/** What is known of a model's knowledge: a row of `withModelFacts`, an entry of `readModelFacts`, or your own. */
export interface CutoffFact {
  /** Name of the run, as the tables call it. */
  readonly run?: string;
  /** Name of the model, as the run calls it. */
  readonly model?: string;
  /** Other names of the model. */
  readonly aliases?: readonly string[];
  /** Knowledge cut-off, `yyyy-mm`; null when unknown. */
  readonly cutoff?: string | null;
}

/** Which scores of dated cases to read, and where models stop knowing. */
export interface DatedOptions {
  /**
   * Cut-offs, found by the exact name of run or model (`withModelFacts` finds them by looser spellings too). A model
   * without one is never guessed at: its rows say so.
   */
  readonly models?: readonly CutoffFact[];
  /** Scores by points clipped to [0,1] in each case (default), not clipped, or as the reference evaluator counts. */
  readonly score?: "clipped" | "unclipped" | "official";
  /** Confidence level; default 0.95. */
  readonly level?: number;
}
