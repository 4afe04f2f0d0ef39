import { chooseLetter } from "../choose_letter.ts";
import { plainReply } from "../plain_reply.ts";
import type { SimulatedModel } from "../types.ts";

const ABILITY = { skill: 2.3, seesImages: true };

/**
 * Right about four times in five; a short rationale, then the box.
 *
 * @internal
 */
export const SIM_STRONG: SimulatedModel = {
  id: "sim-strong",
  description: "right about 80 %, a short rationale and the box",
  contextTokens: 128_000,
  refuses: [],
  reply(request, context) {
    const choice = chooseLetter(request, { ...context, ...ABILITY });
    if (choice === null) return { content: plainReply(request, ABILITY) };
    return {
      content: `The history and the findings so far point to "${choice.text}". ` +
        `Of the alternatives, "${choice.asked.options[choice.rival]}" comes closest but leaves ` +
        `part of the picture unexplained.\n\n\\boxed{${choice.letter}}`,
    };
  },
};
