import type { Message, Model, Reply, ReplyOptions } from "../types.ts";
import { retry, type RetryDecision } from "../async/retry.ts";
import { finishKind } from "../parse/finish_kind.ts";
import { ModelError } from "../parse/model_error.ts";

/** How often and how patiently a call is repeated. */
export interface RetryingModelOptions {
  /** Calls made at most, the first included; 5 unless told. */
  readonly maxRetries?: number;
  /**
   * `bounded` (unless told): one place, one count. `official`: the reference evaluator's nested counts, up to the square
   * of `maxRetries`.
   */
  readonly retryPolicy?: "bounded" | "official";
  /** A server that asks to wait longer stops the run, to be resumed later; 900,000 unless told. */
  readonly longestWaitMs?: number;
  /** Told before each wait. */
  readonly onRetry?: (note: RetryNote) => void;
  /** Waits; replaced in tests. */
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Uniform in [0,1), for jitter. */
  readonly random?: () => number;
}

/** A failed call that will be repeated. */
export interface RetryNote {
  /** Calls made so far for this turn. */
  readonly attempts: number;
  /** Milliseconds until the next. */
  readonly waitMs: number;
  /** What failed. */
  readonly error: ModelError;
}

const TRANSIENT = new Set(["rate_limited", "server", "timeout", "connection", "bad_body"]);
const NEVER = new Set(["auth", "unknown_model", "aborted"]);

/**
 * Repeats failed calls that may succeed next time: bounded, jittered, honouring Retry-After; one that is longer than
 * `longestWaitMs` is a `ModelError` that stops a run. Set-up errors and errors of
 * the item itself (content filter, context too long, image refused, a refusal, an answer cut by the token limit) are not repeated.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { ModelError, retryingModel, scriptedModel } from "@rounds/rounds";
 *
 * const flaky = scriptedModel([new ModelError({ kind: "server", status: 503, message: "busy" }), "\\boxed{A}"]);
 * const reply = await retryingModel(flaky, { wait: () => Promise.resolve() }).reply([]);
 * assert.equal(reply.content, "\\boxed{A}");
 * assert.equal(reply.attempts, 2);
 * ```
 */
export function retryingModel(model: Model, options: RetryingModelOptions = {}): Model {
  const { maxRetries = 5, retryPolicy = "bounded", random = Math.random } = options;
  const { longestWaitMs = 900_000 } = options;
  if (!Number.isInteger(maxRetries) || maxRetries < 1) {
    throw new RangeError(`maxRetries is ${maxRetries}, expected an integer of at least 1`);
  }
  const reply = async (
    messages: readonly Message[],
    replyOptions: ReplyOptions = {},
  ): Promise<Reply> => {
    const { signal } = replyOptions;
    let attempts = 0;
    let ms = 0;
    const call = async () => {
      attempts++;
      const start = performance.now();
      try {
        return await model.reply(messages, replyOptions);
      } finally {
        ms = Math.round(performance.now() - start);
      }
    };
    const decideWith = (rule: WaitRule) => (error: unknown, attempt: number): RetryDecision => {
      if (!(error instanceof ModelError) || attempt >= maxRetries) return "give_up";
      if (error.stopsRun || asksTooLong(error, longestWaitMs)) return "give_up";
      const waitMs = rule(error, attempt, random);
      if (waitMs === null) return "give_up";
      options.onRetry?.({ attempts, waitMs, error });
      return { waitMs };
    };
    const repeat = (work: () => Promise<Reply>, rule: WaitRule) =>
      retry(work, {
        decide: decideWith(rule),
        ...(signal ? { signal } : {}),
        ...(options.wait ? { wait: options.wait } : {}),
      });
    try {
      const answer = retryPolicy === "bounded"
        ? await repeat(call, boundedWait)
        : await repeat(() => repeat(call, officialCallWait), officialQuestionWait);
      return { ...answer, attempts, ms: answer.ms ?? ms };
    } catch (error) {
      throw finalError(error, { attempts, ms, signal, longestWaitMs });
    }
  };
  return { name: model.name, origin: model.origin, parameters: model.parameters, reply };
}

/** Milliseconds to wait after a failure; null when it is not to be repeated. `attempt` counts from 1. */
type WaitRule = (error: ModelError, attempt: number, random: () => number) => number | null;

const boundedWait: WaitRule = (error, attempt, random) => {
  const { kind } = error.failure;
  if (!TRANSIENT.has(kind) && !(kind === "empty_reply" && isUnexplained(error.reply))) return null;
  const backoff = Math.min(60_000, 1000 * 2 ** (attempt - 1)) * (0.5 + random() / 2);
  return Math.max(error.retryAfterMs ?? 0, backoff);
};

const officialCallWait: WaitRule = (error, attempt, random) =>
  error.failure.kind === "empty_reply" || error.failure.kind === "bad_body"
    ? null
    : boundedWait(error, attempt, random);

const officialQuestionWait: WaitRule = (error, attempt) =>
  NEVER.has(error.failure.kind) ? null : Math.min(2 ** (attempt - 1), 30) * 1000;

/** Whether a failure that may pass asks to wait longer than is waited for. */
function asksTooLong({ failure, retryAfterMs }: ModelError, longestWaitMs: number): boolean {
  return TRANSIENT.has(failure.kind) && (retryAfterMs ?? 0) > longestWaitMs;
}

/** An empty answer that neither refuses nor ran into a limit may be a hiccup. */
function isUnexplained(reply: Reply | null): boolean {
  return reply === null ||
    (reply.refusal === null && finishKind(reply.finishReason) === null);
}

function finalError(
  error: unknown,
  { attempts, ms, signal, longestWaitMs }: {
    readonly attempts: number;
    readonly ms: number;
    readonly signal: AbortSignal | undefined;
    readonly longestWaitMs: number;
  },
): unknown {
  if (error instanceof ModelError) {
    const { failure, retryAfterMs, reply, stopsRun, cause } = error;
    const isTooLong = asksTooLong(error, longestWaitMs) && !stopsRun;
    const asked = Math.round((retryAfterMs ?? 0) / 1000);
    const most = Math.round(longestWaitMs / 1000);
    const said = isTooLong
      ? ` (the server asks to wait ${asked} s, longer than the ${most} s that are waited for)`
      : "";
    return new ModelError({ ...failure, message: failure.message + said }, {
      retryAfterMs,
      reply,
      attempts,
      ms: error.ms ?? ms,
      stopsRun: stopsRun || isTooLong,
      cause,
    });
  }
  if (signal?.aborted) {
    return new ModelError({ kind: "aborted", status: null, message: "interrupted while waiting" }, {
      attempts,
      cause: error,
    });
  }
  return error;
}
