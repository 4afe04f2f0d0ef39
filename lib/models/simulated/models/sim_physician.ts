import { openAnswer } from "../open_answer.ts";
import type { SimulatedModel } from "../types.ts";

const CARE = { knowledge: 1.8, caution: 2.9 };

/**
 * Says most of what a good answer to an open question should say, and seldom errs.
 *
 * @internal
 */
export const SIM_PHYSICIAN: SimulatedModel = {
  id: "sim-physician",
  description: "open questions: says most of what the rubric asks for, seldom errs",
  contextTokens: 128_000,
  refuses: [],
  reply: (request, context) =>
    openAnswer(request, {
      ...context,
      ...CARE,
      say: ({ rubric, sentences }) =>
        rubric.language === "zh"
          ? `您好，情况我了解了。${sentences.join("")}祝早日康复。`
          : ["Thank you for describing this so carefully.", ...sentences].join(" "),
    }),
};
