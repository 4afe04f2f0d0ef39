import { hasChinese } from "./_has_chinese.ts";
import type { LiveMedBenchPromptStyle } from "./livemedbench_types.ts";

/** The instruction before a question, by style and language. */
export const PROMPTS: Readonly<
  Record<LiveMedBenchPromptStyle, { readonly chinese: string; readonly other: string }>
> = {
  official: {
    chinese: "请直接用中文回答下面的问题，不要给出推理过程或中间步骤。",
    other:
      "IMPORTANT: Provide ONLY the final answer to the following question, without any explanation or reasoning steps.",
  },
  physician: {
    chinese:
      "您是一位经验丰富的医生，请用中文回复下面这位咨询者：说明您的判断和理由、建议的下一步、需要立即就医的情况，以及还需要了解的信息。",
    other:
      "You are an experienced physician. Reply to the person below: say what you think and why, what to do next, what would need urgent care, and what else you would have to know.",
  },
};

/** The one user message of a case. */
export function answerPrompt(question: string, style: LiveMedBenchPromptStyle): string {
  const { chinese, other } = PROMPTS[style];
  return `${hasChinese(question) ? chinese : other}\n\n${question}`;
}
