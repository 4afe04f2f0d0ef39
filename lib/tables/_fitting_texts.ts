import type { FlipCase } from "./flip_case.ts";

/** A question as a frame tells it. */
export interface AskedQuestion {
  /** Id of its case. */
  readonly caseId: string;
  /** Id within the case. */
  readonly item: string;
  /** The key; null when the frame does not say. */
  readonly expected: string | null;
  /** Null when the frame does not say. */
  readonly optionCount: number | null;
}

/** Texts that may stand beside the questions of a frame. */
export interface FittingTexts {
  /** By id of the case; empty when they do not fit. */
  readonly texts: ReadonlyMap<string, FlipCase>;
  /** Why there are none; null when they fit, or none were given. */
  readonly warning: string | null;
}

/**
 * The texts of cases, if these are the cases that were asked: ids alone do not tell, since two datasets may number theirs alike. One
 * question with another key or another number of options, and no text is given at all.
 */
export function fittingTexts(
  cases: readonly FlipCase[],
  questions: () => readonly AskedQuestion[],
): FittingTexts {
  if (cases.length === 0) return { texts: new Map(), warning: null };
  const asked = questions();
  const texts = new Map(cases.map((one) => [one.id, one]));
  const known = asked.filter(({ caseId }) => texts.has(caseId));
  if (known.length === 0 && asked.length > 0) {
    return { texts: new Map(), warning: "none of the cases given for texts was asked: no texts" };
  }
  const other = known.filter((question) => !fits(question, texts.get(question.caseId))).length;
  if (other === 0) return { texts, warning: null };
  return {
    texts: new Map(),
    warning:
      `the cases given for texts are not those asked: ${other} of ${known.length} questions have another key or ` +
      "other options; no texts",
  };
}

function fits(asked: AskedQuestion, one: FlipCase | undefined): boolean {
  const place = one?.items.findIndex(({ id }) => id === asked.item) ?? -1;
  const item = one?.items[place];
  if (item === undefined) return false;
  const isKey = asked.expected === null || item.expected === null ||
    asked.expected.toUpperCase() === item.expected.toUpperCase();
  const options = one?.questions?.[place]?.options;
  return isKey && (asked.optionCount === null || options === undefined ||
    Object.keys(options).length === asked.optionCount);
}
