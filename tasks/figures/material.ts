import type { Figure, Frame, ModelFacts, ReferenceLine } from "../../mod.ts";

/** What the figures are drawn from. */
export interface Material {
  /** Questions of all runs. */
  readonly questions: Frame;
  /** Cases of all runs. */
  readonly cases: Frame;
  /** Labels of the questions. */
  readonly labels: Frame;
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
