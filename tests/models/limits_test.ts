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
  let now = 0;
  let most = 0;
  let waiting: (() => void)[] = [];
  await using server = serveOnce(async () => {
    most = Math.max(most, ++now);
    // Three are answered together, a turn of the loop after the third: with fewer at once this would never end.
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (waiting.length < 3) return;
      const going = waiting;
      waiting = [];
      setTimeout(() => going.forEach((go) => go()), 0);
    });
    now--;
    return Response.json({ choices: [{ message: { content: "A" }, finish_reason: "stop" }] });
  });
  sharedLimiter({ apiBase: server.base, maxConcurrency: 3 });
  const records = watchLimiters();
  const models = ["one", "two"].map((model) => httpModel({ model, apiBase: server.base }));
  await Promise.all(
    Array.from({ length: 9 }, () => models.map((model) => model.reply(HELLO))).flat(),
  );
  assert.equal(most, 3);
  const [record] = records();
  assert.deepEqual([record?.requests, record?.peak_in_flight], [18, 3]);
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
  const elapsed = performance.now() - start;
  // A timer may come a millisecond early, and `ms` is rounded.
  assert.ok(elapsed >= 149, `${elapsed} ms`);
  assert.ok((reply.ms ?? Infinity) <= elapsed - 148, `${reply.ms} of ${elapsed} ms`);
  assert.equal(reply.attempts, 2);
  const { refused, pauses, paused_ms, told } = record();
  assert.deepEqual([refused, pauses, paused_ms, told.length], [1, 1, 150, 1]);
});

Deno.test("httpModel() stops the run at once when the server asks for a pause of hours, and says so", async () => {
  await using server = serveOnce(() =>
    Response.json({ error: { message: "later" } }, {
      status: 429,
      headers: { "retry-after": "7200" },
    })
  );
  const limiter = adaptiveLimiter({ clock: fakeClock() });
  const model = httpModel({ model: "m", apiBase: server.base, limiter });
  const stops = (words: RegExp) => (error: unknown) =>
    error instanceof ModelError && error.stopsRun && words.test(error.message);
  await assert.rejects(model.reply(HELLO), stops(/asks to wait 7200 s, longer than the 900 s/));
  await assert.rejects(
    model.reply(HELLO),
    stops(/rate_limited.*lasts another 7200 s, longer than/),
  );
  assert.equal(server.requests.length, 1);
});

Deno.test("httpModel() stops the run when a told limit is used up for hours, and waits where its patience lasts", async () => {
  for (const giveUpAfterMs of [900_000, 90_000_000]) {
    await using server = serveOnce(() =>
      Response.json({ choices: [{ message: { content: "A" }, finish_reason: "stop" }] }, {
        headers: { "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "2h" },
      })
    );
    const told: number[] = [];
    const stop = new AbortController();
    const model = httpModel({
      model: "m",
      apiBase: server.base,
      breaker: { giveUpAfterMs },
      onHold: (ms) => {
        told.push(Math.round(ms / 1000));
        queueMicrotask(() => stop.abort());
      },
    });
    assert.equal((await model.reply(HELLO)).content, "A");
    const next = model.reply(HELLO, { signal: stop.signal });
    const isStopped = giveUpAfterMs < 7_200_000;
    await assert.rejects(next, isStopped ? /lasts another 7[12]\d\d s/ : /interrupted before/);
    assert.equal(told.length, isStopped ? 0 : 1);
    for (const seconds of told) assert.ok(seconds > 7100 && seconds <= 7200, `${seconds} s`);
    assert.equal(server.requests.length, 1);
  }
});

Deno.test("retryingModel() waits as long as told to, up to its longest wait, whatever the retry policy", async () => {
  for (const retryPolicy of ["bounded", "official"] as const) {
    for (const [retryAfterMs, calls] of [[100_000, 2], [100_001, 1]] as const) {
      const slow = new ModelError({ kind: "rate_limited", status: 429, message: "slow" }, {
        retryAfterMs,
      });
      const waits: number[] = [];
      let asked = 0;
      const single = scriptedModel([slow, "A"]);
      const model = retryingModel({
        ...single,
        reply: (messages, options) => {
          asked++;
          return single.reply(messages, options);
        },
      }, {
        retryPolicy,
        longestWaitMs: 100_000,
        wait: (ms) => Promise.resolve(void waits.push(ms)),
      });
      if (calls === 2) assert.equal((await model.reply(HELLO)).content, "A");
      else {
        await assert.rejects(
          model.reply(HELLO),
          (error) => error instanceof ModelError && error.stopsRun,
        );
      }
      assert.equal(asked, calls);
      assert.deepEqual(waits, calls === 2 ? [retryAfterMs] : []);
    }
  }
});

Deno.test("retryingModel() takes a long Retry-After beside an error of the item itself for that item's alone", async () => {
  const filtered = new ModelError({ kind: "content_filter", status: 400, message: "no" }, {
    retryAfterMs: 1e8,
  });
  await assert.rejects(
    retryingModel(scriptedModel([filtered])).reply(HELLO),
    (error) =>
      error instanceof ModelError && !error.stopsRun && !/asks to wait/.test(error.message),
  );
});

Deno.test("circuitBreaker() leaves errors that stop the run anyway alone", async () => {
  const stopping = new ModelError({ kind: "rate_limited", status: 429, message: "a day" }, {
    stopsRun: true,
  });
  let now = 0;
  const guarded = circuitBreaker(scriptedModel([stopping, stopping, stopping]), {
    failuresInARow: 2,
    now: () => now,
    wait: () => Promise.reject(new Error("paused")),
  });
  now = 60_000;
  for (let n = 0; n < 3; n++) await assert.rejects(guarded.reply(HELLO), /a day/);
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
  assert.match(
    notes[0] ?? "",
    /^3 calls in a row failed \(connection: refused\), and so did a short request: paused/,
  );
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
    /answered for 60 s of waiting/.test(error.message);
  await assert.rejects(retryingModel(guarded, { wait: noWait }).reply(HELLO), stops);
  const before = model.calls();
  await assert.rejects(guarded.reply(HELLO), stops);
  assert.equal(model.calls(), before);
});

Deno.test("circuitBreaker() lets prompts that always fail run out of their attempts at an endpoint that lives", async () => {
  const clock = fakeClock();
  const asked: string[] = [];
  const notes: string[] = [];
  const answers: Reply[] = [];
  const struck: Model = {
    ...scriptedModel([]),
    reply: (messages) => {
      const said = String(messages[0]?.content);
      asked.push(said);
      return said.startsWith("Reply with the word OK")
        ? scriptedModel(["OK"]).reply(messages)
        : Promise.reject(new ModelError({ kind: "timeout", status: null, message: "late" }));
    },
  };
  const guarded = circuitBreaker(struck, {
    onNote: (note) => notes.push(note),
    onAnswer: (reply) => answers.push(reply),
    wait: () => Promise.reject(new Error("paused")),
    now: clock.now,
  });
  const patient = retryingModel(guarded, { wait: (ms) => clock.sleep(ms) });
  const ends = Promise.allSettled(Array.from({ length: 8 }, () => patient.reply(HELLO)));
  await clock.advance(60_000);
  for (const end of await ends) {
    assert.ok(end.status === "rejected" && /^timeout: late$/.test(end.reason.message));
    assert.equal(end.reason.attempts, 5);
  }
  assert.equal(notes.length, 1);
  assert.match(
    notes[0] ?? "",
    /endpoint answers a short request: these prompts fail by themselves/,
  );
  const short = asked.filter((said) => said.startsWith("Reply"));
  assert.equal(asked.length - short.length, 40);
  assert.equal(answers.length, short.length);
  assert.ok(short.length >= 1 && short.length <= 4);
  assert.equal(new Set(short).size, short.length);
});

Deno.test("circuitBreaker() takes any answer to a short request for life, and tells what a cut one took", async () => {
  const late = new ModelError({ kind: "timeout", status: null, message: "late" });
  const reply = await scriptedModel(["x"]).reply([]);
  const answers: Reply[] = [];
  const ends = [
    new ModelError({ kind: "bad_request", status: 400, message: "no" }),
    new ModelError({ kind: "empty_reply", status: null, message: "cut" }, { reply }),
  ];
  for (const end of ends) {
    const guarded = circuitBreaker(scriptedModel([late]), {
      failuresInARow: 1,
      ask: () => Promise.reject(end),
      onAnswer: (answer) => answers.push(answer),
      wait: () => Promise.reject(new Error("paused")),
    });
    await assert.rejects(guarded.reply(HELLO), /late/);
  }
  assert.deepEqual(answers, [reply]);
});

Deno.test("circuitBreaker() ends a pause when a call that was under way is answered, and counts slow probes as waiting", async () => {
  const clock = fakeClock();
  const slow = Promise.withResolvers<void>();
  const down = new ModelError({ kind: "connection", status: null, message: "refused" });
  const model: Model = {
    ...scriptedModel([]),
    reply: async ([message]) => {
      if (message?.content !== "slow") throw down;
      await slow.promise;
      return await scriptedModel(["A"]).reply([]);
    },
  };
  const notes: string[] = [];
  const guarded = circuitBreaker(model, {
    failuresInARow: 1,
    onNote: (note) => notes.push(note),
    ask: async (_, { withinMs }) => {
      await clock.sleep(Math.min(20_000, withinMs));
      throw new ModelError({ kind: "timeout", status: null, message: "late" });
    },
    giveUpAfterMs: 60_000,
    wait: (ms) => clock.sleep(ms),
    now: clock.now,
  });
  const under = guarded.reply([{ role: "user", content: "slow" }]);
  const failed = guarded.reply(HELLO).catch((error) => error.message);
  await clock.advance(21_000);
  slow.resolve();
  await under;
  await clock.advance(4000);
  assert.match(notes[1] ?? "", /answers again after 25 s/);
  await clock.advance(59_000);
  assert.equal(notes.length, 3);
  await clock.advance(1000);
  assert.match(await failed, /nothing was answered for 60 s/);
});

Deno.test("httpModel() asks a dead endpoint's short request with its own parameters and few tokens, from the same budget", async () => {
  const bodies: Record<string, unknown>[] = [];
  await using server = serveOnce(({ body }) => {
    bodies.push(body);
    return JSON.stringify(body).includes("Reply with the word OK")
      ? Response.json({
        choices: [{ message: { content: "OK" }, finish_reason: "stop" }],
        usage: { prompt_tokens: 12, completion_tokens: 1 },
      })
      : Response.json({ error: { message: "down" } }, { status: 503 });
  });
  const tokens = budget({ maxTokens: 1e6 });
  const model = httpModel({
    model: "m",
    apiBase: server.base,
    parameters: { temperature: 0, max_tokens: 300 },
    maxRetries: 3,
    each: (single) => budgetedModel(single, { budget: tokens, price: null }),
    wait: noWait,
    breaker: { failuresInARow: 2, wait: () => Promise.reject(new Error("paused")) },
  });
  await assert.rejects(model.reply(HELLO), /server \(HTTP 503\)/);
  assert.deepEqual(bodies.map(({ max_tokens }) => max_tokens), [300, 300, 16, 300]);
  assert.equal(bodies[2]?.temperature, 0);
  assert.equal(tokens.spent().tokens, 13);
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
