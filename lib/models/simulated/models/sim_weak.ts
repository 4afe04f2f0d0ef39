import { chooseLetter } from "../choose_letter.ts";
import { plainReply } from "../plain_reply.ts";
import type { SimulatedModel } from "../types.ts";

const ABILITY = { skill: 0.25, seesImages: true };

/**
 * Right less than half of the time; nothing but the box.
 *
 * @internal
 */
export const SIM_WEAK: SimulatedModel = {
  id: "sim-weak",
  description: "right about 45 %, nothing but the box",
  contextTokens: 32_000,
  refuses: [],
  reply(request, context) {
    const choice = chooseLetter(request, { ...context, ...ABILITY });
    if (choice === null) return { content: plainReply(request, ABILITY) };
    return { content: `\\boxed{${choice.letter}}` };
  },
};
