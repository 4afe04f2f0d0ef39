import { chooseCriteria, type ChosenCriteria, type SimulatedCare } from "./choose_criteria.ts";
import { plainReply } from "./plain_reply.ts";
import type { ChatRequest, SimulatedCompletion, SimulatedContext } from "./types.ts";

/**
 * How a simulated subject words its answer.
 *
 * @internal
 */
export interface OpenAnswerOptions extends SimulatedContext, SimulatedCare {
  /** The answer from what was chosen. */
  readonly say: (chosen: ChosenCriteria) => string;
}

/**
 * The answer of a simulated subject to an open question; where the case is not known, a word on what it does.
 *
 * @internal
 */
export function openAnswer(request: ChatRequest, options: OpenAnswerOptions): SimulatedCompletion {
  const chosen = chooseCriteria(request, options);
  if (chosen !== null) return { content: options.say(chosen) };
  const does = "answer the open questions whose rubrics I was given";
  return { content: plainReply(request, { seesImages: false, does }) };
}
