import type { Message, Model, Reply } from "../types.ts";
import { splitReasoning } from "../parse/split_reasoning.ts";

/**
 * A model that answers from a list, for examples and tests: a text becomes a reply, an error is thrown.
 * Throws an Error when the list is used up.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { scriptedModel } from "@rounds/rounds";
 *
 * const model = scriptedModel(["\\boxed{A}"]);
 * assert.equal((await model.reply([])).content, "\\boxed{A}");
 * await assert.rejects(model.reply([]), /only 1 scripted/);
 * ```
 */
export function scriptedModel(
  replies: readonly (string | Reply | Error)[],
  name = "scripted",
): Model {
  let next = 0;
  return {
    name,
    origin: "scripted",
    parameters: {},
    reply(messages: readonly Message[]): Promise<Reply> {
      const reply = replies[next++];
      if (reply === undefined) {
        return Promise.reject(
          new Error(`asked ${next} times, but only ${replies.length} scripted replies`),
        );
      }
      if (reply instanceof Error) return Promise.reject(reply);
      return Promise.resolve(typeof reply === "string" ? replyOf(reply, messages) : reply);
    },
  };
}

function replyOf(content: string, messages: readonly Message[]): Reply {
  const { text, reasoning } = splitReasoning(content);
  return {
    content,
    text,
    reasoning,
    refusal: null,
    finishReason: "stop",
    usage: {
      inputTokens: messages.length * 10,
      outputTokens: 5,
      reasoningTokens: null,
      cachedTokens: null,
    },
    requestId: null,
    servedModel: null,
  };
}
