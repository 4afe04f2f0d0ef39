import { setTimeout as delay } from "node:timers/promises";
import type { Message, Model, Reply, ReplyOptions } from "../types.ts";
import { ModelError } from "../parse/model_error.ts";

/** When an endpoint counts as dead, and how long it is waited for. */
export interface CircuitBreakerOptions {
  /** Failed calls in a row, of whatever cases, after which everything pauses; 10 unless told. */
  readonly failuresInARow?: number;
  /** Milliseconds before the first probe, doubled after each; 5,000 unless told. */
  readonly firstProbeMs?: number;
  /** Milliseconds between probes at most; 60,000 unless told. */
  readonly longestProbeMs?: number;
  /** Milliseconds of waiting after which the run is stopped; 900,000 unless told. */
  readonly giveUpAfterMs?: number;
  /** Told of the pause, its end, and giving up. */
  readonly onNote?: (note: string) => void;
  /** Waits; replaced in tests. */
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

const DEAD: ReadonlySet<string> = new Set(["server", "timeout", "connection", "bad_body"]);
/** A burst of refused calls is the limiter's business; refusals for so long are a dead endpoint. */
const REFUSED_FOR_MS = 30_000;

/**
 * A model whose endpoint may die: after so many failed calls in a row everything pauses, a single call probes at growing
 * intervals, and all go on when it succeeds. After too long the call fails with a `ModelError` that stops the run, to be
 * resumed. Put it below the retries (`httpModel` does, given `breaker`), so that an outage uses up nobody's attempts.
 *
 * Throws a RangeError when `failuresInARow` is no integer of at least 1.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { circuitBreaker, ModelError, scriptedModel } from "@rounds/rounds";
 *
 * const dead = new ModelError({ kind: "connection", status: null, message: "refused" });
 * const waits: number[] = [];
 * const model = circuitBreaker(scriptedModel([dead, dead, dead, "A"]), {
 *   failuresInARow: 2,
 *   wait: (ms) => Promise.resolve(void waits.push(ms)),
 * });
 * await assert.rejects(model.reply([]), /refused/);
 * assert.equal((await model.reply([])).content, "A");
 * assert.deepEqual(waits, [5000, 10_000]);
 * ```
 */
export function circuitBreaker(model: Model, options: CircuitBreakerOptions = {}): Model {
  const { failuresInARow = 10, firstProbeMs = 5000, longestProbeMs = 60_000 } = options;
  const { giveUpAfterMs = 900_000, onNote, now = Date.now } = options;
  const wait = options.wait ?? ((ms, signal) => delay(ms, undefined, signal ? { signal } : {}));
  if (!Number.isInteger(failuresInARow) || failuresInARow < 1) {
    throw new RangeError(
      `failuresInARow is ${failuresInARow}, expected an integer of at least 1`,
    );
  }
  let failures = 0;
  let answeredAt = now();
  let outage: Promise<void> | null = null;
  let end: ModelError | null = null;

  /** Null when the call says that the endpoint lives. */
  const deadness = (error: unknown): ModelError | null => {
    if (!(error instanceof ModelError)) return null;
    const { kind } = error.failure;
    const isRefused = kind === "rate_limited" && now() - answeredAt >= REFUSED_FOR_MS;
    return DEAD.has(kind) || isRefused ? error : null;
  };
  const alive = () => {
    failures = 0;
    answeredAt = now();
  };
  /** Probes with one call until it is answered; its answer counts. */
  const probe = async (
    ask: () => Promise<Reply>,
    { last, signal }: { readonly last: ModelError; readonly signal: AbortSignal | undefined },
  ): Promise<Reply> => {
    let error = last;
    let waited = 0;
    onNote?.(
      `${failures} calls in a row failed (${last.message}): paused. The endpoint is tried again in ${
        inWords(firstProbeMs)
      }.`,
    );
    for (let pause = firstProbeMs;; pause = Math.min(2 * pause, longestProbeMs)) {
      if (waited + pause > giveUpAfterMs) throw giveUp(error, waited);
      await wait(pause, signal);
      waited += pause;
      try {
        const reply = await ask();
        onNote?.(`The endpoint answers again after ${inWords(waited)}: going on.`);
        return reply;
      } catch (failed) {
        const dead = deadness(failed);
        if (dead === null) throw failed;
        error = dead;
      }
    }
  };
  const giveUp = ({ failure, cause }: ModelError, waited: number): ModelError => {
    const message = `${failure.message} (nothing was answered for ${inWords(waited)} of waiting)`;
    end = new ModelError({ ...failure, message }, { stopsRun: true, cause });
    onNote?.(`Still no answer after ${inWords(waited)}: the run is stopped; --resume goes on.`);
    return end;
  };
  const reply = async (
    messages: readonly Message[],
    replyOptions: ReplyOptions = {},
  ): Promise<Reply> => {
    const { signal } = replyOptions;
    const ask = () => model.reply(messages, replyOptions);
    while (outage !== null) await orAborted(outage, signal);
    if (end !== null) throw end;
    try {
      const answer = await ask();
      alive();
      return answer;
    } catch (error) {
      const last = deadness(error);
      if (last === null) {
        const { kind = "aborted" } = error instanceof ModelError ? error.failure : {};
        if (kind !== "aborted" && kind !== "rate_limited") alive();
        throw error;
      }
      if (++failures < failuresInARow || outage !== null) throw error;
      const over = Promise.withResolvers<void>();
      outage = over.promise;
      try {
        const answer = await probe(ask, { last, signal });
        alive();
        return answer;
      } catch (failed) {
        if (failed instanceof ModelError && failed.failure.kind !== "aborted" && end === null) {
          alive();
        }
        throw failed;
      } finally {
        outage = null;
        over.resolve();
      }
    }
  };
  return { name: model.name, origin: model.origin, parameters: model.parameters, reply };
}

async function orAborted(outage: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  const aborted = Promise.withResolvers<never>();
  const abort = () =>
    aborted.reject(
      new ModelError({ kind: "aborted", status: null, message: "interrupted during a pause" }, {
        attempts: 0,
      }),
    );
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort, { once: true });
  try {
    await Promise.race([outage, aborted.promise]);
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}

function inWords(ms: number): string {
  return ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;
}
