import type { Case } from "../../types.ts";

/**
 * The instruction before the question. Only `official` is the protocol: it asks for the bare answer. `physician` asks for
 * the answer a physician would write; scores of the two styles are not comparable.
 */
export type LiveMedBenchPromptStyle = "official" | "physician";

/** How LiveMedBench is run. */
export interface LiveMedBenchOptions {
  /** `official` unless told. */
  readonly promptStyle?: LiveMedBenchPromptStyle;
  /** A labels file as parsed JSON: gives cases the theme, specialty and axes their records lack. */
  readonly labels?: unknown;
}

/** What the files of the reference evaluator repeat of a record, as it stands there. */
export interface LiveMedBenchOfficial {
  /** An integer or a text. */
  readonly case_id: string | number;
  /** As the record writes it; empty when it has none. */
  readonly post_time: string;
}

/** A parsed LiveMedBench record. */
export interface LiveMedBenchCase extends Case {
  /** What happened, in the patient's or the physician's words. */
  readonly narrative: string;
  /** The question asked. */
  readonly coreRequest: string;
  /** The reference answer; never sent to the model under test. Null when the record has none. */
  readonly doctorAdvice: string | null;
  /** What official files repeat of the record. */
  readonly official: LiveMedBenchOfficial;
}
