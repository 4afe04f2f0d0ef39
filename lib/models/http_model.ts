import type { Message, Model, Reply, ReplyOptions, RequestParameters } from "../types.ts";
import { parseCompletion } from "../parse/parse_completion.ts";
import { type Adaptation, adaptParameters } from "./adapt_parameters.ts";
import type { AdaptiveLimiter } from "../async/limiter_types.ts";
import { adaptationFor } from "./adaptation_for.ts";
import { circuitBreaker, type CircuitBreakerOptions } from "./circuit_breaker.ts";
import { classifyError } from "./classify_error.ts";
import { encodeBody } from "./encode_body.ts";
import { endpointCaller } from "./endpoint_caller.ts";
import { redactKey } from "./redact_key.ts";
import { limitedCall, type TellHeaders } from "./_limited_call.ts";
import { retryingModel, type RetryingModelOptions } from "./retrying_model.ts";
import { sharedLimiter } from "./shared_limiter.ts";

/** How to reach a model. */
export interface HttpModelOptions extends RetryingModelOptions {
  /** Model identifier as the endpoint knows it. */
  readonly model: string;
  /** Base URL, e.g. `https://api.openai.com/v1`. */
  readonly apiBase: string;
  /** Sent as a bearer token, never stored; `token` unless told, which local servers accept. */
  readonly apiKey?: string;
  /** Fields of the request body beside model and messages, e.g. `{ n: 1, temperature: 0, max_tokens: 16384 }`. */
  readonly parameters?: RequestParameters;
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds a call may take, its body included; 120,000 unless told. */
  readonly timeoutMs?: number;
  /** Told once when a parameter had to be adapted to the endpoint. */
  readonly onAdaptation?: (adaptation: Adaptation) => void;
  /** Whose turn a call waits for; the one its origin and key share in this process unless told, none when null. */
  readonly limiter?: AdaptiveLimiter | null;
  /** Wraps the model below its retries, so that it sees every single call. */
  readonly each?: (model: Model) => Model;
  /** Pauses when the endpoint is dead, for every call of this model; not unless told, nor with the official retry policy. */
  readonly breaker?: CircuitBreakerOptions;
  /** Replaces `fetch`; unless told, HTTP/1.1 sockets, since one HTTP/2 connection would cap the run. */
  readonly fetch?: typeof fetch;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/**
 * A model behind any OpenAI-compatible chat-completions endpoint. Calls are repeated by `retryingModel`; what fails for good
 * is a `ModelError`. Bodies are built when their turn comes, so images are in memory only while their request is.
 *
 * Throws a TypeError for an unusable base URL.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { httpModel } from "@rounds/rounds";
 *
 * const model = httpModel({
 *   model: "gpt-5",
 *   apiBase: "https://api.example.org/v1",
 *   apiKey: "sk-secret",
 *   parameters: { n: 1, temperature: 0, max_tokens: 16384 },
 * });
 * assert.equal(model.origin, "https://api.example.org");
 * assert.ok(!JSON.stringify(model).includes("sk-secret"));
 * ```
 */
export function httpModel(options: HttpModelOptions): Model {
  const { model, parameters = {}, timeoutMs = 120_000, now = Date.now, apiKey = "token" } = options;
  const base = parseBase(options.apiBase);
  const call = endpointCaller({
    apiBase: base.href.replace(/\/$/, ""),
    apiKey,
    headers: options.headers ?? {},
    fetch: options.fetch,
  });
  const redact = redactKey(apiKey);
  const limiter = options.limiter === undefined
    ? sharedLimiter({ apiBase: base.href, apiKey })
    : options.limiter;
  const redactOrNull = (text: string | null) => text === null ? null : redact(text);
  let adaptations: readonly Adaptation[] = [];

  /** One request; null when it is to be sent again with adapted parameters. */
  const send = async (
    messages: readonly Message[],
    { signal, tell }: { signal: AbortSignal | undefined; tell: TellHeaders },
  ): Promise<Reply | null> => {
    const applied = adaptations;
    const deadline = startDeadline(timeoutMs, signal);
    try {
      const body = await encodeBody(messages, {
        model,
        parameters: adaptParameters(parameters, applied),
      });
      const response = await call(body, deadline.signal);
      tell(response.headers);
      return parseCompletion(await response.text(), {
        requestId: redactOrNull(response.headers.get("x-request-id")),
      });
    } catch (error) {
      if (error instanceof Error && "headers" in error && error.headers instanceof Headers) {
        tell(error.headers, true);
      }
      const wanted = deadline.signal.aborted ? null : adaptationFor(error, parameters);
      if (wanted === null || applied.some(({ parameter }) => parameter === wanted.parameter)) {
        const timedOut = deadline.timedOut();
        throw classifyError(error, { signal, timedOut, timeoutMs, redact, now: now() });
      }
      // Requests already under way when it was learned come here too: they are sent again without another word.
      if (!adaptations.some(({ parameter }) => parameter === wanted.parameter)) {
        adaptations = [...adaptations, wanted];
        options.onAdaptation?.(wanted);
      }
      return null;
    } finally {
      deadline.end();
    }
  };
  const reply = async (
    messages: readonly Message[],
    { signal }: ReplyOptions = {},
  ): Promise<Reply> =>
    await limitedCall((tell) => send(messages, { signal, tell }), {
      limiter,
      messages,
      signal,
      now,
    }) ?? await reply(messages, signal ? { signal } : {});
  const bare: Model = { name: model, origin: base.origin, parameters, reply };
  const single = options.each?.(bare) ?? bare;
  const isGuarded = options.breaker !== undefined && options.retryPolicy !== "official";
  return retryingModel(isGuarded ? circuitBreaker(single, options.breaker) : single, options);
}

interface Deadline {
  readonly signal: AbortSignal;
  readonly timedOut: () => boolean;
  readonly end: () => void;
}

/** One signal for the time-out and the caller's wish, without the listeners `AbortSignal.any` leaves behind. */
function startDeadline(timeoutMs: number, signal: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort();
  }, timeoutMs);
  const stop = () => controller.abort();
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop, { once: true });
  return {
    signal: controller.signal,
    timedOut: () => timedOut,
    end: () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    },
  };
}

function parseBase(apiBase: string): URL {
  const base = URL.parse(apiBase);
  if (base !== null && (base.protocol === "http:" || base.protocol === "https:")) return base;
  throw new TypeError(
    `apiBase is "${apiBase}", expected an http(s) URL such as https://api.openai.com/v1`,
  );
}
