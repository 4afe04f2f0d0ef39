import type { Case, ImageStore } from "../../types.ts";

/**
 * What of the record the model is given. Only `full` is the official protocol:
 *
 * - `full`: everything.
 * - `no_image`: no image and no line naming one; every other word stays, tables included.
 * - `options_only`: the options and the answer instruction alone, no scenario, question, table or image, and every
 *   question in a conversation of its own: what the options give away.
 * - `gold_history`: the official conversation with `\boxed{KEY}` in place of the model's earlier replies: what an early
 *   mistake does to later questions.
 */
export type LiveClinCondition = "full" | "no_image" | "options_only" | "gold_history";

/** How LiveClin is run. */
export interface LiveClinOptions {
  /** Images by their URL, or as local files encoded in the request. */
  readonly imageMode: "url" | "local";
  /** Where local files lie; required to converse in `local` mode. */
  readonly images?: ImageStore;
  /** `full` unless told. */
  readonly condition?: LiveClinCondition;
}

/** An image of a record. Its caption is never kept: it may give the answer away. */
export interface LiveClinImage {
  /** `Figure 2`; null when the record gives none, and then the protocol drops the image. */
  readonly captionPrefix: string | null;
  /** Bare file name. */
  readonly file: string | null;
  /** Where it lies on the web. */
  readonly url: string | null;
  /** Kinds as the dataset words them, e.g. `CT Scan; MRI`. */
  readonly type: string | null;
}

/** A table of a record. */
export interface LiveClinTable {
  /** As it is sent; null when it has no content, and then the protocol drops it. */
  readonly text: string | null;
  /** Kinds as the dataset words them. */
  readonly type: string | null;
}

/** A question of a record. */
export interface LiveClinQuestion {
  /** Stage as the dataset words it. */
  readonly stage: string;
  /** The question's text. */
  readonly question: string;
  /** Letter to text, sorted by letter. */
  readonly options: Readonly<Record<string, string>>;
  /** As the dataset writes it. */
  readonly correctAnswer: string;
  /** In the record's order. */
  readonly images: readonly LiveClinImage[];
  /** In the record's order. */
  readonly tables: readonly LiveClinTable[];
}

/** What the official result file repeats of a question, as it stands there. */
export interface OfficialQuestion {
  /** Stage as the dataset words it. */
  readonly stage: unknown;
  /** The key as the dataset writes it. */
  readonly correct_answer: unknown;
  /** The `type` of each image, the scenario's first on question 1. */
  readonly image_types: readonly unknown[];
  /** The `type` of each table, the scenario's first on question 1. */
  readonly table_types: readonly unknown[];
}

/** What the reference evaluator copies from a record into its results, as it stands there. */
export interface OfficialFields {
  /** `case_id`, `pmc`, `doi`, `rarity`, `level1`, `level2`. */
  readonly record: Readonly<Record<string, unknown>>;
  /** In order. */
  readonly questions: readonly OfficialQuestion[];
}

/** A parsed LiveClin record. */
export interface LiveClinCase extends Case {
  /** Opening vignette. */
  readonly scenario: string;
  /** The scenario's images. */
  readonly scenarioImages: readonly LiveClinImage[];
  /** The scenario's tables. */
  readonly scenarioTables: readonly LiveClinTable[];
  /** In order; question n serves item n. */
  readonly questions: readonly LiveClinQuestion[];
  /** What the official result file repeats of the record. */
  readonly official: OfficialFields;
}
