import { criterionWords } from "./criterion_words.ts";
import { hashFraction } from "./hash_fraction.ts";
import type {
  ChatRequest,
  SimulatedContext,
  SimulatedCriterion,
  SimulatedRubric,
} from "./types.ts";

/** How well a simulated model answers an open question, in logits: a chance is `1 / (1 + e^-x)`. */
export interface SimulatedCare {
  /** Of saying what an average criterion with positive points asks for. */
  readonly knowledge: number;
  /** Of staying clear of an average error. */
  readonly caution: number;
}

/** What a simulated model is going to say to an open question. */
export interface ChosenCriteria {
  /** The case as it is known. */
  readonly rubric: SimulatedRubric;
  /** The criteria its answer will meet, errors among them, in the order of the rubric. */
  readonly met: readonly SimulatedCriterion[];
  /** A sentence for each of them, in the language of the rubric. */
  readonly sentences: readonly string[];
}

/** Spreads of the difficulty of a case and of a criterion, as scales of a logistic distribution. */
const CASE_SPREAD = 0.4;
const CRITERION_SPREAD = 0.5;

/**
 * Chooses the criteria that a simulated model's answer to an open question meets, or null when the last user message holds
 * no known case. The chance of saying the right thing falls, and that of an error rises, with the difficulty of case and
 * criterion, which the seed fixes and all models share, so that weaknesses cluster.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { chooseCriteria, simulatedEndpoint, type SimulatedModel } from "@rounds/rounds";
 *
 * const oracle: SimulatedModel = {
 *   id: "oracle",
 *   description: "meets everything and errs nowhere",
 *   contextTokens: 1000,
 *   refuses: [],
 *   reply: (request, context) => ({
 *     content: chooseCriteria(request, { ...context, knowledge: 99, caution: 99 })?.sentences.join(" ") ?? "?",
 *   }),
 * };
 * const query = "I have a cold.\n\nDo I need antibiotics?";
 * const criteria = [
 *   { criterion: "States that colds are caused by viruses", points: 5 },
 *   { criterion: "Recommends amoxicillin", points: -7 },
 * ];
 * const rubrics = [{ caseId: "7", query, criteria, date: null, language: "en" as const }];
 * const { answer } = simulatedEndpoint({ models: [oracle], rubrics }).answer({
 *   method: "POST",
 *   path: "/v1/chat/completions",
 *   headers: {},
 *   body: JSON.stringify({ model: "oracle", messages: [{ role: "user", content: query }] }),
 * });
 * assert.equal(JSON.parse(answer.body).choices[0].message.content, "Colds are caused by viruses.");
 * ```
 */
export function chooseCriteria(
  request: ChatRequest,
  options: SimulatedContext & SimulatedCare,
): ChosenCriteria | null {
  const { rubrics, random, seed, knowledge, caution } = options;
  const last = request.messages.findLast(({ role }) => role === "user");
  const rubric = last === undefined ? null : rubrics.find(last.text);
  if (rubric === null) return null;
  const caseDifficulty = CASE_SPREAD * logistic(hashFraction(seed, "rubric", rubric.caseId));
  const met = rubric.criteria.filter(({ criterion, points }) => {
    const difficulty = caseDifficulty +
      CRITERION_SPREAD * logistic(hashFraction(seed, "criterion", rubric.caseId, criterion));
    const logit = points < 0 ? difficulty - caution : knowledge - difficulty;
    return random("says", rubric.query, criterion) < 1 / (1 + Math.exp(-logit));
  });
  return { rubric, met, sentences: met.map(({ criterion }) => criterionWords(criterion).sentence) };
}

/** Quantile of the standard logistic distribution, kept finite. */
function logistic(fraction: number): number {
  const inside = Math.min(0.999, Math.max(0.001, fraction));
  return Math.log(inside / (1 - inside));
}
