import assert from "node:assert/strict";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import {
  CaseError,
  cleanSummary,
  defaultOutput,
  finishRun,
  isFinalTurn,
  journalHeader,
  journalLine,
  manifestDifferences,
  manifestSha256,
  openJournal,
  type Outcome,
  OUTCOMES,
  OutputLockedError,
  parseJournal,
  parseResults,
  readResults,
  replayTurns,
  resultFileChunks,
  saveResults,
  spendOf,
  type Turn,
  turnFromRecord,
  turnToRecord,
  wholeTurnFromRecord,
  wholeTurnToRecord,
  writeAtomically,
} from "../../mod.ts";
import { untoldLine } from "../../lib/results/_untold_line.ts";
import { failure, quiz, quizCase, quizzer, replyOf, turnOf } from "../run/quiz.ts";
import { runBenchmark } from "../../mod.ts";

const benchmark = quiz();
const HEAD = { manifest: { model: "m" }, runId: "r", startedAt: "2026-01-01T00:00:00Z" };
const CASES = [
  quizCase("a", ["x", "y"], 1),
  quizCase("b", ["y"], 2),
  quizCase("c", ["x", "x", "y"], 3),
];

const FULL_TURN: Turn = {
  index: 0,
  items: ["q1"],
  promptSha256: "ab",
  images: [{
    source: "a.png",
    delivery: "sent",
    sha256: "cd",
    bytes: 12,
    mediaType: "image/png",
    width: 3,
    height: 4,
  }],
  reply: {
    ...replyOf("<think>why</think>x"),
    text: "x",
    reasoning: "why",
    refusal: "no",
    usage: { inputTokens: 1, outputTokens: 2, reasoningTokens: 3, cachedTokens: 4 },
  },
  error: null,
  ms: 12,
  attempts: 2,
  costUsd: 0.25,
};

async function failedRun() {
  const model = quizzer((asked) =>
    asked === "c q2" ? failure("timeout") : asked.endsWith("q1") ? "x" : "z"
  );
  const { run } = await runBenchmark(benchmark, {
    cases: CASES,
    dataset: { name: "quiz", revision: null, sha256: "ab" },
    model,
    output: null,
  });
  return run;
}

Deno.test("turns survive their stored form, whole and beside an official field", () => {
  const place = { index: 0, items: ["q1"], content: "<think>why</think>x", where: "a.json" };
  assert.deepEqual(
    turnFromRecord(JSON.parse(JSON.stringify(turnToRecord(FULL_TURN))), place),
    FULL_TURN,
  );
  const whole = JSON.parse(JSON.stringify(wholeTurnToRecord(FULL_TURN)));
  assert.deepEqual(wholeTurnFromRecord(whole, "a.jsonl:2"), FULL_TURN);
});

Deno.test("turnFromRecord() gives an empty reply back with its refusal, and names a field of the wrong kind", () => {
  const place = { index: 0, items: ["q1"], content: null, where: "a.json" };
  const record = {
    refusal: "no",
    error: { kind: "empty_reply", status: null, message: "no text" },
  };
  assert.equal(turnFromRecord(record, place).reply?.refusal, "no");
  assert.throws(
    () => turnFromRecord({ images: [{ source: "a", delivery: "teleported" }] }, place),
    /a\.json images\[0\]: "delivery" is "teleported", expected one of sent/,
  );
});

Deno.test("cleanSummary() counts every planned item once, whatever became of it", async () => {
  const { clean } = await failedRun();
  const total = Object.values(clean.outcomes).reduce((sum, count) => sum + count, 0);
  assert.equal(total, clean.items.planned);
  assert.deepEqual(OUTCOMES.toSorted(), (Object.keys(clean.outcomes) as Outcome[]).toSorted());
  // a: right, wrong · b: wrong · c: right, failed, skipped
  assert.deepEqual(clean.items, {
    right: 2,
    n: 4,
    planned: 6,
    score: 0.5,
    coverage: 4 / 6,
    low: 2 / 6,
    high: 4 / 6,
  });
  // a and b are decided wrong; c is open.
  assert.deepEqual(clean.cases, {
    right: 0,
    n: 2,
    planned: 3,
    score: 0,
    coverage: 2 / 3,
    low: 0,
    high: 1 / 3,
  });
});

Deno.test("cleanSummary() gives baselines that need no model", async () => {
  const { clean } = await failedRun();
  // Keys: x y y x x y.
  assert.deepEqual(clean.baselines, {
    constant: { answer: "x", accuracy: 0.5 },
    key_distribution: 0.5,
    uniform: 0.5,
  });
});

Deno.test("cleanSummary() of nothing is null, never 0 or NaN", () => {
  const { items, baselines } = cleanSummary([], { planned: { cases: 0, items: 0 } });
  assert.deepEqual(items, {
    right: 0,
    n: 0,
    planned: 0,
    score: null,
    coverage: null,
    low: null,
    high: null,
  });
  assert.deepEqual(baselines, { constant: null, key_distribution: null, uniform: null });
});

Deno.test("cleanSummary() refuses more results than were planned", async () => {
  const run = await failedRun();
  assert.throws(() => cleanSummary(run.results, { planned: { cases: 1, items: 2 } }), RangeError);
});

Deno.test("a result file reads back to the run that was saved", async () => {
  const run = await failedRun();
  const path = join(await Deno.makeTempDir(), "a.json");
  const saved = await saveResults(run, path, { benchmark });
  const back = await readResults(path, { benchmarks: [benchmark] });
  assert.deepEqual(back.clean, saved.clean);
  assert.deepEqual(back.official, saved.official);
  assert.deepEqual(back.manifest, saved.manifest);
  assert.deepEqual(
    back.results.map(({ turns, grades, trial }) => ({ turns, grades, trial })),
    run.results.map(({ turns, grades, trial }) => ({ turns, grades, trial })),
  );
  assert.deepEqual(back.results.map(({ case: c }) => c), CASES);
  const again = join(await Deno.makeTempDir(), "b.json");
  await saveResults({ ...back, file: null }, again, { benchmark });
  assert.equal(await Deno.readTextFile(again), await Deno.readTextFile(path));
});

Deno.test("a result file and a journal satisfy their JSON Schemas", async () => {
  const run = await failedRun();
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  const schema = async (name: string) =>
    ajv.compile(
      JSON.parse(await Deno.readTextFile(new URL(`../../lib/results/${name}`, import.meta.url))),
    );
  const isResult = await schema("result.schema.json");
  const file: { rounds: object } = JSON.parse([...resultFileChunks(run, benchmark)].join(""));
  assert.ok(isResult(file), JSON.stringify(isResult.errors));
  assert.ok(!isResult({ ...file, rounds: { ...file.rounds, schema: "rounds.result/2" } }));
  const isLine = await schema("journal.schema.json");
  const lines = [journalHeader(HEAD), journalLine({ caseId: "a", trial: 1, turn: FULL_TURN })];
  const untold = { calls: 2, tokens: 1200.5, cost_usd: 0.25 };
  lines.push(untoldLine(untold));
  for (const line of lines) assert.ok(isLine(JSON.parse(line)), JSON.stringify(isLine.errors));
  const negative = { ...untold, tokens: -1 };
  assert.ok(!isLine({ case_id: "untold", trial: 0, turn: 0, untold: negative }));
  const unfinished = { turns: 2, input_tokens: 20, output_tokens: null, cost_usd: 0.5 };
  const spent = { ...spendOf(run.results), unfinished, untold };
  const more: object = JSON.parse(
    [...resultFileChunks({ ...run, spend: spent }, benchmark)].join(""),
  );
  assert.ok(isResult(more), JSON.stringify(isResult.errors));
  const text = JSON.stringify(more);
  const back = parseResults(text, { where: "a.json", benchmarks: [benchmark] });
  assert.deepEqual(back.spend, spent);
  assert.throws(
    () =>
      parseResults(text.replace("1200.5", '"all"'), { where: "a.json", benchmarks: [benchmark] }),
    /"rounds\.spend\.untold\.tokens" is "all", expected a number/,
  );
  assert.ok(!isLine({ case_id: "a" }));
});

Deno.test("parseResults() refuses what is no result file, naming file and field", () => {
  const parse = (text: string) => parseResults(text, { where: "a.json", benchmarks: [benchmark] });
  assert.throws(() => parse("{"), /a\.json is no JSON/);
  assert.throws(
    () => parse("[]"),
    /Cannot parse result file at a\.json: it is \[\], expected an object/,
  );
  assert.throws(() => parse('{"meta":{"quiz":true}}'), /"cases" is missing/);
  assert.throws(() => parse('{"meta":{}}'), /expected a result file of quiz/);
  assert.throws(
    () => parse('{"meta":{"quiz":true},"cases":[],"rounds":{"schema":"rounds.result/9"}}'),
    /"rounds\.schema" is "rounds\.result\/9", expected one of rounds\.result\/1/,
  );
});

Deno.test("parseResults() reads a reference evaluator's file, with an id that depends on its content", () => {
  const file = {
    meta: { quiz: true, model: "m" },
    cases: [{ case_id: "a", answers: [{ key: "x", given: "x", ok: true }] }],
  };
  const parse = (value: unknown) =>
    parseResults(JSON.stringify(value), { where: "a.json", benchmarks: [benchmark] });
  const run = parse(file);
  assert.equal(run.manifest, null);
  assert.equal(run.clean.items.score, 1);
  assert.deepEqual(run.planned, { cases: 1, items: 1 });
  assert.notEqual(parse({ ...file, meta: { ...file.meta, model: "n" } }).id, run.id);
});

Deno.test("finishRun() orders results as the dataset does, then by trial", async () => {
  const run = await failedRun();
  const { benchmark: _, ...rest } = run;
  const mixed = finishRun(run.results.toReversed(), { ...rest, benchmark });
  assert.deepEqual(mixed.results, run.results);
});

Deno.test("a journal reads back what was appended, in order", async () => {
  const path = join(await Deno.makeTempDir(), "a.journal.jsonl");
  const journal = await openJournal(path);
  await journal.begin(HEAD);
  assert.equal(journal.isFresh(), true);
  for (const index of [0, 1, 2]) {
    journal.append({ caseId: "a", trial: 1, turn: { ...FULL_TURN, index } });
  }
  await journal.close();
  const content = parseJournal(await Deno.readTextFile(path), path);
  assert.deepEqual(content.head, HEAD);
  assert.deepEqual(content.entries.map(({ turn }) => turn.index), [0, 1, 2]);
  assert.deepEqual(content.entries[0]?.turn, FULL_TURN);
  assert.equal(journal.bytesWritten(), (await Deno.stat(path)).size);
});

Deno.test("openJournal() refuses a second writer and a file that is no journal", async () => {
  const path = join(await Deno.makeTempDir(), "a.journal.jsonl");
  const journal = await openJournal(path);
  await assert.rejects(openJournal(path), OutputLockedError);
  await journal.close();
  await Deno.writeTextFile(path, '{"not":"a journal"}\n');
  const other = await openJournal(path);
  await assert.rejects(other.read(), CaseError);
  await other.close();
  assert.equal(await Deno.readTextFile(path), '{"not":"a journal"}\n');
});

Deno.test("openJournal() cuts a torn tail before it appends", async () => {
  const path = join(await Deno.makeTempDir(), "a.journal.jsonl");
  const whole = journalHeader(HEAD) + journalLine({ caseId: "ä", trial: 1, turn: FULL_TURN });
  await Deno.writeTextFile(path, `${whole}{"case_id":"b`);
  const journal = await openJournal(path);
  await journal.resume();
  journal.append({ caseId: "c", trial: 1, turn: FULL_TURN });
  await journal.close();
  const text = await Deno.readTextFile(path);
  assert.equal(text, whole + journalLine({ caseId: "c", trial: 1, turn: FULL_TURN }));
});

Deno.test("parseJournal() passes over a damaged line with a warning and refuses a newer version by name", () => {
  const line = journalLine({ caseId: "a", trial: 1, turn: FULL_TURN });
  const older = '{"schema":"rounds.journal/1","run_id":"r","started_at":"s","manifest":{}}\n';
  const content = parseJournal(`${older}{"case_id":7}\nnot json\n${line}`, "j");
  assert.equal(content.entries.length, 1);
  assert.equal(content.warnings.length, 2);
  assert.match(content.warnings[0] ?? "", /j:2 is damaged.*"case_id" is 7/);
  assert.throws(
    () => parseJournal('{"schema":"rounds.journal/2"}\n', "j"),
    /"rounds\.journal\/2", expected one of rounds\.journal\/1/,
  );
  assert.equal(parseJournal("", "j").head, null);
});

Deno.test("replayTurns() gives answered turns up to the first failed or missing one; of two the later", () => {
  const failed: Turn = { ...turnOf(1, replyOf("x")), reply: null, error: failure().failure };
  const entry = (turn: Turn, trial = 1) => ({ caseId: "a", trial, turn });
  const content = (turns: readonly Turn[]) => turns.map(({ reply }) => reply?.content);
  const replay = replayTurns([
    entry(turnOf(2, replyOf("3"))),
    entry(failed),
    entry(turnOf(0, replyOf("old"))),
    entry(turnOf(0, replyOf("1"))),
    entry(turnOf(1, replyOf("unreached")), 2),
  ]);
  assert.deepEqual(content(replay("a", 1)), ["1"]);
  assert.deepEqual(replay("a", 2), []);
  assert.deepEqual(replay("b", 1), []);
  const mended = replayTurns([
    entry(turnOf(0, replyOf("1"))),
    entry(failed),
    entry(turnOf(1, replyOf("2"))),
  ]);
  assert.deepEqual(content(mended("a", 1)), ["1", "2"]);
});

Deno.test("manifestSha256() does not depend on key order; manifestDifferences() names nested fields", () => {
  assert.equal(manifestSha256({ a: { c: 1, b: 2 } }), manifestSha256({ a: { b: 2, c: 1 } }));
  assert.deepEqual(manifestDifferences({ a: { b: [1] }, c: 1 }, { a: { b: [2] } }), [
    { field: "a.b", before: "[1]", now: "[2]" },
    { field: "c", before: "1", now: "absent" },
  ]);
  assert.deepEqual(manifestDifferences({ a: 1 }, { a: 1 }), []);
});

Deno.test("writeAtomically() leaves the old file and no litter when it fails", async () => {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "a.json");
  await writeAtomically(path, ["old"]);
  function* broken() {
    yield "new";
    throw new Error("disk full");
  }
  await assert.rejects(writeAtomically(path, broken()), /disk full/);
  assert.equal(await Deno.readTextFile(path), "old");
  assert.deepEqual((await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name), [
    "a.json",
  ]);
});

Deno.test("writeAtomically() writes through a symbolic link, to a file that is there or not, and refuses a circle", async () => {
  const folder = await Deno.makeTempDir();
  const at = (name: string) => join(folder, name);
  await Deno.mkdir(at("real"));
  await Deno.symlink("real/a.json", at("link.json"));
  await Deno.symlink(at("link.json"), at("far.json"));
  for (const [path, text] of [["link.json", "first"], ["far.json", "second"]] as const) {
    await writeAtomically(at(path), [text]);
    assert.equal((await Deno.lstat(at(path))).isSymlink, true);
    assert.equal(await Deno.readTextFile(at("real/a.json")), text);
  }
  assert.equal((await Array.fromAsync(Deno.readDir(at("real")))).length, 1);
  await Deno.symlink(at("circle.json"), at("circle.json"));
  await assert.rejects(
    writeAtomically(at("circle.json"), ["x"]),
    /symbolic link that leads back to itself/,
  );
});

Deno.test("runBenchmark() writes its result where a symbolic link leads, and resumes from there", async () => {
  const folder = await Deno.makeTempDir();
  const [link, real] = [join(folder, "link.json"), join(folder, "real.json")];
  await Deno.symlink(real, link);
  const options = {
    cases: CASES,
    dataset: { name: "quiz", revision: null, sha256: "ab" },
    model: quizzer(() => "x"),
    output: link,
  };
  assert.equal((await runBenchmark(benchmark, options)).status, "complete");
  assert.equal((await Deno.lstat(link)).isSymlink, true);
  assert.equal((await readResults(real, { benchmarks: [benchmark] })).results.length, 3);
  await assert.rejects(runBenchmark(benchmark, options), /link\.json exists: use --resume/);
  const again = await runBenchmark(benchmark, { ...options, resume: true });
  assert.equal(again.status, "complete");
  assert.equal(options.model.asked.length, 6);
});

Deno.test("defaultOutput() keeps no control or format character of a name", () => {
  assert.equal(
    defaultOutput({ model: "a\u001b[31mb\u202ec\u200b", dataset: "d\n\u0085\u0000" }),
    "results/a_[31mb_c__d___.json",
  );
});

Deno.test("defaultOutput() keeps names inside results/ and marks an unofficial condition", () => {
  assert.equal(defaultOutput({ model: "a/b c", dataset: "2025_H1" }), "results/a_b_c_2025_H1.json");
  assert.equal(
    defaultOutput({ model: "../x", dataset: "d", condition: "no_image" }),
    "results/.._x_d_no_image.json",
  );
});

Deno.test("isFinalTurn() holds for answers and for failures of the item itself, not for what may pass", () => {
  const failed = (kind: "content_filter" | "context_too_long" | "timeout" | "server") => ({
    ...turnOf(0, replyOf("x")),
    reply: null,
    error: failure(kind).failure,
  });
  const empty = (more: object) => ({
    ...turnOf(0, { ...replyOf(""), ...more }),
    error: failure("empty_reply").failure,
  });
  assert.equal(isFinalTurn(turnOf(0, replyOf("x"))), true);
  assert.deepEqual([failed("content_filter"), failed("context_too_long")].map(isFinalTurn), [
    true,
    true,
  ]);
  assert.deepEqual([failed("timeout"), failed("server")].map(isFinalTurn), [false, false]);
  assert.deepEqual([empty({ refusal: "no" }), empty({ finishReason: "length" })].map(isFinalTurn), [
    true,
    true,
  ]);
  assert.equal(isFinalTurn(empty({})), false);
});
