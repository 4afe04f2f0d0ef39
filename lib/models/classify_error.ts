import defer * as openai from "openai";
import type { ErrorKind } from "../types.ts";
import { errorKind } from "../parse/_error_kind.ts";
import { ModelError } from "../parse/model_error.ts";
import { readRetryAfter } from "./read_retry_after.ts";
import { htmlTitle } from "../parse/html_title.ts";

/** What a classification needs to know beside the error. */
export interface ClassifyErrorOptions {
  /** Aborted when the caller gave up on the call. */
  readonly signal: AbortSignal | undefined;
  /** True when the call's own time-out fired. */
  readonly timedOut: boolean;
  /** In milliseconds, for the message. */
  readonly timeoutMs: number;
  /** Cleans a message of secrets. */
  readonly redact: (text: string) => string;
  /** Milliseconds since the epoch, for a Retry-After date. */
  readonly now: number;
  /** Base URL that was called, for a hint; none is given unless told. */
  readonly apiBase?: string;
}

/**
 * Turns whatever a call threw into one `ModelError`: a status and the endpoint's own code and words decide of which kind, in
 * whatever form its error body had them.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { classifyError } from "@rounds/rounds";
 *
 * const options = { signal: undefined, timedOut: true, timeoutMs: 500, redact: (text: string) => text, now: 0 };
 * assert.equal(classifyError(new Error("aborted"), options).failure.kind, "timeout");
 * ```
 */
export function classifyError(error: unknown, options: ClassifyErrorOptions): ModelError {
  if (error instanceof ModelError) return withoutKey(error, options);
  if (options.signal?.aborted) {
    return make("aborted", "interrupted before the answer came", error, options);
  }
  if (options.timedOut || error instanceof openai.APIConnectionTimeoutError) {
    return make("timeout", `no complete answer within ${options.timeoutMs} ms`, error, options);
  }
  if (error instanceof openai.APIConnectionError) {
    return make("connection", deepestMessage(error), error, options);
  }
  if (error instanceof openai.APIError && typeof error.status === "number") {
    return fromStatus(error, error.status, options);
  }
  // What fetch throws while a body is read: the connection was cut.
  if (error instanceof TypeError) {
    return make("bad_body", `the body was cut: ${error.message}`, error, options);
  }
  return make("connection", deepestMessage(error), error, options);
}

/** What could not be read of a body may quote the key as an error's message does. */
function withoutKey(error: ModelError, options: ClassifyErrorOptions): ModelError {
  const { failure, retryAfterMs, reply, attempts, ms, stopsRun, cause } = error;
  const message = options.redact(failure.message);
  if (message === failure.message && cause === undefined) return error;
  return new ModelError({ ...failure, message }, {
    retryAfterMs,
    reply,
    attempts,
    ms,
    stopsRun,
    ...(cause === undefined ? {} : { cause: safeCause(cause, options) }),
  });
}

type ApiError = InstanceType<typeof openai.APIError>;

function fromStatus(error: ApiError, status: number, options: ClassifyErrorOptions): ModelError {
  const { code, type, param } = error;
  const said = pageOrMessage(error.message);
  const kind = errorKind({
    status,
    message: said,
    code: code ?? null,
    type: type ?? null,
    param: param ?? null,
  }) ?? "bad_request";
  const hint = status === 404 && kind === "bad_request" ? pathHint(said, options.apiBase) : "";
  const message = clean(said, options) + hint;
  const headers = error.headers instanceof Headers ? error.headers : new Headers();
  return new ModelError({ kind, status, message }, {
    retryAfterMs: readRetryAfter(headers, options.now),
    cause: safeCause(error, options),
  });
}

/** A proxy's page is named instead of quoted: its words are not about the request. */
function pageOrMessage(message: string): string {
  const body = message.replace(/^\d{3} /, "");
  if (/^\s*<(!doctype|html|head|body)/i.test(body)) {
    return `the answer is an HTML page${
      htmlTitle(body)
    }, not the API's: a proxy or a wrong --api-base?`;
  }
  return body;
}

/** A server that does not know the path says so in few words, or in none; one that knows it names what it did not find. */
function pathHint(said: string, apiBase: string | undefined): string {
  if (apiBase === undefined) return "";
  const path = URL.parse(apiBase)?.pathname ?? "";
  const isBare = said.trim().length <= 40 ||
    /cannot post|no route|invalid url|unknown (url|path|endpoint|request)|page not found|HTML page/i
      .test(said);
  if (!isBare) return "";
  return /\/v\d/.test(path)
    ? " (is the path of --api-base right?)"
    : " (does --api-base end where the API begins, often in /v1?)";
}

function make(
  kind: ErrorKind,
  message: string,
  cause: unknown,
  options: ClassifyErrorOptions,
): ModelError {
  return new ModelError({ kind, status: null, message: clean(message, options) }, {
    cause: safeCause(cause, options),
  });
}

/** Longest text that is looked through for secrets; what is kept of it is shorter, so that none is cut in two. */
const MOST_CHARACTERS = 8000;

function clean(text: string, { redact }: ClassifyErrorOptions): string {
  const whole = redact(text.slice(0, MOST_CHARACTERS));
  return whole.length <= 400 ? whole : `${whole.slice(0, 397)}...`;
}

/** The cause as an error is kept, but without the key that an endpoint may have quoted in it. */
function safeCause(cause: unknown, { redact }: ClassifyErrorOptions): Error {
  const part = (text: string) => redact(text.slice(0, MOST_CHARACTERS));
  const error = new Error(part(cause instanceof Error ? cause.message : String(cause)));
  if (cause instanceof Error) {
    error.name = cause.constructor.name;
    error.stack = part(cause.stack ?? "");
  }
  return error;
}

function deepestMessage(error: unknown): string {
  let current = error;
  while (current instanceof Error && current.cause instanceof Error) current = current.cause;
  return current instanceof Error ? current.message : String(current);
}
