import { judgeByWords } from "../judge_by_words.ts";
import { plainReply } from "../plain_reply.ts";
import { sortByWords } from "../sort_by_words.ts";
import type { SimulatedCompletion, SimulatedModel } from "../types.ts";

/** Upper ends of the shares of replies; the rest are as good as those of a reliable judge. */
const PROSE = 0.1;
const CUT = 0.18;
const WORD_FOR_BOOLEAN = 0.22;
const TEXT_AROUND = 0.26;
const WRONG = 0.38;

/**
 * Judges like `sim-judge`, except that in a quarter of its replies there is no verdict to read (prose, JSON cut by the
 * token limit, a word instead of true or false, text around the JSON), and in an eighth the verdict is the wrong one. A
 * prompt that reminds it is another prompt, so asking again helps as often as not.
 *
 * @internal
 */
export const SIM_JUDGE_UNRELIABLE: SimulatedModel = {
  id: "sim-judge-unreliable",
  description: "judge: a quarter of its replies unreadable, an eighth wrong",
  contextTokens: 32_000,
  refuses: [],
  reply(request, context) {
    const mood = context.random("mood", request.messages.at(-1)?.text ?? "");
    const sorted = sortByWords(request);
    if (sorted !== null) return spoil(JSON.stringify(sorted), mood);
    const verdict = judgeByWords(request, context);
    if (verdict === null) {
      return {
        content: plainReply(request, {
          seesImages: false,
          does: "judge answers to open questions",
        }),
      };
    }
    if ("rating" in verdict) return spoil(JSON.stringify(verdict), mood);
    const { met, evidence, answer } = verdict;
    if (mood >= CUT && mood < WORD_FOR_BOOLEAN) {
      return { content: JSON.stringify({ met: met ? "yes" : "no", evidence }) };
    }
    const wrong = { met: !met, evidence: met ? "" : answer.slice(0, 40) };
    const isWrong = mood >= TEXT_AROUND && mood < WRONG;
    return spoil(JSON.stringify(isWrong ? wrong : { met, evidence }), mood);
  },
};

function spoil(json: string, mood: number): SimulatedCompletion {
  if (mood < PROSE) {
    return {
      content:
        "The answer goes some way towards this criterion, although one could argue about it.",
    };
  }
  if (mood < CUT) return { content: json.slice(0, 9), finishReason: "length" };
  if (mood < TEXT_AROUND) return { content: `Here is my verdict:\n${json}\nI hope this helps.` };
  return { content: json };
}
