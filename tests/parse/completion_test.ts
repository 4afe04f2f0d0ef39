import assert from "node:assert/strict";
import {
  type ErrorKind,
  type FinishKind,
  finishKind,
  ModelError,
  parseCompletion,
  redactKey,
  type Reply,
} from "../../mod.ts";

const parse = (body: unknown): Reply =>
  parseCompletion(typeof body === "string" ? body : JSON.stringify(body), { requestId: null });

const withMessage = (message: unknown, more: object = {}, choice: object = {}) => ({
  choices: [{ message, finish_reason: "stop", ...choice }],
  ...more,
});

const failureOf = (body: unknown): ModelError => {
  try {
    parse(body);
  } catch (error) {
    assert.ok(error instanceof ModelError, String(error));
    return error;
  }
  throw new assert.AssertionError({ message: `accepted: ${JSON.stringify(body)}` });
};

const A = { content: "\\boxed{A}" };

Deno.test("parseCompletion() turns an error within a 200 into that error, whatever stands beside it", () => {
  const table: readonly (readonly [unknown, ErrorKind, RegExp])[] = [
    [{ error: { message: "overloaded" } }, "bad_body", /reports an error: "overloaded"/],
    [{ error: "overloaded" }, "bad_body", /reports an error: "overloaded"/],
    [{ detail: "Not Found" }, "bad_body", /reports an error: "Not Found"/],
    [{ message: "no worker" }, "bad_body", /reports an error: "no worker"/],
    [{ object: "error", message: "gone", code: 503 }, "server", /\(code 503\): "gone"/],
    [[{ error: { code: 429, message: "slow" } }], "rate_limited", /\(code 429\): "slow"/],
    [{ error: { code: "rate_limit_exceeded", message: "slow" } }, "rate_limited", /slow/],
    [{ error: { code: 401, message: "no" } }, "auth", /no/],
    [{ error: { code: "502", message: "died" }, ...withMessage(A) }, "server", /code 502.*died/],
    [{ error: true, message: "died", ...withMessage(A) }, "bad_body", /died/],
    [withMessage({ content: "" }, {}, { error: { code: 502, message: "P" } }), "server", /P/],
    [withMessage(A, {}, { error: { code: 502, message: "P" } }), "server", /P/],
    [
      withMessage(A, {}, { error: { code: 403, message: "prompt was flagged" } }),
      "content_filter",
      /flagged/,
    ],
    [withMessage(A, {}, { finish_reason: "error" }), "bad_body", /ended by an error .*"error"/],
    [withMessage(A, {}, { finish_reason: "network_error" }), "bad_body", /network_error/],
    [
      { error: { message: "The model `m` does not exist", code: "model_not_found" } },
      "unknown_model",
      /does not exist/,
    ],
    [
      { error: { message: "maximum context length is 4096", code: 400 } },
      "context_too_long",
      /4096/,
    ],
  ];
  for (const [body, kind, message] of table) {
    const error = failureOf(body);
    assert.equal(error.failure.kind, kind, JSON.stringify(body));
    assert.match(error.failure.message, message);
    assert.equal(error.reply, null);
  }
});

Deno.test("parseCompletion() takes an error field that says nothing for none", () => {
  for (const error of [null, false, "", {}, [], 0, { code: 0, message: "success" }]) {
    assert.equal(parse({ error, ...withMessage(A) }).content, "\\boxed{A}", JSON.stringify(error));
    assert.equal(parse(withMessage(A, {}, { error })).content, "\\boxed{A}");
  }
});

Deno.test("parseCompletion() says what came instead of a completion", () => {
  const table: readonly (readonly [unknown, RegExp])[] = [
    [{ id: "x" }, /choices is missing, expected a list; what came is \{"id":"x"\}/],
    [{ choices: null }, /choices is null, expected a list/],
    [{ choices: [] }, /no choices/],
    [{ choices: ["A"] }, /choices\.0 is "A", expected an object/],
    [{ choices: [{ message: null }] }, /choices\.0\.message is null, expected an object/],
    [withMessage({ content: 7 }), /choices\.0\.message\.content is 7, expected a text or a list/],
    [17, /the body is 17, expected a chat completion/],
    ["null", /the body is null/],
    ['data: {"choices":[]}\n\n', /a stream of events/],
    ["\n\n", /an empty body/],
    ["\n<html><title>Login</title>", /an HTML page instead of JSON \(title "Login"\)/],
    ["[".repeat(2000) + "]".repeat(2000), /nested deeper/],
  ];
  for (const [body, message] of table) {
    const { failure } = failureOf(body);
    assert.equal(failure.kind, "bad_body");
    assert.match(failure.message, message);
  }
});

Deno.test("parseCompletion() reads a paid reply whatever the fields are that nobody needs", () => {
  const usage = { prompt_tokens: 100, completion_tokens: 10 };
  const odd: readonly object[] = [
    withMessage(A, { usage: "none" }),
    withMessage(A, { usage: [] }),
    withMessage(A, { usage: { ...usage, completion_tokens_details: "x" } }),
    withMessage(A, { usage: { prompt_tokens: {}, completion_tokens: true } }),
    withMessage({ ...A, reasoning: { text: "x" }, reasoning_content: ["a"] }),
    withMessage({ ...A, refusal: false }),
    withMessage(A, {}, { finish_reason: 5 }),
    withMessage(A, { model: 7 }),
    withMessage({
      content: [{ type: "text", text: null }, { type: "text", ...{ text: A.content } }],
    }),
    withMessage({ content: [A.content] }),
    withMessage({ content: [null, 3, { type: "image_url" }, { text: A.content }] }),
  ];
  for (const body of odd) {
    const reply = parse(body);
    assert.equal(reply.content, "\\boxed{A}", JSON.stringify(body));
    assert.equal(reply.refusal, null);
  }
  const plain = parse(withMessage({ ...A, refusal: false }, { model: 7 }, { finish_reason: 5 }));
  assert.deepEqual([plain.finishReason, plain.servedModel], [null, null]);
});

Deno.test("parseCompletion() keeps reasoning that comes as a part out of the content", () => {
  const said = { type: "text", text: "\\boxed{A}" };
  const thoughts: readonly (readonly [object, string])[] = [
    [{ type: "reasoning", text: "perhaps \\boxed{B}" }, "perhaps \\boxed{B}"],
    [{ type: "thinking", thinking: "is it B?" }, "is it B?"],
    [
      { type: "thinking", thinking: [{ type: "text", text: "B?" }, { type: "text", text: "no" }] },
      "B?\n\nno",
    ],
    [{ type: "reasoning", summary: [{ type: "summary_text", text: "short" }] }, "short"],
    [{ thought: true, text: "B?" }, "B?"],
  ];
  for (const [thought, reasoning] of thoughts) {
    const reply = parse(withMessage({ content: [thought, said] }));
    assert.equal(reply.content, "\\boxed{A}");
    assert.equal(reply.text, "\\boxed{A}");
    assert.equal(reply.reasoning, reasoning);
  }
  const { reply } = failureOf(withMessage({ content: [{ type: "thinking", thinking: "B" }] }));
  assert.equal(reply?.reasoning, "B");
  assert.equal(parse(withMessage({ ...A, reasoning_content: ["a", "b"] })).reasoning, "a\n\nb");
  assert.equal(
    parse(withMessage({ ...A, reasoning_details: [{ type: "reasoning.text", text: "t" }] }))
      .reasoning,
    "t",
  );
  assert.equal(
    failureOf(withMessage({ content: [{ type: "refusal", refusal: "I cannot" }] })).reply?.refusal,
    "I cannot",
  );
});

Deno.test("parseCompletion() makes impossible usage unknown and takes the larger of what contradicts itself", () => {
  const details = (reasoning_tokens: unknown) => ({
    completion_tokens_details: { reasoning_tokens },
  });
  const cached = (cached_tokens: unknown) => ({ prompt_tokens_details: { cached_tokens } });
  const both = (prompt_tokens: unknown, completion_tokens: unknown) => ({
    prompt_tokens,
    completion_tokens,
  });
  const table: readonly (readonly [string, unknown, readonly (number | null)[]])[] = [
    ["plain", both(100, 10), [100, 10, null, null]],
    ["absent", undefined, [null, null, null, null]],
    ["null", null, [null, null, null, null]],
    ["0 and 0 beside text", both(0, 0), [null, null, null, null]],
    ["negative", both(-100, -10), [null, null, null, null]],
    ["too many", both(1e30, 1e30), [null, null, null, null]],
    ["texts", both("100", "10"), [100, 10, null, null]],
    ["other texts", both("1e3", "ten"), [null, null, null, null]],
    ["fractions", both(100.5, 10.25), [101, 11, null, null]],
    ["other names", { input_tokens: 100, output_tokens: 10 }, [100, 10, null, null]],
    ["a total alone", { total_tokens: 5000 }, [null, null, null, null]],
    [
      "reasoning outside the completion",
      { ...both(100, 10), ...details(5000), total_tokens: 5110 },
      [100, 5010, 5000, null],
    ],
    ["the same without a total", { ...both(100, 10), ...details(5000) }, [100, 5010, 5000, null]],
    [
      "less reasoning than completion, outside it",
      { ...both(100, 40), ...details(30), total_tokens: 170 },
      [100, 70, 30, null],
    ],
    ["reasoning within", { ...both(100, 40), ...details(30), total_tokens: 140 }, [
      100,
      40,
      30,
      null,
    ]],
    ["untold thoughts in the total", { ...both(100, 10), total_tokens: 600 }, [
      100,
      500,
      null,
      null,
    ]],
    ["a total that is too small", { ...both(100, 10), total_tokens: 5 }, [100, 10, null, null]],
    ["cached within", { ...both(100, 10), ...cached(90), total_tokens: 110 }, [100, 10, null, 90]],
    ["cached outside", { ...both(60, 10), ...cached(200) }, [260, 10, null, 200]],
    [
      "cached outside by the total",
      { ...both(60, 10), ...cached(50), total_tokens: 120 },
      [110, 10, null, 50],
    ],
    ["negative cached", { ...both(100, 10), ...cached(-1e6) }, [100, 10, null, null]],
  ];
  for (const [what, usage, expected] of table) {
    const { inputTokens, outputTokens, reasoningTokens, cachedTokens } =
      parse(withMessage(A, { usage })).usage;
    assert.deepEqual([inputTokens, outputTokens, reasoningTokens, cachedTokens], expected, what);
  }
  const endless = '{"choices":[{"message":{"content":"A"}}],"usage":{"prompt_tokens":1e999}}';
  assert.equal(parse(endless).usage.inputTokens, null);
  const silent = failureOf(withMessage({ content: "" }, { usage: both(100, 0) }));
  assert.equal(silent.reply?.usage.outputTokens, 0);
});

Deno.test("finishKind() knows cuts, filters and failures in the words of many endpoints", () => {
  const table: readonly (readonly [string | null, FinishKind | null])[] = [
    ["length", "cut"],
    ["MAX_TOKENS", "cut"],
    ["content_filter", "filtered"],
    ["SAFETY", "filtered"],
    ["sensitive", "filtered"],
    ["error", "failed"],
    ["stop", null],
    ["tool_calls", null],
    ["eos", null],
    ["", null],
    [null, null],
  ];
  for (const [reason, kind] of table) assert.equal(finishKind(reason), kind, String(reason));
});

Deno.test("redactKey() takes out a key in raw, base64, URL-encoded and prefix form", () => {
  const key = "sk-planted/1234567890";
  const redact = redactKey(key);
  for (const form of [key, btoa(key), encodeURIComponent(key), "sk-plant*********7890"]) {
    assert.equal(redact(`<${form}>`), "<[key]>", form);
  }
  assert.equal(redactKey("token")("a token of thanks"), "a token of thanks");
});

Deno.test("redactKey() takes a short key out where it stands alone, and a plain word out of a reply only behind Bearer", () => {
  const redact = redactKey("abc1234");
  assert.equal(redact(`"abc1234" xabc1234 ${btoa("abc1234")}`), '"[key]" xabc1234 [key]');
  const message = redactKey("hunter");
  const reply = redactKey("hunter", { bearerTokens: false, plainWords: false });
  assert.equal(message("wrong key hunter, hunters"), "wrong key [key], hunters");
  assert.equal(reply("the hunter fell; Bearer hunter"), "the hunter fell; Bearer [key]");
  for (const key of ["", "A", "x", "key"]) assert.equal(redactKey(key)("A key x"), "A key x");
});
