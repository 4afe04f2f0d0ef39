import assert from "node:assert/strict";
import type { RecordedRequest } from "../../../lib/models/simulated/server_types.ts";
import { simulatedEndpoint } from "../../../lib/models/simulated/simulated_endpoint.ts";
import type { SimulatedModel } from "../../../lib/models/simulated/types.ts";
import { CASES, complete, post, QUESTIONS, userMessage } from "./exam.ts";

const HELLO = [{ role: "user", content: "Hello" }];
const [FIRST = []] = CASES;

const echo: SimulatedModel = {
  id: "echo",
  description: "repeats the last message",
  contextTokens: 100,
  refuses: [],
  reply: ({ messages }, { random }) => ({
    content: messages.at(-1)?.text ?? "",
    reasoning: `${random("thought")}`,
  }),
};

Deno.test("simulatedEndpoint() answers a chat request with a complete body", () => {
  const endpoint = simulatedEndpoint({ now: () => new Date(1_700_000_000_000) });
  const { status, headers, text } = post(endpoint, { model: "sim-weak", messages: HELLO });
  const body = JSON.parse(text);
  assert.equal(status, 200);
  assert.equal(headers["content-type"], "application/json");
  assert.match(headers["x-request-id"] ?? "", /^req_[0-9a-f]{24}$/);
  assert.match(body.id, /^chatcmpl-[0-9a-f]{24}$/);
  assert.equal(body.object, "chat.completion");
  assert.equal(body.created, 1_700_000_000);
  assert.equal(body.model, "sim-weak");
  assert.deepEqual(body.choices, [{
    index: 0,
    message: {
      role: "assistant",
      content: "I am sim-weak, a simulated model: I answer multiple-choice questions, by rule.",
      refusal: null,
    },
    logprobs: null,
    finish_reason: "stop",
  }]);
  assert.deepEqual(body.usage, {
    prompt_tokens: 6,
    completion_tokens: 20,
    total_tokens: 26,
    prompt_tokens_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0 },
  });
});

Deno.test("simulatedEndpoint() reports prompt tokens that grow with the conversation and with images", () => {
  const endpoint = simulatedEndpoint({ questions: QUESTIONS });
  const messages: unknown[] = [];
  let before = 0;
  for (const question of FIRST) {
    messages.push(userMessage(question, { image: false }));
    const { usage, choices } = complete(endpoint, { model: "sim-strong", messages });
    assert.ok(usage.prompt_tokens > before + 50, `${usage.prompt_tokens} after ${before}`);
    assert.ok(usage.prompt_tokens_details.cached_tokens <= before + 100);
    before = usage.prompt_tokens;
    messages.push({ role: "assistant", content: choices[0]?.message.content });
  }
  const opening = FIRST[0] ?? assert.fail("no question");
  const tokens = (image: boolean): number =>
    complete(endpoint, { model: "sim-strong", messages: [userMessage(opening, { image })] })
      .usage.prompt_tokens;
  assert.equal(tokens(true) - tokens(false), 255);
});

Deno.test("simulatedEndpoint() cuts a reply at the token limit, reasoning first, and says length", () => {
  const ask = (limit: unknown): ReturnType<typeof complete> =>
    complete(simulatedEndpoint({ models: [echo] }), {
      model: "echo",
      messages: [{ role: "user", content: "x".repeat(80) }],
      max_completion_tokens: limit,
    });
  const whole = ask(null);
  const thought = whole.usage.completion_tokens_details.reasoning_tokens;
  assert.equal(whole.usage.completion_tokens, thought + 20);
  assert.equal(whole.choices[0]?.finish_reason, "stop");
  const short = ask(thought + 5);
  assert.equal(short.choices[0]?.message.content, "x".repeat(20));
  assert.equal(short.choices[0]?.finish_reason, "length");
  assert.equal(short.usage.completion_tokens, thought + 5);
  const thinking = ask(2);
  assert.equal(thinking.choices[0]?.message.content, "");
  assert.equal(thinking.choices[0]?.message.reasoning_content?.length, 8);
  assert.equal(thinking.usage.completion_tokens_details.reasoning_tokens, 2);
});

Deno.test("simulatedEndpoint() refuses a prompt longer than the model's context", () => {
  const { status, text } = post(simulatedEndpoint({ models: [echo] }), {
    model: "echo",
    messages: [{ role: "user", content: "x".repeat(400) }],
  });
  assert.equal(status, 400);
  assert.equal(JSON.parse(text).error.code, "context_length_exceeded");
  assert.match(text, /maximum context length is 100 tokens.*resulted in 104 tokens/);
});

Deno.test("simulatedEndpoint() refuses max_tokens and temperature for sim-reasoner as hosted models do", () => {
  const error = (extra: Record<string, unknown>): unknown => {
    const body = { model: "sim-reasoner", messages: HELLO, ...extra };
    const { status, text } = post(simulatedEndpoint(), body);
    return { status, ...JSON.parse(text).error };
  };
  const type = "invalid_request_error";
  assert.deepEqual(error({ max_tokens: 10 }), {
    status: 400,
    message:
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    type,
    param: "max_tokens",
    code: "unsupported_parameter",
  });
  assert.deepEqual(error({ temperature: 0 }), {
    status: 400,
    message:
      "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
    type,
    param: "temperature",
    code: "unsupported_value",
  });
  const accepted = { model: "sim-reasoner", messages: HELLO, temperature: 1 };
  assert.equal(post(simulatedEndpoint(), { ...accepted, max_completion_tokens: 10 }).status, 200);
  const other = { model: "sim-strong", messages: HELLO, temperature: 0, max_tokens: 10 };
  assert.equal(post(simulatedEndpoint(), other).status, 200);
});

Deno.test("simulatedEndpoint() draws another sample for another request seed above temperature 0 only", () => {
  const ask = (extra: Record<string, unknown>): string =>
    FIRST.concat(CASES[1] ?? [], CASES[2] ?? [], CASES[3] ?? []).map((question) =>
      complete(simulatedEndpoint({ questions: QUESTIONS }), {
        model: "sim-weak",
        messages: [userMessage(question)],
        ...extra,
      }).choices[0]?.message.content
    ).join();
  assert.equal(ask({ temperature: 0, seed: 1 }), ask({ temperature: 0, seed: 2 }));
  assert.equal(ask({ temperature: 1, seed: 1 }), ask({ temperature: 1, seed: 1 }));
  assert.notEqual(ask({ temperature: 1, seed: 1 }), ask({ temperature: 1, seed: 2 }));
});

Deno.test("simulatedEndpoint() refuses a malformed body with a 400 that names the parameter", () => {
  const model = "sim-weak";
  const user = (content: unknown): unknown => ({ model, messages: [{ role: "user", content }] });
  const table: readonly (readonly [unknown, string | null, RegExp])[] = [
    ["{", null, /could not parse the JSON body/],
    ["", null, /could not parse the JSON body/],
    ["[]", null, /could not parse the JSON body/],
    [{ messages: HELLO }, null, /must provide a model parameter/],
    [{ model }, "messages", /Missing required parameter: 'messages'/],
    [{ model, messages: [] }, "messages", /at least one message/],
    [{ model, messages: "Hello" }, "messages", /at least one message/],
    [{ model, messages: ["Hello"] }, "messages[0]", /expected an object/],
    [{ model, messages: [{ role: "me", content: "x" }] }, "messages[0].role", /one of system/],
    [user(null), "messages[0].content", /a string or an array of parts/],
    [user([]), "messages[0].content", /a string or an array of parts/],
    [user([{ type: "audio" }]), "messages[0].content[0]", /a text or an image_url part/],
    [
      user([{ type: "image_url", image_url: { url: "file:///a.png" } }]),
      "messages[0].content[0].image_url",
      /Invalid image URL/,
    ],
    [{ model, messages: HELLO, max_tokens: 0 }, "max_tokens", /an integer of at least 1/],
    [{ model, messages: HELLO, max_tokens: 1.5 }, "max_tokens", /an integer of at least 1/],
    [{ model, messages: HELLO, temperature: 3 }, "temperature", /at most 2/],
    [{ model, messages: HELLO, temperature: "0" }, "temperature", /a number of at least 0/],
    [{ model, messages: HELLO, stream: true }, "stream", /does not stream/],
    [{ model, messages: HELLO, n: 2 }, "n", /one choice/],
  ];
  for (const [body, param, message] of table) {
    const { status, text } = post(simulatedEndpoint(), body);
    const { error } = JSON.parse(text);
    assert.equal(status, 400, text);
    assert.equal(error.param, param, text);
    assert.match(error.message, message);
    assert.equal(error.type, "invalid_request_error");
  }
});

Deno.test("simulatedEndpoint() says 404 for an unknown model or address, in the API's error shape", () => {
  const endpoint = simulatedEndpoint();
  const get = (path: string, method = "GET"): { status: number; code: unknown } => {
    const { answer } = endpoint.answer({ method, path, headers: {}, body: "" });
    return { status: answer.status, code: JSON.parse(answer.body).error?.code };
  };
  const chat = post(endpoint, { model: "gpt-9", messages: HELLO });
  assert.equal(chat.status, 404);
  assert.match(chat.text, /The model `gpt-9` does not exist/);
  assert.deepEqual(get("/v1/models/gpt-9"), { status: 404, code: "model_not_found" });
  assert.deepEqual(get("/v1/nothing"), { status: 404, code: "unknown_url" });
  assert.deepEqual(get("/v1/chat/completions"), { status: 404, code: "unknown_url" });
  assert.deepEqual(get("/v1/models", "POST"), { status: 404, code: "unknown_url" });
  assert.deepEqual(get("/v1/models?limit=1"), { status: 200, code: undefined });
});

Deno.test("simulatedEndpoint() tells onRequest what came and never the key", () => {
  const seen: RecordedRequest[] = [];
  const endpoint = simulatedEndpoint({
    onRequest: (request) => seen.push(request),
    faults: [{ kind: "503", times: 1 }],
  });
  post(endpoint, { model: "sim-weak", messages: HELLO, top_k: 3 });
  post(endpoint, "{");
  endpoint.answer({
    method: "GET",
    path: "/v1/models?x=1",
    headers: { "x-api-key": "planted-key-1234567890", accept: "*/*" },
    body: "",
  });
  assert.deepEqual(seen, [
    {
      index: 0,
      method: "POST",
      path: "/v1/chat/completions",
      headers: {},
      keySent: true,
      body: { model: "sim-weak", messages: HELLO, top_k: 3 },
      fault: "503",
    },
    {
      index: 1,
      method: "POST",
      path: "/v1/chat/completions",
      headers: {},
      keySent: true,
      body: "{",
      fault: null,
    },
    {
      index: 2,
      method: "GET",
      path: "/v1/models?x=1",
      headers: { accept: "*/*" },
      keySent: false,
      body: null,
      fault: null,
    },
  ]);
  assert.ok(!JSON.stringify(seen).includes("planted"));
  assert.deepEqual(endpoint.counts(), {
    total: 3,
    models: { "sim-weak": 1 },
    faults: { "503": 1 },
  });
});

Deno.test("simulatedEndpoint() serves models of the caller's own, and refuses an impossible list", () => {
  const endpoint = simulatedEndpoint({ models: [echo] });
  const body = complete(endpoint, { model: "echo", messages: HELLO });
  assert.equal(body.choices[0]?.message.content, "Hello");
  assert.equal(post(endpoint, { model: "sim-weak", messages: HELLO }).status, 404);
  assert.throws(() => simulatedEndpoint({ models: [] }), /models is empty, expected at least one/);
  assert.throws(() => simulatedEndpoint({ models: [echo, echo] }), /Two models share an id: echo/);
});
