import type {
  Case,
  Figure,
  Frame,
  ModelFacts,
  PublishedScores,
  ReferenceLine,
  Run,
} from "../../mod.ts";

/** What the figures are drawn from. */
export interface Material {
  /** Names of all runs: a run has its colour by its place among them. */
  readonly runs: readonly string[];
  /** What was read, of every condition. */
  readonly files: readonly Run[];
  /** Questions of the runs of one condition: conditions are compared only where that is the question. */
  readonly questions: Frame;
  /** Cases of the same runs. */
  readonly cases: Frame;
  /** Kinds of image of these questions. */
  readonly labels: Frame;
  /** Kinds of table of these questions. */
  readonly tableLabels: Frame;
  /** Questions of every condition. */
  readonly allQuestions: Frame;
  /** Kinds of image of the questions of every condition. */
  readonly allLabels: Frame;
  /** The leaderboard of `cases`, computed when first asked for. */
  readonly board: () => Frame;
  /** Cases of each dataset file given, with their texts. */
  readonly datasets: readonly (readonly Case[])[];
  /** Criteria of all runs. */
  readonly criteria: Frame;
  /** Single verdicts of judges. */
  readonly verdicts: Frame;
  /** What physicians say of the criteria; null without a file. */
  readonly ratings: Frame | null;
  /** Types of error as a judge tagged them; null without a file. */
  readonly errorTags: Frame | null;
  /** Types of error as physicians gave them; null without a file. */
  readonly errorRatings: Frame | null;
  /** What is known about models. */
  readonly facts: readonly ModelFacts[];
  /** Published levels of case accuracy. */
  readonly references: readonly ReferenceLine[];
  /** The published leaderboard of the benchmark; null without one. */
  readonly published: PublishedScores | null;
  /** Runs of different data or prompts are compared too. */
  readonly acrossDifferences: boolean;
}

/** A figure that can be drawn of result files. */
export interface Drawing {
  /** What it shows, for the list. */
  readonly about: string;
  /** Draws it; a text says why it does not apply. */
  draw(material: Material): Figure | string;
}

/** Why a column of a frame cannot be drawn; null when it can. */
export function lacking(frame: Frame, name: string): string | null {
  if (frame.height === 0) return "there are no rows";
  if (!frame.columns.includes(name)) return `the data has no column "${name}"`;
  return frame.getColumn(name).nullCount() === frame.height ? `"${name}" is never known` : null;
}

/** Why nothing is made of files that hold no finished case. */
export const NOTHING = "the files hold no finished case";
