import type {
  AdaptiveLimiter,
  CallEnd,
  EnterOptions,
  LimiterCall,
  LimiterCeilings,
  LimiterEvent,
  LimiterRecord,
  LimiterSettings,
} from "./limiter_types.ts";
import { LongPauseError } from "./long_pause_error.ts";
import { concurrency } from "./_concurrency.ts";
import { limiterPause } from "./_limiter_pause.ts";
import { limiterQueue } from "./_limiter_queue.ts";
import { type LimiterWatch, limiterWatch } from "./_limiter_watch.ts";
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

/**
 * A limit that finds out by itself how much a server takes. It starts low and grows only by successes that came while it
 * was fully used: doubling each round until the first back-off, then by a constant each round. A burst of refusals is one
 * back-off. A pause the server asks for holds every call; after a long one a single call tries first. Rates: what the
 * server tells is spread over the time until it is whole again; without that a rate is measured from refusals; ceilings
 * are never exceeded in any window.
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
  const {
    startConcurrency = 8,
    windowMs = 60_000,
    longestPauseMs = 600_000,
    clock = systemClock(),
  } = settings;
  refuseBelowOne({ startConcurrency, windowMs, longestPauseMs });
  const requests = unitGate("requests", windowMs);
  const tokens = unitGate("tokens", windowMs);
  const ratio = tokenRatio();
  const limit = concurrency(startConcurrency);
  const pauses = limiterPause(windowMs);
  const noise = refusalNoise();
  const watches = new Set<LimiterWatch>();
  let ceilings: Required<LimiterCeilings> = {
    maxConcurrency: 1000,
    maxRequests: null,
    maxTokens: null,
  };
  let inFlight = 0;
  let order = 0;
  let backedOffAt = 0;
  let turnedAwaySince = 0;
  let refusalsInARow = 0;
  let cancelTimer = () => {};

  const happening = (event: LimiterEvent["event"], pauseMs: number | null): LimiterEvent => ({
    at: new Date(clock.now()).toISOString(),
    event,
    limit: limit.places(),
    requests_per_window: requests.learned(),
    tokens_per_window: tokens.learned(),
    pause_ms: pauseMs === null ? null : Math.round(pauseMs),
  });
  const tell = (event: LimiterEvent["event"], pauseMs: number | null = null) => {
    for (const watch of watches) watch.event(happening(event, pauseMs));
  };
  const wake = (ms: number): void => {
    cancelTimer();
    cancelTimer = clock.after(Math.max(1, Math.ceil(ms)), pump);
  };
  const queue = limiterQueue<number, Pass>(pump);

  /** Lets go whoever may, and sets a timer for the next. */
  function pump(): void {
    for (let estimate = queue.head(); estimate !== undefined; estimate = queue.head()) {
      const now = clock.now();
      const pause = pauses.left(now);
      if (pause > 0) return wake(pause);
      if (pauses.hasJustEnded(now)) tell("resume");
      if (inFlight >= (pauses.isProbing() ? 1 : limit.places())) return;
      const amount = estimate * ratio.value();
      const wait = Math.max(requests.wait(now, 1), tokens.wait(now, amount));
      if (wait > 0) return wake(wait);
      order++;
      inFlight++;
      for (const watch of watches) watch.started(inFlight);
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
      isRepeated: refusalsInARow > 1,
    });
    if (added === 0) return;
    for (const watch of watches) watch.paused(added);
    tell("pause", ms);
    if (ms > longestPauseMs) queue.clear(new LongPauseError(ms));
  };
  const turnedAway = (end: CallEnd, pass: Pass, kind: "refused" | "overloaded") => {
    const isNews = pass.order > backedOffAt;
    if (kind === "refused") {
      requests.refused(pass.requests);
      tokens.refused(pass.tokens);
    }
    if (isNews) {
      refusalsInARow++;
      turnedAwaySince++;
    }
    noise.refused();
    // A trial that is turned away prolongs the pause; only when others have got through is it a new burst.
    if (isNews && (order - backedOffAt > turnedAwaySince || backedOffAt === 0)) {
      backedOffAt = order;
      turnedAwaySince = 0;
      backOff(end, kind);
    }
    // Without a word on how long, a little at first, and longer while nothing gets through.
    const isOwn = isNews && !noise.isOn();
    const own = isOwn ? Math.min(windowMs, (windowMs / 60) * 2 ** (refusalsInARow - 1)) : 0;
    pause(end.retryAfterMs ?? own);
  };
  const backOff = (end: CallEnd, kind: "refused" | "overloaded") => {
    const gate = end.unit === "tokens" ? tokens : requests;
    const isSlowed = kind === "overloaded" || gate.isTold() || gate.learned() !== null;
    if (noise.burst(isSlowed)) [requests, tokens, limit].forEach((part) => part.forget());
    if (noise.isOn()) return;
    if (kind === "refused" && !gate.isTold()) gate.backOff(clock.now());
    limit.cut(inFlight + 1, kind);
    for (const watch of watches) watch.backedOff();
    tell("back_off");
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
    for (const watch of watches) watch.ended(end);
    if (end.kind === "refused" || end.kind === "overloaded") turnedAway(end, pass, end.kind);
    else if (pauses.isAfter(pass.order)) pauses.endProbing();
    if (end.kind === "ok") {
      noise.accepted();
      if (pass.order > backedOffAt) refusalsInARow = 0;
      if (wasFull && limit.grow()) tell("grow");
    }
    pump();
  };
  const enter = async (options: EnterOptions = {}): Promise<LimiterCall> => {
    options.signal?.throwIfAborted();
    const rest = pauses.left(clock.now());
    if (rest > longestPauseMs) throw new LongPauseError(rest);
    setIdle(false);
    const turn = queue.wait(options.tokens ?? 0, options.signal);
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
    const next = { ...ceilings, ...given };
    refuseBelowOne({
      maxConcurrency: next.maxConcurrency,
      maxRequests: next.maxRequests ?? 1,
      maxTokens: next.maxTokens ?? 1,
    });
    ceilings = next;
    limit.setMost(next.maxConcurrency);
    requests.setCeiling(next.maxRequests);
    tokens.setCeiling(next.maxTokens);
    pump();
  };
  const record = (watch: LimiterWatch): LimiterRecord =>
    watch.record({
      limit: limit.places(),
      max_concurrency: ceilings.maxConcurrency,
      window_ms: windowMs,
      max_requests: ceilings.maxRequests,
      max_tokens: ceilings.maxTokens,
      told: [requests.told(), tokens.told()].filter((quota) => quota !== null),
    });
  const { maxConcurrency = 1000, maxRequests = null, maxTokens = null } = settings;
  adjust({ maxConcurrency, maxRequests, maxTokens });
  return {
    enter,
    adjust,
    watch: () => {
      const watch = limiterWatch();
      watches.add(watch);
      watch.event(happening("start", null));
      return () => record(watch);
    },
  };
}
