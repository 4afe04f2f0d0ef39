import { promptBlocks } from "./prompt_blocks.ts";

/**
 * The data of a judge's prompt.
 *
 * @internal
 */
export interface JudgePromptData {
  /** What was asked. */
  readonly query: string;
  /** What was answered. */
  readonly answer: string;
  /** The statement to decide; null when the answer is to be rated as a whole. */
  readonly criterion: string | null;
}

/**
 * Takes query, answer and criterion out of a judge's prompt, where each stands between marks that carry one code
 * (`<answer-0123456789abcdef>`, `</answer-0123456789abcdef>`, the data on lines of its own). Marks inside the data carry
 * another code and are data. Null when there is no query or no answer.
 *
 * @internal
 */
export function readJudgePrompt(prompt: string): JudgePromptData | null {
  const { blocks } = promptBlocks(prompt);
  const query = blocks.get("query");
  const answer = blocks.get("answer");
  if (query === undefined || answer === undefined) return null;
  return { query, answer, criterion: blocks.get("criterion") ?? null };
}
