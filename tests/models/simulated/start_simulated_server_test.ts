import assert from "node:assert/strict";
import { connect } from "node:net";
import OpenAI from "openai";
import type {
  SimulatedFault,
  SimulatedFaultKind,
} from "../../../lib/models/simulated/fault_types.ts";
import type { RecordedRequest } from "../../../lib/models/simulated/server_types.ts";
import { SIMULATED_FAULTS } from "../../../lib/models/simulated/simulated_faults.ts";
import { SIMULATED_MODELS } from "../../../lib/models/simulated/simulated_models.ts";
import { startSimulatedServer } from "../../../lib/models/simulated/start_simulated_server.ts";
import { freePort } from "../fake_python.ts";
import { CASES, type Completion, QUESTIONS, userMessage } from "./exam.ts";

const [[QUESTION] = []] = CASES;
const BODY = JSON.stringify({
  model: "sim-strong",
  messages: QUESTION === undefined ? [] : [userMessage(QUESTION, { image: true })],
});
const NOW = new Date("2026-03-01T12:00:00Z");

/** What a client saw. */
type Seen =
  | { readonly status: number; readonly headers: Headers; readonly text: string }
  | { readonly error: string };

/** Posts with fetch; a client that waits gives up at once when the server has taken the request. */
async function ask(fault: SimulatedFault): Promise<Seen> {
  const given = new AbortController();
  await using server = await startSimulatedServer({
    questions: QUESTIONS,
    faults: [fault],
    now: () => NOW,
    onRequest: () => {
      if (fault.kind === "hang") given.abort(new Error("the client gave up"));
    },
  });
  try {
    const response = await fetch(`${server.baseUrl}/chat/completions`, {
      method: "POST",
      body: BODY,
      signal: given.signal,
    });
    if (fault.kind === "stall") return await readStalled(response, given);
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    const { message, cause } = error instanceof Error ? error : new Error(String(error));
    return { error: `${message} ${cause instanceof Error ? cause.message : ""}`.trim() };
  } finally {
    assert.deepEqual(server.requests.faults, { [fault.kind]: 1 });
    assert.equal(server.requests.total, 1);
  }
}

async function readStalled(response: Response, given: AbortController): Promise<Seen> {
  const reader = response.body?.getReader() ?? assert.fail("no body");
  const first = await reader.read();
  const announced = Number(response.headers.get("content-length"));
  assert.ok((first.value?.length ?? 0) > 0 && (first.value?.length ?? 0) < announced);
  given.abort(new Error("the client gave up"));
  await reader.read();
  return assert.fail("the body went on");
}

/** A body the client got whole. */
async function whole(
  fault: SimulatedFault,
): Promise<{ status: number; headers: Headers; text: string }> {
  const seen = await ask(fault);
  return "error" in seen ? assert.fail(seen.error) : seen;
}

async function broken(kind: SimulatedFaultKind): Promise<string> {
  const seen = await ask({ kind });
  return "error" in seen ? seen.error : assert.fail(`status ${seen.status}: ${seen.text}`);
}

async function choice(fault: SimulatedFault): Promise<Completion["choices"][number]> {
  const { status, text } = await whole(fault);
  const body: Completion = JSON.parse(text);
  assert.equal(status, 200);
  assert.equal(body.choices.length, 1);
  return body.choices[0] ?? assert.fail("no choice");
}

/** What a client sees of each fault. `Record`, so that a fault without a test does not compile. */
const AS_SEEN: Readonly<Record<SimulatedFaultKind, () => Promise<void>>> = {
  "429": async () => {
    const seconds = await whole({ kind: "429", retryAfterSeconds: 7 });
    assert.equal(seconds.status, 429);
    assert.equal(seconds.headers.get("retry-after"), "7");
    assert.equal(seconds.headers.get("x-ratelimit-remaining-requests"), "0");
    assert.equal(seconds.headers.get("x-ratelimit-reset-requests"), "7s");
    assert.equal(JSON.parse(seconds.text).error.code, "rate_limit_exceeded");
    const date = await whole({ kind: "429", retryAfter: "date", retryAfterSeconds: 90 });
    assert.equal(date.headers.get("retry-after"), "Sun, 01 Mar 2026 12:01:30 GMT");
    const none = await whole({ kind: "429", retryAfter: "none" });
    assert.equal(none.status, 429);
    assert.equal(none.headers.get("retry-after"), null);
  },
  "429_quota": async () => {
    const { status, text, headers } = await whole({ kind: "429_quota" });
    assert.equal(status, 429);
    assert.equal(headers.get("retry-after"), null);
    assert.equal(JSON.parse(text).error.code, "insufficient_quota");
  },
  "500": async () => {
    const { status, text } = await whole({ kind: "500" });
    assert.equal(status, 500);
    assert.equal(JSON.parse(text).error.type, "server_error");
  },
  "502_html": async () => {
    const { status, text, headers } = await whole({ kind: "502_html" });
    assert.equal(status, 502);
    assert.equal(headers.get("content-type"), "text/html");
    assert.match(text, /<title>502 Bad Gateway<\/title>/);
  },
  "503": async () => {
    const { status, text } = await whole({ kind: "503" });
    assert.equal(status, 503);
    assert.match(JSON.parse(text).error.message, /overloaded/);
  },
  hang: async () => assert.match(await broken("hang"), /the client gave up/),
  reset: async () => assert.match(await broken("reset"), /reset|forcibly closed/i),
  cut_body: async () => assert.match(await broken("cut_body"), /error reading a body/),
  stall: async () => assert.match(await broken("stall"), /the client gave up/),
  malformed_json: async () => {
    const { status, text } = await whole({ kind: "malformed_json" });
    assert.equal(status, 200);
    assert.match(text, /^\{"id":"chatcmpl-/);
    assert.throws(() => JSON.parse(text), SyntaxError);
  },
  empty_body: async () => {
    const { status, text } = await whole({ kind: "empty_body" });
    assert.deepEqual({ status, text }, { status: 200, text: "" });
  },
  html_200: async () => {
    const { status, text } = await whole({ kind: "html_200" });
    assert.equal(status, 200);
    assert.match(text, /^<!doctype html>/);
  },
  error_200: async () => {
    const { status, text } = await whole({ kind: "error_200" });
    assert.equal(status, 200);
    assert.equal(JSON.parse(text).error.message, "Provider returned error");
  },
  choice_error: async () => {
    const { status, text } = await whole({ kind: "choice_error" });
    const [first] = JSON.parse(text).choices;
    assert.deepEqual([status, first.finish_reason, first.error.code], [200, "error", 502]);
    assert.match(first.message.content, /[A-J]/);
  },
  empty_choices: async () => {
    const { status, text } = await whole({ kind: "empty_choices" });
    assert.equal(status, 200);
    assert.deepEqual(JSON.parse(text).choices, []);
    assert.ok(JSON.parse(text).usage.prompt_tokens > 0);
  },
  empty_content: async () => {
    const { message, finish_reason } = await choice({ kind: "empty_content" });
    assert.deepEqual([message.content, finish_reason], ["", "stop"]);
  },
  null_content: async () => {
    const { message, finish_reason } = await choice({ kind: "null_content" });
    assert.deepEqual([message.content, message.refusal, finish_reason], [null, null, "stop"]);
  },
  no_usage: async () => {
    const { text } = await whole({ kind: "no_usage" });
    assert.ok(!Object.hasOwn(JSON.parse(text), "usage"));
    assert.equal(JSON.parse(text).choices.length, 1);
  },
  zero_usage: async () => {
    const { text } = await whole({ kind: "zero_usage" });
    assert.equal(JSON.parse(text).usage.prompt_tokens, 0);
    assert.equal(JSON.parse(text).choices.length, 1);
  },
  truncation: async () => {
    const { message, finish_reason } = await choice({ kind: "truncation" });
    assert.equal(finish_reason, "length");
    assert.doesNotMatch(message.content ?? "", /boxed|\b[A-J]\b/);
  },
  context_cut: cutContext,
  content_filter: async () => {
    const { message, finish_reason } = await choice({ kind: "content_filter" });
    assert.deepEqual([message.content, finish_reason], [null, "content_filter"]);
  },
  content_filter_400: async () => {
    const { status, text } = await whole({ kind: "content_filter_400" });
    assert.equal(status, 400);
    assert.equal(JSON.parse(text).error.code, "content_filter");
  },
  flagged_403: async () => {
    const { status, text } = await whole({ kind: "flagged_403" });
    assert.equal(status, 403);
    assert.match(JSON.parse(text).error.message, /requires moderation/);
  },
  context_too_long: async () => {
    const { status, text } = await whole({ kind: "context_too_long" });
    assert.equal(status, 400);
    assert.equal(JSON.parse(text).error.code, "context_length_exceeded");
  },
  image_refused: async () => {
    const { status, text } = await whole({ kind: "image_refused" });
    assert.equal(status, 400);
    assert.equal(JSON.parse(text).error.code, "image_parse_error");
  },
  wrong_key: async () => {
    const { status, text } = await whole({ kind: "wrong_key" });
    assert.equal(status, 401);
    assert.equal(JSON.parse(text).error.code, "invalid_api_key");
  },
};

async function cutContext(): Promise<void> {
  await using server = await startSimulatedServer({
    questions: QUESTIONS,
    faults: [{ kind: "context_cut", windowTokens: 120 }],
  });
  const messages: unknown[] = [];
  const counts: number[] = [];
  for (const question of CASES[1] ?? []) {
    messages.push(userMessage(question));
    const response = await fetch(`${server.baseUrl}/chat/completions`, {
      method: "POST",
      body: JSON.stringify({ model: "sim-strong", messages }),
    });
    const body: Completion = await response.json();
    counts.push(body.usage.prompt_tokens);
    messages.push({ role: "assistant", content: body.choices[0]?.message.content });
  }
  assert.deepEqual(new Set(counts), new Set([120]));
  assert.ok(counts.length >= 3);
}

for (const kind of Object.keys(SIMULATED_FAULTS)) {
  const check = Object.entries(AS_SEEN).find(([name]) => name === kind)?.[1];
  Deno.test(`startSimulatedServer() shows a client the fault ${kind}`, async () => {
    await (check ?? assert.fail(`no check of ${kind}`))();
  });
}

Deno.test("startSimulatedServer() sends half of the announced bytes of a cut body, then closes", async () => {
  await using server = await startSimulatedServer({ faults: [{ kind: "cut_body" }] });
  const received = await new Promise<string>((resolve, reject) => {
    let text = "";
    const socket = connect(server.port, "127.0.0.1", () => {
      socket.write(
        `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`,
      );
    });
    socket.on("data", (data) => text += data.toString());
    socket.on("end", () => socket.end());
    socket.on("close", () => resolve(text));
    socket.on("error", reject);
  });
  const [head = "", body = ""] = received.split("\r\n\r\n");
  const announced = Number(/content-length: (\d+)/i.exec(head)?.[1]);
  assert.match(head, /^HTTP\/1\.1 200 OK/);
  assert.equal(body.length, Math.floor(announced / 2));
});

Deno.test("startSimulatedServer() resets each request it means to, even after others on the same client", async () => {
  await using server = await startSimulatedServer({ faults: [{ kind: "reset", every: 3 }] });
  const seen: string[] = [];
  for (let index = 0; index < 6; index++) {
    const response = await fetch(`${server.baseUrl}/chat/completions`, {
      method: "POST",
      body: BODY,
    }).catch(() => null);
    await response?.body?.cancel();
    seen.push(response === null ? "reset" : String(response.status));
  }
  assert.deepEqual(seen, ["200", "200", "reset", "200", "200", "reset"]);
  assert.equal(server.requests.total, 6);
});

Deno.test("startSimulatedServer() speaks to the openai package", async () => {
  await using server = await startSimulatedServer({ questions: QUESTIONS, apiKey: "right" });
  const client = new OpenAI({ baseURL: server.baseUrl, apiKey: "right", maxRetries: 0 });
  const models = await client.models.list();
  assert.deepEqual(models.data.map(({ id }) => id), SIMULATED_MODELS.map(({ id }) => id));
  assert.equal((await client.models.retrieve("sim-blind")).owned_by, "simulated");
  const { data, request_id } = await client.chat.completions.create({
    model: "sim-reasoner",
    messages: [{ role: "user", content: "Which?\nA. This\nB. That" }],
    max_completion_tokens: 500,
  }).withResponse();
  assert.match(data.choices[0]?.message.content ?? "", /\\boxed\{[AB]\}$/);
  assert.match(request_id ?? "", /^req_/);
  assert.ok((data.usage?.total_tokens ?? 0) > 0);
  assert.equal(server.requests.models["sim-reasoner"], 1);
});

Deno.test("startSimulatedServer() gives the openai package the errors it knows", async () => {
  const fails = async (
    fault: SimulatedFaultKind | null,
    options: { readonly model?: string; readonly apiKey?: string; readonly limit?: number } = {},
  ): Promise<unknown> => {
    await using server = await startSimulatedServer({
      apiKey: "right",
      faults: fault === null ? [] : [{ kind: fault }],
    });
    const { model = "sim-strong", apiKey = "right", limit } = options;
    const client = new OpenAI({ baseURL: server.baseUrl, apiKey, maxRetries: 0 });
    return await client.chat.completions.create({
      model,
      messages: [{ role: "user", content: "Hello" }],
      ...(limit === undefined ? {} : { max_tokens: limit }),
    }).then(() => null, (error: unknown) => error);
  };
  const coded = async (work: Promise<unknown>): Promise<unknown> => {
    const error = await work;
    return error instanceof OpenAI.APIError ? [error.status, error.code, error.param] : error;
  };
  assert.ok(await fails("429") instanceof OpenAI.RateLimitError);
  assert.ok(await fails("500") instanceof OpenAI.InternalServerError);
  assert.ok(await fails("502_html") instanceof OpenAI.InternalServerError);
  assert.ok(await fails("reset") instanceof OpenAI.APIConnectionError);
  assert.ok(await fails("malformed_json") instanceof SyntaxError);
  assert.ok(await fails("cut_body") instanceof TypeError);
  assert.deepEqual(await coded(fails("content_filter_400")), [400, "content_filter", "prompt"]);
  assert.deepEqual(await coded(fails("wrong_key")), [401, "invalid_api_key", null]);
  assert.deepEqual(await coded(fails(null, { model: "x" })), [404, "model_not_found", null]);
  assert.deepEqual(await coded(fails(null, { apiKey: "wrong" })), [401, "invalid_api_key", null]);
  const refused = fails(null, { model: "sim-reasoner", limit: 9 });
  assert.deepEqual(await coded(refused), [400, "unsupported_parameter", "max_tokens"]);
});

Deno.test("startSimulatedServer() lets the openai package succeed on the retry of a passing fault", async () => {
  await using server = await startSimulatedServer({
    faults: [{ kind: "429", attempts: 1, retryAfterSeconds: 0 }],
  });
  const client = new OpenAI({ baseURL: server.baseUrl, apiKey: "any", maxRetries: 1 });
  const body = await client.chat.completions.create({
    model: "sim-weak",
    messages: [{ role: "user", content: "Hello" }],
  });
  assert.equal(body.choices.length, 1);
  assert.deepEqual(server.requests.faults, { "429": 1 });
  assert.equal(server.requests.total, 2);
});

Deno.test("startSimulatedServer() asks for the key where one is set, and never shows the whole of a wrong one", async () => {
  await using server = await startSimulatedServer({ apiKey: "right" });
  const get = async (headers: Record<string, string>): Promise<[number, string]> => {
    const response = await fetch(`${server.baseUrl}/models`, { headers });
    return [response.status, await response.text()];
  };
  assert.equal((await get({ authorization: "Bearer right" }))[0], 200);
  const [missing, words] = await get({});
  assert.equal(missing, 401);
  assert.match(words, /You didn't provide an API key/);
  const [wrong, message] = await get({ authorization: "Bearer sk-planted-1234567890" });
  assert.equal(wrong, 401);
  assert.equal(JSON.parse(message).error.code, "invalid_api_key");
  assert.match(message, /sk-plant\*{8}7890/);
  const [, short] = await get({ authorization: "Bearer short" });
  assert.match(short, /provided: \*{5}\./);
});

Deno.test("startSimulatedServer() waits the latency asked for, by request", async () => {
  const asked: string[] = [];
  await using server = await startSimulatedServer({
    latencyMs: (request) => {
      asked.push(request.model);
      return 1;
    },
  });
  const response = await fetch(`${server.baseUrl}/chat/completions`, {
    method: "POST",
    body: BODY,
  });
  assert.equal(response.status, 200);
  await response.body?.cancel();
  await (await fetch(`${server.baseUrl}/models`)).body?.cancel();
  assert.deepEqual(asked, ["sim-strong"]);
});

Deno.test("startSimulatedServer() records requests and counts those in flight", async () => {
  const seen: RecordedRequest[] = [];
  const bothIn = Promise.withResolvers<void>();
  await using server = await startSimulatedServer({
    faults: [{ kind: "hang" }],
    onRequest: (request) => {
      seen.push(request);
      if (seen.length === 2) bothIn.resolve();
    },
  });
  const given = new AbortController();
  const headers = { authorization: "Bearer planted", "x-team": "blue" };
  const url = `${server.baseUrl}/chat/completions`;
  const pending = [1, 2].map(() =>
    fetch(url, { method: "POST", body: BODY, headers, signal: given.signal }).catch(() => null)
  );
  await bothIn.promise;
  assert.equal(server.requests.inFlight, 2);
  given.abort();
  await Promise.all(pending);
  assert.equal(server.requests.peakInFlight, 2);
  assert.deepEqual(seen[0]?.body, JSON.parse(BODY));
  assert.equal(seen[0]?.headers["x-team"], "blue");
  assert.equal(seen[0]?.keySent, true);
  assert.ok(!JSON.stringify(seen).includes("planted"));
});

Deno.test("startSimulatedServer() shuts down at once with requests hanging and delayed, and twice does no harm", async () => {
  const taken = Promise.withResolvers<void>();
  const server = await startSimulatedServer({
    latencyMs: 3_600_000,
    onRequest: () => taken.resolve(),
  });
  const pending = fetch(`${server.baseUrl}/chat/completions`, { method: "POST", body: BODY })
    .then(() => "answered", () => "dropped");
  await taken.promise;
  await Promise.all([server.shutdown(), server.shutdown()]);
  assert.equal(await pending, "dropped");
  await assert.rejects(fetch(`${server.baseUrl}/models`));
});

Deno.test("startSimulatedServer() takes the port asked for, and refuses one that is taken", async () => {
  const first = await startSimulatedServer({ port: freePort() });
  await assert.rejects(startSimulatedServer({ port: first.port }), { code: "EADDRINUSE" });
  await first.shutdown();
  await using second = await startSimulatedServer({ port: first.port });
  assert.equal(second.baseUrl, `http://127.0.0.1:${first.port}/v1`);
});

Deno.test("startSimulatedServer() answers 500 when the caller's own function throws, and lives on", async () => {
  await using server = await startSimulatedServer({
    faults: [{
      kind: "503",
      match: () => {
        throw new TypeError("a slip in match");
      },
    }],
  });
  const response = await fetch(`${server.baseUrl}/chat/completions`, {
    method: "POST",
    body: BODY,
  });
  assert.equal(response.status, 500);
  assert.match(await response.text(), /The simulation itself failed: TypeError: a slip in match/);
  const models = await fetch(`${server.baseUrl}/models`);
  assert.equal(models.status, 200);
  await models.body?.cancel();
});

Deno.test("startSimulatedServer() serves many clients at once, each the reply it would get alone", async () => {
  await using server = await startSimulatedServer({ questions: QUESTIONS });
  const ask = async (index: number): Promise<string> => {
    const question = QUESTIONS[index] ?? assert.fail("no question");
    const response = await fetch(`${server.baseUrl}/chat/completions`, {
      method: "POST",
      body: JSON.stringify({ model: "sim-strong", messages: [userMessage(question)] }),
    });
    const body: Completion = await response.json();
    return body.choices[0]?.message.content ?? "";
  };
  const indices = Array.from({ length: 200 }, (_, index) => index);
  const together = await Promise.all(indices.map(ask));
  for (const index of [0, 57, 199]) assert.equal(await ask(index), together[index]);
});
