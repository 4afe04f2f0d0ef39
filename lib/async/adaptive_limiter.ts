import type {
  AdaptiveLimiter,
  CallEnd,
  EnterOptions,
  LimiterCall,
  LimiterCeilings,
  LimiterSettings,
} from "./limiter_types.ts";
import { LongPauseError } from "./long_pause_error.ts";
import { concurrency } from "./_concurrency.ts";
import { limiterHolds } from "./_limiter_holds.ts";
import { limiterPause } from "./_limiter_pause.ts";
import { limiterQueue } from "./_limiter_queue.ts";
import { limiterCeilings } from "./_limiter_ceilings.ts";
import { limiterWatches } from "./_limiter_watches.ts";
import { refusalBursts } from "./_refusal_bursts.ts";
import { refuseBelowOne } from "./_refuse_below_one.ts";
import { refusalNoise } from "./_refusal_noise.ts";
import { tokenRatio } from "./_token_ratio.ts";
import { systemClock } from "./_system_clock.ts";
import { type GatePass, unitGate } from "./_unit_gate.ts";

/** A call that was let go. */
interface Pass {
  readonly order: number;
  readonly estimate: number;
  readonly requests: GatePass;
  readonly tokens: GatePass;
}

/** A call that waits. */
interface Waiting extends EnterOptions {
  readonly estimate: number;
}

/**
 * A limit that finds out by itself how much a server takes. It starts low and grows only by successes that came while it
 * was fully used: doubling each round until the first back-off, then by a constant each round. A burst of refusals is one
 * back-off. A pause the server asks for holds every call; after a long one a single call tries first. Rates: what the
 * server tells is spread over the time until it is whole again; without that a rate is measured from refusals; ceilings
 * are never exceeded in any window. What the server asks to wait is waited for up to `longestPauseMs`, counted from the last
 * answer; beyond it what waits is rejected with a `LongPauseError`.
 *
 * Throws a RangeError for settings that leave no room for a call.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { adaptiveLimiter } from "@rounds/rounds";
 *
 * const limiter = adaptiveLimiter({ startConcurrency: 1, maxConcurrency: 4 });
 * const record = limiter.watch();
 * const call = await limiter.enter();
 * const next = limiter.enter();
 * call.end({ kind: "ok" });
 * (await next).end({ kind: "ok" });
 * assert.equal(record().requests, 2);
 * assert.equal(record().limit, 2);
 * ```
 */
export function adaptiveLimiter(settings: LimiterSettings = {}): AdaptiveLimiter {
  const { startConcurrency = 8, windowMs = 60_000, clock = systemClock() } = settings;
  refuseBelowOne({ startConcurrency, windowMs });
  const requests = unitGate("requests", windowMs);
  const tokens = unitGate("tokens", windowMs);
  const ratio = tokenRatio();
  const limit = concurrency(startConcurrency);
  const pauses = limiterPause(windowMs);
  const holds = limiterHolds();
  const noise = refusalNoise();
  const bursts = refusalBursts();
  let ceilings = limiterCeilings(settings);
  let inFlight = 0;
  let order = 0;
  let cancelTimer = () => {};

  const watches = limiterWatches({
    event: (event, pauseMs) => ({
      at: new Date(clock.now()).toISOString(),
      event,
      limit: limit.places(),
      requests_per_window: requests.learned(),
      tokens_per_window: tokens.learned(),
      pause_ms: pauseMs,
    }),
    record: () => ({
      limit: limit.places(),
      max_concurrency: ceilings.maxConcurrency,
      window_ms: windowMs,
      max_requests: ceilings.maxRequests,
      max_tokens: ceilings.maxTokens,
      told: [requests.told(), tokens.told()].filter((quota) => quota !== null),
    }),
  });
  const wake = (ms: number): void => {
    cancelTimer();
    cancelTimer = clock.after(Math.max(1, Math.ceil(ms)), pump);
  };
  const queue = limiterQueue<Waiting, Pass>(pump);

  /** Lets go whoever may, and sets a timer for the next. */
  function pump(): void {
    for (let head = queue.head(); head !== undefined; head = queue.head()) {
      const now = clock.now();
      const pause = pauses.left(now);
      if (pause > 0) {
        if (holds.isNews(pause, now)) head.onHold?.(pause);
        return wake(pause);
      }
      if (inFlight >= (pauses.isProbing() ? 1 : limit.places())) return;
      const { estimate } = head;
      const amount = estimate * ratio.value();
      const wait = Math.max(requests.wait(now, 1), tokens.wait(now, amount));
      if (wait > 0) {
        const held = Math.max(requests.held(now, 1), tokens.held(now, amount));
        if (held > 0 && !mayHold(held, head)) return;
        return wake(wait);
      }
      const ended = [pauses.hasJustEnded(now), holds.hasJustEnded(now)];
      if (ended.includes(true)) watches.tell("resume");
      order++;
      inFlight++;
      watches.started(inFlight);
      queue.shift({
        order,
        estimate,
        requests: requests.pass(now, { amount: 1, order }),
        tokens: tokens.pass(now, { amount, order }),
      });
      // A call that is not refused soon is being worked on: the others need not wait for its answer.
      if (pauses.isProbing()) clock.after(windowMs / 12, endProbing);
    }
    if (inFlight === 0) setIdle(true);
  }
  /** A told limit is used up for that long; false when what waits was turned away. */
  function mayHold(ms: number, head: Waiting): boolean {
    const now = clock.now();
    if (holds.isTooLong(ms, now)) {
      pause(ms);
      return false;
    }
    if (holds.isNews(ms, now)) {
      watches.paused(ms, ms);
      head.onHold?.(ms);
    }
    return true;
  }
  function endProbing(): void {
    if (pauses.left(clock.now()) > 0) return;
    pauses.endProbing();
    pump();
  }
  function setIdle(isIdle: boolean): void {
    const now = clock.now();
    requests.idle(now, isIdle);
    tokens.idle(now, isIdle);
  }

  const pause = (ms: number) => {
    const added = pauses.begin(ms, {
      now: clock.now(),
      order,
      isRepeated: bursts.inARow() > 1,
    });
    if (added > 0) watches.paused(ms, added);
    if (holds.refusedFor(clock.now()) > 0) queue.clear(new LongPauseError(ms));
  };
  const turnedAway = (end: CallEnd, pass: Pass, kind: "refused" | "overloaded") => {
    if (kind === "refused") {
      requests.refused(pass.requests);
      tokens.refused(pass.tokens);
    }
    noise.refused();
    const { isNews, isBurst } = bursts.refused(pass.order, order);
    if (isBurst) backOff(end, pass, kind);
    // Without a word on how long, longer while nothing gets through; "overloaded" may be the fault of a few prompts.
    const isOwn = isNews && !noise.isOn();
    const own = isOwn
      ? Math.min(
        windowMs / (kind === "overloaded" ? 30 : 1),
        (windowMs / 60) * 2 ** (bursts.inARow() - 1),
      )
      : 0;
    const asked = end.retryAfterMs ?? null;
    if (asked !== null) holds.isTooLong(asked, clock.now());
    pause(asked ?? own);
  };
  const backOff = (end: CallEnd, pass: Pass, kind: "refused" | "overloaded") => {
    const now = clock.now();
    const unit = end.unit === "tokens" ? "tokens" : "requests";
    const gate = unit === "tokens" ? tokens : requests;
    const isTold = gate.isTold(now, pass[unit]);
    const isSlowed = kind === "overloaded" || isTold || gate.learned() !== null;
    if (noise.burst(isSlowed)) [requests, tokens, limit].forEach((part) => part.forget());
    if (noise.isOn()) return;
    if (kind === "refused" && !isTold) gate.backOff(now);
    limit.cut(inFlight + 1, kind);
    watches.backedOff();
  };
  const leave = (end: CallEnd, pass: Pass) => {
    const now = clock.now();
    const wasFull = inFlight >= limit.places() && queue.size > 0;
    inFlight--;
    if (end.tokens !== undefined && end.tokens !== null) {
      ratio.learn(pass.estimate, end.tokens);
      tokens.correct(pass.tokens, end.tokens);
    }
    for (const quota of end.quotas ?? []) {
      requests.read(quota, pass.requests, now);
      tokens.read(quota, pass.tokens, now);
    }
    watches.ended(end);
    if (end.kind === "refused" || end.kind === "overloaded") turnedAway(end, pass, end.kind);
    else if (pauses.isAfter(pass.order)) pauses.endProbing();
    if (end.kind === "ok") {
      noise.accepted();
      holds.answered();
      bursts.accepted(pass.order);
      if (wasFull && limit.grow()) watches.tell("grow");
    }
    pump();
  };
  const enter = async (options: EnterOptions = {}): Promise<LimiterCall> => {
    options.signal?.throwIfAborted();
    const rest = holds.refusedFor(clock.now());
    if (rest > 0) throw new LongPauseError(rest);
    setIdle(false);
    const turn = queue.wait({ ...options, estimate: options.tokens ?? 0 }, options.signal);
    if (queue.size === 1) pump();
    const pass = await turn;
    let isOver = false;
    return {
      end: (end) => {
        if (isOver) throw new TypeError("A call has ended already");
        isOver = true;
        leave(end, pass);
      },
    };
  };
  const adjust = (given: LimiterCeilings) => {
    ceilings = limiterCeilings(given, ceilings);
    limit.setMost(ceilings.maxConcurrency);
    holds.setMost(ceilings.longestPauseMs);
    requests.setCeiling(ceilings.maxRequests);
    tokens.setCeiling(ceilings.maxTokens);
    pump();
  };
  adjust({});
  return { enter, adjust, watch: watches.watch };
}
