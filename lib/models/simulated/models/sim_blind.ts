import { chooseLetter } from "../choose_letter.ts";
import { plainReply } from "../plain_reply.ts";
import type { SimulatedModel } from "../types.ts";

const ABILITY = { skill: 2.2, seesImages: false };

/**
 * Takes images without complaint and does not look at them: good at text, guessing where a picture decides.
 *
 * @internal
 */
export const SIM_BLIND: SimulatedModel = {
  id: "sim-blind",
  description: "ignores images: good on text, guesses where a picture decides",
  contextTokens: 64_000,
  refuses: [],
  reply(request, context) {
    const choice = chooseLetter(request, { ...context, ...ABILITY });
    if (choice === null) return { content: plainReply(request, ABILITY) };
    return { content: `Most consistent with the text: ${choice.text}. \\boxed{${choice.letter}}` };
  },
};
