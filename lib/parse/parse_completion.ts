import * as v from "valibot";
import type { Reply } from "../types.ts";
import { ModelError } from "./model_error.ts";
import { describeValue } from "./describe_value.ts";
import { htmlTitle } from "./html_title.ts";
import { parseJson } from "./parse_json.ts";
import { pythonStrip } from "./python_strip.ts";
import { splitReasoning } from "./split_reasoning.ts";

const text = v.optional(v.nullable(v.string()), null);
const count = v.optional(v.nullable(v.number()), null);

/** Only what is read; everything else an endpoint adds is ignored. */
const completionSchema = v.object({
  model: text,
  choices: v.array(v.object({
    message: v.object({
      content: v.optional(
        v.nullable(v.union([
          v.string(),
          v.array(v.object({ type: v.optional(v.string()), text: v.optional(v.string()) })),
        ])),
        null,
      ),
      reasoning_content: text,
      reasoning: text,
      refusal: text,
    }),
    finish_reason: text,
  })),
  usage: v.optional(
    v.nullable(v.object({
      prompt_tokens: count,
      completion_tokens: count,
      completion_tokens_details: v.optional(
        v.nullable(v.object({ reasoning_tokens: count })),
        null,
      ),
      prompt_tokens_details: v.optional(v.nullable(v.object({ cached_tokens: count })), null),
    })),
    null,
  ),
});

/** Some gateways report an error with status 200. */
const errorSchema = v.object({ error: v.object({ message: v.string() }) });

/** What the response says outside its body. */
export interface ParseCompletionOptions {
  /** The `x-request-id` header; null when absent. */
  readonly requestId: string | null;
}

/**
 * Parses the body text of a chat completion.
 * Throws a `ModelError`: `bad_body` when it is no JSON, HTML, or has no choice; `empty_reply` (with the reply) when it holds no text.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseCompletion } from "@rounds/rounds";
 *
 * const body = JSON.stringify({
 *   choices: [{ message: { content: " <think>B?</think>\\boxed{C} " }, finish_reason: "stop" }],
 *   usage: { prompt_tokens: 12, completion_tokens: 5 },
 * });
 * const reply = parseCompletion(body, { requestId: null });
 * assert.equal(reply.content, "<think>B?</think>\\boxed{C}");
 * assert.equal(reply.text, "\\boxed{C}");
 * assert.equal(reply.usage.inputTokens, 12);
 * assert.equal(reply.usage.reasoningTokens, null);
 * assert.throws(() => parseCompletion("<html>", { requestId: null }), /bad_body: .*HTML/);
 * ```
 */
export function parseCompletion(body: string, options: ParseCompletionOptions): Reply {
  const json = parseBody(body);
  const parsed = v.safeParse(completionSchema, json);
  if (!parsed.success) {
    const said = v.safeParse(errorSchema, json);
    if (said.success) {
      throw badBody(`the endpoint reports an error: ${describeValue(said.output.error.message)}`);
    }
    const issue = parsed.issues[0];
    const field = v.getDotPath(issue) ?? "the body";
    throw badBody(
      `${field} is ${describeValue(issue.input)}, expected ${issue.expected ?? "another type"}`,
    );
  }
  const { choices, model, usage } = parsed.output;
  const choice = choices[0];
  if (choice === undefined) throw badBody("the answer has no choices");
  const { message } = choice;
  const content = pythonStrip(
    typeof message.content === "string"
      ? message.content
      : (message.content ?? []).map((part) => part.text ?? "").join(""),
  );
  const split = splitReasoning(content);
  const apart = message.reasoning_content ?? message.reasoning;
  const reply: Reply = {
    content,
    text: split.text,
    reasoning: apart === null || apart.trim() === "" ? split.reasoning : apart,
    refusal: message.refusal === null || message.refusal.trim() === "" ? null : message.refusal,
    finishReason: choice.finish_reason,
    usage: {
      inputTokens: usage?.prompt_tokens ?? null,
      outputTokens: usage?.completion_tokens ?? null,
      reasoningTokens: usage?.completion_tokens_details?.reasoning_tokens ?? null,
      cachedTokens: usage?.prompt_tokens_details?.cached_tokens ?? null,
    },
    requestId: options.requestId,
    servedModel: model,
  };
  if (content !== "") return reply;
  throw new ModelError({ kind: "empty_reply", status: null, message: emptyBecause(reply) }, {
    reply,
  });
}

function parseBody(body: string): unknown {
  try {
    return parseJson(body);
  } catch (cause) {
    const start = body.trimStart().slice(0, 1);
    if (start === "<") throw badBody(`an HTML page instead of JSON${htmlTitle(body)}`);
    if (start === "") throw badBody("an empty body");
    throw badBody(
      `no JSON (${
        cause instanceof Error ? cause.message : "unreadable"
      }), ${body.length} characters`,
      cause,
    );
  }
}

function emptyBecause(reply: Reply): string {
  if (reply.refusal !== null) return "no text, but a refusal";
  if (reply.finishReason === null) return "no text";
  return `no text (finish reason ${describeValue(reply.finishReason)})`;
}

function badBody(message: string, cause?: unknown): ModelError {
  return new ModelError(
    { kind: "bad_body", status: null, message },
    cause === undefined ? {} : { cause },
  );
}
