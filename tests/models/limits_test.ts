import assert from "node:assert/strict";
import {
  adaptiveLimiter,
  budget,
  budgetedModel,
  circuitBreaker,
  costMeter,
  costOf,
  defaultPrices,
  httpModel,
  type Message,
  type Model,
  ModelError,
  parsePrices,
  priceOf,
  readRateLimits,
  type Reply,
  retryingModel,
  scriptedModel,
  sharedLimiter,
  startSimulatedServer,
  watchLimiters,
} from "../../mod.ts";
import { fakeClock } from "../async/fake_clock.ts";
import { serveOnce } from "./serve_once.ts";

const HELLO: readonly Message[] = [{ role: "user", content: "Hello" }];
const noWait = () => Promise.resolve();
const USAGE = { inputTokens: 1000, outputTokens: 500, reasoningTokens: null, cachedTokens: 400 };
const PRICE = { model: "m", input: 2, output: 8, cached: 0.5, source: null, source_date: null };

Deno.test("readRateLimits() reads durations, seconds, dates and times since the epoch", () => {
  const reset = (text: string, now = 0) =>
    readRateLimits(
      new Headers({ "x-ratelimit-remaining-tokens": "5", "x-ratelimit-reset-tokens": text }),
      now,
    )[0]?.resetMs;
  assert.equal(reset("1s"), 1000);
  assert.equal(reset("6m0s"), 360_000);
  assert.equal(reset("120ms"), 120);
  assert.equal(reset("1h2m3.5s"), 3_723_500);
  assert.equal(reset("7.5"), 7500);
  assert.equal(reset("1970-01-01T00:01:00Z", 10_000), 50_000);
  assert.equal(reset("1800000000", 1_799_999_990_000), 10_000);
  assert.equal(reset("1800000000000", 1_799_999_990_000), 10_000);
  assert.equal(reset("soon"), null);
});

Deno.test("readRateLimits() reads the IETF drafts, old and new, and other vendors' names", () => {
  const read = (headers: Record<string, string>) => readRateLimits(new Headers(headers), 0);
  const requests = { unit: "requests", limit: 100, remaining: 50, resetMs: 30_000 };
  assert.deepEqual(
    read({
      "ratelimit-limit": "100, 100;w=60",
      "ratelimit-remaining": "50",
      "ratelimit-reset": "30",
    }),
    [requests],
  );
  assert.deepEqual(read({ ratelimit: "limit=100, remaining=50, reset=30" }), [requests]);
  assert.deepEqual(
    read({
      "ratelimit-policy": '"per minute";q=100;w=60, "tokens";q=9000;w=60',
      ratelimit: '"per minute";r=50;t=30, "tokens";r=8000;t=2',
    }),
    [requests, { unit: "tokens", limit: 9000, remaining: 8000, resetMs: 2000 }],
  );
  assert.deepEqual(
    read({
      "anthropic-ratelimit-requests-limit": "100",
      "anthropic-ratelimit-requests-remaining": "50",
      "anthropic-ratelimit-requests-reset": "1970-01-01T00:00:30Z",
    }),
    [requests],
  );
});

Deno.test("readRateLimits() takes the tightest of several and nothing from nonsense", () => {
  const read = (headers: Record<string, string>) => readRateLimits(new Headers(headers), 0);
  assert.deepEqual(
    read({
      "x-ratelimit-limit": "10",
      "x-ratelimit-remaining": "9",
      "x-ratelimit-limit-requests": "100",
      "x-ratelimit-remaining-requests": "1",
    }).map(({ remaining }) => remaining),
    [1],
  );
  assert.deepEqual(read({ "x-ratelimit-remaining-requests": "many", ratelimit: "???" }), []);
});

Deno.test("sharedLimiter() is one for an origin and key, whatever the path, and keeps no key", () => {
  const one = sharedLimiter({ apiBase: "https://shared.example.org/v1", apiKey: "sk-planted-key" });
  const two = sharedLimiter({ apiBase: "https://shared.example.org/v2", apiKey: "sk-planted-key" });
  assert.equal(one, two);
  assert.notEqual(one, sharedLimiter({ apiBase: "https://shared.example.org/v1" }));
  assert.notEqual(
    one,
    sharedLimiter({ apiBase: "https://shared.example.org:444/v1", apiKey: "sk-planted-key" }),
  );
  assert.ok(!JSON.stringify([one, watchLimiters()()]).includes("planted"));
});

Deno.test("httpModel() shares the limiter of its endpoint and key with every other model", async () => {
  await using server = await startSimulatedServer({ latencyMs: 5 });
  sharedLimiter({ apiBase: server.baseUrl, maxConcurrency: 3 });
  const records = watchLimiters();
  const models = ["sim-weak", "sim-strong"].map((model) =>
    httpModel({ model, apiBase: server.baseUrl })
  );
  await Promise.all(
    Array.from({ length: 10 }, () => models.map((model) => model.reply(HELLO))).flat(),
  );
  assert.equal(server.requests.peakInFlight, 3);
  const [record] = records();
  assert.deepEqual([record?.requests, record?.peak_in_flight], [20, 3]);
});

Deno.test("httpModel() tells the limiter tokens, headers and refusals, and times the call alone", async () => {
  let calls = 0;
  await using server = serveOnce(() =>
    ++calls === 1
      ? Response.json({ error: { message: "tokens per min (TPM)" } }, {
        status: 429,
        headers: { "retry-after-ms": "150", "x-ratelimit-remaining-tokens": "1000" },
      })
      : Response.json({ choices: [{ message: { content: "A" }, finish_reason: "stop" }] })
  );
  const limiter = adaptiveLimiter();
  const record = limiter.watch();
  const model = httpModel({ model: "m", apiBase: server.base, limiter, wait: noWait });
  const start = performance.now();
  const reply = await model.reply(HELLO);
  assert.ok(performance.now() - start >= 150);
  assert.ok((reply.ms ?? Infinity) < 150);
  assert.equal(reply.attempts, 2);
  const { refused, pauses, paused_ms, told } = record();
  assert.deepEqual([refused, pauses, paused_ms, told.length], [1, 1, 150, 1]);
});

Deno.test("httpModel() gives up at once when the server asks for a pause of hours, and says so", async () => {
  await using server = serveOnce(() =>
    Response.json({ error: { message: "later" } }, {
      status: 429,
      headers: { "retry-after": "7200" },
    })
  );
  const model = httpModel({ model: "m", apiBase: server.base, limiter: adaptiveLimiter() });
  await assert.rejects(model.reply(HELLO), /asks to wait 7200 s/);
  await assert.rejects(model.reply(HELLO), /rate_limited.*lasts another 7200 s/);
  assert.equal(server.requests.length, 1);
});

Deno.test("startSimulatedServer() enforces limits, tells them and counts what it refused", async () => {
  await using server = await startSimulatedServer({
    enforce: { rpm: 2, headers: true, retryAfter: true },
  });
  const ask = async () => {
    const response = await fetch(`${server.baseUrl}/chat/completions`, {
      method: "POST",
      body: JSON.stringify({ model: "sim-weak", messages: HELLO }),
    });
    await response.body?.cancel();
    return response;
  };
  const [first, , third] = [await ask(), await ask(), await ask()];
  assert.equal(first.headers.get("x-ratelimit-remaining-requests"), "1");
  assert.equal(third?.status, 429);
  assert.ok(Number(third?.headers.get("retry-after")) > 25);
  assert.deepEqual(
    [server.enforced?.accepted, server.enforced?.refused, server.enforced?.violations],
    [2, 1, 0],
  );
  await assert.rejects(startSimulatedServer({ enforce: { tpm: 0 } }), /A limit is 0/);
});

/** A model that fails while `isDead` says so. */
function mortal(isDead: () => boolean): Model & { readonly calls: () => number } {
  let calls = 0;
  const alive = scriptedModel(["A"]);
  return {
    ...alive,
    calls: () => calls,
    reply: async (): Promise<Reply> => {
      calls++;
      await Promise.resolve();
      if (isDead()) throw new ModelError({ kind: "connection", status: null, message: "refused" });
      return await scriptedModel(["A"]).reply(HELLO);
    },
  };
}

Deno.test("circuitBreaker() pauses everybody, probes with one call at growing intervals, and goes on", async () => {
  const clock = fakeClock();
  let isDead = true;
  const model = mortal(() => isDead);
  const notes: string[] = [];
  const guarded = circuitBreaker(model, {
    failuresInARow: 3,
    firstProbeMs: 1000,
    onNote: (note) => notes.push(note),
    wait: (ms) => clock.sleep(ms),
    now: clock.now,
  });
  const patient = retryingModel(guarded, { wait: (ms) => clock.sleep(ms) });
  const replies = Promise.all(Array.from({ length: 20 }, () => patient.reply(HELLO)));
  await clock.advance(500);
  const before = model.calls();
  await clock.advance(60_000);
  assert.equal(model.calls() - before, 5);
  isDead = false;
  await clock.advance(120_000);
  assert.equal((await replies).length, 20);
  assert.match(notes[0] ?? "", /3 calls in a row failed \(connection: refused\): paused/);
  assert.match(notes[1] ?? "", /answers again after 63 s: going on/);
});

Deno.test("circuitBreaker() stops the run after its patience, for everybody", async () => {
  const model = mortal(() => true);
  const guarded = circuitBreaker(model, {
    failuresInARow: 1,
    giveUpAfterMs: 60_000,
    wait: noWait,
  });
  const stops = (error: unknown) =>
    error instanceof ModelError && error.stopsRun &&
    /answered for 35 s of waiting/.test(error.message);
  await assert.rejects(retryingModel(guarded, { wait: noWait }).reply(HELLO), stops);
  const before = model.calls();
  await assert.rejects(guarded.reply(HELLO), stops);
  assert.equal(model.calls(), before);
});

Deno.test("circuitBreaker() counts failures in a row only, and no refusal of the request itself", async () => {
  const down = new ModelError({ kind: "server", status: 500, message: "oops" });
  const filtered = new ModelError({ kind: "content_filter", status: 400, message: "filtered" });
  const script = [down, "A", down, filtered, down, "A"];
  const guarded = circuitBreaker(scriptedModel(script), {
    failuresInARow: 2,
    wait: () => Promise.reject(new Error("paused")),
  });
  const ends = [];
  for (const _ of script) {
    ends.push(await guarded.reply(HELLO).then(() => "A", (error) => error.failure.kind));
  }
  assert.deepEqual(ends, ["server", "A", "server", "content_filter", "server", "A"]);
  assert.throws(
    () => circuitBreaker(scriptedModel([]), { failuresInARow: 0 }),
    /failuresInARow is 0/,
  );
});

Deno.test("circuitBreaker() lets a paused call be interrupted", async () => {
  const stop = new AbortController();
  const guarded = circuitBreaker(mortal(() => true), {
    failuresInARow: 1,
    wait: () => new Promise(() => {}),
  });
  void guarded.reply(HELLO).catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 0));
  const waiting = guarded.reply(HELLO, { signal: stop.signal });
  stop.abort();
  await assert.rejects(waiting, /aborted: interrupted during a pause/);
});

Deno.test("httpModel() has no breaker under the official retry policy", async () => {
  let calls = 0;
  await using server = serveOnce(() => {
    calls++;
    return Response.json({ error: { message: "down" } }, { status: 500 });
  });
  const model = httpModel({
    model: "m",
    apiBase: server.base,
    retryPolicy: "official",
    maxRetries: 2,
    wait: noWait,
    breaker: { failuresInARow: 1, wait: () => Promise.reject(new Error("paused")) },
  });
  await assert.rejects(model.reply(HELLO), /server \(HTTP 500\)/);
  assert.equal(calls, 4);
});

Deno.test("defaultPrices() are dated, positive and found by dated and vendor names", () => {
  const prices = defaultPrices();
  for (const { input, output, cached, source, source_date } of prices) {
    assert.ok(input > 0 && output >= input && (cached ?? 0) <= input);
    assert.match(source ?? "", /^https:/);
    assert.match(source_date ?? "", /^\d{4}-\d\d/);
  }
  assert.equal(priceOf("gpt-5-mini-2025-08-07", prices)?.input, 0.25);
  assert.equal(priceOf("anthropic/claude-sonnet-4-5", prices)?.output, 15);
  assert.equal(priceOf("gpt-5-pro", prices), null);
  assert.equal(priceOf("gpt-4o-audio-preview", prices), null);
});

Deno.test("parsePrices() names what is missing or impossible", () => {
  const parse = (price: object) => parsePrices({ prices: [price] }, "p.json");
  assert.throws(() => parse({ input: 1, output: 1 }), /p\.json prices\[0\].*model/);
  assert.throws(() => parse({ model: "m", input: -1, output: 1 }), /"input" is -1/);
  assert.throws(() => parsePrices({}, "p.json"), /p\.json.*prices/);
  assert.throws(() => parsePrices([], "p.json"), /p\.json/);
});

Deno.test("costOf() and costMeter() price cached tokens apart and say once what they cannot price", () => {
  assert.equal(costOf(USAGE, PRICE), (600 * 2 + 400 * 0.5 + 500 * 8) / 1e6);
  assert.equal(costOf(USAGE, { ...PRICE, cached: null }), (1000 * 2 + 500 * 8) / 1e6);
  assert.equal(costOf({ ...USAGE, outputTokens: null }, PRICE), null);
  const meter = costMeter("m", PRICE);
  assert.deepEqual(meter.gaps(), []);
  meter.cost(USAGE);
  meter.cost({ ...USAGE, inputTokens: null });
  meter.cost({ ...USAGE, inputTokens: null });
  assert.deepEqual(meter.gaps(), [
    "2 of 3 replies of m told no tokens: what they cost is not counted.",
  ]);
});

Deno.test("budgetedModel() takes what was used, the whole reservation where nothing was told, and nothing of a refusal", async () => {
  const all = budget({ maxTokens: 1e6 });
  const silent = budgetedModel(
    scriptedModel([
      new ModelError({ kind: "server", status: 500, message: "oops" }),
      new ModelError({ kind: "timeout", status: null, message: "late" }),
    ]),
    { budget: all, price: PRICE, maxOutputTokens: 100 },
  );
  await assert.rejects(silent.reply(HELLO), /oops/);
  assert.equal(all.spent().tokens, 0);
  await assert.rejects(silent.reply(HELLO), /late/);
  assert.ok(all.spent().tokens >= 100);
  assert.deepEqual(all.held(), { costUsd: 0, tokens: 0 });
});

Deno.test("budgetedModel() below the retries of httpModel() counts every single call", async () => {
  let calls = 0;
  await using server = serveOnce(() =>
    Response.json({
      choices: [{ message: { content: ++calls < 3 ? "" : "A" }, finish_reason: "stop" }],
      usage: { prompt_tokens: 10, completion_tokens: 5 },
    })
  );
  const tokens = budget({ maxTokens: 1e6 });
  const model = httpModel({
    model: "m",
    apiBase: server.base,
    parameters: { max_tokens: 50 },
    wait: noWait,
    each: (single) => budgetedModel(single, { budget: tokens, price: null }),
  });
  assert.equal((await model.reply(HELLO)).attempts, 3);
  assert.equal(tokens.spent().tokens, 45);
});
