import { isRecord } from "./is_record.ts";
import { parseJson } from "./parse_json.ts";

/** What an endpoint says of an error, whatever form its body has. */
export interface ErrorWords {
  readonly message: string;
  /** Its own code, or the HTTP status within the body. */
  readonly code: string | null;
  /** Further codes: kind, status word, inner code. */
  readonly type: string | null;
  /** The field that is meant. */
  readonly param: string | null;
}

/** An error inside an error inside an error says no more. */
const DEEPEST = 6;

/**
 * Reads the words of an error body: OpenAI's `{error:{message}}`, vLLM's and SGLang's `{object:"error",message}`, FastAPI's
 * `{detail}` (a text or a list), Gemini's `[{error}]`, Anthropic's `{type:"error",error}`, TGI's and Ollama's `{error:"text"}`,
 * OpenRouter's with the provider's own words inside, and a bare text. Null when it says nothing.
 */
export function errorWords(body: unknown, depth = 0): ErrorWords | null {
  if (depth > DEEPEST) return null;
  if (typeof body === "string") return ofText(body);
  if (Array.isArray(body)) return ofList(body, depth);
  return isRecord(body) ? ofRecord(body, depth) : null;
}

function ofText(text: string): ErrorWords | null {
  const message = text.trim();
  return message === "" ? null : { message, code: null, type: null, param: null };
}

function ofList(list: readonly unknown[], depth: number): ErrorWords | null {
  const all = list.slice(0, 20).map((entry) => errorWords(entry, depth + 1))
    .filter((words) => words !== null);
  const [first] = all;
  if (first === undefined) return null;
  return { ...first, message: all.map(({ message }) => message).join("; ") };
}

/** Where an error's words stand, the likeliest first. */
const FIELDS = ["error", "message", "detail", "msg", "errors", "Message", "title", "reason"];

function ofRecord(body: Readonly<Record<string, unknown>>, depth: number): ErrorWords | null {
  const inner = FIELDS.map((field) => errorWords(body[field], depth + 1))
    .find((words) => words !== null) ?? null;
  const innerError = isRecord(body["innererror"]) ? body["innererror"] : {};
  const codes = [body["type"], body["status"], body["error_type"], innerError["code"]]
    .map(word).filter((code) => code !== null);
  const code = inner?.code ?? word(body["code"]) ?? word(body["error_code"]);
  const type = inner?.type ?? (codes.length === 0 ? null : codes.join(" "));
  const words = inner?.message ?? word(body["code"]);
  if (words === null) return null;
  const { loc, error, message: more } = body;
  // Some name the status in one field and what was wrong in the other.
  const message = typeof error === "string" && typeof more === "string" && more !== error
    ? `${words}: ${more}`
    : words;
  const place = Array.isArray(loc) ? loc.map(String) : [];
  const provider = providerWords(body["metadata"], depth);
  return {
    message: [...(place.length > 0 ? [place.join(".")] : []), message, ...provider].join(": "),
    code,
    type,
    param: inner?.param ?? word(body["param"]) ?? place.at(-1) ?? null,
  };
}

/** A router hands on what its provider said, as text within its own error. */
function providerWords(metadata: unknown, depth: number): readonly string[] {
  const raw = isRecord(metadata) ? metadata["raw"] : null;
  const said = errorWords(typeof raw === "string" ? fromJson(raw) : raw, depth + 1);
  return said === null ? [] : [said.message];
}

/** What a text holds as JSON, else the text itself. */
function fromJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

/** The words of an error body as it came over the wire. */
export function errorWordsOfText(text: string): ErrorWords | null {
  return errorWords(fromJson(text));
}

function word(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : null;
}
