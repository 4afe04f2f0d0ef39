import assert from "node:assert/strict";
import { join } from "node:path";
import {
  answerCase,
  answerCases,
  collectResults,
  firstRequest,
  gradeAnswers,
  heaviestCase,
  makeManifest,
  type Manifest,
  memoryOutput,
  ModelError,
  openOutput,
  parseJournal,
  planRun,
  preflight,
  promptSha256,
  readConversation,
  readResults,
  runBenchmark,
  type RunBenchmarkOptions,
  SetUpError,
  startGrace,
  TOOLKIT_VERSION,
} from "../../mod.ts";
import { failure, quiz, type QuizCase, quizCase, quizzer } from "./quiz.ts";

const benchmark = quiz();
const CASES = [
  quizCase("a", ["x", "y"], 1),
  quizCase("b", ["y"], 2),
  quizCase("c", ["x", "x", "y"], 3),
];
const DATASET = { name: "quiz", revision: null, sha256: "ab" };
const keyOf = (asked: string) => {
  const [id, item] = asked.split(" ");
  return CASES.find((c) => c.id === id)?.items.find((i) => i.id === item)?.expected ?? "?";
};

async function output(): Promise<string> {
  return join(await Deno.makeTempDir(), "quizzer_quiz.json");
}

function options(
  more:
    & Partial<RunBenchmarkOptions<QuizCase>>
    & Pick<RunBenchmarkOptions<QuizCase>, "model" | "output">,
): RunBenchmarkOptions<QuizCase> {
  return {
    cases: CASES,
    dataset: DATASET,
    now: () => new Date("2026-01-01T00:00:00Z"),
    newId: () => "run-1",
    ...more,
  };
}

Deno.test("runBenchmark() saves every case in dataset order and removes the journal of a complete run", async () => {
  const path = await output();
  const model = quizzer(keyOf);
  const { run, status, journal } = await runBenchmark(benchmark, options({ model, output: path }));
  assert.equal(status, "complete");
  assert.equal(journal, null);
  assert.deepEqual(run.results.map(({ case: c }) => c.id), ["a", "b", "c"]);
  assert.equal(run.clean.items.score, 1);
  assert.equal(run.file, path);
  assert.deepEqual(run.official, { total: 3, right: 6 });
  await assert.rejects(Deno.stat(`${path}.journal.jsonl`), Deno.errors.NotFound);
  const back = await readResults(path, { benchmarks: [benchmark] });
  assert.deepEqual(back.results.map(({ turns }) => turns), run.results.map(({ turns }) => turns));
  assert.deepEqual(back.clean, run.clean);
});

Deno.test("runBenchmark() has every turn in the journal before the next of its case is asked", async () => {
  const path = await output();
  const seen: number[] = [];
  const model = quizzer((asked) => {
    const journal = parseJournal(Deno.readTextFileSync(`${path}.journal.jsonl`), "journal");
    const [id] = asked.split(" ");
    seen.push(journal.entries.filter(({ caseId }) => caseId === id).length);
    return keyOf(asked);
  });
  await runBenchmark(benchmark, options({ model, output: path, concurrency: 1 }));
  // Longest first: c (3), a (2), b (1); each time as many lines of that case as turns asked before.
  assert.deepEqual(seen, [0, 1, 2, 0, 1, 0]);
});

Deno.test("runBenchmark() records a failure as data, skips the rest of that case only, and keeps the journal", async () => {
  const path = await output();
  const model = quizzer((asked) => asked === "c q2" ? failure() : keyOf(asked));
  const { run, status, journal } = await runBenchmark(benchmark, options({ model, output: path }));
  assert.equal(status, "complete");
  assert.equal(journal, `${path}.journal.jsonl`);
  assert.deepEqual(run.results[2]?.grades.map(({ outcome }) => outcome), [
    "graded",
    "failed",
    "skipped",
  ]);
  assert.equal(
    run.clean.outcomes.failed + run.clean.outcomes.skipped + run.clean.outcomes.graded,
    6,
  );
  assert.deepEqual([run.clean.items.low, run.clean.items.high], [4 / 6, 1]);
  assert.equal(run.results[2]?.turns[1]?.attempts, 5);
});

Deno.test("runBenchmark() resumes at the turn where it stopped, retries failed cases only, repeats no answered turn", async () => {
  const path = await output();
  const first = quizzer((asked) => asked === "c q2" ? failure() : keyOf(asked));
  await runBenchmark(benchmark, options({ model: first, output: path }));
  const second = quizzer(keyOf);
  const { run, journal } = await runBenchmark(
    benchmark,
    options({ model: second, output: path, resume: true, newId: () => "run-2" }),
  );
  assert.deepEqual(second.asked, ["c q2", "c q3"]);
  assert.equal(run.clean.outcomes.graded, 6);
  assert.equal(run.id, "run-1");
  assert.equal(journal, null);
  const third = quizzer(keyOf);
  const again = await runBenchmark(
    benchmark,
    options({ model: third, output: path, resume: true }),
  );
  assert.deepEqual(third.asked, []);
  assert.deepEqual(again.run.clean, run.clean);
});

Deno.test("runBenchmark() interrupted leaves a file, a journal and nothing wrong, and resumes to the same result", async () => {
  const path = await output();
  const stop = new AbortController();
  const model = quizzer((asked) => {
    if (asked === "c q2") stop.abort();
    return keyOf(asked);
  });
  const { run, status, journal } = await runBenchmark(
    benchmark,
    options({ model, output: path, concurrency: 1, signal: stop.signal }),
  );
  assert.equal(status, "interrupted");
  assert.equal(journal, `${path}.journal.jsonl`);
  assert.equal(run.results.length, 0);
  assert.deepEqual(run.unfinished, ["a", "b", "c"]);
  assert.equal(run.clean.outcomes.not_run, 6);
  assert.equal((await readResults(path, { benchmarks: [benchmark] })).clean.outcomes.not_run, 6);
  const rest = quizzer(keyOf);
  const resumed = await runBenchmark(
    benchmark,
    options({ model: rest, output: path, resume: true }),
  );
  assert.deepEqual(rest.asked.toSorted(), ["a q1", "a q2", "b q1", "c q3"]);
  const whole = await runBenchmark(
    benchmark,
    options({ model: quizzer(keyOf), output: await output() }),
  );
  assert.deepEqual(resumed.run.results, whole.run.results);
});

Deno.test("runBenchmark() abandons a hanging call after the grace time", async () => {
  const stop = new AbortController();
  const model = quizzer((_, signal) => {
    stop.abort();
    const hanging = Promise.withResolvers<string>();
    signal?.addEventListener("abort", () => hanging.reject(failure("aborted")));
    return hanging.promise;
  });
  const { status, run } = await runBenchmark(
    benchmark,
    options({ model, output: null, signal: stop.signal, graceMs: 1 }),
  );
  assert.equal(status, "interrupted");
  assert.equal(run.clean.outcomes.not_run, 6);
});

Deno.test("runBenchmark() is stopped by a wrong key: saved, nothing marked wrong", async () => {
  const path = await output();
  const model = quizzer((asked) => asked.startsWith("a") ? failure("auth") : keyOf(asked));
  const { status, error, run } = await runBenchmark(
    benchmark,
    options({ model, output: path, concurrency: 1 }),
  );
  assert.equal(status, "stopped");
  assert.equal(error?.failure.kind, "auth");
  assert.deepEqual(run.results.map(({ case: c }) => c.id), ["c"]);
  assert.equal(run.clean.outcomes.not_run, 3);
  assert.ok(!model.asked.includes("b q1"));
});

Deno.test("runBenchmark() refuses an existing output without resume or overwrite, whether finished or only begun", async () => {
  const path = await output();
  await runBenchmark(benchmark, options({ model: quizzer(keyOf), output: path }));
  const before = await Deno.readTextFile(path);
  const model = quizzer(keyOf);
  await assert.rejects(
    runBenchmark(benchmark, options({ model, output: path })),
    (error) =>
      error instanceof SetUpError && /exists: use --resume .* --overwrite/.test(error.message),
  );
  assert.deepEqual(model.asked, []);
  assert.equal(await Deno.readTextFile(path), before);
  await Deno.remove(path);
  const failing = quizzer((asked) => asked === "c q2" ? failure() : keyOf(asked));
  await runBenchmark(benchmark, options({ model: failing, output: path }));
  await Deno.remove(path);
  await assert.rejects(
    runBenchmark(benchmark, options({ model, output: path })),
    /was begun by an interrupted run/,
  );
  const over = await runBenchmark(benchmark, options({ model, output: path, overwrite: true }));
  assert.equal(over.status, "complete");
});

Deno.test("runBenchmark() refuses to resume a run with another manifest, naming the differences", async () => {
  const path = await output();
  const failing = quizzer((asked) => asked === "c q2" ? failure() : keyOf(asked));
  await runBenchmark(benchmark, options({ model: failing, output: path }));
  const other = { ...quizzer(keyOf), parameters: { temperature: 1 } };
  await assert.rejects(
    runBenchmark(benchmark, options({ model: other, output: path, resume: true, trials: 2 })),
    (error) =>
      error instanceof SetUpError &&
      /parameters\.temperature: 0 before, 1 now/.test(error.message) &&
      /trials: 1 before, 2 now/.test(error.message),
  );
});

Deno.test("runBenchmark() with nothing to resume starts afresh and says so", async () => {
  const notes: string[] = [];
  const { status } = await runBenchmark(
    benchmark,
    options({
      model: quizzer(keyOf),
      output: await output(),
      resume: true,
      onNote: (note) => notes.push(note),
    }),
  );
  assert.equal(status, "complete");
  assert.match(notes[0] ?? "", /nothing to resume/);
});

Deno.test("runBenchmark() ignores a torn last line with a note and asks that turn again", async () => {
  const path = await output();
  const failing = quizzer((asked) => asked === "c q3" ? failure() : keyOf(asked));
  await runBenchmark(benchmark, options({ model: failing, output: path, concurrency: 1 }));
  const journal = `${path}.journal.jsonl`;
  const text = await Deno.readTextFile(journal);
  await Deno.writeTextFile(journal, text.slice(0, -20));
  const notes: string[] = [];
  const model = quizzer(keyOf);
  const { run } = await runBenchmark(
    benchmark,
    options({
      model,
      output: path,
      resume: true,
      keepJournal: true,
      onNote: (note) => notes.push(note),
    }),
  );
  assert.match(notes.join("\n"), /is torn/);
  assert.deepEqual(model.asked.toSorted(), ["b q1", "c q3"]);
  assert.equal(run.clean.outcomes.graded, 6);
  const lines = (await Deno.readTextFile(journal)).trimEnd().split("\n");
  for (const line of lines) JSON.parse(line);
});

Deno.test("runBenchmark() runs trials of every case and keeps them apart", async () => {
  const path = await output();
  const { run } = await runBenchmark(
    benchmark,
    options({ model: quizzer(keyOf), output: path, trials: 3 }),
  );
  assert.equal(run.results.length, 9);
  assert.deepEqual(run.results.slice(0, 3).map(({ case: c, trial }) => [c.id, trial]), [
    ["a", 1],
    ["a", 2],
    ["a", 3],
  ]);
  assert.deepEqual(run.planned, { cases: 9, items: 18 });
});

Deno.test("runBenchmark() lets one writer at a time have an output", async () => {
  const path = await output();
  const waiting = Promise.withResolvers<void>();
  const slow = quizzer(async (asked) => {
    await waiting.promise;
    return keyOf(asked);
  });
  const running = runBenchmark(benchmark, options({ model: slow, output: path }));
  while (slow.asked.length === 0) await new Promise((resolve) => setTimeout(resolve));
  await assert.rejects(
    runBenchmark(benchmark, options({ model: quizzer(keyOf), output: path, overwrite: true })),
    { name: "OutputLockedError" },
  );
  waiting.resolve();
  assert.equal((await running).status, "complete");
});

Deno.test("runBenchmark() refuses an empty plan and an unwritable place before anything is asked", async () => {
  const model = quizzer(keyOf);
  await assert.rejects(
    runBenchmark(benchmark, options({ model, output: null, cases: [] })),
    /no cases to run/,
  );
  const file = await Deno.makeTempFile();
  await assert.rejects(
    runBenchmark(benchmark, options({ model, output: join(file, "a.json") })),
    (error) => error instanceof SetUpError && /Cannot write .*a\.json: /.test(error.message),
  );
  await assert.rejects(
    runBenchmark(benchmark, options({ model, output: await Deno.makeTempDir() })),
    /it is not a file/,
  );
  assert.deepEqual(model.asked, []);
});

Deno.test("preflight keeps its answer as the turn's own and asks it once", async () => {
  const model = quizzer(keyOf);
  const { run } = await runBenchmark(benchmark, options({ model, output: null, preflight: true }));
  assert.equal(model.asked.length, 6);
  assert.equal(run.clean.outcomes.graded, 6);
});

Deno.test("preflight stops a run that the endpoint refuses, leaves no output, and says what to try", async () => {
  for (
    const kind of ["auth", "unknown_model", "bad_request", "connection", "image_refused"] as const
  ) {
    const path = await output();
    const model = quizzer(() => failure(kind));
    await assert.rejects(
      runBenchmark(benchmark, options({ model, output: path, preflight: true })),
      (error) =>
        error instanceof SetUpError && error.message.includes(`simulated ${kind}`) &&
        /--no-preflight/.test(error.message),
    );
    assert.equal(model.asked.length, 1);
    await assert.rejects(Deno.stat(path), Deno.errors.NotFound);
    await assert.rejects(Deno.stat(`${path}.journal.jsonl`), Deno.errors.NotFound);
  }
});

Deno.test("preflight lets an item's own failure be that item's outcome", async () => {
  const notes: string[] = [];
  let first = true;
  const model = quizzer((asked) => {
    const failing = first;
    first = false;
    return failing ? failure("content_filter") : keyOf(asked);
  });
  const { run } = await runBenchmark(
    benchmark,
    options({ model, output: null, preflight: true, onNote: (note) => notes.push(note) }),
  );
  assert.match(notes[0] ?? "", /content_filter/);
  assert.equal(run.clean.outcomes.failed, 1);
  assert.equal(model.asked.filter((asked) => asked.endsWith("q1")).length, 3);
});

Deno.test("preflight() asks nothing when the turn was answered before", async () => {
  const memory = memoryOutput({ manifest: {}, runId: "r", startedAt: "" });
  const model = quizzer(keyOf);
  const answer = await answerCase(CASES[0] ?? quizCase("?", []), {
    benchmark,
    model: quizzer(keyOf),
  });
  const replayed = { ...memory, replay: () => answer?.turns ?? [] };
  assert.equal(await preflight(CASES, { benchmark, model, output: replayed }), null);
  assert.deepEqual(model.asked, []);
});

Deno.test("openOutput() refuses a reference evaluator's file by what is missing in it", async () => {
  const path = await output();
  await Deno.writeTextFile(path, JSON.stringify({ meta: { quiz: true }, cases: [] }));
  const manifest: Manifest = makeManifest(benchmark, {
    dataset: DATASET,
    cases: CASES,
    model: quizzer(keyOf),
    trials: 1,
  });
  await assert.rejects(
    openOutput(path, {
      head: { manifest, runId: "r", startedAt: "" },
      benchmark,
      resume: true,
      overwrite: false,
    }),
    /not written by this toolkit/,
  );
});

Deno.test("answerCases() stops the others when one meets a set-up error", async () => {
  const model = quizzer((asked) => asked === "a q1" ? failure("auth") : keyOf(asked));
  await assert.rejects(
    Array.fromAsync(answerCases(CASES, { benchmark, model, concurrency: 2 })),
    (error) => error instanceof ModelError && error.failure.kind === "auth",
  );
  assert.ok(model.asked.length < 6);
});

Deno.test("answerCase() gives null when interrupted and asks again when the prompt has changed", async () => {
  const c = quizCase("z", ["x"]);
  assert.equal(
    await answerCase(c, { benchmark, model: quizzer(keyOf), signal: AbortSignal.abort() }),
    null,
  );
  const answer = await answerCase(c, { benchmark, model: quizzer(() => "x") });
  const turns = (answer?.turns ?? []).map((turn) => ({ ...turn, promptSha256: "another" }));
  const model = quizzer(() => "y");
  await answerCase(c, { benchmark, model, replay: turns });
  assert.deepEqual(model.asked, ["z q1"]);
});

Deno.test("gradeAnswers() regrades old answers without asking anybody", async () => {
  const { run } = await runBenchmark(benchmark, options({ model: quizzer(keyOf), output: null }));
  const regraded = await Array.fromAsync(gradeAnswers(run.results, { benchmark, concurrency: 1 }));
  assert.deepEqual(regraded, run.results);
});

Deno.test("collectResults() lets a programmer's error through", async () => {
  const memory = memoryOutput({ manifest: {}, runId: "r", startedAt: "" });
  const broken = quizzer(() => Promise.reject(new RangeError("bug")));
  await assert.rejects(
    collectResults(CASES, { benchmark, model: broken, output: memory, replay: memory.replay }),
    RangeError,
  );
});

Deno.test("heaviestCase() takes the case with the longest first request when none has images", async () => {
  const long = quizCase("a-case-with-a-much-longer-name", ["x"]);
  assert.equal((await heaviestCase([...CASES, long], benchmark))?.id, long.id);
  assert.equal((await firstRequest(long, benchmark))?.messages.length, 1);
});

Deno.test("planRun() counts requests and sends nothing", async () => {
  const firsts: string[] = [];
  const plan = await planRun(CASES, {
    benchmark,
    trials: 2,
    onFirstRequest: (id) => firsts.push(id),
  });
  assert.deepEqual([plan.cases, plan.items, plan.requests], [6, 12, 12]);
  assert.deepEqual(firsts.toSorted(), ["a", "b", "c"]);
  assert.deepEqual(plan.missingImages, []);
});

Deno.test("promptSha256() tells prompts apart by any word and image digest", () => {
  const request = {
    messages: [{ role: "user", content: "a" }],
    items: ["q1"],
    images: [],
  } as const;
  const image = {
    source: "a.png",
    delivery: "sent",
    sha256: "1",
    bytes: 1,
    mediaType: null,
    width: null,
    height: null,
  } as const;
  const digests = [
    request,
    { ...request, messages: [{ role: "user", content: "b" }] as const },
    { ...request, images: [image] },
    { ...request, images: [{ ...image, sha256: "2" }] },
  ].map(promptSha256);
  assert.equal(new Set(digests).size, 4);
});

Deno.test("startGrace() does nothing after its end", () => {
  const stop = new AbortController();
  const grace = startGrace(stop.signal, 0);
  grace.end();
  stop.abort();
  assert.equal(grace.abandon.aborted, false);
});

Deno.test("TOOLKIT_VERSION is the package's version", async () => {
  const config = JSON.parse(await Deno.readTextFile(new URL("../../deno.json", import.meta.url)));
  assert.equal(TOOLKIT_VERSION, config.version);
});

Deno.test("readConversation() puts case and result together and refuses those of different cases", async () => {
  const { run } = await runBenchmark(
    benchmark,
    options({ model: quizzer(keyOf), output: null }),
  );
  const [result] = run.results;
  const [c] = CASES;
  assert.ok(result !== undefined && c !== undefined);
  const { turns, caseId } = await readConversation(c, { benchmark, result });
  assert.equal(caseId, "a");
  assert.deepEqual(turns.map(({ turn }) => turn), result.turns);
  await assert.rejects(
    readConversation(quizCase("other", ["x"]), { benchmark, result }),
    /case other and a result of case a/,
  );
});

Deno.test("runBenchmark() writes a base URL without the password or key it may carry", async () => {
  const { run } = await runBenchmark(
    benchmark,
    options({
      model: quizzer(keyOf),
      output: null,
      apiBase: "https://me:planted@api.example.org/v1?key=planted",
    }),
  );
  assert.equal(run.meta.api_base, "https://api.example.org/v1");
});
