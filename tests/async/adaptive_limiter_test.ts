import assert from "node:assert/strict";
import {
  type AdaptiveLimiter,
  adaptiveLimiter,
  type CallEnd,
  type LimiterCall,
  type LimitUnit,
  LongPauseError,
  pcg32,
  type Quota,
  type SimulatedEnforcement,
} from "../../mod.ts";
import { rateEnforcer } from "../../lib/models/simulated/rate_enforcer.ts";
import { type FakeClock, fakeClock } from "./fake_clock.ts";

const MINUTE = 60_000;

/** Starts that many calls; those let go so far are in the list. */
async function start(limiter: AdaptiveLimiter, count: number): Promise<LimiterCall[]> {
  const calls: LimiterCall[] = [];
  for (let n = 0; n < count; n++) void limiter.enter().then((call) => calls.push(call));
  await settle();
  return calls;
}

async function settle(): Promise<void> {
  for (let n = 0; n < 20; n++) await Promise.resolve();
}

Deno.test("adaptiveLimiter() starts low and doubles each round of successes while it is fully used", async () => {
  const limiter = adaptiveLimiter({ startConcurrency: 2, maxConcurrency: 7, clock: fakeClock() });
  const record = limiter.watch();
  const calls = await start(limiter, 100);
  const sizes = [calls.length];
  for (let round = 0; round < 3; round++) {
    for (const call of calls.splice(0)) call.end({ kind: "ok" });
    await settle();
    sizes.push(calls.length);
  }
  assert.deepEqual(sizes, [2, 4, 7, 7]);
  assert.equal(record().peak_in_flight, 7);
});

Deno.test("adaptiveLimiter() does not grow while it is idle, nor by failures", async () => {
  const limiter = adaptiveLimiter({ startConcurrency: 4, clock: fakeClock() });
  const record = limiter.watch();
  for (let n = 0; n < 50; n++) (await limiter.enter()).end({ kind: "ok" });
  assert.equal(record().limit, 4);
  const calls = await start(limiter, 50);
  for (const call of calls.splice(0)) call.end({ kind: "failed" });
  await settle();
  assert.equal(record().limit, 4);
});

Deno.test("adaptiveLimiter() backs off once for a burst of refusals, and grows by a constant afterwards", async () => {
  const clock = fakeClock();
  const limiter = adaptiveLimiter({ startConcurrency: 10, clock });
  const record = limiter.watch();
  const calls = await start(limiter, 1000);
  for (const call of calls.splice(0)) call.end({ kind: "overloaded", retryAfterMs: 1000 });
  await clock.advance(1000);
  assert.equal(record().back_offs, 1);
  assert.equal(record().overloaded, 10);
  assert.equal(record().limit, 7);
  const sizes: number[] = [];
  for (let round = 0; round < 6; round++) {
    sizes.push(calls.length);
    for (const call of calls.splice(0)) call.end({ kind: "ok" });
    await settle();
  }
  const steps = sizes.slice(2).map((size, n) => size - (sizes[n + 1] ?? 0));
  assert.ok(steps.every((step) => step >= 1 && step <= 3), String(sizes));
});

Deno.test("adaptiveLimiter() holds every call for a Retry-After, resumes by itself and tries with one call first", async () => {
  const clock = fakeClock();
  const limiter = adaptiveLimiter({ clock });
  const record = limiter.watch();
  const calls = await start(limiter, 40);
  calls.splice(0, 1)[0]?.end({ kind: "refused", retryAfterMs: 120_000 });
  for (const call of calls.splice(0)) call.end({ kind: "ok" });
  await clock.advance(119_999);
  assert.equal(calls.length, 0);
  await clock.advance(1);
  assert.equal(calls.length, 1);
  calls.splice(0, 1)[0]?.end({ kind: "ok" });
  await settle();
  assert.ok(calls.length > 1);
  const { pauses, paused_ms, history } = record();
  assert.deepEqual([pauses, paused_ms], [1, 120_000]);
  assert.deepEqual(
    history.map(({ event }) => event).filter((event) => event !== "grow"),
    ["start", "back_off", "pause", "resume"],
  );
});

Deno.test("adaptiveLimiter() goes on when the call that tries first is slow but not refused", async () => {
  const clock = fakeClock();
  const limiter = adaptiveLimiter({ clock });
  const calls = await start(limiter, 40);
  for (const call of calls.splice(0)) call.end({ kind: "refused", retryAfterMs: 60_000 });
  await clock.advance(60_000);
  assert.equal(calls.length, 1);
  await clock.advance(10_000);
  assert.ok(calls.length > 1);
});

Deno.test("adaptiveLimiter() turns calls away when the server asks for a longer pause than is waited for", async () => {
  const clock = fakeClock();
  const limiter = adaptiveLimiter({ startConcurrency: 1, longestPauseMs: 1000, clock });
  const call = await limiter.enter();
  const waiting = limiter.enter();
  call.end({ kind: "refused", retryAfterMs: 5000 });
  const isLong = (error: unknown) => error instanceof LongPauseError && error.waitMs === 5000;
  await assert.rejects(waiting, isLong);
  await assert.rejects(limiter.enter(), isLong);
  await clock.advance(5000);
  (await limiter.enter()).end({ kind: "ok" });
});

Deno.test("adaptiveLimiter() counts waits without an answer in between together, and an answer starts afresh", async () => {
  const clock = fakeClock();
  const limiter = adaptiveLimiter({ startConcurrency: 1, longestPauseMs: 900_000, clock });
  const refused = { kind: "refused", retryAfterMs: 500_000 } as const;
  (await limiter.enter()).end(refused);
  await clock.advance(500_000);
  (await limiter.enter()).end({ kind: "ok" });
  (await limiter.enter()).end(refused);
  await clock.advance(500_000);
  (await limiter.enter()).end(refused);
  await assert.rejects(limiter.enter(), LongPauseError);
  await clock.advance(500_000);
  (await limiter.enter()).end({ kind: "ok" });
});

Deno.test("adaptiveLimiter() turns calls away when a told limit is whole again only after longer than is waited for", async () => {
  const clock = fakeClock();
  const limiter = adaptiveLimiter({ startConcurrency: 4, longestPauseMs: 900_000, clock });
  const record = limiter.watch();
  const call = await limiter.enter();
  const day = 23 * 3_600_000;
  const quotas = [{ unit: "requests", limit: 1000, remaining: 0, resetMs: day }] as const;
  call.end({ kind: "ok", quotas });
  const isLong = (error: unknown) => error instanceof LongPauseError && error.waitMs === day;
  await assert.rejects(limiter.enter(), isLong);
  await assert.rejects(limiter.enter(), isLong);
  assert.deepEqual([record().pauses, record().history.at(-1)?.event], [1, "pause"]);
  await clock.advance(day);
  (await limiter.enter()).end({ kind: "ok" });
});

Deno.test("adaptiveLimiter() tells once of a wait of more than some seconds, whether refused or used up, and records it", async () => {
  const clock = fakeClock();
  const limiter = adaptiveLimiter({ startConcurrency: 4, clock });
  const record = limiter.watch();
  const told: number[] = [];
  const enter = () => limiter.enter({ onHold: (ms) => void told.push(ms) });
  const quotas = (resetMs: number) =>
    [{ unit: "requests", limit: 1000, remaining: 0, resetMs }] as const;
  (await enter()).end({ kind: "ok", quotas: quotas(300_000) });
  const waiting = [enter(), enter()];
  await clock.advance(200_000);
  assert.deepEqual(told, [300_000]);
  await clock.advance(100_000);
  for (const call of waiting) (await call).end({ kind: "ok", quotas: quotas(4000) });
  const [first, second] = [enter(), enter()];
  await clock.advance(10_000);
  (await first).end({ kind: "refused", retryAfterMs: 30_000 });
  (await second).end({ kind: "ok" });
  const last = enter();
  await clock.advance(30_000);
  (await last).end({ kind: "ok" });
  assert.deepEqual(told, [300_000, 30_000]);
  assert.deepEqual([record().pauses, record().paused_ms], [2, 330_000]);
  assert.deepEqual(record().history.map(({ event }) => event), [
    "start",
    "pause",
    "resume",
    "back_off",
    "pause",
    "resume",
  ]);
});

Deno.test("adaptiveLimiter() lets a waiting call leave by its signal, and lets the next go", async () => {
  const limiter = adaptiveLimiter({ startConcurrency: 1, clock: fakeClock() });
  const call = await limiter.enter();
  const leave = new AbortController();
  const left = limiter.enter({ signal: leave.signal });
  const next = limiter.enter();
  leave.abort(new Error("no longer wanted"));
  await assert.rejects(left, /no longer wanted/);
  await assert.rejects(limiter.enter({ signal: leave.signal }), /no longer wanted/);
  call.end({ kind: "ok" });
  (await next).end({ kind: "ok" });
  assert.throws(() => call.end({ kind: "ok" }), /ended already/);
});

Deno.test("adaptiveLimiter() refuses settings that leave no room", () => {
  assert.throws(() => adaptiveLimiter({ startConcurrency: 0 }), /startConcurrency is 0/);
  assert.throws(() => adaptiveLimiter({ maxRequests: 0 }), /maxRequests is 0/);
  assert.throws(() => adaptiveLimiter().adjust({ maxConcurrency: 0 }), /maxConcurrency is 0/);
});

Deno.test("adaptiveLimiter() never exceeds its ceilings in any window, and uses them nearly whole", async () => {
  const clock = fakeClock();
  const limiter = adaptiveLimiter({ maxRequests: 120, maxTokens: 90_000, clock });
  const random = pcg32({ seed: 3 });
  const sent: { at: number; tokens: number }[] = [];
  const worker = async () => {
    for (;;) {
      const call = await limiter.enter({ tokens: 400 });
      const entry = { at: clock.now(), tokens: 500 + random.below(500) };
      sent.push(entry);
      await clock.sleep(2000);
      call.end({ kind: "ok", tokens: entry.tokens });
    }
  };
  for (let n = 0; n < 30; n++) void worker();
  const started = clock.now();
  await clock.advance(10 * MINUTE);
  for (const { at } of sent) {
    const window = sent.filter((other) => other.at > at - MINUTE && other.at <= at);
    assert.ok(window.length <= 120);
    // Before the first answers the estimate alone is known.
    if (at - started > 2 * MINUTE) {
      const tokens = window.reduce((sum, entry) => sum + entry.tokens, 0);
      assert.ok(tokens <= 90_000 * 1.02, String(tokens));
    }
  }
  const later = sent.filter(({ at }) => at > started + 2 * MINUTE);
  const tokens = later.reduce((sum, entry) => sum + entry.tokens, 0);
  assert.ok(tokens > 0.95 * 8 * 90_000, String(tokens));
});

Deno.test("adaptiveLimiter() lets a call larger than a ceiling go alone instead of holding it for ever", async () => {
  const clock = fakeClock();
  const limiter = adaptiveLimiter({ maxTokens: 100, clock });
  (await limiter.enter({ tokens: 500 })).end({ kind: "ok", tokens: 500 });
  const calls: LimiterCall[] = [];
  void limiter.enter({ tokens: 500 }).then((call) => calls.push(call));
  await clock.advance(MINUTE - 1);
  assert.equal(calls.length, 0);
  await clock.advance(6 * MINUTE);
  assert.equal(calls.length, 1);
});

Deno.test("adaptiveLimiter() keeps a bounded history that starts at the start", async () => {
  const clock = fakeClock();
  const limiter = adaptiveLimiter({ clock });
  const record = limiter.watch();
  for (let n = 0; n < 500; n++) {
    const entered = limiter.enter();
    await clock.advance(MINUTE);
    (await entered).end({ kind: "refused", retryAfterMs: 10 });
    await clock.advance(20);
  }
  const { history, history_dropped, refused } = record();
  assert.equal(refused, 500);
  assert.ok(history.length <= 200);
  assert.ok(history_dropped > 0);
  assert.equal(history[0]?.event, "start");
});

Deno.test("adaptiveLimiter() is not slowed down without end by refusals that have nothing to do with the rate", async () => {
  const clock = fakeClock();
  const limiter = adaptiveLimiter({ maxConcurrency: 20, clock });
  const random = pcg32({ seed: 3 });
  let accepted = 0;
  const worker = async () => {
    for (;;) {
      const call = await limiter.enter();
      const isRefused = random.uniform() < 0.2;
      await clock.sleep(isRefused ? 5 : 500);
      if (!isRefused) accepted++;
      call.end({ kind: isRefused ? "refused" : "ok" });
    }
  };
  for (let n = 0; n < 20; n++) void worker();
  await clock.advance(15 * MINUTE);
  const before = accepted;
  await clock.advance(5 * MINUTE);
  // 20 at once at half a second each would be 2,400 a minute.
  assert.ok(accepted - before > 5 * 1500, String(accepted - before));
});

interface Load {
  readonly rules: SimulatedEnforcement;
  readonly latencyMs: number;
  readonly workers: number;
  /** What headers tell, beside what is enforced; nothing unless told. */
  readonly told?: readonly Quota[];
}

/** Runs a load against enforced limits in virtual time; the shares are those after ten minutes. */
async function settledShares({ rules, latencyMs, workers, told = [] }: Load) {
  const clock = fakeClock();
  const random = pcg32({ seed: 7 });
  const enforcer = rateEnforcer(rules, clock.now);
  const limiter = adaptiveLimiter({ maxConcurrency: workers, clock });
  for (let n = 0; n < workers; n++) {
    void work({ clock, limiter, latencyMs, enforcer, uniform: random.uniform, told });
  }
  await clock.advance(10 * MINUTE);
  const before = enforcer.counts();
  await clock.advance(20 * MINUTE);
  const after = enforcer.counts();
  const accepted = after.accepted - before.accepted;
  const refused = after.refused - before.refused;
  const tokens = after.tokensAccepted - before.tokensAccepted;
  const used = Math.max(
    accepted / (20 * (rules.rpm ?? Infinity)),
    tokens / (20 * (rules.tpm ?? Infinity)),
  );
  return { used, refused: refused / (accepted + refused), violations: after.violations };
}

async function work({ clock, limiter, latencyMs, enforcer, uniform, told: others }: {
  readonly clock: FakeClock;
  readonly limiter: AdaptiveLimiter;
  readonly latencyMs: number;
  readonly enforcer: ReturnType<typeof rateEnforcer>;
  readonly uniform: () => number;
  readonly told: readonly Quota[];
}): Promise<never> {
  for (;;) {
    const estimate = 400 + 400 * uniform();
    const call = await limiter.enter({ tokens: estimate });
    const tokens = Math.round(estimate * (0.7 + 0.6 * uniform()));
    await clock.sleep(5);
    const { status, headers, body } = enforcer.enforce({
      status: 200,
      headers: {},
      body: JSON.stringify({ usage: { total_tokens: tokens } }),
      delivery: "whole",
    });
    const enforced = (["requests", "tokens"] as const).flatMap((unit) => {
      const told = (part: string) => headers[`x-ratelimit-${part}-${unit}`];
      if (told("remaining") === undefined) return [];
      const number = (text: string | undefined) => text === undefined ? null : parseInt(text);
      return [{
        unit,
        limit: number(told("limit")),
        remaining: Number(told("remaining")),
        resetMs: number(told("reset")),
      }];
    });
    const quotas = [...enforced, ...others];
    const isOk = status === 200;
    await clock.sleep(isOk ? latencyMs * (0.5 + uniform()) : 5);
    const wait = headers["retry-after"];
    const unit: LimitUnit = isOk ? "requests" : JSON.parse(body).error.type;
    const end: CallEnd = isOk
      ? { kind: "ok", tokens, quotas }
      : { kind: "refused", quotas, unit, retryAfterMs: wait === undefined ? null : +wait * 1000 };
    call.end(end);
    if (!isOk) await clock.sleep(1000);
  }
}

Deno.test("adaptiveLimiter() waits seconds, not a minute, where nothing but overload is told: it may be the fault of a few prompts", async () => {
  const clock = fakeClock();
  const limiter = adaptiveLimiter({ clock });
  const record = limiter.watch();
  const startedAt = clock.now();
  for (let n = 0; n < 12; n++) {
    const entering = limiter.enter();
    await clock.advance(4000);
    (await entering).end({ kind: "overloaded" });
  }
  assert.ok(clock.now() - startedAt <= 12 * 4000);
  assert.ok(record().paused_ms <= 12 * 4000);
});

const TOLD: Readonly<Record<string, string>> = {
  true: "with headers",
  remaining: "with headers of the rest only",
  false: "without headers",
};

for (const shape of ["bucket", "window"] as const) {
  for (const headers of [true, "remaining", false] as const) {
    for (const retryAfter of [true, false]) {
      for (const [limits, latencyMs] of [[{ rpm: 600 }, 500], [{ tpm: 400_000 }, 4000]] as const) {
        const name = `${Object.keys(limits)} in a ${shape}, ${TOLD[String(headers)]}, ` +
          `${retryAfter ? "with" : "without"} Retry-After`;
        Deno.test(`adaptiveLimiter() settles at 95 % and more of an enforced limit: ${name}`, async () => {
          const rules = { ...limits, shape, headers, retryAfter };
          const { used, refused, violations } = await settledShares({
            rules,
            latencyMs,
            workers: 120,
          });
          assert.ok(used >= 0.95, `used ${used}`);
          assert.ok(refused < 0.01, `refused ${refused}`);
          assert.equal(violations, 0);
        });
      }
    }
  }
}

for (const retryAfter of [true, false]) {
  Deno.test(`adaptiveLimiter() settles at 95 % of a limit while headers tell of another, larger one, ${retryAfter ? "with" : "without"} Retry-After`, async () => {
    const { used, refused, violations } = await settledShares({
      rules: { rpm: 600, shape: "window", headers: false, retryAfter },
      latencyMs: 500,
      workers: 120,
      told: [{ unit: "requests", limit: 100_000, remaining: 99_000, resetMs: 86_000_000 }],
    });
    assert.ok(used >= 0.95, `used ${used}`);
    assert.ok(refused < 0.01, `refused ${refused}`);
    assert.equal(violations, 0);
  });
}
