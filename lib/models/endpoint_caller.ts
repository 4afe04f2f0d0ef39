import defer * as openai from "openai";

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
 * The `openai` client reduced to one call without retries (those are made in one place of ours). The client and its
 * sockets are made at the first call.
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
 *     asked = String(input);
 *     return Promise.resolve(Response.json({}));
 *   },
 * });
 * await call(new TextEncoder().encode("{}"), new AbortController().signal);
 * assert.equal(asked, "https://api.example.org/v1/chat/completions");
 * ```
 */
export function endpointCaller(options: EndpointCallerOptions): EndpointCaller {
  let client: InstanceType<typeof openai.OpenAI> | undefined;
  return (body, signal) => {
    client ??= new openai.OpenAI({
      baseURL: options.apiBase,
      apiKey: options.apiKey,
      // Bytes pass through the client as they are; their type is said once, not with every request.
      defaultHeaders: { "content-type": "application/json", ...options.headers },
      maxRetries: 0,
      // Our own time-out covers the body too; this one must never fire before it.
      timeout: 2_147_000_000,
      logLevel: "off",
      ...transport(options),
    });
    return client.post("/chat/completions", { body, signal }).asResponse();
  };
}

/** Over TLS, fetch speaks HTTP/2 on one connection, whose stream limit would cap the run; in the clear it does not. */
function transport({ fetch, apiBase }: EndpointCallerOptions): object {
  if (fetch !== undefined) return { fetch };
  if (!apiBase.startsWith("https:")) return {};
  return { fetchOptions: { client: Deno.createHttpClient({ http2: false }) } };
}
