import type { Message } from "../types.ts";

/** What a conversation weighs, roughly. */
export interface TokenEstimate {
  /** Images in it. */
  readonly images: number;
  /** Tokens: a quarter of the Latin characters, one for each other character, 1,000 an image. */
  readonly tokens: number;
}

/**
 * Roughly the tokens of a conversation, without asking anybody.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { estimateTokens } from "@rounds/rounds";
 *
 * assert.equal(estimateTokens([{ role: "user", content: "x".repeat(400) }]).tokens, 100);
 * assert.equal(estimateTokens([]).images, 0);
 * ```
 */
export function estimateTokens(messages: readonly Message[]): TokenEstimate {
  let images = 0;
  let tokens = 0;
  for (const message of messages) {
    const weight = weigh(message);
    images += weight.images;
    tokens += weight.tokens;
  }
  return { images, tokens };
}

/** Messages are never changed and stay in the history turn after turn, so each is weighed once. */
const weights = new WeakMap<Message, TokenEstimate>();

function weigh(message: Message): TokenEstimate {
  const known = weights.get(message);
  if (known !== undefined) return known;
  const { content } = message;
  const parts = typeof content === "string" ? [{ type: "text" as const, text: content }] : content;
  const images = parts.filter(({ type }) => type === "image").length;
  const text = parts.reduce(
    (sum, part) => part.type === "text" ? sum + textTokens(part.text) : sum,
    0,
  );
  const weight = { images, tokens: text + 1000 * images };
  weights.set(message, weight);
  return weight;
}

function textTokens(text: string): number {
  const wide = text.match(/[\u2e80-\uffff]/g)?.length ?? 0;
  return wide + (text.length - wide) / 4;
}
