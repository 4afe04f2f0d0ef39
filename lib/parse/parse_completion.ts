import type { Reply } from "../types.ts";
import { errorKind } from "./_error_kind.ts";
import { errorWords } from "./_error_words.ts";
import { anyText, messageTexts } from "./_message_texts.ts";
import { readUsage } from "./_read_usage.ts";
import { describeValue } from "./describe_value.ts";
import { finishKind } from "./finish_kind.ts";
import { htmlTitle } from "./html_title.ts";
import { isRecord } from "./is_record.ts";
import { ModelError } from "./model_error.ts";
import { parseJson } from "./parse_json.ts";
import { pythonStrip } from "./python_strip.ts";
import { splitReasoning } from "./split_reasoning.ts";

/** What the response says outside its body. */
export interface ParseCompletionOptions {
  /** The `x-request-id` header; null when absent. */
  readonly requestId: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Parses the body text of a chat completion. What nobody needs may be missing or of another type: it is unknown then. Usage that
 * cannot be is unknown, too, and of counts that contradict each other the larger is taken.
 *
 * Throws a `ModelError`: `bad_body` when it is no JSON, HTML, or has no choice; `empty_reply` (with the reply) when it holds no text.
 * A body that reports an error, or a reply that ended by one, is that error: of the kind its code and words say, else `bad_body`.
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
  const { choice, message, usage, model } = readChoice(json);
  const { said, thought, refused } = messageTexts(message["content"]);
  if (said === null) {
    throw badBody(
      `choices.0.message.content is ${
        describeValue(message["content"])
      }, expected a text or a list of parts`,
    );
  }
  const content = pythonStrip(said);
  const split = splitReasoning(content);
  const apart = [
    message["reasoning_content"],
    message["reasoning"],
    thought,
    split.reasoning,
    message["reasoning_details"],
  ];
  const reply: Reply = {
    content,
    text: split.text,
    reasoning: apart.map(anyText).find((text) => text.trim() !== "") ?? null,
    refusal: filled(message["refusal"]) ?? filled(refused),
    finishReason: filled(choice["finish_reason"]),
    usage: readUsage(usage, { hasText: content !== "" }),
    requestId: options.requestId,
    servedModel: filled(model),
  };
  if (content !== "") return reply;
  throw new ModelError({ kind: "empty_reply", status: null, message: emptyBecause(reply) }, {
    reply,
  });
}

/** The first choice of a body, when neither of them reports an error. */
function readChoice(json: unknown): {
  readonly choice: Fields;
  readonly message: Fields;
  readonly usage: unknown;
  readonly model: unknown;
} {
  if (!isRecord(json)) {
    refuseReported(json);
    throw badBody(`the body is ${describeValue(json)}, expected a chat completion`);
  }
  const { error, choices, usage, model } = json;
  if (error) refuseReported(error === true ? json : error);
  if (!Array.isArray(choices)) {
    refuseReported(json);
    throw badBody(
      choices === undefined
        ? `choices is missing, expected a list; what came is ${describeValue(json)}`
        : `choices is ${describeValue(choices)}, expected a list`,
    );
  }
  const choice: unknown = choices[0];
  if (choice === undefined) throw badBody("the answer has no choices");
  if (!isRecord(choice)) {
    throw badBody(`choices.0 is ${describeValue(choice)}, expected an object`);
  }
  const { message, finish_reason: finish } = choice;
  if (choice["error"]) refuseReported(choice["error"]);
  if (typeof finish === "string" && finishKind(finish) === "failed") {
    throw badBody(`the reply ended by an error of the endpoint (finish reason "${finish}")`);
  }
  if (!isRecord(message)) {
    throw badBody(`choices.0.message is ${describeValue(message)}, expected an object`);
  }
  return { choice, message, usage, model };
}

/** Codes by which some say that there is no error. */
const NO_ERROR: ReadonlySet<string> = new Set(["0", "200"]);

/** Some gateways report an error with status 200. Throws it; what says nothing of one is passed over. */
function refuseReported(value: unknown): void {
  const said = errorWords(value);
  if (said === null || NO_ERROR.has(said.code ?? "")) return;
  const code = Number(said.code ?? NaN);
  const status = Number.isInteger(code) && code >= 400 && code <= 599 ? code : null;
  const kind = errorKind({ ...said, status }) ?? "bad_body";
  const text = said.message.length <= 300 ? said.message : `${said.message.slice(0, 297)}...`;
  const numbered = status === null ? "" : ` (code ${status})`;
  throw new ModelError({
    kind,
    status: null,
    message: `the endpoint reports an error${numbered}: ${JSON.stringify(text)}`,
  });
}

function parseBody(body: string): unknown {
  try {
    return parseJson(body);
  } catch (cause) {
    const start = body.slice(0, 200).trimStart();
    if (start.startsWith("<")) throw badBody(`an HTML page instead of JSON${htmlTitle(body)}`);
    if (body.trimStart() === "") throw badBody("an empty body");
    if (/^(data|event|id|retry)?:/.test(start)) {
      throw badBody("a stream of events instead of one JSON answer", cause);
    }
    throw badBody(
      `no JSON (${
        cause instanceof Error ? cause.message : "unreadable"
      }), ${body.length} characters`,
      cause,
    );
  }
}

/** A text that says something; null for anything else. */
function filled(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
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
