import type { AnswerKey, AskedQuestion, SimulatedQuestion } from "./types.ts";

/**
 * Indexes questions with known answers, so that a prompt's question is found whatever stands around it. White space and
 * case do not matter; a wording that stands for questions with different letters is not found by that wording.
 *
 * @internal
 */
export function answerKey(questions: readonly SimulatedQuestion[]): AnswerKey {
  const byBoth = index(questions, bothText);
  const byQuestion = index(questions, (asked) => normalise(asked.question));
  const byOptions = index(questions, optionsText);
  return {
    size: questions.length,
    find: (asked) =>
      byBoth.get(bothText(asked)) ?? byQuestion.get(normalise(asked.question)) ??
        byOptions.get(optionsText(asked)) ?? null,
  };
}

function index(
  questions: readonly SimulatedQuestion[],
  textOf: (asked: AskedQuestion) => string,
): ReadonlyMap<string, SimulatedQuestion | null> {
  const found = new Map<string, SimulatedQuestion | null>();
  for (const question of questions) {
    const text = textOf(question);
    const other = found.get(text);
    const ambiguous = other === null || (other !== undefined && other.letter !== question.letter);
    found.set(text, ambiguous ? null : other ?? question);
  }
  found.set("", null);
  return found;
}

function bothText(asked: AskedQuestion): string {
  return `${normalise(asked.question)}\n${optionsText(asked)}`;
}

function optionsText({ options }: AskedQuestion): string {
  return Object.keys(options).sort().map((letter) => `${letter}. ${normalise(options[letter])}`)
    .join("\n");
}

function normalise(text: string | undefined): string {
  return (text ?? "").replace(/\s+/g, " ").trim().toLowerCase();
}
