import assert from "node:assert/strict";
import { liveclin } from "../../../lib/benchmarks/liveclin/liveclin.ts";
import { makeImage, makeMcq, makeRecord, makeTurn, type ScriptedTurn } from "./fixtures.ts";

const benchmark = liveclin({ imageMode: "url" });

async function officialOf(record: unknown, scripted: readonly (string | ScriptedTurn)[]) {
  const parsed = benchmark.parse(record, "cases.jsonl:4");
  const turns = scripted.map((turn, index) => makeTurn(turn, { index }));
  const grades = await benchmark.grade(parsed, turns);
  return benchmark.toOfficial({ case: parsed, model: "m", trial: 1, turns, grades });
}

Deno.test("toOfficial() writes exactly the official fields, types of the scenario on question 1, none for what was skipped", async () => {
  const record = makeRecord({
    images: [makeImage({ type: "CT Scan" }), makeImage({ type: "" })],
    tables: [{ content: "x", type: "Drug" }],
    mcqs: [
      makeMcq({ image_details: [makeImage({ type: "MRI", caption_prefix: "" })] }),
      makeMcq({ stage: "Follow-up", image_details: [makeImage()], correct_answer: "b" }),
      makeMcq({ image_details: [makeImage()], table_details: [{ content: "x", type: "Lab" }] }),
    ],
  });
  const official = await officialOf(record, ["\\boxed{A}", { error: "server" }]);
  assert.equal(
    JSON.stringify(official),
    JSON.stringify({
      case_id: "100",
      pmc: "100",
      doi: "10.1/x",
      rarity: "rare",
      level1: "Chapter 2: Neoplasms",
      level2: "Group (C00-C14)",
      total_mcqs: 3,
      correct_mcqs: 1,
      mcqs: [
        {
          stage: "Initial Assessment",
          mcq_index: 0,
          correct_answer: "A",
          extracted_answer: "A",
          is_correct: true,
          model_response: "\\boxed{A}",
          error: null,
          image_types: ["CT Scan", "MRI"],
          table_types: ["Drug"],
        },
        {
          stage: "Follow-up",
          mcq_index: 1,
          correct_answer: "b",
          extracted_answer: null,
          is_correct: false,
          model_response: null,
          error: "server happened",
          image_types: ["CT Scan"],
          table_types: [],
        },
        {
          stage: "Initial Assessment",
          mcq_index: 2,
          correct_answer: "A",
          extracted_answer: null,
          is_correct: false,
          model_response: null,
          error: "Skipped: prior question failed",
          image_types: [],
          table_types: [],
        },
      ],
    }),
  );
});

Deno.test("toOfficial() compares in upper case and gives an unnamed case its line", async () => {
  const record = makeRecord({
    mcqs: [makeMcq({ correct_answer: "b" })],
    top: { pmc: undefined, doi: undefined, Rarity: undefined },
  });
  const official = await officialOf(record, ["\\boxed{B}"]);
  assert.equal(official.case_id, "line-4");
  assert.equal(official.pmc, null);
  assert.equal(official.rarity, "unknown");
  assert.equal(official.correct_mcqs, 1);
});

Deno.test("toOfficial() serves a case of another origin from its tags", async () => {
  const parsed = benchmark.parse(makeRecord(), "a:1");
  const turns = [makeTurn("\\boxed{A}", { index: 0 })];
  const grades = await benchmark.grade(parsed, turns);
  const { id, line, tags, items } = parsed;
  const plain = { case: { id, line, tags, items }, model: "m", trial: 1, turns, grades };
  assert.deepEqual(
    benchmark.toOfficial(plain),
    benchmark.toOfficial({ ...plain, case: parsed }),
  );
});

Deno.test("fromOfficial() keeps the file's own official reading and reads the strict one anew", () => {
  const stored = {
    case_id: "7",
    level1: "C",
    mcqs: [
      {
        mcq_index: 0,
        correct_answer: "I",
        extracted_answer: "I",
        is_correct: true,
        model_response: "I recommend MRI.",
      },
      {
        mcq_index: 1,
        correct_answer: "A",
        extracted_answer: "B",
        is_correct: false,
        model_response: "\\boxed{A}",
        error: "",
      },
      { mcq_index: 2, correct_answer: "A", model_response: null, error: "API error: boom" },
      {
        mcq_index: 3,
        correct_answer: "A",
        model_response: null,
        error: "Skipped: prior question raised KeyError",
      },
    ],
  };
  const { case: read, grades, turns } = benchmark.fromOfficial(stored, "r.json cases[0]");
  assert.equal(read.id, "7");
  assert.deepEqual(grades.map(({ outcome }) => outcome), [
    "unreadable",
    "graded",
    "failed",
    "skipped",
  ]);
  assert.deepEqual(grades.map(({ score }) => score), [0, 1, null, null]);
  assert.deepEqual(grades.map(({ official }) => official.score), [1, 0, 0, 0]);
  assert.equal(grades[3]?.official.error, "Skipped: prior question raised KeyError");
  assert.deepEqual(turns.map(({ index }) => index), [0, 1, 2]);
  assert.equal(turns[2]?.error?.kind, "unknown");
  assert.equal(read.items[0]?.optionCount, null);
});

Deno.test("fromOfficial() copes with what an evaluator's file may lack", () => {
  const bare = benchmark.fromOfficial({}, "r.json cases[2]");
  assert.equal(bare.case.id, "case-3");
  assert.deepEqual(bare.grades, []);
  const odd = benchmark.fromOfficial({
    case_id: 12,
    rarity: 2,
    level1: null,
    mcqs: [{}, { correct_answer: "AB", model_response: "A", image_types: null, stage: 3 }],
  }, "r.json cases[0]");
  assert.equal(odd.case.id, "12");
  assert.equal(odd.case.tags.rarity, "2");
  assert.equal(odd.case.tags.level1, null);
  assert.deepEqual(odd.grades.map(({ outcome }) => outcome), ["ungraded", "ungraded"]);
  assert.deepEqual(odd.case.items.map(({ expected }) => expected), [null, null]);
});

Deno.test("fromOfficial() reads a question the run never came to as not run", async () => {
  const official = await officialOf(makeRecord({ mcqs: [makeMcq(), makeMcq()] }), ["\\boxed{A}"]);
  const { grades } = benchmark.fromOfficial(official, "r.json cases[0]");
  assert.deepEqual(grades.map(({ outcome }) => outcome), ["graded", "not_run"]);
  assert.equal(benchmark.officialSummary([official]).question_accuracy, 0.5);
});

Deno.test("fromOfficial() refuses questions that are none", () => {
  assert.throws(
    () => benchmark.fromOfficial({ mcqs: 3 }, "r.json cases[0]"),
    /Cannot parse stored case at r\.json cases\[0\]: "mcqs" is 3, expected an array/,
  );
  assert.throws(
    () => benchmark.fromOfficial({ mcqs: [{}, "x"] }, "r.json cases[0]"),
    /"mcqs\[1\]" is "x", expected an object/,
  );
});

Deno.test("recognises() knows files of either origin", () => {
  const ours = { meta: { benchmark: "liveclin" }, cases: [] };
  const theirs = { meta: { model: "m", liveclin_version: "1.0.0" }, summary: {}, cases: [] };
  const bare = { cases: [{ case_id: "1", mcqs: [] }] };
  for (const file of [ours, theirs, bare]) assert.equal(benchmark.recognises(file), true);
  const other = { meta: { benchmark: "livemedbench" }, cases: [{ mcqs: [] }] };
  for (const file of [other, { cases: [] }, { cases: [{}] }]) {
    assert.equal(benchmark.recognises(file), false);
  }
});

Deno.test("fromOfficial() leaves replies unread for a caller who has their readings, all else being equal", () => {
  const stored = {
    case_id: "7",
    mcqs: [
      {
        correct_answer: "A",
        extracted_answer: "A",
        is_correct: true,
        model_response: "<think>B?</think>\\boxed{A}",
      },
      { correct_answer: "A", model_response: null, error: "Skipped: prior question failed" },
    ],
  };
  const where = "r.json cases[0]";
  const read = benchmark.fromOfficial(stored, where);
  const unread = benchmark.fromOfficial(stored, where, { readReplies: false });
  assert.deepEqual(unread.case, read.case);
  assert.deepEqual(
    unread.grades.map(({ item, expected, official, turn }) => ({ item, expected, official, turn })),
    read.grades.map(({ item, expected, official, turn }) => ({ item, expected, official, turn })),
  );
  assert.equal(read.grades[0]?.extracted, "A");
  assert.equal(unread.grades[0]?.extracted, null);
  assert.equal(unread.turns[0]?.reply?.content, read.turns[0]?.reply?.content);
});
