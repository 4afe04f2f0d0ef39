import { openAnswer } from "../open_answer.ts";
import type { SimulatedModel } from "../types.ts";

/** Knows the cases dated before this day; an undated case counts as later. */
const CUT_OFF = "2025-07-01";
const BEFORE = { knowledge: 1.7, caution: 2.8 };
const AFTER = { knowledge: -0.5, caution: 1.2 };

/**
 * Answers open questions well when the case is dated before July 2025, and poorly when it is later: what a model looks like
 * that has seen the early months of a dataset.
 *
 * @internal
 */
export const SIM_STALE: SimulatedModel = {
  id: "sim-stale",
  description: "open questions: good on cases before July 2025, poor on later ones",
  contextTokens: 64_000,
  refuses: [],
  reply(request, context) {
    const last = request.messages.findLast(({ role }) => role === "user");
    const date = last === undefined ? null : context.rubrics.find(last.text)?.date ?? null;
    return openAnswer(request, {
      ...context,
      ...(date !== null && date < CUT_OFF ? BEFORE : AFTER),
      say: ({ rubric, sentences }) => {
        if (rubric.language === "zh") return sentences.join("") || "这个问题我不太确定。";
        return sentences.join(" ") || "I am not sure about this one.";
      },
    });
  },
};
