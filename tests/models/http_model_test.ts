import assert from "node:assert/strict";
import {
  type Adaptation,
  adaptationFor,
  adaptParameters,
  classifyError,
  encodeBody,
  endpointCaller,
  httpModel,
  type Message,
  ModelError,
  readRetryAfter,
  retryingModel,
  scriptedModel,
} from "../../mod.ts";
import { freePort } from "./fake_python.ts";
import { serveOnce } from "./serve_once.ts";

const HELLO: readonly Message[] = [{ role: "user", content: [{ type: "text", text: "Hello" }] }];
const PARAMETERS = { n: 1, temperature: 0, max_tokens: 16 };
const noWait = () => Promise.resolve();

const answer = (content: string) =>
  Response.json({ choices: [{ message: { content }, finish_reason: "stop" }] }, {
    headers: { "x-request-id": "req-1" },
  });

const refusal = (status: number, error: object, headers: HeadersInit = {}) =>
  Response.json({ error }, { status, headers });

Deno.test("httpModel() posts model, messages and parameters, and reads the reply", async () => {
  await using server = serveOnce(() => answer("\\boxed{A}"));
  const model = httpModel({
    model: "m",
    apiBase: server.base,
    apiKey: "sk-1",
    parameters: PARAMETERS,
  });
  const reply = await model.reply(HELLO);
  assert.equal(reply.content, "\\boxed{A}");
  assert.equal(reply.requestId, "req-1");
  assert.equal(reply.attempts, 1);
  const [request] = server.requests;
  assert.equal(request?.path, "/v1/chat/completions");
  assert.equal(request?.authorization, "Bearer sk-1");
  assert.deepEqual(Object.keys(request?.body ?? {}), [
    "model",
    "messages",
    "n",
    "temperature",
    "max_tokens",
  ]);
  assert.deepEqual(request?.body.messages, [{
    role: "user",
    content: [{ type: "text", text: "Hello" }],
  }]);
});

Deno.test("httpModel() sends headers and further parameters as given", async () => {
  await using server = serveOnce(() => answer("A"));
  const model = httpModel({
    model: "m",
    apiBase: server.base,
    headers: { "x-team": "icu" },
    parameters: { top_k: 5, enable_thinking: false },
  });
  await model.reply(HELLO);
  assert.equal(server.requests[0]?.headers.get("x-team"), "icu");
  assert.equal(server.requests[0]?.body.top_k, 5);
  assert.equal(server.requests[0]?.body.enable_thinking, false);
  assert.equal(server.requests[0]?.authorization, "Bearer token");
});

Deno.test("httpModel() reads a local image when its turn comes and sends it as a data URL", async () => {
  const file = await Deno.makeTempFile({ suffix: ".png" });
  await Deno.writeFile(file, new Uint8Array([1, 2, 3]));
  await using server = serveOnce(() => answer("A"));
  const model = httpModel({ model: "m", apiBase: server.base });
  const url = new URL(`file://${file}`).href;
  await model.reply([{ role: "user", content: [{ type: "image", url, mediaType: "image/png" }] }]);
  assert.deepEqual(server.requests[0]?.body.messages, [
    {
      role: "user",
      content: [{ type: "image_url", image_url: { url: "data:image/png;base64,AQID" } }],
    },
  ]);
  await Deno.remove(file);
  await assert.rejects(
    encodeBody([{ role: "user", content: [{ type: "image", url, mediaType: "image/png" }] }], {
      model: "m",
      parameters: {},
    }),
    (error) => error instanceof ModelError && error.failure.kind === "image_refused",
  );
});

Deno.test("httpModel() learns max_completion_tokens and a refused temperature once, and says so", async () => {
  await using server = serveOnce((request) => {
    if ("max_tokens" in request.body) {
      return refusal(400, {
        message: "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
        param: "max_tokens",
        code: "unsupported_parameter",
      });
    }
    if ("temperature" in request.body) {
      return refusal(400, {
        message: "Unsupported value: 'temperature' does not support 0 with this model.",
        param: "temperature",
        code: "unsupported_value",
      });
    }
    return answer("A");
  });
  const told: Adaptation[] = [];
  const model = httpModel({
    model: "m",
    apiBase: server.base,
    parameters: PARAMETERS,
    onAdaptation: (adaptation) => told.push(adaptation),
  });
  const replies = await Promise.all([model.reply(HELLO), model.reply(HELLO), model.reply(HELLO)]);
  assert.deepEqual(replies.map(({ attempts }) => attempts), [1, 1, 1]);
  assert.deepEqual(told, [
    { parameter: "max_tokens", sentAs: "max_completion_tokens" },
    { parameter: "temperature", sentAs: null },
  ]);
  const before = server.requests.length;
  await model.reply(HELLO);
  assert.equal(server.requests.length, before + 1);
  assert.deepEqual(server.requests.at(-1)?.body.max_completion_tokens, 16);
});

Deno.test("adaptParameters() and adaptationFor() leave what is not refused alone", () => {
  assert.deepEqual(adaptParameters(PARAMETERS, []), PARAMETERS);
  assert.equal(adaptationFor(new TypeError("temperature is not supported"), PARAMETERS), null);
});

/** One row a way a request can go wrong: what the server does, and the failure it must become. */
const FAILURES: readonly (readonly [string, () => Response | Promise<Response>, string, RegExp])[] =
  [
    [
      "a wrong key",
      () => refusal(401, { message: "Incorrect API key provided: sk-planted-123456789" }),
      "auth",
      /Incorrect API key provided: \[key\]/,
    ],
    ["a forbidden model", () => refusal(403, { message: "no access" }), "auth", /403/],
    [
      "a flagged prompt",
      () => refusal(403, { message: 'Your input was flagged for "violence".' }),
      "content_filter",
      /flagged/,
    ],
    ["used-up credit", () => refusal(402, { message: "pay" }), "auth", /pay/],
    [
      "an unknown model",
      () => refusal(404, { message: "The model `m` does not exist", code: "model_not_found" }),
      "unknown_model",
      /does not exist/,
    ],
    ["a wrong path", () => new Response("not here", { status: 404 }), "bad_request", /--api-base/],
    ["an unexplained 400", () => refusal(400, { message: "bad" }), "bad_request", /bad/],
    [
      "a prompt that is too long",
      () => refusal(400, { message: "too long", code: "context_length_exceeded" }),
      "context_too_long",
      /too long/,
    ],
    [
      "a filtered prompt",
      () => refusal(400, { message: "filtered", code: "content_filter" }),
      "content_filter",
      /filtered/,
    ],
    [
      "a refused image",
      () => refusal(400, { message: "Invalid image data" }),
      "image_refused",
      /image/,
    ],
    [
      "a rate limit",
      () => refusal(429, { message: "slow down" }, { "retry-after": "0" }),
      "rate_limited",
      /slow down/,
    ],
    [
      "an empty account",
      () => refusal(429, { message: "pay", code: "insufficient_quota" }),
      "auth",
      /pay/,
    ],
    ["a server error", () => refusal(500, { message: "oops" }), "server", /oops/],
    [
      "a proxy's page",
      () =>
        new Response("<html><title>502 Bad Gateway</title></html>", {
          status: 502,
          headers: { "content-type": "text/html" },
        }),
      "server",
      /HTML page \(title "502 Bad Gateway"\)/,
    ],
    [
      "HTML instead of JSON",
      () => new Response("<html><title>Login</title></html>"),
      "bad_body",
      /HTML page instead of JSON/,
    ],
    ["truncated JSON", () => new Response('{"choices":[{"mess'), "bad_body", /no JSON/],
    ["no choices", () => Response.json({ choices: [] }), "bad_body", /no choices/],
    ["no text", () => answer(""), "empty_reply", /no text/],
  ];

for (const [what, respond, kind, message] of FAILURES) {
  Deno.test(`httpModel() turns ${what} into ${kind}`, async () => {
    await using server = serveOnce(respond);
    const model = httpModel({
      model: "m",
      apiBase: server.base,
      apiKey: "sk-planted-123456789",
      wait: noWait,
      maxRetries: 2,
    });
    const transient = ["rate_limited", "server", "bad_body"].includes(kind) || what === "no text";
    await assert.rejects(model.reply(HELLO), (error) => {
      assert.ok(error instanceof ModelError);
      assert.equal(error.failure.kind, kind);
      assert.match(error.message, message);
      assert.ok(!error.message.includes("sk-planted"));
      assert.equal(error.attempts, transient ? 2 : 1);
      return true;
    });
    assert.equal(server.requests.length, transient ? 2 : 1);
  });
}

Deno.test("httpModel() ends a hanging call by its own time-out, body included", async () => {
  const never = new Promise<Response>(() => {});
  await using server = serveOnce(() => never);
  const model = httpModel({ model: "m", apiBase: server.base, timeoutMs: 60, maxRetries: 1 });
  await assert.rejects(
    model.reply(HELLO),
    (error) =>
      error instanceof ModelError && error.failure.kind === "timeout" &&
      /within 60 ms/.test(error.message),
  );
  const stalling = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"choices"')),
  });
  await using stalled = serveOnce(() => new Response(stalling));
  const other = httpModel({ model: "m", apiBase: stalled.base, timeoutMs: 60, maxRetries: 1 });
  await assert.rejects(
    other.reply(HELLO),
    (error) => error instanceof ModelError && error.failure.kind === "timeout",
  );
});

Deno.test("httpModel() says aborted, not timeout, when the caller gave up, and does not repeat", async () => {
  const stop = new AbortController();
  const never = new Promise<Response>(() => {});
  await using server = serveOnce(() => {
    stop.abort();
    return never;
  });
  const model = httpModel({ model: "m", apiBase: server.base });
  await assert.rejects(
    model.reply(HELLO, { signal: stop.signal }),
    (error) =>
      error instanceof ModelError && error.failure.kind === "aborted" && error.attempts === 1,
  );
});

Deno.test("httpModel() calls a refused connection connection", async () => {
  const model = httpModel({
    model: "m",
    apiBase: `http://127.0.0.1:${freePort()}/v1`,
    wait: noWait,
    maxRetries: 3,
  });
  await assert.rejects(
    model.reply(HELLO),
    (error) =>
      error instanceof ModelError && error.failure.kind === "connection" && error.attempts === 3,
  );
});

Deno.test("httpModel() refuses a base that is no http URL", () => {
  assert.throws(
    () => httpModel({ model: "m", apiBase: "localhost:8000" }),
    /apiBase is "localhost:8000"/,
  );
});

Deno.test("endpointCaller() keeps a path in the base URL", async () => {
  await using server = serveOnce(() => answer("A"));
  const call = endpointCaller({
    apiBase: `${server.base}/deployments/x`,
    apiKey: "token",
    headers: {},
    fetch: undefined,
  });
  await (await call(new TextEncoder().encode("{}"), new AbortController().signal)).text();
  assert.equal(server.requests[0]?.path, "/v1/deployments/x/chat/completions");
});

Deno.test("classifyError() keeps a ModelError as it is and the cause of others", () => {
  const options = {
    signal: undefined,
    timedOut: false,
    timeoutMs: 1,
    redact: (text: string) => text,
    now: 0,
  };
  const known = new ModelError({ kind: "auth", status: 401, message: "no" });
  assert.equal(classifyError(known, options), known);
  const cut = new TypeError("error reading a body from connection");
  const error = classifyError(cut, options);
  assert.equal(error.failure.kind, "bad_body");
  assert.equal(error.cause instanceof Error && error.cause.name, "TypeError");
  const secret = classifyError(new Error("key sk-1"), {
    ...options,
    redact: (text) => text.replaceAll("sk-1", "[key]"),
  });
  assert.ok(!Deno.inspect(secret).includes("sk-1"));
});

Deno.test("readRetryAfter() reads seconds, durations and dates, the longest where several are given", () => {
  const date = (ms: number) => new Date(ms).toUTCString();
  const table: readonly (readonly [Record<string, string>, number | null])[] = [
    [{ "retry-after": "600" }, 600_000],
    [{ "retry-after": "2.5" }, 2500],
    [{ "retry-after": " 3 " }, 3000],
    [{ "retry-after": "3s" }, 3000],
    [{ "retry-after": "1m30s" }, 90_000],
    [{ "retry-after": "3, 3" }, 3000],
    [{ "retry-after": "2, 5" }, 5000],
    [{ "retry-after": "-5" }, 0],
    [{ "retry-after": date(9000) }, 4000],
    [{ "retry-after": date(0) }, 0],
    [{ "retry-after": `${date(7000)}, ${date(9000)}` }, 4000],
    [{ "retry-after": `${date(7000)}, 3` }, 3000],
    [{ "retry-after-ms": "150" }, 150],
    [{ "x-ms-retry-after-ms": "2500" }, 2500],
    [{ "x-ratelimit-reset-after": "3" }, 3000],
    [{ "retry-after-ms": "150", "retry-after": "9" }, 9000],
    [{ "retry-after": "3", "x-ms-retry-after-ms": "3500" }, 3500],
    [{ "retry-after": "soon" }, null],
    [{ "retry-after": "soon 5" }, null],
    [{ "retry-after": "Infinity" }, null],
    [{ "retry-after": "" }, null],
    [{}, null],
  ];
  for (const [headers, expected] of table) {
    const found = readRetryAfter(new Headers(headers), 5000);
    assert.equal(found, expected, JSON.stringify(headers));
  }
});

Deno.test("httpModel() refuses what no call could be made with, and names no secret", () => {
  const make = (more: object) => () =>
    httpModel({ model: "m", apiBase: "http://127.0.0.1", ...more });
  assert.throws(
    make({ apiKey: "sk-\u0441ecret-1234" }),
    (error) =>
      error instanceof RangeError && /the API key .* at place 4 of 14/.test(error.message) &&
      !error.message.includes("ecret-1234"),
  );
  assert.throws(make({ apiKey: "sk-a\nsk-b" }), /place 5 of 9/);
  assert.throws(make({ headers: { "x-team": "\u75c5" } }), /the header x-team holds/);
  assert.throws(make({ timeoutMs: 2 ** 31 }), /timeoutMs is 2147483648, expected/);
  assert.throws(make({ timeoutMs: 0 }), RangeError);
  assert.throws(make({ parameters: { stream: true } }), /stream is true/);
  assert.doesNotThrow(make({ apiKey: " sk-1\n", parameters: { stream: false } }));
});

Deno.test("httpModel() takes every header value out of errors, and out of replies what looks like no word", async () => {
  const headers = {
    "X-Custom": "custom-secret-998877",
    "x-team": "stroke",
    "x-date": "2024-02-01",
  };
  const echo = "custom-secret-998877 stroke 2024-02-01 abc1234";
  const ask = (response: () => Response) =>
    httpModel({
      model: "m",
      apiBase: "http://127.0.0.1",
      apiKey: "abc1234",
      headers,
      limiter: null,
      maxRetries: 1,
      fetch: () => Promise.resolve(response()),
    }).reply(HELLO);
  const reply = await ask(() => answer(echo));
  assert.equal(reply.content, "[key] stroke 2024-02-01 [key]");
  await assert.rejects(
    ask(() => refusal(400, { message: echo })),
    /: \[key\] \[key\] \[key\] \[key\]$/,
  );
});

Deno.test("httpModel() reads no answer beyond 32 MB, and says what is wrong with a compressed one", async () => {
  const ask = (response: () => Response) =>
    httpModel({
      model: "m",
      apiBase: "http://127.0.0.1",
      limiter: null,
      maxRetries: 1,
      fetch: () => Promise.resolve(response()),
    }).reply(HELLO);
  const blank = new Uint8Array(1_000_000).fill(32);
  let cancelled = false;
  let pieces = 0;
  const endless = new ReadableStream({
    pull: (controller) => {
      pieces++;
      controller.enqueue(blank);
    },
    cancel: () => void (cancelled = true),
  });
  await assert.rejects(
    ask(() => new Response(endless)),
    (error) =>
      error instanceof ModelError && error.failure.kind === "bad_body" &&
      /longer than 32 MB/.test(error.message),
  );
  assert.ok(cancelled && pieces < 40, `${pieces} pieces`);
  const whole = JSON.stringify({ choices: [{ message: { content: "\u75db" } }] });
  const bytes = new TextEncoder().encode(whole);
  const dripping = new ReadableStream({
    start: (controller) => {
      for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
      controller.close();
    },
  });
  assert.equal((await ask(() => new Response(dripping))).content, "\u75db");
  await using server = serveOnce(() =>
    new Response("{}", { headers: { "content-encoding": "gzip" } })
  );
  await assert.rejects(
    httpModel({ model: "m", apiBase: server.base, maxRetries: 1 }).reply(HELLO),
    /cannot be unpacked as the gzip its header promises/,
  );
});

Deno.test("an empty reply that a filter stopped is not asked for again", async () => {
  for (const [finish, attempts] of [["SAFETY", 1], ["content_filter", 1], ["stop", 2]] as const) {
    const model = httpModel({
      model: "m",
      apiBase: "http://127.0.0.1",
      limiter: null,
      maxRetries: 2,
      wait: noWait,
      fetch: () =>
        Promise.resolve(
          Response.json({ choices: [{ message: { content: "" }, finish_reason: finish }] }),
        ),
    });
    await assert.rejects(
      model.reply(HELLO),
      (error) => error instanceof ModelError && error.attempts === attempts,
      finish,
    );
  }
});

Deno.test("retryingModel() waits as long as the server asks, with jittered backoff otherwise", async () => {
  const waits: number[] = [];
  const failing = scriptedModel([
    new ModelError({ kind: "rate_limited", status: 429, message: "wait" }, {
      retryAfterMs: 30_000,
    }),
    new ModelError({ kind: "server", status: 500, message: "oops" }),
    new ModelError({ kind: "timeout", status: null, message: "late" }),
    "A",
  ]);
  const model = retryingModel(failing, {
    random: () => 0.5,
    wait: (ms) => Promise.resolve(void waits.push(ms)),
  });
  assert.equal((await model.reply([])).attempts, 4);
  assert.deepEqual(waits, [30_000, 1500, 3000]);
});

Deno.test("retryingModel() gives up and says so when a server asks for more than ten minutes", async () => {
  const failing = scriptedModel([
    new ModelError({ kind: "rate_limited", status: 429, message: "wait" }, {
      retryAfterMs: 3_600_000,
    }),
  ]);
  await assert.rejects(retryingModel(failing).reply([]), /asks to wait 3600 s/);
});

Deno.test("retryingModel() makes N times N calls under the official policy", async () => {
  let calls = 0;
  const failing = {
    ...scriptedModel([]),
    reply: () => {
      calls++;
      return Promise.reject(new ModelError({ kind: "server", status: 500, message: "oops" }));
    },
  };
  const model = retryingModel(failing, { maxRetries: 3, retryPolicy: "official", wait: noWait });
  await assert.rejects(
    model.reply([]),
    (error) => error instanceof ModelError && error.attempts === 9,
  );
  assert.equal(calls, 9);
});

Deno.test("retryingModel() passes a programmer's error through untouched", async () => {
  const broken = { ...scriptedModel([]), reply: () => Promise.reject(new RangeError("bug")) };
  await assert.rejects(retryingModel(broken).reply([]), RangeError);
  assert.throws(() => retryingModel(broken, { maxRetries: 0 }), /maxRetries is 0/);
});

Deno.test("scriptedModel() says when its list is used up", async () => {
  await assert.rejects(scriptedModel([]).reply([]), /only 0 scripted/);
});

Deno.test("encodeBody() gives what JSON.stringify gives, for texts, quotes, marks and images alike", async () => {
  const file = await Deno.makeTempFile({ suffix: ".png" });
  await Deno.writeFile(file, new Uint8Array([1, 2, 3, 4]));
  const local = { type: "image", url: `file://${file}`, mediaType: "image/png" } as const;
  const remote = { type: "image", url: 'https://example.org/"a".png', mediaType: null } as const;
  const text = (text: string) => ({ type: "text", text }) as const;
  const hostile = 'quote " "}} \u0000 \\ 痛 \ud83d\ude00 \ud800';
  const sent = { type: "image_url", image_url: { url: "data:image/png;base64,AQIDBA==" } };
  const linked = { type: "image_url", image_url: { url: remote.url } };
  const messages: readonly Message[] = [
    { role: "user", content: [text(hostile), local, text("between"), local, remote] },
    { role: "assistant", content: hostile },
    { role: "user", content: [local] },
    { role: "user", content: [] },
  ];
  const expected = {
    model: 'm"',
    messages: [
      { role: "user", content: [text(hostile), sent, text("between"), sent, linked] },
      { role: "assistant", content: hostile },
      { role: "user", content: [sent] },
      { role: "user", content: [] },
    ],
    n: 1,
    stop: ["x"],
  };
  const parameters = { n: 1, stop: ["x"], absent: undefined };
  for (let time = 0; time < 2; time++) {
    const body = await encodeBody(messages, { model: 'm"', parameters });
    assert.equal(new TextDecoder().decode(body), JSON.stringify(expected));
  }
  const decode = async (messages: readonly Message[]) =>
    new TextDecoder().decode(await encodeBody(messages, { model: "m", parameters: {} }));
  const plain = [{ role: "user", content: hostile }] as const;
  assert.equal(await decode(plain), JSON.stringify({ model: "m", messages: plain }));
  assert.equal(await decode([]), '{"model":"m","messages":[]}');
});
