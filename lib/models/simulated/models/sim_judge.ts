import { judgeByWords } from "../judge_by_words.ts";
import { plainReply } from "../plain_reply.ts";
import type { SimulatedModel } from "../types.ts";

/**
 * Judges by shared words whether an answer meets a criterion, cites the sentence, and always keeps to the JSON asked for.
 *
 * @internal
 */
export const SIM_JUDGE: SimulatedModel = {
  id: "sim-judge",
  description: "judge: decides by shared words, cites the sentence, always valid JSON",
  contextTokens: 128_000,
  refuses: [],
  reply(request, context) {
    const verdict = judgeByWords(request, context);
    if (verdict === null) {
      return {
        content: plainReply(request, {
          seesImages: false,
          does: "judge answers to open questions",
        }),
      };
    }
    if ("rating" in verdict) return { content: JSON.stringify(verdict) };
    return { content: JSON.stringify({ met: verdict.met, evidence: verdict.evidence }) };
  },
};
