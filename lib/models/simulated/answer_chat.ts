import { completionBody } from "./completion_body.ts";
import { contextTooLong } from "./context_too_long.ts";
import { estimatePromptTokens } from "./estimate_prompt_tokens.ts";
import type { SimulatedAnswer, SimulatedFault } from "./fault_types.ts";
import { hashFraction } from "./hash_fraction.ts";
import { SIMULATED_FAULTS } from "./simulated_faults.ts";
import type { AnswerKey, ChatRequest, RubricKey, SimulatedModel } from "./types.ts";

const CACHED_BLOCK_TOKENS = 128;

/**
 * Who answers a chat request, and what goes wrong with it.
 *
 * @internal
 */
export interface AnswerChatOptions {
  /** The model asked for. */
  readonly model: SimulatedModel;
  /** The fault that strikes; null for none. */
  readonly fault: SimulatedFault | null;
  /** The questions whose right letter is known. */
  readonly key: AnswerKey;
  /** The cases whose rubric is known. */
  readonly rubrics: RubricKey;
  /** The server's seed. */
  readonly seed: number;
  /** The server's clock. */
  readonly now: Date;
  /** `chatcmpl-…`. */
  readonly id: string;
}

/**
 * Answers a checked chat request with a simulated model, passing through the hooks of a fault where one strikes.
 *
 * @internal
 */
export function answerChat(request: ChatRequest, options: AnswerChatOptions): SimulatedAnswer {
  const { model, fault, key, rubrics, seed, now, id } = options;
  const behaviour = fault === null ? null : SIMULATED_FAULTS[fault.kind];
  const estimated = estimatePromptTokens(request.messages);
  if (fault !== null && behaviour?.answer !== undefined) {
    const answer = behaviour.answer({ request, fault, promptTokens: estimated, now });
    return { ...answer, delivery: behaviour.delivery ?? "whole" };
  }
  const promptTokens = fault === null
    ? estimated
    : behaviour?.promptTokens?.(estimated, fault) ?? estimated;
  if (promptTokens > model.contextTokens) return contextTooLong(model.contextTokens, promptTokens);

  // At temperature 0 nothing varies; above it, the request's own seed draws another sample.
  const sample = (request.temperature ?? 0) > 0 ? String(request.body.seed ?? "") : "";
  const said = model.reply(
    fault === null ? request : behaviour?.read?.(request, fault) ?? request,
    { seed, key, rubrics, random: (...labels) => hashFraction(seed, model.id, sample, ...labels) },
  );
  const repeated = estimatePromptTokens(request.messages.slice(0, -1));
  const body = completionBody(behaviour?.say?.(said) ?? said, {
    id,
    model: model.id,
    created: Math.floor(now.getTime() / 1000),
    promptTokens,
    cachedTokens: Math.floor(Math.min(repeated, promptTokens) / CACHED_BLOCK_TOKENS) *
      CACHED_BLOCK_TOKENS,
    maxTokens: request.maxTokens,
  });
  const text = JSON.stringify(behaviour?.body?.(body) ?? body);
  return {
    status: 200,
    headers: { "content-type": "application/json" },
    body: behaviour?.text?.(text) ?? text,
    delivery: behaviour?.delivery ?? "whole",
  };
}
