import type { SimulatedCompletion } from "./types.ts";

const CHARACTERS_PER_TOKEN = 4;

/**
 * What a completion body says besides the reply.
 *
 * @internal
 */
export interface CompletionBodyOptions {
  /** `chatcmpl-…`. */
  readonly id: string;
  /** The model served. */
  readonly model: string;
  /** Seconds since 1970. */
  readonly created: number;
  /** Tokens of the prompt. */
  readonly promptTokens: number;
  /** Tokens of the prompt the server says it had cached. */
  readonly cachedTokens: number;
  /** Output tokens allowed, reasoning included; null when there is no limit. */
  readonly maxTokens: number | null;
}

/**
 * The body of a chat completion, as the OpenAI API words it: the reply cut to the token limit (reasoning is spent
 * first, and a cut reply finishes with `length`) and the usage counted at four characters a token.
 *
 * @internal
 */
export function completionBody(
  completion: SimulatedCompletion,
  options: CompletionBodyOptions,
): Readonly<Record<string, unknown>> {
  const { content, reasoning, refusal, finishReason = "stop" } = completion;
  const limit = options.maxTokens ?? Infinity;
  const thought = cut(reasoning ?? "", limit);
  const said = cut(content ?? "", limit - thought.tokens);
  const refused = cut(refusal ?? "", limit - thought.tokens - said.tokens);
  const wasCut = thought.wasCut || said.wasCut || refused.wasCut;
  const completionTokens = thought.tokens + said.tokens + refused.tokens;
  return {
    id: options.id,
    object: "chat.completion",
    created: options.created,
    model: options.model,
    choices: [{
      index: 0,
      message: {
        role: "assistant",
        content: content === null ? null : said.text,
        ...(reasoning === undefined ? {} : { reasoning_content: thought.text }),
        refusal: refusal === undefined ? null : refused.text,
      },
      logprobs: null,
      finish_reason: wasCut ? "length" : finishReason,
    }],
    usage: {
      prompt_tokens: options.promptTokens,
      completion_tokens: completionTokens,
      total_tokens: options.promptTokens + completionTokens,
      prompt_tokens_details: { cached_tokens: options.cachedTokens },
      completion_tokens_details: { reasoning_tokens: thought.tokens },
    },
    service_tier: "default",
    system_fingerprint: "fp_simulated",
  };
}

function cut(
  text: string,
  limit: number,
): { readonly text: string; readonly tokens: number; readonly wasCut: boolean } {
  const tokens = Math.ceil(text.length / CHARACTERS_PER_TOKEN);
  if (tokens <= limit) return { text, tokens, wasCut: false };
  return { text: text.slice(0, limit * CHARACTERS_PER_TOKEN), tokens: limit, wasCut: true };
}
