import { hashFraction } from "./hash_fraction.ts";
import { readAskedQuestion } from "./read_asked_question.ts";
import type {
  AnswerKey,
  AskedQuestion,
  ChatRequest,
  SimulatedContext,
  SimulatedQuestion,
} from "./types.ts";

/** What a simulated model can do, in logits: its chance of being right is `1 / (1 + e^-x)`. */
export interface SimulatedSkill {
  /** At an average question, first in its case, with nothing wrong before. */
  readonly skill: number;
  /** Whether it can use an image; when it cannot, a question with one is guessed. */
  readonly seesImages: boolean;
}

/** What a simulated model is going to answer. */
export interface ChosenLetter {
  /** The question as asked. */
  readonly asked: AskedQuestion;
  /** One of the letters offered. */
  readonly letter: string;
  /** The text behind it. */
  readonly text: string;
  /** Another letter it could have been drawn to, for replies that weigh two. */
  readonly rival: string;
}

/** Spreads of the difficulty of a case and of a question, as scales of a logistic distribution. */
const CASE_SPREAD = 0.5;
const QUESTION_SPREAD = 0.45;
/** Of the same for one model alone, so that models disagree on what is hard. */
const TASTE_SPREAD = 0.25;
/** Each further question of a case is harder by this. */
const POSITION_STEP = 0.12;
/** An own wrong answer in the history costs this, at most twice. */
const WRONG_BEFORE = 0.4;
/** What is lost when the image a question turns on did not come, or cannot be seen. */
const WITHOUT_IMAGE = 3;
/** What is lost when only the options are shown. */
const WITHOUT_QUESTION = 2.8;
/** Share of wrong answers that fall on the question's own tempting option. */
const TEMPTATION = 0.5;

/**
 * Chooses the letter a simulated model answers, or null when the last message asks no multiple-choice question. The
 * chance of being right is logistic in skill minus difficulty of case and question (fixed by the seed and shared by all
 * models, so that errors cluster), position, own earlier errors, and a missing image or question text. A question without a
 * known answer gets any offered letter.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { chooseLetter, simulatedEndpoint, type SimulatedModel } from "@rounds/rounds";
 *
 * const oracle: SimulatedModel = {
 *   id: "oracle",
 *   description: "always right",
 *   contextTokens: 1000,
 *   refuses: [],
 *   reply: (request, context) => ({
 *     content: chooseLetter(request, { ...context, skill: 99, seesImages: true })?.text ?? "?",
 *   }),
 * };
 * const options = { A: "This", B: "That" };
 * const known = { question: "Which?", options, letter: "B", hasImage: false, position: 1 };
 * const endpoint = simulatedEndpoint({
 *   models: [oracle],
 *   questions: [{ ...known, caseId: "c1" }],
 * });
 * const messages = [{ role: "user", content: "* Question: Which?\nA. This\nB. That" }];
 * const { answer } = endpoint.answer({
 *   method: "POST",
 *   path: "/v1/chat/completions",
 *   headers: {},
 *   body: JSON.stringify({ model: "oracle", messages }),
 * });
 * assert.equal(JSON.parse(answer.body).choices[0].message.content, "That");
 * ```
 */
export function chooseLetter(
  request: ChatRequest,
  options: SimulatedContext & SimulatedSkill,
): ChosenLetter | null {
  const { key, random, seed, skill, seesImages } = options;
  const last = request.messages.findLast(({ role }) => role === "user");
  const asked = last === undefined ? null : readAskedQuestion(last.text);
  if (last === undefined || asked === null) return null;
  const letters = Object.keys(asked.options);
  const id = questionId(asked);
  const position = request.messages.filter(({ role }) => role === "user").length;
  const known = key.find(asked);
  const pick = (from: readonly string[], label: string): string =>
    from[Math.floor(random(label, id, position) * from.length)] ?? "A";

  if (known === null || !letters.includes(known.letter)) {
    return chosen(asked, pick(letters, "guess"), (others) => pick(others, "rival"));
  }
  const canSee = !known.hasImage || (seesImages && last.images.length > 0);
  const logit = skill - difficulty(known, id, options) - POSITION_STEP * (position - 1) -
    WRONG_BEFORE * Math.min(2, wrongBefore(request, key)) - (canSee ? 0 : WITHOUT_IMAGE) -
    (asked.question === "" ? WITHOUT_QUESTION : 0);
  const wrong = letters.filter((letter) => letter !== known.letter);
  const tempting = wrong[Math.floor(hashFraction(seed, "tempting", id) * wrong.length)];
  const right = random("right", id, position) < 1 / (1 + Math.exp(-logit));
  if (right) return chosen(asked, known.letter, () => tempting);
  const tempted = random("tempted", id, position) < TEMPTATION;
  const letter = tempted && tempting !== undefined ? tempting : pick(wrong, "wrong");
  return chosen(asked, letter, (others) => pick(others, "rival"));
}

function chosen(
  asked: AskedQuestion,
  letter: string,
  rivalOf: (others: readonly string[]) => string | undefined,
): ChosenLetter {
  const rival = rivalOf(Object.keys(asked.options).filter((other) => other !== letter)) ?? letter;
  return { asked, letter, text: asked.options[letter] ?? letter, rival };
}

function questionId(asked: AskedQuestion): string {
  return JSON.stringify([asked.question, asked.options]);
}

function difficulty(known: SimulatedQuestion, id: string, context: SimulatedContext): number {
  const { seed } = context;
  const shared = known.difficulty ??
    CASE_SPREAD * logistic(hashFraction(seed, "case", known.caseId)) +
      QUESTION_SPREAD * logistic(hashFraction(seed, "question", id));
  return shared + TASTE_SPREAD * logistic(context.random("taste", known.caseId));
}

/** Quantile of the standard logistic distribution, kept finite. */
function logistic(fraction: number): number {
  const inside = Math.min(0.999, Math.max(0.001, fraction));
  return Math.log(inside / (1 - inside));
}

/** Own answers in the history that the key says are wrong; a reply without a plain letter counts as neither. */
function wrongBefore(request: ChatRequest, key: AnswerKey): number {
  let wrong = 0;
  request.messages.forEach(({ role, text }, index) => {
    const question = role === "assistant" ? request.messages[index - 1] : undefined;
    const said = question === undefined
      ? undefined
      : /^[\s\S]*(?:\\boxed\{\s*|answer is )([A-Z])\b/.exec(text)?.[1];
    const asked = question === undefined || said === undefined
      ? null
      : readAskedQuestion(question.text);
    const known = asked === null ? null : key.find(asked);
    if (known !== null && known.letter !== said) wrong++;
  });
  return wrong;
}
