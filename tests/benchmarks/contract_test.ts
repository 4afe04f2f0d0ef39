import assert from "node:assert/strict";
import { benchmarks } from "../../lib/benchmarks/list.ts";
import { BENCHMARK_NAMES, openBenchmark } from "../../lib/benchmarks/open_benchmark.ts";
import { splitReasoning } from "../../lib/parse/split_reasoning.ts";
import type {
  Benchmark,
  CallFailure,
  Case,
  Example,
  Grade,
  Judge,
  Result,
  Turn,
} from "../../lib/types.ts";

/** Whether a score goes with each outcome. */
const HAS_SCORE: Readonly<Record<Grade["outcome"], boolean>> = {
  not_run: false,
  skipped: false,
  failed: false,
  media_missing: false,
  context_cut: false,
  ungraded: false,
  refused: true,
  empty: true,
  truncated: true,
  unreadable: true,
  graded: true,
};

/** A reply's text, or why there is none. */
type Scripted = string | CallFailure;

async function run(
  benchmark: Benchmark,
  c: Case,
  replies: readonly Scripted[],
  verdicts?: Example["verdicts"],
): Promise<Result> {
  const turns: Turn[] = [];
  await benchmark.converse(c, (request) => {
    assert.equal(request.messages.at(-1)?.role, "user", "a turn ends in a user message");
    const given = replies[turns.length];
    if (given === undefined) throw new Error(`only ${replies.length} scripted replies`);
    const turn = toTurn(given, {
      index: turns.length,
      items: request.items,
      images: request.images,
    });
    turns.push(turn);
    return Promise.resolve(turn);
  });
  const judge = verdicts === undefined ? undefined : scriptedJudge(verdicts);
  const grades = await benchmark.grade(c, turns, judge);
  return { case: c, model: "scripted", trial: 1, turns, grades };
}

/** Says what it is told, in the order it is asked. */
function scriptedJudge(verdicts: readonly (boolean | null)[]): Judge {
  let next = 0;
  return {
    name: "scripted",
    promptSha256: "",
    identity: ["scripted"],
    judge: () => {
      const met = verdicts[next++] ?? null;
      return Promise.resolve({
        judge: "scripted",
        met,
        evidence: null,
        reason: met === null ? "it says nothing" : null,
        status: met === null ? "unreadable" : "read",
        repeat: 1,
        attempts: 1,
        usage: null,
        servedModel: null,
        verdicts: [],
      });
    },
  };
}

function toTurn(given: Scripted, place: Pick<Turn, "index" | "items" | "images">): Turn {
  return {
    ...place,
    promptSha256: null,
    reply: typeof given === "string"
      ? {
        content: given,
        ...splitReasoning(given),
        refusal: null,
        finishReason: "stop",
        usage: { inputTokens: null, outputTokens: null, reasoningTokens: null, cachedTokens: null },
        requestId: null,
        servedModel: null,
      }
      : null,
    error: typeof given === "string" ? null : given,
    ms: 1,
    attempts: 1,
    costUsd: null,
  };
}

/** One outcome an item, scores only where they belong, and all of it plain data. */
function checkGrades(c: Case, grades: readonly Grade[]): void {
  assert.deepEqual(grades.map(({ item }) => item), c.items.map(({ id }) => id));
  for (const { outcome, score, reason } of grades) {
    assert.equal(score !== null, HAS_SCORE[outcome], outcome);
    assert.equal(reason === null, outcome === "graded", `${outcome}: ${reason}`);
    assert.ok(score === null || (score >= 0 && score <= 1));
  }
  assert.deepEqual(JSON.parse(JSON.stringify(grades)), grades);
}

function checkRoundTrip(benchmark: Benchmark, result: Result): void {
  const official = benchmark.toOfficial(result);
  const stored: unknown = JSON.parse(JSON.stringify(official));
  assert.deepEqual(stored, official, "the official shape survives JSON");
  const back = benchmark.fromOfficial(stored, "results.json cases[0]");
  assert.deepEqual(benchmark.toOfficial(back), official);
  assert.equal(back.case.id, result.case.id);
  assert.deepEqual(
    back.grades.map(({ official }) => official),
    result.grades.map((grade) => grade.official),
  );
  assert.deepEqual(
    benchmark.officialSummary([stored]),
    benchmark.officialSummary([benchmark.toOfficial(back)]),
  );
}

function parsed(benchmark: Benchmark, example: Example, n: number): Case {
  return benchmark.parse(example.record, `examples.jsonl:${n + 1}`);
}

Deno.test("every benchmark is opened by its own name and says who made it", () => {
  assert.deepEqual(benchmarks.map(({ name }) => name), BENCHMARK_NAMES);
  for (const name of BENCHMARK_NAMES) {
    const benchmark = openBenchmark(name);
    assert.equal(benchmark.name, name);
    const { version, title, citation, license, itemsField, source } = benchmark;
    for (const text of [version, title, citation, license, itemsField, source.notice]) {
      assert.notEqual(text.trim(), "");
    }
    assert.ok(source.configs.length > 0);
    assert.ok(benchmark.examples.length >= 3, "three examples or more");
  }
  assert.throws(() => openBenchmark("none"), /There is no benchmark "none"/);
});

for (const benchmark of benchmarks) {
  Deno.test(`${benchmark.name}: examples are graded as they say`, async () => {
    for (const [n, example] of benchmark.examples.entries()) {
      const c = parsed(benchmark, example, n);
      const result = await run(benchmark, c, example.replies, example.verdicts);
      checkGrades(c, result.grades);
      assert.equal(result.turns.length, example.replies.length, "one reply a turn");
      assert.deepEqual(
        result.grades.map(({ item, outcome, score, extracted }) => ({
          item,
          outcome,
          score,
          extracted,
        })),
        example.grades,
      );
    }
  });

  Deno.test(`${benchmark.name}: every item has an outcome, however far the conversation came`, async () => {
    const kinds: readonly CallFailure["kind"][] = [
      "bad_request",
      "context_too_long",
      "content_filter",
      "image_refused",
      "rate_limited",
      "server",
      "timeout",
      "connection",
      "bad_body",
      "empty_reply",
      "aborted",
      "unknown",
    ];
    for (const [n, example] of benchmark.examples.entries()) {
      const c = parsed(benchmark, example, n);
      checkGrades(c, await benchmark.grade(c, []));
      for (const kind of kinds) {
        for (let at = 0; at < example.replies.length; at++) {
          const failure = { kind, status: null, message: `${kind} happened` };
          const result = await run(benchmark, c, [...example.replies.slice(0, at), failure]);
          checkGrades(c, result.grades);
          assert.equal(result.turns.length, at + 1, "a turn without an answer ends the case");
          checkRoundTrip(benchmark, result);
        }
      }
    }
  });

  Deno.test(`${benchmark.name}: the official shape of a case reads back to the same`, async () => {
    for (const [n, example] of benchmark.examples.entries()) {
      const c = parsed(benchmark, example, n);
      checkRoundTrip(benchmark, await run(benchmark, c, example.replies));
      checkRoundTrip(benchmark, await run(benchmark, c, example.replies, example.verdicts));
      checkRoundTrip(benchmark, await run(benchmark, c, example.replies.map(() => "no idea")));
    }
  });

  Deno.test(`${benchmark.name}: what is no record or no stored case is refused by name and place`, () => {
    for (const value of [null, undefined, [], "text", 7, {}]) {
      assert.throws(
        () => benchmark.parse(value, "data.jsonl:3"),
        { name: "CaseError", message: /^Cannot parse case at data\.jsonl:3: / },
      );
    }
    for (const value of [null, [], "text", 7]) {
      assert.throws(
        () => benchmark.fromOfficial(value, "run.json cases[0]"),
        { name: "CaseError", message: /^Cannot parse stored case at run\.json cases\[0\]: / },
      );
    }
  });

  Deno.test(`${benchmark.name}: it knows its own files from anything else`, () => {
    const meta = { model: "m", ...benchmark.meta };
    assert.equal(
      benchmark.recognises({ meta: { ...meta, benchmark: benchmark.name }, cases: [] }),
      true,
    );
    for (
      const value of [null, [], "text", 7, {}, { cases: 1 }, {
        cases: [{}],
        meta: { benchmark: "x" },
      }]
    ) {
      assert.equal(benchmark.recognises(value), false, JSON.stringify(value));
    }
  });

  Deno.test(`${benchmark.name}: no cases have an empty summary, and any summary can be printed`, async () => {
    assert.deepEqual(benchmark.officialSummary([]), {});
    const meta = { model: "model/x", dataset: "examples" };
    assert.notEqual(benchmark.renderSummary({}, meta), "");
    const officials = [];
    for (const [n, example] of benchmark.examples.entries()) {
      officials.push(
        benchmark.toOfficial(await run(benchmark, parsed(benchmark, example, n), example.replies)),
      );
    }
    const text = benchmark.renderSummary(benchmark.officialSummary(officials), meta);
    assert.match(text, /model\/x/);
    assert.ok(!text.includes("NaN") && !text.includes("undefined"));
  });

  Deno.test(`${benchmark.name}: nothing is mutated, and equal options have equal identities`, async () => {
    assert.deepEqual(openBenchmark(benchmark.name).identity, benchmark.identity);
    for (const [n, example] of benchmark.examples.entries()) {
      const c = deepFreeze(parsed(benchmark, deepFreeze(structuredClone(example)), n));
      const result = deepFreeze(await run(benchmark, c, example.replies));
      benchmark.officialSummary([deepFreeze(structuredClone(benchmark.toOfficial(result)))]);
    }
  });
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
