import { chooseLetter, type ChosenLetter } from "../choose_letter.ts";
import { plainReply } from "../plain_reply.ts";
import type { SimulatedModel } from "../types.ts";

const ABILITY = { skill: 1.8, seesImages: true };
const IN_TAGS = 0.3;

/**
 * Thinks before it answers: in `reasoning_content`, or in `<think>` tags inside the content for three replies in ten.
 * Refuses `max_tokens` and a `temperature` other than 1, as hosted reasoning models do. Its thoughts weigh a second
 * letter, and now and then box it before changing their mind.
 *
 * @internal
 */
export const SIM_REASONER: SimulatedModel = {
  id: "sim-reasoner",
  description:
    "thinks in reasoning_content or <think> tags; refuses max_tokens and temperature other than 1",
  contextTokens: 200_000,
  refuses: ["max_tokens", "temperature"],
  reply(request, context) {
    const choice = chooseLetter(request, { ...context, ...ABILITY });
    if (choice === null) return { content: plainReply(request, ABILITY) };
    const mood = (label: string): number =>
      context.random(label, choice.asked.question, request.messages.length);
    const thoughts = think(choice, mood("draft") < 0.1);
    const answer = `\\boxed{${choice.letter}}`;
    return mood("tags") < IN_TAGS
      ? { content: `<think>\n${thoughts}\n</think>\n\n${answer}` }
      : { content: answer, reasoning: thoughts };
  },
};

function think({ asked, letter, rival }: ChosenLetter, drafts: boolean): string {
  const weighed = Object.entries(asked.options).map(([offered, text]) =>
    `- ${offered} (${text}): ${offered === letter || offered === rival ? "possible" : "unlikely"}.`
  );
  return [
    "Let me go through the options one by one.",
    ...weighed,
    `Option ${rival} is tempting at first sight.`,
    ...(drafts ? [`So perhaps \\boxed{${rival}}? No, that does not fit the whole course.`] : []),
    `Weighing both, option ${letter} accounts for more of the findings.`,
  ].join("\n");
}
