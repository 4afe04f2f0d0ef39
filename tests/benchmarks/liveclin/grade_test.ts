import assert from "node:assert/strict";
import { liveclin } from "../../../lib/benchmarks/liveclin/liveclin.ts";
import type { Delivery, ErrorKind, Grade, Outcome } from "../../../lib/types.ts";
import {
  gradesOf,
  makeImageRecord,
  makeMcq,
  makeRecord,
  makeTurn,
  parseRecord,
  type ScriptedTurn,
} from "./fixtures.ts";

function outcomes(grades: readonly Grade[]): readonly (readonly [Outcome, number | null])[] {
  return grades.map(({ outcome, score }) => [outcome, score]);
}

Deno.test("grade() gives right 1, wrong 0, and both readings of the letter", async () => {
  const [right, wrong] = await gradesOf(2, ["So \\boxed{A}.", "The answer is B."]);
  assert.deepEqual(right, {
    item: "q1",
    metric: "accuracy",
    outcome: "graded",
    score: 1,
    reason: null,
    expected: "A",
    extracted: "A",
    official: { extracted: "A", score: 1, error: null },
    turn: 0,
    detail: {
      letter_rule: "boxed",
      letter_span: [3, 12],
      strict_rule: "boxed",
      strict_span: [3, 12],
      media_missing_before: false,
    },
  });
  assert.deepEqual(outcomes(wrong === undefined ? [] : [wrong]), [["graded", 0]]);
  assert.deepEqual(wrong?.official, { extracted: "B", score: 0, error: null });
});

Deno.test("grade() gives every way a turn can end its own outcome", async () => {
  const cases: readonly (readonly [string | ScriptedTurn, Outcome])[] = [
    ["\\boxed{A}", "graded"],
    ["I cannot answer this question.", "refused"],
    ["我无法回答这个问题。", "refused"],
    [{ content: "\\boxed{A}", refusal: "no" }, "refused"],
    [{ content: "\\boxed{A}", finishReason: "content_filter" }, "refused"],
    [{ error: "content_filter" }, "refused"],
    [{ error: "empty_reply", refusal: "I will not" }, "refused"],
    [{ error: "empty_reply", finishReason: "content_filter" }, "refused"],
    [{ error: "empty_reply" }, "empty"],
    ["<think>Perhaps A</think>", "empty"],
    [{ error: "empty_reply", finishReason: "length" }, "truncated"],
    [{ content: "<think>Perhaps A", finishReason: "length" }, "truncated"],
    [{ content: "A 45-year-old man with an", finishReason: "length" }, "truncated"],
    [{ content: "The answer is A", finishReason: "length" }, "truncated"],
    [{ content: "The answer is A", finishReason: "max_tokens" }, "truncated"],
    [{ content: "\\boxed{A} because", finishReason: "length" }, "graded"],
    ["I recommend MRI.", "unreadable"],
    ["\\boxed{D}", "unreadable"],
    ["The answer is a benign lesion.", "unreadable"],
    [{ content: "I cannot say. \\boxed{A}" }, "graded"],
    [{ error: "image_refused" }, "media_missing"],
    [{ error: "aborted" }, "not_run"],
  ];
  const failures: readonly ErrorKind[] = [
    "auth",
    "unknown_model",
    "bad_request",
    "context_too_long",
    "rate_limited",
    "server",
    "timeout",
    "connection",
    "bad_body",
    "unknown",
  ];
  const all = [
    ...cases,
    ...failures.map((error) => [{ error }, "failed"] as const),
  ];
  for (const [turn, outcome] of all) {
    const [grade] = await gradesOf(1, [turn]);
    assert.equal(grade?.outcome, outcome, JSON.stringify(turn));
    assert.equal(grade?.reason === null, outcome === "graded");
  }
});

Deno.test("grade() skips what an unanswered turn keeps from being asked", async () => {
  for (const error of ["server", "content_filter", "empty_reply", "image_refused"] as const) {
    const grades = await gradesOf(4, ["\\boxed{A}", { error }]);
    assert.deepEqual(outcomes(grades).slice(2), [["skipped", null], ["skipped", null]], error);
    assert.equal(grades[1]?.official.error, `${error} happened`);
    assert.deepEqual(grades[2]?.official, {
      extracted: null,
      score: 0,
      error: "Skipped: prior question failed",
    });
    assert.equal(grades[2]?.turn, null);
  }
});

Deno.test("grade() calls what the run never came to not run, also after an interruption", async () => {
  assert.deepEqual(outcomes(await gradesOf(2, [])), [["not_run", null], ["not_run", null]]);
  assert.deepEqual(outcomes(await gradesOf(3, ["A", { error: "aborted" }])), [
    ["graded", 1],
    ["not_run", null],
    ["not_run", null],
  ]);
});

Deno.test("grade() finds media missing on the turn that should have carried it, and says so on later ones", async () => {
  const deliveries: readonly (readonly [Delivery, boolean])[] = [
    ["sent", false],
    ["withheld", false],
    ["missing", true],
    ["outside_root", true],
    ["unreadable", true],
    ["not_an_image", true],
    ["too_large", true],
    ["no_caption_prefix", true],
  ];
  for (const [delivery, isMissing] of deliveries) {
    const images = [makeImageRecord("ok.png", "sent"), makeImageRecord("x.png", delivery)];
    const grades = await gradesOf(3, [
      "\\boxed{A}",
      { content: "\\boxed{A}", images },
      "\\boxed{A}",
    ]);
    assert.deepEqual(
      grades.map(({ outcome }) => outcome),
      ["graded", isMissing ? "media_missing" : "graded", "graded"],
      delivery,
    );
    assert.deepEqual(
      grades.map(({ detail }) => detail.media_missing_before),
      [false, false, isMissing],
      delivery,
    );
    assert.deepEqual(grades[1]?.official, { extracted: "A", score: 1, error: null });
    assert.equal(grades[1]?.extracted, "A");
    assert.equal(grades[1]?.score, isMissing ? null : 1);
    if (isMissing) assert.equal(grades[1]?.reason, `not delivered: x.png (${delivery})`);
  }
});

Deno.test("grade() takes a prompt that does not grow for a cut context, however often it is cut", async () => {
  const tokens = (inputTokens: number | undefined): ScriptedTurn =>
    inputTokens === undefined ? { content: "\\boxed{A}" } : { content: "\\boxed{A}", inputTokens };
  const runs: readonly (readonly [readonly (number | undefined)[], readonly Outcome[]])[] = [
    [[10, 20, 30], ["graded", "graded", "graded"]],
    [[10, 10, 30], ["graded", "context_cut", "graded"]],
    [[10, 30, 20, 25, 31], ["graded", "graded", "context_cut", "context_cut", "graded"]],
    [[undefined, 10, undefined, 9], ["graded", "graded", "graded", "context_cut"]],
    [[undefined, undefined], ["graded", "graded"]],
  ];
  for (const [counts, expected] of runs) {
    const grades = await gradesOf(counts.length, counts.map(tokens));
    assert.deepEqual(grades.map(({ outcome }) => outcome), expected, JSON.stringify(counts));
    assert.ok(grades.every(({ official }) => official.score === 1));
  }
});

Deno.test("grade() takes neither 0 tokens nor a count without its cached part for a cut context", async () => {
  const outcomes = async (counts: readonly (readonly [number, number])[]) => {
    const turns = counts.map(([inputTokens, cachedTokens]): ScriptedTurn => ({
      content: "\\boxed{A}",
      inputTokens,
      cachedTokens,
    }));
    return (await gradesOf(turns.length, turns)).map(({ outcome }) => outcome);
  };
  assert.deepEqual(await outcomes([[0, 0], [0, 0]]), ["graded", "graded"]);
  assert.deepEqual(await outcomes([[120, 0], [60, 200], [60, 400]]), [
    "graded",
    "graded",
    "graded",
  ]);
  assert.deepEqual(await outcomes([[120, 0], [120, 110]]), ["graded", "context_cut"]);
});

Deno.test("grade() reads a filter and a cut in the words of many endpoints", async () => {
  const table: readonly (readonly [string, Outcome])[] = [
    ["SAFETY", "refused"],
    ["sensitive", "refused"],
    ["MAX_TOKENS", "truncated"],
    ["eos", "unreadable"],
  ];
  for (const [finishReason, outcome] of table) {
    const [grade] = await gradesOf(1, [{ content: "some text", finishReason }]);
    assert.equal(grade?.outcome, outcome, finishReason);
  }
});

Deno.test("grade() knows that options_only has no conversation to cut and no history to miss an image in", async () => {
  const options = { imageMode: "url", condition: "options_only" } as const;
  const images = [makeImageRecord("x.png", "missing")];
  const grades = await gradesOf(2, [
    { content: "\\boxed{A}", inputTokens: 30, images },
    { content: "\\boxed{A}", inputTokens: 10 },
  ], options);
  assert.deepEqual(grades.map(({ outcome }) => outcome), ["media_missing", "graded"]);
  assert.equal(grades[1]?.detail.media_missing_before, false);
});

Deno.test("grade() lets the first outcome that holds win", async () => {
  const images = [makeImageRecord("x.png", "missing")];
  const orders: readonly (readonly [ScriptedTurn, Outcome])[] = [
    [{ error: "aborted", images }, "not_run"],
    [{ error: "server", images }, "failed"],
    [{ error: "empty_reply", images, inputTokens: 5 }, "media_missing"],
    [{ content: "I refuse.", images }, "media_missing"],
    [{ error: "empty_reply", inputTokens: 5 }, "context_cut"],
    [{ content: "I refuse.", inputTokens: 5 }, "context_cut"],
    [{ content: "I refuse.", finishReason: "length" }, "refused"],
  ];
  for (const [turn, outcome] of orders) {
    const grades = await gradesOf(2, [{ content: "\\boxed{A}", inputTokens: 10 }, turn]);
    assert.equal(grades[1]?.outcome, outcome, JSON.stringify(turn));
  }
});

Deno.test("grade() reads the official letter from the whole content and the strict one without the thinking", async () => {
  const [grade] = await gradesOf(1, ["<think>\\boxed{B}?</think>\\boxed{A}"]);
  assert.equal(grade?.official.extracted, "B");
  assert.equal(grade?.extracted, "A");
  assert.equal(grade?.score, 1);
  assert.equal(grade?.official.score, 0);
});

Deno.test("grade() accepts only letters of the question's own options", async () => {
  const mcqs = [makeMcq({ options: { A: "x", G: "y" }, correct_answer: "G" })];
  const parsed = parseRecord(makeRecord({ mcqs }));
  const benchmark = liveclin({ imageMode: "url" });
  for (
    const [reply, outcome] of [["\\boxed{G}", "graded"], ["\\boxed{F}", "unreadable"]] as const
  ) {
    const [grade] = await benchmark.grade(parsed, [makeTurn(reply, { index: 0 })]);
    assert.equal(grade?.outcome, outcome);
  }
});
