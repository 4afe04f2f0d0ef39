import { openAnswer } from "../open_answer.ts";
import type { SimulatedModel } from "../types.ts";

const CARE = { knowledge: -1, caution: 0.9 };
const MOST_SENTENCES = 2;

/**
 * Answers an open question in a sentence or two, leaves out most of what matters, and commits an error in many answers.
 *
 * @internal
 */
export const SIM_GLIB: SimulatedModel = {
  id: "sim-glib",
  description: "open questions: a bare sentence or two, often an error",
  contextTokens: 32_000,
  refuses: [],
  reply: (request, context) =>
    openAnswer(request, {
      ...context,
      ...CARE,
      say: ({ rubric, sentences }) => {
        // Errors stand last in a rubric, and the glib one is keener on them than on the rest.
        const said = sentences.slice(-MOST_SENTENCES);
        if (rubric.language === "zh") return said.join("") || "一般问题不大，注意休息就好。";
        return said.join(" ") || "That is usually nothing to worry about.";
      },
    }),
};
