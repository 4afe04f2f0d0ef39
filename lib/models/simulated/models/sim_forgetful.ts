import { chooseLetter } from "../choose_letter.ts";
import { plainReply } from "../plain_reply.ts";
import type { SimulatedModel } from "../types.ts";

const ABILITY = { skill: 1.6, seesImages: true };

/**
 * Boxes its letter half of the time; else a plain sentence with the letter, prose that names the option but no letter,
 * or prose whose only lone capital is the pronoun "I" (which a lenient reading takes for option I).
 *
 * @internal
 */
export const SIM_FORGETFUL: SimulatedModel = {
  id: "sim-forgetful",
  description: "forgets the box half of the time: a plain sentence, or prose without a letter",
  contextTokens: 64_000,
  refuses: [],
  reply(request, context) {
    const choice = chooseLetter(request, { ...context, ...ABILITY });
    if (choice === null) return { content: plainReply(request, ABILITY) };
    const reason = "Taken together, the findings are best explained by one of these options.";
    const mood = context.random("mood", choice.asked.question, request.messages.length);
    if (mood < 0.5) return { content: `${reason} \\boxed{${choice.letter}}` };
    if (mood < 0.85) return { content: `${reason}\n\nThe answer is ${choice.letter}.` };
    if (mood < 0.95) return { content: `${reason} That would be "${choice.text}".` };
    return { content: `${reason} Here I would go with "${choice.text}".` };
  },
};
