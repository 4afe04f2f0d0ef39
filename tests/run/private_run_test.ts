import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import {
  casesFrame,
  criteriaFrame,
  errorSheet,
  flips,
  type Judge,
  livemedbench,
  type LiveMedBenchCase,
  type Model,
  openVerdicts,
  panelJudge,
  questionsFrame,
  ratingSheet,
  readConversation,
  readResults,
  rememberingJudge,
  requestsFrame,
  rubricJudge,
  runBenchmark,
  type RunBenchmarkOptions,
  runsFrame,
  saveResults,
  showConversation,
  tableToCsv,
  verdictsFrame,
  writeAtomically,
} from "../../mod.ts";
import { answering, casesOf, faithful, record } from "../benchmarks/livemedbench/wards.ts";
import { judgingModel } from "../graders/judging.ts";
import { quiz, quizCase, quizzer } from "./quiz.ts";

const CASES = casesOf([record("a", [6, -5]), record("b", [4])]);
const modeOf = async (path: string) => ((await Deno.stat(path)).mode ?? 0) & 0o777;
const at = (model: Model, origin: string): Model => ({ ...model, origin });

async function place(): Promise<string> {
  return join(await Deno.makeTempDir(), "new", "subject_ward.json");
}

function run(
  more: Partial<RunBenchmarkOptions<LiveMedBenchCase>>,
): ReturnType<typeof runBenchmark<LiveMedBenchCase>> {
  return runBenchmark(livemedbench(), {
    cases: CASES,
    dataset: { name: "ward", revision: null, sha256: "ab" },
    model: answering(() => "#1 secret-word"),
    judge: rubricJudge(judgingModel(faithful)),
    output: null,
    private: {},
    ...more,
  });
}

Deno.test("a private run refuses a model or judge elsewhere before anything is asked or written", async () => {
  const subject = answering(() => "#1");
  const output = await place();
  const elsewhere = "https://api.example.org";
  await assert.rejects(run({ model: at(subject, elsewhere), output }), {
    name: "SetUpError",
    message:
      /the model subject-1 is at https:\/\/api\.example\.org, .*nothing was sent.*--private-host/,
  });
  const judging = judgingModel(faithful);
  const local = rubricJudge(at(judging, "http://localhost:1"));
  const remote = rubricJudge({ ...at(judging, elsewhere), name: "judge-2" });
  for (const judge of [remote, panelJudge([local, remote]), rememberingJudge(remote, new Map())]) {
    await assert.rejects(run({ model: subject, judge, output }), /the judge .*judge-2 is at/);
  }
  const { origins: _, ...silent } = local;
  const untold: Judge = panelJudge([silent, remote]);
  await assert.rejects(
    run({ model: subject, judge: untold, output }),
    /does not tell where it asks/,
  );
  assert.deepEqual([subject.asked.length, judging.asked.length], [0, 0]);
  await assert.rejects(Deno.stat(dirname(output)), Deno.errors.NotFound);
  const listed = await run({
    model: at(subject, elsewhere),
    judge: remote,
    private: { hosts: ["api.example.org"] },
  });
  assert.equal(listed.status, "complete");
});

Deno.test("a private run's files are for their owner only, also where others could read them before", async () => {
  const output = await place();
  const verdicts = await openVerdicts(`${output}.verdicts.jsonl`, { private: true }).catch(
    async () => {
      await Deno.mkdir(dirname(output), { mode: 0o755 });
      await Deno.writeTextFile(`${output}.verdicts.jsonl`, '{"schema":"rounds.verdicts/1"}\n', {
        mode: 0o644,
      });
      return await openVerdicts(`${output}.verdicts.jsonl`, { private: true });
    },
  );
  await Deno.writeTextFile(output, "{}", { mode: 0o644 });
  await Deno.writeTextFile(`${output}.journal.jsonl`, "", { mode: 0o666 });
  const judge = rememberingJudge(rubricJudge(judgingModel(faithful)), verdicts);
  await run({ output, judge, overwrite: true, keepJournal: true });
  for (const path of [output, `${output}.journal.jsonl`, `${output}.verdicts.jsonl`]) {
    assert.equal(await modeOf(path), 0o600, path);
  }
  await verdicts.close();
  const fresh = await place();
  const { run: finished } = await run({ output: fresh, keepJournal: true });
  assert.equal(await modeOf(dirname(fresh)), 0o700);
  assert.equal(await modeOf(fresh), 0o600);
  assert.equal(await modeOf(`${fresh}.journal.jsonl`), 0o600);
  await saveResults(finished, fresh, { benchmark: livemedbench() });
  assert.equal(await modeOf(fresh), 0o600, "what is saved again stays private");
  const open = await place();
  const { private: _, ...usual } = { private: {}, output: open };
  await runBenchmark(livemedbench(), {
    cases: CASES,
    dataset: { name: "ward", revision: null, sha256: "ab" },
    model: answering(() => "#1"),
    ...usual,
  });
  assert.notEqual(await modeOf(open), 0o600);
  const list = join(await Deno.makeTempDir(), "deep", "list.json");
  await writeAtomically(list, ["[]"], { private: true });
  assert.deepEqual([await modeOf(list), await modeOf(dirname(list))], [0o600, 0o700]);
});

Deno.test("the record says that a run is private, and it is resumed as one or not at all", async () => {
  const output = await place();
  await run({ output, sample: ["a"] });
  const file = JSON.parse(await Deno.readTextFile(output));
  assert.equal(file.rounds.manifest.private, true);
  const back = await readResults(output, { benchmarks: [livemedbench()] });
  assert.equal(back.manifest?.private, true);
  assert.ok(back.results.every((result) => result.private === true));
  const { private: _, ...open } = { private: {}, output, resume: true };
  await assert.rejects(
    runBenchmark(livemedbench(), {
      cases: CASES,
      dataset: { name: "ward", revision: null, sha256: "ab" },
      model: answering(() => "#1 secret-word"),
      judge: rubricJudge(judgingModel(faithful)),
      ...open,
    }),
    /private: true before, absent now \(a run is private from its beginning to its end: --private\)/,
  );
  assert.equal((await run({ output, resume: true })).status, "complete");
});

Deno.test("no frame, table or display of a private run holds a text of it", async () => {
  const output = await place();
  await run({ output });
  const back = await readResults(output, { benchmarks: [livemedbench()] });
  const open = (await run({ output: null })).run;
  const { private: _, ...manifest } = open.manifest ?? back.manifest ?? assert.fail("no manifest");
  const shownRun = { ...open, manifest, results: open.results };
  for (const frameOf of [questionsFrame, criteriaFrame, verdictsFrame, requestsFrame, casesFrame]) {
    const text = tableToCsv(frameOf([back], { replies: true }));
    assert.doesNotMatch(text, /secret-word|says #|Story of/, frameOf.name);
    assert.ok(frameOf([back]).getColumn("private").toArray().every((value) => value === true));
  }
  assert.equal(runsFrame([back]).getColumn("private").toArray()[0], true);
  assert.match(tableToCsv(questionsFrame([shownRun])), /says #1/);
  assert.match(tableToCsv(criteriaFrame([shownRun])), /says #1/);
  assert.throws(() => ratingSheet([back], { raters: ["dr-a"] }), {
    name: "RangeError",
    message: /is of a private run, and the sheet would hold its texts/,
  });
  assert.match(ratingSheet([back], { raters: ["dr-a"], showPrivate: true }), /secret-word/);
  assert.throws(() => errorSheet([], { runs: [back], raters: ["dr-a"] }), /is of a private run/);
  const [c] = CASES;
  const [result] = back.results;
  if (c === undefined || result === undefined) return assert.fail("no case");
  const conversation = await readConversation(c, { benchmark: livemedbench(), result });
  const shown = await showConversation(conversation);
  assert.doesNotMatch(shown.html + shown.text, /secret-word|Story of|says #/);
  assert.match(shown.text, /private.*showPrivate/s);
  assert.match((await showConversation(conversation, { showPrivate: true })).text, /secret-word/);
});

Deno.test("flips of private runs name no question", async () => {
  const cases = [quizCase("c1", ["a", "b"])];
  const texts = cases.map((c) => ({
    ...c,
    questions: ["one", "two"].map((question) => ({ question, options: { A: "x", B: "y" } })),
  }));
  const runOf = async (name: string, isPrivate: boolean) => {
    const model = { ...quizzer(() => name), name };
    const { run } = await runBenchmark(quiz(), {
      cases,
      dataset: { name: "quiz", revision: null, sha256: "ab" },
      model,
      output: null,
      ...(isPrivate ? { private: {} } : {}),
    });
    return run;
  };
  for (const isPrivate of [true, false]) {
    const runs = [await runOf("a", isPrivate), await runOf("b", isPrivate)];
    const frame = questionsFrame(runs, { replies: true });
    assert.deepEqual(
      new Set(frame.getColumn("reply").toArray()),
      new Set(isPrivate ? [null] : ["a", "b"]),
    );
    const table = flips(frame, { a: "a", b: "b", cases: texts });
    assert.equal(table.height, 2);
    assert.equal(/one|two/.test(tableToCsv(table)), !isPrivate);
  }
});
