import type { Message, Reply } from "../types.ts";
import type { AdaptiveLimiter, CallEnd, LimiterCall, Quota } from "../async/limiter_types.ts";
import { LongPauseError } from "../async/long_pause_error.ts";
import { estimateTokens } from "../parse/estimate_tokens.ts";
import { ModelError } from "../parse/model_error.ts";
import { readRateLimits } from "./read_rate_limits.ts";

/** What a limited call needs. */
export interface LimitedCallOptions {
  /** Whose turn it must be; null for none. */
  readonly limiter: AdaptiveLimiter | null;
  /** What is sent, for an estimate of its tokens. */
  readonly messages: readonly Message[];
  /** Gives up waiting. */
  readonly signal: AbortSignal | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Told when the server makes everybody wait for more than some seconds. */
  readonly onHold?: (ms: number) => void;
}

/** A busy server's statuses: 529 is what some say instead of 503. */
const BUSY: ReadonlySet<number | null> = new Set([503, 529]);

/** Hands over the headers of an answer, or of a refusal. */
export type TellHeaders = (headers: Headers, isRefusal?: boolean) => void;

/** Answers in a row that told nothing of limits. */
const silent = new WeakMap<AdaptiveLimiter, number>();
const HEARD_OUT = 16;

/** Reading headers costs more than the rest of the limiter: an endpoint that tells nothing is asked now and then only. */
function listensTo(limiter: AdaptiveLimiter): boolean {
  const before = silent.get(limiter) ?? 0;
  silent.set(limiter, before + 1);
  return before < HEARD_OUT || before % HEARD_OUT === 0;
}

/**
 * Makes one call when the limiter lets it, and tells the limiter how it ended. `call` hands over the headers it got and
 * gives null when it is to be made again in another form. Milliseconds are those of the call alone, without the waiting.
 */
export async function limitedCall(
  call: (tell: TellHeaders) => Promise<Reply | null>,
  options: LimitedCallOptions,
): Promise<Reply | null> {
  const { limiter, now } = options;
  const turn = limiter === null ? null : await enter(limiter, options);
  let quotas: readonly Quota[] = [];
  const tell = (headers: Headers, isRefusal = false) => {
    if (limiter !== null && (isRefusal || listensTo(limiter))) {
      quotas = readRateLimits(headers, now());
      if (quotas.length > 0) silent.set(limiter, 0);
    }
  };
  const start = performance.now();
  const elapsed = () => Math.round(performance.now() - start);
  try {
    const reply = await call(tell);
    turn?.end({ kind: reply === null ? "failed" : "ok", tokens: tokensOf(reply), quotas });
    return reply === null ? null : { ...reply, ms: elapsed() };
  } catch (error) {
    if (!(error instanceof ModelError)) {
      turn?.end({ kind: "failed" });
      throw error;
    }
    turn?.end({ ...endOf(error), quotas });
    const { failure, retryAfterMs, reply, attempts, stopsRun, cause } = error;
    throw new ModelError(failure, {
      retryAfterMs,
      reply,
      attempts,
      stopsRun,
      cause,
      ms: elapsed(),
    });
  }
}

async function enter(limiter: AdaptiveLimiter, options: LimitedCallOptions): Promise<LimiterCall> {
  const { messages, signal, onHold } = options;
  try {
    return await limiter.enter({
      tokens: estimateTokens(messages).tokens,
      ...(signal ? { signal } : {}),
      ...(onHold ? { onHold } : {}),
    });
  } catch (cause) {
    if (cause instanceof LongPauseError) {
      const { waitMs } = cause;
      const message = `${cause.message}, longer than is waited for`;
      throw new ModelError({ kind: "rate_limited", status: 429, message }, {
        retryAfterMs: waitMs,
        attempts: 0,
        // Every further call would be turned away too.
        stopsRun: true,
        cause,
      });
    }
    const message = "interrupted before the call was made";
    throw new ModelError({ kind: "aborted", status: null, message }, { attempts: 0, cause });
  }
}

function endOf({ failure, reply, retryAfterMs }: ModelError): CallEnd {
  const { kind, status, message } = failure;
  if (kind === "rate_limited") {
    const unit = /\btokens?\b|\btpm\b/i.test(message) ? "tokens" : "requests";
    return { kind: "refused", retryAfterMs, unit };
  }
  if (BUSY.has(status)) return { kind: "overloaded", retryAfterMs };
  return { kind: kind === "empty_reply" ? "ok" : "failed", tokens: tokensOf(reply) };
}

function tokensOf(reply: Reply | null): number | null {
  const { inputTokens = null, outputTokens = null } = reply?.usage ?? {};
  return inputTokens === null ? null : inputTokens + (outputTokens ?? 0);
}
