import type { Usage } from "../types.ts";
import { isRecord } from "./is_record.ts";

const UNKNOWN: Usage = {
  inputTokens: null,
  outputTokens: null,
  reasoningTokens: null,
  cachedTokens: null,
};

/** No request and no reply holds so many. */
const MOST_TOKENS = 1e9;

/**
 * Reads an endpoint's usage. What cannot be is unknown: a count below 0 or not finite, a prompt of no tokens, no tokens for
 * a reply that holds text. Where the counts contradict each other the larger reading is taken: reasoning or a cached prompt
 * that an endpoint leaves out of its counts, as the total tells.
 */
export function readUsage(usage: unknown, { hasText }: { readonly hasText: boolean }): Usage {
  if (!isRecord(usage)) return UNKNOWN;
  const output = detailsOf(usage, "completion_tokens_details", "output_tokens_details");
  const prompt = detailsOf(usage, "prompt_tokens_details", "input_tokens_details");
  const reasoningTokens = count(output?.["reasoning_tokens"]);
  const cachedTokens = count(prompt?.["cached_tokens"]);
  const total = count(usage["total_tokens"]);
  let inputTokens = count(usage["prompt_tokens"] ?? usage["input_tokens"]);
  let outputTokens = count(usage["completion_tokens"] ?? usage["output_tokens"]);
  if (inputTokens === 0) inputTokens = null;
  if (outputTokens === 0 && hasText) outputTokens = null;
  const surplus = (): number =>
    total === null || inputTokens === null || outputTokens === null
      ? 0
      : total - inputTokens - outputTokens;
  if (inputTokens !== null && cachedTokens !== null && cachedTokens > 0) {
    if (cachedTokens > inputTokens || surplus() === cachedTokens) inputTokens += cachedTokens;
  }
  if (outputTokens !== null) {
    if (reasoningTokens !== null && reasoningTokens > outputTokens) outputTokens += reasoningTokens;
    if (surplus() > 0) outputTokens += surplus();
  }
  return { inputTokens, outputTokens, reasoningTokens, cachedTokens };
}

function detailsOf(
  usage: Readonly<Record<string, unknown>>,
  name: string,
  otherName: string,
): Readonly<Record<string, unknown>> | null {
  const details = usage[name] ?? usage[otherName];
  return isRecord(details) ? details : null;
}

/** Some gateways write a count as a text, or estimate it in fractions. */
function count(value: unknown): number | null {
  const number = typeof value === "string" && /^\d{1,12}$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !(number >= 0 && number <= MOST_TOKENS)) return null;
  return Math.ceil(number);
}
