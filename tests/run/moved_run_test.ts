import assert from "node:assert/strict";
import { join } from "node:path";
import {
  callHint,
  circuitBreaker,
  type Judge,
  livemedbench,
  type Model,
  ModelError,
  panelJudge,
  readResults,
  rememberingJudge,
  rubricJudge,
  runBenchmark,
} from "../../mod.ts";
import {
  answering,
  casesOf,
  failure as failed,
  faithful,
  record,
} from "../benchmarks/livemedbench/wards.ts";
import { judgingModel } from "../graders/judging.ts";
import { failure, quiz, quizCase, quizzer } from "./quiz.ts";

const CASES = Array.from({ length: 6 }, (_, n) => quizCase(`c${n}`, ["a", "b"], n + 1));
const DATASET = { name: "quiz", revision: null, sha256: "ab" };
const output = async () => join(await Deno.makeTempDir(), "m.json");
const ward = casesOf(["a", "b", "c", "d"].map((id) => record(id, [6, 4])));
const judged = { cases: ward, dataset: { name: "ward", revision: null, sha256: "ab" } };

function at(origin: string, model: Model = quizzer(() => "a")): Model {
  return { ...model, origin };
}

Deno.test("a run goes on when its local server comes back on another port, and the record names both", async () => {
  for (const keepJournal of [true, false]) {
    const path = await output();
    const run = (origin: string, more: object = {}) => {
      const notes: string[] = [];
      return runBenchmark(quiz(), {
        cases: CASES,
        dataset: DATASET,
        model: at(origin),
        output: path,
        resume: true,
        onNote: (note) => notes.push(note),
        ...more,
      }).then((finished) => ({ ...finished, notes }));
    };
    const broken = at(
      "http://127.0.0.1:1000",
      quizzer((asked) => asked === "c3 q2" ? failure() : "a"),
    );
    await run("", { model: broken, sample: ["c0", "c1", "c3"] });
    const second = await run("http://localhost:2000", { sample: ["c4"] });
    assert.match(
      second.notes.join(),
      /Earlier answers are from http:\/\/127\.0\.0\.1:1000, further ones from http:\/\/localhost:2000/,
    );
    const third = await run("http://127.0.0.1:3000", { keepJournal });
    assert.equal(third.status, "complete");
    const manifest = (await readResults(path, { benchmarks: [quiz()] })).manifest;
    assert.equal(manifest?.origin, "http://127.0.0.1:3000");
    assert.deepEqual(manifest?.earlier_origins, ["http://127.0.0.1:1000", "http://localhost:2000"]);
    const fourth = await run("http://127.0.0.1:4000");
    assert.deepEqual(fourth.run.manifest?.earlier_origins?.toSorted(), [
      "http://127.0.0.1:1000",
      "http://127.0.0.1:3000",
      "http://localhost:2000",
    ]);
    await assert.rejects(
      run("http://10.0.0.7:4000"),
      /origin: .*10\.0\.0\.7:4000" now \(another server\)/,
    );
  }
});

Deno.test("a run whose judge moved on this machine goes on; one judged elsewhere does not", async () => {
  const path = await output();
  const run = (origin: string, more: object = {}) =>
    runBenchmark(livemedbench(), {
      ...judged,
      model: answering(() => "#1"),
      judge: rubricJudge(at(origin, judgingModel(faithful))),
      output: path,
      resume: true,
      ...more,
    });
  await run("http://127.0.0.1:1", { sample: ["a"] });
  await assert.rejects(run("https://api.example.org"), /judges: /);
  assert.equal((await run("http://127.0.0.1:2")).status, "complete");
});

Deno.test("a pilot is resumed only with the plan it was drawn from, and the refusal says so", async () => {
  const path = await output();
  const run = (cases: typeof CASES, more: object = {}) =>
    runBenchmark(quiz(), {
      cases,
      dataset: DATASET,
      model: quizzer(() => "a"),
      output: path,
      ...more,
    });
  await run(CASES, { sample: ["c1", "c2"] });
  await assert.rejects(
    run(CASES.slice(0, 3), { resume: true }),
    /other cases are planned: --limit, .*a pilot goes on with the plan it was drawn from/,
  );
  assert.equal((await run(CASES, { resume: true })).status, "complete");
});

Deno.test("a judge that fails the preflight leaves no journal behind", async () => {
  const path = await output();
  await assert.rejects(
    runBenchmark(livemedbench(), {
      ...judged,
      model: answering(() => "#1"),
      judge: rubricJudge(judgingModel(() => failed("auth"))),
      output: path,
      preflight: true,
    }),
    /the judge judge-1 failed before the run/,
  );
  await assert.rejects(Deno.stat(`${path}.journal.jsonl`), Deno.errors.NotFound);
});

Deno.test("a judge that refuses its first judgements all the same way stops the run, each of a panel by itself", async () => {
  const refusing = judgingModel(() => failed("bad_request"), "refusing");
  const run = (judge: Judge, concurrency = 1) =>
    runBenchmark(livemedbench(), {
      ...judged,
      model: answering(() => "#1"),
      judge,
      output: null,
      concurrency,
    });
  const stopped = await run(rubricJudge(refusing));
  assert.equal(stopped.status, "stopped");
  assert.match(
    stopped.error?.message ?? "",
    /each of 5 judgements of refusing in a row the same way/,
  );
  assert.match(stopped.error?.message ?? "", /^bad_request: the judge refusing: /);
  assert.ok(refusing.asked.length <= 6);
  const panel = panelJudge([rubricJudge(judgingModel(faithful)), rubricJudge(refusing)]);
  assert.equal((await run(panel)).status, "stopped");
  const once = judgingModel((asked, call) => call === 1 ? faithful(asked) : failed("bad_request"));
  const { status, run: done } = await run(rubricJudge(once));
  assert.equal(status, "complete");
  assert.equal(done.clean.outcomes.ungraded, 7);
});

Deno.test("remembered verdicts show that a judge's requests are good", async () => {
  const memory = new Map();
  const good = rubricJudge(
    judgingModel((asked, call) => call <= 2 ? faithful(asked) : failed("server")),
  );
  const run = (judge: Judge) =>
    runBenchmark(livemedbench(), {
      ...judged,
      model: answering(() => "#1"),
      judge: rememberingJudge(judge, memory),
      output: null,
      concurrency: 1,
    });
  await run(good);
  assert.equal(memory.size, 2);
  const { status } = await run(rubricJudge(judgingModel(() => failed("bad_request"))));
  assert.equal(status, "complete");
});

Deno.test("a dead judge stops the run resumably, by its own circuit breaker", async () => {
  const path = await output();
  const dead = circuitBreaker(judgingModel(() => failed("connection")), {
    failuresInARow: 2,
    giveUpAfterMs: 20_000,
    ask: () => Promise.reject(failed("connection")),
    wait: () => Promise.resolve(),
  });
  const run = (judge: Judge, more: object = {}) =>
    runBenchmark(livemedbench(), {
      ...judged,
      model: answering(() => "#1"),
      judge,
      output: path,
      ...more,
    });
  const stopped = await run(rubricJudge(dead));
  assert.equal(stopped.status, "stopped");
  assert.match(stopped.error?.message ?? "", /nothing was answered for 20 s of waiting/);
  const again = await run(rubricJudge(judgingModel(faithful)), { resume: true });
  assert.equal(again.status, "complete");
});

Deno.test("callHint() tells a used-up quota from a wrong key, and the judge's flags from the model's", () => {
  const failureOf = (kind: "auth" | "unknown_model" | "bad_request", status: number | null) =>
    new ModelError({ kind, status, message: "no" }).failure;
  assert.match(callHint(failureOf("auth", 429)) ?? "", /no quota left/);
  assert.match(callHint(failureOf("auth", 402)) ?? "", /no quota left/);
  assert.doesNotMatch(callHint(failureOf("auth", 429)) ?? "", /Check/);
  assert.match(callHint(failureOf("auth", 401)) ?? "", /OPENAI_API_KEY/);
  assert.match(callHint(failureOf("auth", 401), { whose: "judge" }) ?? "", /OPENAI_JUDGE_API_KEY/);
  assert.match(
    callHint(failureOf("unknown_model", 404), { whose: "judge" }) ?? "",
    /--judge and --judge-api-base/,
  );
  assert.equal(callHint(failureOf("bad_request", null)), null);
});
