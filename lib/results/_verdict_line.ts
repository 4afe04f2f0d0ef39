import type { Verdict } from "../types.ts";
import { checkedLine } from "./_checked_line.ts";

/** One line of a file of verdicts, with its checksum and its line feed. */
export function verdictLine(key: string, verdict: Verdict): string {
  const { servedModel, usage, verdicts: _single, ...rest } = verdict;
  return checkedLine({
    key,
    ...rest,
    served_model: servedModel,
    usage: usage === null ? null : {
      input_tokens: usage.inputTokens,
      output_tokens: usage.outputTokens,
      reasoning_tokens: usage.reasoningTokens,
      cached_tokens: usage.cachedTokens,
    },
  });
}
