import defer * as openai from "openai";
import { errorWordsOfText } from "../parse/_error_words.ts";
import { ModelError } from "../parse/model_error.ts";
import { errorText } from "./_body_text.ts";

/** What a caller needs to reach an endpoint. */
export interface EndpointCallerOptions {
  /** Base URL, e.g. `https://api.openai.com/v1`. */
  readonly apiBase: string;
  /** Bearer token. */
  readonly apiKey: string;
  /** Further headers. */
  readonly headers: Readonly<Record<string, string>>;
  /** Replaces the HTTP/1.1 sockets. */
  readonly fetch: typeof fetch | undefined;
}

/** Posts one encoded chat-completions body and gives back the response, its body unread. */
export type EndpointCaller = (
  body: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
) => Promise<Response>;

/**
 * The `openai` client reduced to one call without retries (those are made in one place of ours). The client builds the
 * request, address and headers and key, at the first call; the others differ in body and signal only, and building them
 * anew would cost more than sending them. What fails is the client's own `APIError`, with the endpoint's words whatever form
 * its error body has.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { endpointCaller } from "@rounds/rounds";
 *
 * let asked = "";
 * const call = endpointCaller({
 *   apiBase: "https://api.example.org/v1",
 *   apiKey: "token",
 *   headers: {},
 *   fetch: (input) => {
 *     asked = new Request(input).url;
 *     return Promise.resolve(Response.json({}));
 *   },
 * });
 * await call(new TextEncoder().encode("{}"), new AbortController().signal);
 * assert.equal(asked, "https://api.example.org/v1/chat/completions");
 * ```
 */
export function endpointCaller(options: EndpointCallerOptions): EndpointCaller {
  const { fetch = globalThis.fetch } = options;
  let prepared: Promise<Request> | undefined;
  return async (body, signal) => {
    prepared ??= prepare(options);
    const request = await prepared;
    const response = await fetch(request, { body, signal }).catch(connectionError);
    if (response.ok) return response;
    // A status says more than its body, which may be cut.
    const text = await errorText(response);
    const error = errorWordsOfText(text);
    // The client knows one form of error body: every other is told in it.
    const [said, message] = error === null ? [undefined, text] : [{ error }, undefined];
    throw openai.APIError.generate(response.status, said, message, response.headers);
  };
}

/** The request without its body. Over TLS, fetch speaks HTTP/2 on one connection, whose stream limit would cap the run. */
async function prepare(
  { apiBase, apiKey, headers, fetch }: EndpointCallerOptions,
): Promise<Request> {
  const client = new openai.OpenAI({
    baseURL: apiBase,
    apiKey,
    // Bytes are sent as they are; their type is said here.
    defaultHeaders: { "content-type": "application/json", ...headers },
    maxRetries: 0,
    logLevel: "off",
  });
  const { url, req } = await client.buildRequest({ method: "post", path: "/chat/completions" });
  const isOverTls = fetch === undefined && apiBase.startsWith("https:");
  return new Request(url, {
    method: "POST",
    headers: req.headers,
    ...(isOverTls ? { client: Deno.createHttpClient({ http2: false }) } : {}),
  });
}

function connectionError(cause: unknown): never {
  if (cause instanceof ModelError) throw cause;
  if (cause instanceof Deno.errors.NotCapable) {
    const what = cause.message.replace(/, run again with the .*$/s, "");
    const message = `the permissions this was started with do not allow it: ${what}`;
    throw new ModelError({ kind: "bad_request", status: null, message }, { stopsRun: true, cause });
  }
  const error = cause instanceof Error ? cause : new Error(String(cause));
  if (/timed? ?out/i.test(error.message)) {
    throw Object.assign(new openai.APIConnectionTimeoutError(), { cause: error });
  }
  throw new openai.APIConnectionError({ cause: error });
}
