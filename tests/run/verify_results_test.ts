import assert from "node:assert/strict";
import { join } from "node:path";
import {
  benchmarks,
  liveclin,
  readRecords,
  runBenchmark,
  scriptedModel,
  sha256Hex,
  verifyResults,
} from "../../mod.ts";
import { examRecord } from "../tasks/eval_task.ts";
import { failure, quiz, quizCase, quizzer } from "./quiz.ts";

const benchmark = liveclin({ imageMode: "url" });
const CASES = ["ABC", "CD"].map((keys, n) =>
  benchmark.parse(examRecord(`case${n + 1}`, keys), `exam.jsonl:${n + 1}`)
);
const REPLIES = [
  "\\boxed{A}",
  "I recommend MRI.",
  failure("content_filter"),
  "Answer: C",
  failure(),
];

async function savedExam(): Promise<string> {
  const output = join(await Deno.makeTempDir(), "m_exam.json");
  await runBenchmark(benchmark, {
    cases: CASES,
    dataset: { name: "exam", revision: null, sha256: "ab" },
    model: scriptedModel(REPLIES),
    output,
    concurrency: 1,
  });
  return output;
}

/** The differences after a change of the file's text. */
async function changed(from: string | RegExp, to: string): Promise<readonly string[]> {
  const path = await savedExam();
  const text = await Deno.readTextFile(path);
  assert.notEqual(text.replace(from, to), text);
  await Deno.writeTextFile(path, text.replace(from, to));
  const { differences } = await verifyResults(path, { benchmarks });
  return differences.map(({ part, field, stored, recomputed }) =>
    `${part} ${field}: ${stored} -> ${recomputed}`
  );
}

Deno.test("verifyResults() finds nothing in a file as it was written, failures and refusals included", async () => {
  const { differences, checked, notes } = await verifyResults(await savedExam(), { benchmarks });
  assert.deepEqual(differences, []);
  assert.deepEqual(checked, { cases: 2, items: 5, prompts: 0 });
  assert.deepEqual(notes, []);
});

Deno.test("verifyResults() names every number that does not follow from the replies", async () => {
  assert.deepEqual(await changed('"strict_answer":"A"', '"strict_answer":"B"'), [
    'case case1 mcqs[0].rounds.strict_answer: "B" -> "A"',
  ]);
  assert.deepEqual(await changed('"extracted_answer":"A"', '"extracted_answer":"C"'), [
    'case case1 mcqs[0].extracted_answer: "C" -> "A"',
  ]);
  assert.deepEqual(await changed('"question_accuracy":0.4', '"question_accuracy":0.6'), [
    "summary question_accuracy: 0.6 -> 0.4",
  ]);
  assert.deepEqual(await changed('"outcome":"unreadable"', '"outcome":"graded"'), [
    'case case1 mcqs[1].rounds.outcome: "graded" -> "unreadable"',
  ]);
  assert.deepEqual(await changed(/"coverage":0\.\d+/, '"coverage":1'), [
    "rounds clean.items.coverage: 1 -> 0.8",
  ]);
  assert.deepEqual(await changed('"temperature":0', '"temperature":1').catch(() => ["none"]), [
    "none",
  ]);
  assert.match(
    (await changed('"dataset_sha256":"ab"', '"dataset_sha256":"cd"')).join(),
    /^manifest manifest_sha256/,
  );
});

Deno.test("verifyResults() recomputes everything from a reply that was changed", async () => {
  const found = await changed("\\\\boxed{A}", "\\\\boxed{B}");
  for (
    const field of [
      "mcqs[0].extracted_answer",
      "mcqs[0].is_correct",
      "mcqs[0].rounds.score",
      "summary correct_mcqs",
      "rounds clean.items.right",
    ]
  ) assert.ok(found.some((line) => line.includes(field)), `${field} in ${found.join("\n")}`);
});

Deno.test("verifyResults() holds keys, options and prompts against the data", async () => {
  const path = await savedExam();
  const data = (cases: typeof CASES) =>
    verifyResults(path, { benchmarks, data: { cases, sha256: "ab" } });
  const same = await data(CASES);
  assert.deepEqual(same.differences, []);
  assert.equal(same.checked.prompts, 5);
  const other = benchmark.parse(examRecord("case1", "BBC"), "exam.jsonl:1");
  const { differences } = await data([other, ...CASES.slice(1)]);
  assert.ok(differences.some(({ field }) => field === "mcqs[0].correct_answer"));
  const missing = await data(CASES.slice(1));
  assert.match(JSON.stringify(missing.differences[0]), /not in the data/);
  const moved = await verifyResults(path, { benchmarks, data: { cases: CASES, sha256: "cd" } });
  assert.deepEqual(moved.differences.map(({ part, field }) => [part, field]), [[
    "manifest",
    "dataset_sha256",
  ]]);
});

Deno.test("verifyResults() recomputes a reference evaluator's file, and says what keeps no reply", async () => {
  const path = await savedExam();
  const file = JSON.parse(await Deno.readTextFile(path));
  delete file.rounds;
  for (const one of file.cases) {
    delete one.rounds;
    for (const mcq of one.mcqs) delete mcq.rounds;
  }
  const check = async () => {
    await Deno.writeTextFile(path, JSON.stringify(file));
    return await verifyResults(path, { benchmarks });
  };
  assert.deepEqual((await check()).differences, []);
  file.cases[0].mcqs[0].is_correct = false;
  assert.deepEqual((await check()).differences.map(({ field }) => field), ["mcqs[0].is_correct"]);
  file.cases[0].mcqs[0].is_correct = true;
  file.cases[0].mcqs[0].model_response = null;
  const { differences, notes } = await check();
  assert.deepEqual(differences, []);
  assert.match(notes.join(), /1 items keep no reply/);
});

Deno.test("verifyResults() takes a shared judge's votes anew", async () => {
  const judged = quiz();
  const path = join(await Deno.makeTempDir(), "q.json");
  await runBenchmark(judged, {
    cases: [quizCase("a", ["x", "y"])],
    dataset: { name: "quiz", revision: null, sha256: sha256Hex("") },
    model: quizzer(() => "x"),
    output: path,
  });
  assert.deepEqual((await verifyResults(path, { benchmarks: [judged] })).differences, []);
});

Deno.test("the demo's records give the strict letters that only their option counts give", async () => {
  for await (const { value, where } of readRecords("data/demo/rounds_demo.jsonl")) {
    const { questions } = benchmark.parse(value, where);
    for (const { options } of questions) {
      const letters = Object.keys(options).join("");
      assert.ok("ABCDEFGHIJ".startsWith(letters), `${where}: ${letters}`);
    }
  }
});

Deno.test("verifyResults() names a changed head, changed sorting and parts that were taken off", async () => {
  assert.deepEqual(await changed('"dataset":"exam"', '"dataset":"other"'), [
    'meta meta.dataset: "other" -> "exam"',
  ]);
  assert.deepEqual(await changed('"image_mode":"url"', '"image_mode":"local"'), [
    'meta meta.image_mode: "local" -> "url"',
  ]);
  const [stage = ""] = await changed(
    /"stage":"[^"]+","stage_text"/,
    '"stage":"Elsewhere","stage_text"',
  );
  assert.match(stage, /^case case1 q1 tags\.stage: "Elsewhere" -> /);
  for (const name of ["manifest", "planned", "clean"]) {
    const found = await changed(`"${name}":`, `"x_${name}":`);
    assert.ok(
      found.some((line) => line.includes(`rounds.${name}: missing -> part of every file`)),
      found.join("\n"),
    );
  }
  const headless = await changed('"summary":', '"x_summary":');
  assert.deepEqual(headless, ["rounds summary: missing -> part of every file"]);
  const beheaded = await changed(/,\s*"rounds":(?=\s*\{\s*"schema")/, ',"x_rounds":');
  assert.ok(beheaded.some((line) => line.includes("rounds.manifest: missing")));
});
