import { judgeByWords } from "../judge_by_words.ts";
import { plainReply } from "../plain_reply.ts";
import { sortByWords } from "../sort_by_words.ts";
import type { SimulatedModel } from "../types.ts";

/**
 * Judges by shared words whether an answer meets a criterion, cites the sentence, and always keeps to the JSON asked for.
 * A prompt that asks to sort a question, or the error of an answer, among listed names gets some of them.
 *
 * @internal
 */
export const SIM_JUDGE: SimulatedModel = {
  id: "sim-judge",
  description: "judge: decides by shared words, cites the sentence, always valid JSON",
  contextTokens: 128_000,
  refuses: [],
  reply(request, context) {
    const sorted = sortByWords(request);
    if (sorted !== null) return { content: JSON.stringify(sorted) };
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
