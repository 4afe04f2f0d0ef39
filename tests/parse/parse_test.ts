import assert from "node:assert/strict";
import * as v from "valibot";
import {
  canonicalJson,
  CaseError,
  describeValue,
  FieldReader,
  htmlTitle,
  ModelError,
  parseCompletion,
  parseJson,
  pythonFixed,
  pythonRound,
  pythonStrip,
  sha256Hex,
  splitReasoning,
} from "../../mod.ts";
import { parseWith } from "../../lib/parse/parse_with.ts";

Deno.test("CaseError names place, field, what came and what was expected, and keeps its cause", () => {
  const cause = new Error("underneath");
  const error = new CaseError({
    where: "a.jsonl:3",
    field: null,
    expected: "an object",
    received: "null",
    cause,
  });
  assert.equal(error.message, "Cannot parse case at a.jsonl:3: it is null, expected an object");
  assert.equal(error.cause, cause);
});

Deno.test("pythonStrip() trims exactly what Python's str.strip trims", () => {
  const python = [
    ...[9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760],
    ...[
      8192,
      8193,
      8194,
      8195,
      8196,
      8197,
      8198,
      8199,
      8200,
      8201,
      8202,
      8232,
      8233,
      8239,
      8287,
      12288,
    ],
  ];
  for (let code = 0; code < 0x10000; code++) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const character = String.fromCharCode(code);
    const expected = python.includes(code) ? "x" : `${character}x${character}`;
    assert.equal(pythonStrip(`${character}x${character}`), expected, `U+${code.toString(16)}`);
  }
  assert.equal(pythonStrip(" \u0085 "), "");
});

Deno.test("pythonRound() breaks exact ties to even and follows the binary value otherwise", () => {
  // Computed with Python 3.11.
  const table: [number, number, number][] = [
    [0.5, 0, 0],
    [1.5, 0, 2],
    [2.5, 0, 2],
    [0.03125, 4, 0.0312],
    [0.09375, 4, 0.0938],
    [2.675, 2, 2.67],
    [1.005, 2, 1],
    [0.00005, 4, 0.0001],
    [1 / 3, 4, 0.3333],
    [2 / 3, 4, 0.6667],
    [-0.03125, 4, -0.0312],
    [123456.78125, 4, 123456.7812],
    [5e-324, 4, 0],
  ];
  for (const [value, digits, expected] of table) {
    assert.equal(pythonRound(value, digits), expected, String(value));
  }
  assert.throws(() => pythonRound(1, -1), /digits is -1, expected an integer from 0 to 20/);
});

Deno.test("pythonFixed() keeps four decimals, negative ones included", () => {
  assert.equal(pythonFixed(0.40625, 4), "0.4062");
  assert.equal(pythonFixed(-0.40625, 4), "-0.4062");
  assert.equal(pythonFixed(1, 4), "1.0000");
});

Deno.test("splitReasoning() takes out closed, unclosed and headless think blocks", () => {
  assert.deepEqual(splitReasoning("a<think>b</think>c<think>d</think>e"), {
    text: "ace",
    reasoning: "b\n\nd",
  });
  assert.deepEqual(splitReasoning("<think>never ends"), { text: "", reasoning: "never ends" });
  assert.deepEqual(splitReasoning("thought</think>\\boxed{A}"), {
    text: "\\boxed{A}",
    reasoning: "thought",
  });
  assert.deepEqual(splitReasoning("<think></think>A"), { text: "A", reasoning: null });
});

Deno.test("canonicalJson() does not depend on the order of keys and drops what is undefined", () => {
  assert.equal(
    canonicalJson({ b: 1, a: { d: undefined, c: [1, "x"] } }),
    '{"a":{"c":[1,"x"]},"b":1}',
  );
  assert.equal(canonicalJson(null), "null");
});

Deno.test("sha256Hex() gives the published digest of abc, as text and as bytes", () => {
  const expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  assert.equal(sha256Hex("abc"), expected);
  assert.equal(sha256Hex(new TextEncoder().encode("abc")), expected);
});

Deno.test("parseWith() names the first bad field with its path", () => {
  const schema = v.object({ mcqs: v.array(v.object({ key: v.string() })) });
  assert.throws(
    () =>
      parseWith(schema, { mcqs: [{ key: "A" }, { key: null }] }, {
        where: "a.jsonl:2",
        thing: "record",
      }),
    (error) =>
      error instanceof CaseError &&
      error.message === 'Cannot parse record at a.jsonl:2: "mcqs[1].key" is null, expected string',
  );
});

Deno.test("describeValue() shortens what is long and says what is missing", () => {
  assert.equal(describeValue("x".repeat(200)).length, 80);
  assert.equal(describeValue(undefined), "missing");
});

Deno.test("FieldReader gives null for absent fields and refuses wrong kinds by name", () => {
  const read = new FieldReader(
    { a: "x", n: null, list: [1], tags: { t: "u" }, labels: { l: [3] } },
    {
      where: "f",
      thing: "thing",
    },
  );
  assert.equal(read.text("a"), "x");
  assert.equal(read.number("n"), null);
  assert.deepEqual(read.texts("tags"), { t: "u" });
  assert.equal(read.text("toString"), null);
  assert.throws(() => read.number("a"), /"a" is "x", expected a number/);
  assert.throws(() => read.textLists("labels"), /"labels\.l" is 3, expected a list of strings/);
  assert.throws(() => read.oneOf("a", ["y", "z"]), /"a" is "x", expected one of y, z/);
  assert.throws(
    () => new FieldReader([], { where: "f", thing: "thing" }),
    /it is \[\], expected an object/,
  );
});

const completion = (message: unknown, more: object = {}) =>
  JSON.stringify({ choices: [{ message, finish_reason: "stop" }], ...more });

Deno.test("parseCompletion() keeps reasoning apart, trims as Python does and reads usage", () => {
  const reply = parseCompletion(
    completion({ content: "\x1c \\boxed{B}\n", reasoning_content: "because" }, {
      model: "served",
      usage: {
        prompt_tokens: 10,
        completion_tokens: 4,
        completion_tokens_details: { reasoning_tokens: 2 },
        prompt_tokens_details: { cached_tokens: 1 },
      },
    }),
    { requestId: "id" },
  );
  assert.equal(reply.content, "\\boxed{B}");
  assert.equal(reply.reasoning, "because");
  assert.equal(reply.servedModel, "served");
  assert.equal(reply.requestId, "id");
  assert.deepEqual(reply.usage, {
    inputTokens: 10,
    outputTokens: 4,
    reasoningTokens: 2,
    cachedTokens: 1,
  });
});

Deno.test("parseCompletion() joins content parts", () => {
  const reply = parseCompletion(
    completion({ content: [{ type: "text", text: "A" }, { text: "B" }] }),
    {
      requestId: null,
    },
  );
  assert.equal(reply.content, "AB");
});

Deno.test("parseCompletion() turns every unusable body into a failure of its kind", () => {
  const table: [string, string, RegExp][] = [
    ["", "bad_body", /empty body/],
    ["<html><title>Gateway</title>", "bad_body", /HTML page instead of JSON \(title "Gateway"\)/],
    ['{"choices": [{"mess', "bad_body", /no JSON/],
    ["{}", "bad_body", /choices is missing/],
    ['{"choices":[]}', "bad_body", /no choices/],
    ['{"error":{"message":"overloaded"}}', "bad_body", /reports an error: "overloaded"/],
    [completion({ content: null }), "empty_reply", /no text/],
    [completion({ content: " \n" }), "empty_reply", /finish reason "stop"/],
    [completion({ content: null, refusal: "I cannot" }), "empty_reply", /refusal/],
    [completion({ content: 7 }), "bad_body", /content/],
  ];
  for (const [body, kind, message] of table) {
    assert.throws(
      () => parseCompletion(body, { requestId: null }),
      (error) =>
        error instanceof ModelError && error.failure.kind === kind && message.test(error.message),
      body,
    );
  }
});

Deno.test("htmlTitle() is empty where there is no title", () => {
  assert.equal(htmlTitle("<html><body>no</body>"), "");
});

Deno.test("parseJson() refuses deep nesting and drops __proto__ however it is written", () => {
  const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
  assert.doesNotThrow(() => parseJson(deep(100)));
  assert.throws(() => parseJson(deep(101)), /nested deeper than 100 levels/);
  assert.throws(() => parseJson(deep(1_000_000)), RangeError);
  assert.doesNotThrow(() => parseJson(JSON.stringify("[".repeat(1000) + '\\"[')));
  assert.throws(() => parseJson("{"), SyntaxError);
  for (const key of ["__proto__", "\\u005f_proto__", "_\\u005F\\u0070roto__", "__pr\\u006fto__"]) {
    const value = parseJson(`{"a":{"${key}":{"b":1},"c":2}}`);
    assert.deepEqual(value, { a: { c: 2 } });
  }
  assert.deepEqual(parseJson('{"constructor":1}'), { constructor: 1 });
  assert.equal(Object.hasOwn(Object.prototype, "b"), false);
});
