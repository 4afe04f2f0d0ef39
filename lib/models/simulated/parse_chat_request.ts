import type { ApiErrorDetails } from "./api_error.ts";
import type { ChatMessage, ChatRequest } from "./types.ts";

const ROLES = ["system", "developer", "user", "assistant", "tool", "function"];

/** Thrown inside this file only: the first thing wrong with a body. */
class Unacceptable extends Error {
  /** The refusal to send. */
  readonly details: ApiErrorDetails;

  /** Keeps the refusal. */
  constructor(details: ApiErrorDetails) {
    super(details.message);
    this.details = details;
  }
}

/**
 * Reads a chat-completions body, or says what the API would refuse it for (a 400): no JSON, no model, no messages, an
 * unknown role or part, an image that is no `data:` or `http(s):` URL, a limit or temperature out of range, `stream`,
 * `n` above 1. Unknown parameters are accepted, as most servers do.
 *
 * @internal
 */
export function parseChatRequest(
  text: string,
):
  | { readonly request: ChatRequest; readonly refusal: null }
  | { readonly request: null; readonly refusal: ApiErrorDetails } {
  try {
    return { request: readBody(text), refusal: null };
  } catch (error) {
    if (error instanceof Unacceptable) return { request: null, refusal: error.details };
    throw error;
  }
}

function readBody(text: string): ChatRequest {
  const body = parseObject(text);
  if (typeof body.model !== "string" || body.model === "") {
    throw new Unacceptable({ message: "you must provide a model parameter" });
  }
  const messages = readMessages(body.messages);
  if (body.stream === true) {
    throw invalid("stream", "this server does not stream; send the request without it");
  }
  if (body.n !== undefined && body.n !== null && body.n !== 1) {
    throw invalid("n", "this server gives one choice");
  }
  const legacyLimit = readNumber(body, "max_tokens", { low: 1, high: Infinity, whole: true });
  const limit = readNumber(body, "max_completion_tokens", { low: 1, high: Infinity, whole: true });
  const temperature = readNumber(body, "temperature", { low: 0, high: 2, whole: false });
  return { model: body.model, messages, maxTokens: limit ?? legacyLimit, temperature, body };
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = null;
  }
  if (!isObject(body)) {
    throw new Unacceptable({
      message:
        "We could not parse the JSON body of your request. (HINT: the API expects a JSON payload.)",
    });
  }
  return body;
}

function readMessages(value: unknown): ChatMessage[] {
  if (value === undefined) {
    throw new Unacceptable({
      message: "Missing required parameter: 'messages'.",
      param: "messages",
      code: "missing_required_parameter",
    });
  }
  if (!Array.isArray(value) || value.length === 0) {
    throw invalid("messages", "expected an array with at least one message");
  }
  return value.map((message: unknown, index) => readMessage(message, `messages[${index}]`));
}

function readMessage(message: unknown, where: string): ChatMessage {
  if (!isObject(message)) throw invalid(where, "expected an object");
  const { role, content } = message;
  if (typeof role !== "string" || !ROLES.includes(role)) {
    throw invalid(`${where}.role`, `expected one of ${ROLES.join(", ")}`);
  }
  if (typeof content === "string") return { role, text: content, images: [] };
  if (role === "assistant" && (content === null || content === undefined)) {
    return { role, text: "", images: [] };
  }
  if (!Array.isArray(content) || content.length === 0) {
    throw invalid(`${where}.content`, "expected a string or an array of parts");
  }
  const texts: string[] = [];
  const images: string[] = [];
  content.forEach((part: unknown, index) => {
    const place = `${where}.content[${index}]`;
    if (isObject(part) && part.type === "text" && typeof part.text === "string") {
      texts.push(part.text);
    } else if (isObject(part) && part.type === "image_url") {
      images.push(readImageUrl(part.image_url, place));
    } else {
      throw invalid(place, "expected a text or an image_url part");
    }
  });
  return { role, text: texts.join("\n"), images };
}

function readImageUrl(value: unknown, where: string): string {
  const url = isObject(value) ? value.url : undefined;
  if (typeof url !== "string" || !/^(?:https?:\/\/|data:[^,]+;base64,)/i.test(url.slice(0, 200))) {
    throw new Unacceptable({
      message: `Invalid image URL at ${where}: expected http(s): or a base64 data: URL.`,
      param: `${where}.image_url`,
      code: "invalid_image_url",
    });
  }
  return url;
}

function readNumber(
  body: Readonly<Record<string, unknown>>,
  name: string,
  range: { readonly low: number; readonly high: number; readonly whole: boolean },
): number | null {
  const value = body[name];
  if (value === undefined || value === null) return null;
  const fits = typeof value === "number" && value >= range.low && value <= range.high &&
    (!range.whole || Number.isInteger(value));
  if (!fits) {
    const kind = range.whole ? "an integer" : "a number";
    const end = range.high === Infinity ? "" : ` and at most ${range.high}`;
    throw invalid(name, `expected ${kind} of at least ${range.low}${end}`);
  }
  return value;
}

function invalid(param: string, expected: string): Unacceptable {
  return new Unacceptable({
    message: `Invalid '${param}': ${expected}.`,
    param,
    code: "invalid_value",
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
