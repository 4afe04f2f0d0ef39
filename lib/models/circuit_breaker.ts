import { setTimeout as delay } from "node:timers/promises";
import type { Message, Model, Reply, ReplyOptions } from "../types.ts";
import { ModelError } from "../parse/model_error.ts";

/** When an endpoint counts as dead, and how long it is waited for. */
export interface CircuitBreakerOptions {
  /** Failed calls in a row, of whatever cases, after which it is asked whether the endpoint lives; 10 unless told. */
  readonly failuresInARow?: number;
  /** Milliseconds before the first probe, doubled after each; 5,000 unless told. */
  readonly firstProbeMs?: number;
  /** Milliseconds between probes at most; 60,000 unless told. */
  readonly longestProbeMs?: number;
  /** Milliseconds without any answer after which the run is stopped, counted from the pause; 900,000 unless told. */
  readonly giveUpAfterMs?: number;
  /** Puts the short request that tells a dead endpoint from prompts that fail; to the model itself unless told. */
  readonly ask?: (messages: readonly Message[], options: ShortRequestOptions) => Promise<Reply>;
  /** Told of each short request that was answered: its tokens are in no turn. */
  readonly onAnswer?: (reply: Reply) => void;
  /** Told of the pause, its end, giving up, and of prompts that fail at an endpoint that lives. */
  readonly onNote?: (note: string) => void;
  /** Waits; replaced in tests. */
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** How a short request is put. */
export interface ShortRequestOptions extends ReplyOptions {
  /** Milliseconds it may take. */
  readonly withinMs: number;
}

const DEAD: ReadonlySet<string> = new Set(["server", "timeout", "connection", "bad_body"]);
/** A burst of refused calls is the limiter's business; refusals for so long are a dead endpoint. */
const REFUSED_FOR_MS = 30_000;
/** That prompts fail at an endpoint that lives is told again after so long. */
const TOLD_FOR_MS = 600_000;
/** Even the last probe gets a moment. */
const SHORTEST_PROBE_MS = 1000;

/**
 * A model whose endpoint may die. After so many failed calls in a row it puts a short request that is none of theirs. An
 * answer means that the endpoint lives and those prompts fail by themselves: they go on to the end of their attempts. Without
 * one everything pauses, further short requests probe at growing intervals, and all go on when one is answered. After
 * too long the call fails with a `ModelError` that stops the run, to be resumed. Put it below the retries (`httpModel` does,
 * given `breaker`), so that an outage uses up nobody's attempts.
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
 * const model = circuitBreaker(scriptedModel([dead, dead, dead, dead, "OK", "A"]), {
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
  const { giveUpAfterMs = 900_000, onAnswer, onNote, now = Date.now } = options;
  const wait = options.wait ?? ((ms, signal) => delay(ms, undefined, signal ? { signal } : {}));
  const put = options.ask ?? ((messages, asked) => model.reply(messages, asked));
  if (!Number.isInteger(failuresInARow) || failuresInARow < 1) {
    throw new RangeError(
      `failuresInARow is ${failuresInARow}, expected an integer of at least 1`,
    );
  }
  let failures = 0;
  let answers = 0;
  let answeredAt = now();
  let toldAt = -Infinity;
  let probes = 0;
  let outage: Promise<void> | null = null;
  let end: ModelError | null = null;

  /** Null when the call says that the endpoint lives. */
  const deadness = (error: unknown): ModelError | null => {
    if (!(error instanceof ModelError) || error.stopsRun) return null;
    const { kind } = error.failure;
    const isRefused = kind === "rate_limited" && now() - answeredAt >= REFUSED_FOR_MS;
    return DEAD.has(kind) || isRefused ? error : null;
  };
  const alive = () => {
    failures = 0;
    answers++;
    answeredAt = now();
  };
  /** Null when the endpoint lives, else why it seems dead. */
  const probe = async (options: ShortRequestOptions): Promise<ModelError | null> => {
    // Never the same twice: a cache would answer, and what strikes one prompt would strike it again.
    const content = `Reply with the word OK. (${++probes})`;
    try {
      const answer = await put([{ role: "user", content }], options);
      onAnswer?.(answer);
      return null;
    } catch (error) {
      if (!(error instanceof ModelError) || error.failure.kind === "aborted") throw error;
      if (error.reply !== null) onAnswer?.(error.reply);
      return deadness(error);
    }
  };
  const tellFailing = (last: ModelError) => {
    if (now() - toldAt < TOLD_FOR_MS) return;
    toldAt = now();
    onNote?.(
      `${failuresInARow} calls in a row failed (${last.message}), but the endpoint answers a short request: these ` +
        "prompts fail by themselves. They are repeated up to their attempts, then their questions are failed.",
    );
  };
  /** Whether everything was paused before the endpoint answered. */
  const outlast = async (last: ModelError, signal: AbortSignal | undefined): Promise<boolean> => {
    const startedAt = now();
    const before = answers;
    let waited = 0;
    const passed = () => Math.max(waited, now() - startedAt);
    const ask = () => {
      const withinMs = Math.max(SHORTEST_PROBE_MS, giveUpAfterMs - passed());
      return probe({ withinMs, ...(signal ? { signal } : {}) });
    };
    let dead = await ask();
    if (dead === null) {
      tellFailing(last);
      return false;
    }
    onNote?.(
      `${failuresInARow} calls in a row failed (${last.message}), and so did a short request: paused. The endpoint is tried ` +
        `again in ${inWords(Math.min(firstProbeMs, giveUpAfterMs))}.`,
    );
    for (let pause = firstProbeMs; dead !== null; pause = Math.min(2 * pause, longestProbeMs)) {
      const left = giveUpAfterMs - passed();
      if (left <= 0) throw giveUp(dead, passed());
      await wait(Math.min(pause, left), signal);
      waited += Math.min(pause, left);
      // A call that was under way may have been answered meanwhile.
      dead = answers > before ? null : await ask();
    }
    onNote?.(`The endpoint answers again after ${inWords(passed())}: going on.`);
    return true;
  };
  const giveUp = ({ failure, cause }: ModelError, waited: number): ModelError => {
    const message = `${failure.message} (nothing was answered for ${inWords(waited)} of waiting)`;
    end = new ModelError({ ...failure, message }, { stopsRun: true, cause });
    onNote?.(`Still no answer after ${inWords(waited)}: the run is stopped; --resume goes on.`);
    return end;
  };
  const paused = async (
    last: ModelError,
    signal: AbortSignal | undefined,
  ): Promise<boolean> => {
    const over = Promise.withResolvers<void>();
    outage = over.promise;
    try {
      const wasPaused = await outlast(last, signal);
      alive();
      return wasPaused;
    } finally {
      outage = null;
      over.resolve();
    }
  };
  const reply = async (
    messages: readonly Message[],
    replyOptions: ReplyOptions = {},
  ): Promise<Reply> => {
    const { signal } = replyOptions;
    for (let isRepeated = false;; isRepeated = true) {
      while (outage !== null) await orAborted(outage, signal);
      if (end !== null) throw end;
      try {
        const answer = await model.reply(messages, replyOptions);
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
        // The call that met the outage is made again, once: it is not its fault.
        if (!await paused(last, signal) || isRepeated) throw error;
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
