import type { Message, Model, Reply, ReplyOptions, RequestParameters } from "../types.ts";
import { isPrivateAddress } from "../parse/is_private_address.ts";
import { parseCompletion } from "../parse/parse_completion.ts";
import { type Adaptation, adaptParameters } from "./adapt_parameters.ts";
import type { AdaptiveLimiter } from "../async/limiter_types.ts";
import { adaptationFor } from "./adaptation_for.ts";
import { bodyText } from "./_body_text.ts";
import { checkRequest } from "./_check_request.ts";
import { circuitBreaker, type CircuitBreakerOptions } from "./circuit_breaker.ts";
import { classifyError } from "./classify_error.ts";
import { startDeadline } from "./_deadline.ts";
import { encodeBody } from "./encode_body.ts";
import { endpointCaller } from "./endpoint_caller.ts";
import type { ByteBudget } from "../async/byte_budget.ts";
import { bytesInFlight } from "./bytes_in_flight.ts";
import { withinBytes } from "./_within_bytes.ts";
import { withOfferedModels } from "./_offered_models.ts";
import { privateFetch } from "./private_fetch.ts";
import { redactor } from "./_redactor.ts";
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
  /** Bounds the bytes of bodies built or sent at once; the one of this process unless told, none when null. */
  readonly bytes?: ByteBudget | null;
  /** Wraps the model below its retries, so that it sees every single call. */
  readonly each?: (model: Model) => Model;
  /** Pauses when the endpoint is dead, for every call of this model; not unless told, nor with the official retry policy. */
  readonly breaker?: CircuitBreakerOptions;
  /** Nothing is sent but to this machine and these hosts (see `privateFetch`); anywhere unless told. */
  readonly privateHosts?: readonly string[];
  /** Replaces `fetch`; unless told, HTTP/1.1 sockets, since one HTTP/2 connection would cap the run. */
  readonly fetch?: typeof fetch;
  /** Told when the endpoint makes every call wait for more than some seconds: how long from now. */
  readonly onHold?: (ms: number) => void;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/**
 * A model behind any OpenAI-compatible chat-completions endpoint. Calls are repeated by `retryingModel`; what fails for good
 * is a `ModelError`. Bodies are built when their turn comes, and no more of them than `bytes` allows, so images are in memory only
 * while their request is.
 *
 * Throws a TypeError for an unusable base URL, a RangeError for one that `privateHosts` does not allow, and for a key, header,
 * time-out or parameter that no call could be made with.
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
  const { model, parameters = {}, timeoutMs = 120_000, now = Date.now } = options;
  const base = parseBase(options.apiBase);
  // A line's end comes along when a key is read from a file.
  const apiKey = (options.apiKey ?? "token").trim();
  checkRequest({ apiKey, headers: options.headers ?? {}, parameters, timeoutMs });
  const endpoint = {
    apiBase: base.href.replace(/\/$/, ""),
    apiKey,
    headers: options.headers ?? {},
    fetch: fetchOf(base, options),
  };
  const longestWaitMs = options.longestWaitMs ?? patienceOf(options.breaker);
  const longestPause = longestWaitMs === undefined ? {} : { longestPauseMs: longestWaitMs };
  const call = endpointCaller(endpoint);
  const redact = redactor(apiKey, endpoint);
  const limiter = options.limiter === undefined
    ? sharedLimiter({ apiBase: base.href, apiKey: options.apiKey ?? "token", ...longestPause })
    : options.limiter;
  const budget = options.bytes === undefined ? bytesInFlight() : options.bytes;
  let adaptations: readonly Adaptation[] = [];

  /** One request; null when it is to be sent again with adapted parameters. */
  const send = async (
    messages: readonly Message[],
    { signal, tell, parameters, timeoutMs }: Asked & {
      readonly signal: AbortSignal | undefined;
      readonly tell: TellHeaders;
    },
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
      return redact.reply(parseCompletion(await bodyText(response), {
        requestId: response.headers.get("x-request-id"),
      }));
    } catch (error) {
      if (error instanceof Error && "headers" in error && error.headers instanceof Headers) {
        tell(error.headers, true);
      }
      const wanted = deadline.signal.aborted ? null : adaptationFor(error, parameters);
      if (wanted === null || applied.some(({ parameter }) => parameter === wanted.parameter)) {
        const timedOut = deadline.timedOut();
        const { apiBase } = endpoint;
        throw classifyError(error, {
          signal,
          timedOut,
          timeoutMs,
          redact: redact.message,
          now: now(),
          apiBase,
        });
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
  /** The model below its retries, as every single call meets it. */
  const singleCalls = (asked: Asked): Model => {
    const reply = async (
      messages: readonly Message[],
      { signal }: ReplyOptions = {},
    ): Promise<Reply> => {
      const call = () =>
        limitedCall((tell) => send(messages, { ...asked, signal, tell }), {
          limiter,
          messages,
          signal,
          now,
          ...(options.onHold ? { onHold: options.onHold } : {}),
        });
      return await withinBytes(call, { budget, messages, signal }) ??
        await reply(messages, signal ? { signal } : {});
    };
    const bare = { name: model, origin: base.origin, parameters: asked.parameters, reply };
    return options.each?.(bare) ?? bare;
  };
  const single = singleCalls({ parameters, timeoutMs });
  const isGuarded = options.breaker !== undefined && options.retryPolicy !== "official";
  const guarded = !isGuarded ? single : circuitBreaker(single, {
    ask: (messages, { withinMs, ...asked }) =>
      singleCalls({
        parameters: shortened(parameters),
        timeoutMs: Math.min(timeoutMs, withinMs),
      }).reply(messages, asked),
    ...options.breaker,
  });
  return withOfferedModels(
    retryingModel(guarded, longestWaitMs === undefined ? options : { ...options, longestWaitMs }),
    {
      ...endpoint,
      fetch: endpoint.fetch ?? fetch,
      redact: redact.message,
    },
  );
}

/** Waits of up to a minute are how rates are kept to, whatever the patience. */
const ORDINARY_WAIT_MS = 60_000;

/** Who waits so long for a dead endpoint waits as long for one that asks to; undefined unless told. */
function patienceOf(breaker: CircuitBreakerOptions | undefined): number | undefined {
  const patienceMs = breaker?.giveUpAfterMs;
  return patienceMs === undefined ? undefined : Math.max(ORDINARY_WAIT_MS, patienceMs);
}

/** How one request is put. */
interface Asked {
  readonly parameters: RequestParameters;
  readonly timeoutMs: number;
}

/** Tokens of a reply that only has to come. */
const FEW_TOKENS = 16;

/** The run's parameters with a reply of few tokens, where they bound it at all. */
function shortened(parameters: RequestParameters): RequestParameters {
  const few = (value: unknown) => typeof value === "number" ? Math.min(value, FEW_TOKENS) : value;
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      name === "max_tokens" || name === "max_completion_tokens" ? few(value) : value,
    ]),
  );
}

function fetchOf(base: URL, { privateHosts, fetch }: HttpModelOptions): typeof fetch | undefined {
  if (privateHosts === undefined) return fetch;
  if (!isPrivateAddress(base.href, { hosts: privateHosts })) {
    throw new RangeError(
      `${base.origin} is neither this machine nor a listed host: a private run sends nothing there. ` +
        "--private-host NAME lists a host that may have the data",
    );
  }
  return privateFetch({ hosts: privateHosts, ...(fetch === undefined ? {} : { fetch }) });
}

function parseBase(apiBase: string): URL {
  const base = URL.parse(apiBase);
  if (base !== null && (base.protocol === "http:" || base.protocol === "https:")) return base;
  throw new TypeError(
    `apiBase is "${apiBase}", expected an http(s) URL such as https://api.openai.com/v1`,
  );
}
