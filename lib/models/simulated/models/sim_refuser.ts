import { chooseLetter } from "../choose_letter.ts";
import { plainReply } from "../plain_reply.ts";
import type { SimulatedModel } from "../types.ts";

const ABILITY = { skill: 1.6, seesImages: true };
const REFUSED = 0.14;

/**
 * Refuses one question in seven: half of them by the refusal field, half in words.
 *
 * @internal
 */
export const SIM_REFUSER: SimulatedModel = {
  id: "sim-refuser",
  description: "refuses one question in seven, by the refusal field or in words",
  contextTokens: 128_000,
  refuses: [],
  reply(request, context) {
    const choice = chooseLetter(request, { ...context, ...ABILITY });
    if (choice === null) return { content: plainReply(request, ABILITY) };
    const mood = context.random("mood", choice.asked.question, request.messages.length);
    if (mood < REFUSED / 2) {
      return { content: null, refusal: "I'm sorry, but I can't assist with medical decisions." };
    }
    if (mood < REFUSED) {
      return {
        content:
          "I'm sorry, but I can't help with this: medical decisions need a licensed physician.",
      };
    }
    return {
      content: `This is no medical advice. Among the options, ${choice.text} seems to be the ` +
        `most suitable one.\n\n\\boxed{${choice.letter}}`,
    };
  },
};
