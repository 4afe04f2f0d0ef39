import assert from "node:assert/strict";
import { join } from "node:path";
import {
  type FinishedRun,
  type Judge,
  judgeSample,
  limit,
  limitedModel,
  livemedbench,
  type LiveMedBenchCase,
  type Model,
  ModelError,
  openVerdicts,
  panelJudge,
  readResults,
  rememberingJudge,
  repeatingJudge,
  rubricJudge,
  runBenchmark,
  type RunBenchmarkOptions,
} from "../../../mod.ts";
import { judgingModel, plainReply, type Said } from "../../graders/judging.ts";
import { answering, casesOf, emptyReply, failure, faithful, record } from "./wards.ts";

const CASES = casesOf([
  record(0, [6, 4, -5]),
  record("b", [10, -10], { post_time: "2026-02-01" }),
  record(3, [-4, -2], { post_time: "" }),
  record("四", [3, 3, 3, -9], { narrative: "Story of 四. 痛。", post_time: "2026-02-11" }),
]);
const ITEMS = CASES.reduce((sum, { items }) => sum + items.length, 0);
const ANSWERS: Readonly<Record<string, string>> = {
  0: "#1",
  b: "#1 #2",
  3: "nothing",
  四: "#1 #2 #3",
};
const answerOf = (id: string) => ANSWERS[id] ?? "?";

function run(
  more: Partial<RunBenchmarkOptions<LiveMedBenchCase>> & { readonly model: Model },
): Promise<FinishedRun> {
  return runBenchmark(livemedbench(), {
    cases: CASES,
    dataset: { name: "ward", revision: null, sha256: "ab" },
    output: null,
    now: () => new Date("2026-03-01T00:00:00Z"),
    newId: () => "run-1",
    ...more,
  });
}

async function output(): Promise<string> {
  return join(await Deno.makeTempDir(), "subject-1_ward.json");
}

/** Sums of decimal fractions end in stray digits. */
function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1e9) / 1e9;
}

function checkSums({ run: { clean, results } }: FinishedRun): void {
  const counted = Object.values(clean.outcomes).reduce((sum, count) => sum + count, 0);
  assert.equal(counted, ITEMS, "outcomes sum to the planned criteria");
  for (const rate of [clean.items, clean.cases, clean.points?.earned, clean.points?.triggered]) {
    assert.ok(rate !== undefined && rate.low !== null && rate.high !== null);
    assert.ok(rate.low <= (rate.score ?? rate.low) + 1e-12 || rate.coverage !== 1);
    assert.ok(rate.low >= 0 && rate.high <= 1 && rate.low <= rate.high);
  }
  for (const { grades } of results) {
    for (const { outcome, score, official } of grades) {
      assert.equal(outcome === "graded" && official.extracted === null, false);
      if (outcome === "ungraded" || outcome === "failed") assert.equal(score, null);
    }
  }
}

Deno.test("a run answers, judges, scores and reads back to the same numbers", async () => {
  const path = await output();
  const finished = await run({
    model: answering(answerOf),
    judge: rubricJudge(judgingModel(faithful)),
    output: path,
  });
  assert.equal(finished.status, "complete");
  checkSums(finished);
  // Case scores: 6/10, (10-10)/10, no positive points, 9/9.
  assert.equal(finished.run.official.official_mean, (0.6 + 0 + 0 + 1) / 4);
  assert.equal(finished.run.official.paper_mean, (0.6 + 0 + 0 + 1) / 4);
  assert.equal(finished.run.clean.cases.score, 0.4);
  assert.deepEqual(finished.run.headlines, [
    { label: "official mean", value: 0.4 },
    { label: "paper mean", value: 0.4 },
  ]);
  const back = await readResults(path, { benchmarks: [livemedbench()] });
  assert.deepEqual(
    back.results.map(({ grades }) => grades),
    finished.run.results.map(({ grades }) => grades),
  );
  assert.deepEqual(
    back.results.map(({ turns }) => turns),
    finished.run.results.map(({ turns }) => turns),
  );
  assert.deepEqual(back.headlines, finished.run.headlines);
  const stored = JSON.parse(await Deno.readTextFile(path));
  assert.equal(stored.cases[0].case_id, 0);
  assert.equal(stored.rounds.manifest.judges.length, 1);
  assert.deepEqual(Object.keys(stored.cases[0].evaluations), ["rubric_1", "rubric_2", "rubric_3"]);
});

Deno.test("fault matrix: no judge failure is a verdict, no failed answer is judged, and every criterion is counted", async () => {
  const subjects: Readonly<Record<string, () => string | Error>> = {
    answers: () => "#1 #2",
    "is empty": () => emptyReply("stop"),
    "thinks too long": () => emptyReply("length"),
    refuses: () => emptyReply("stop", "No."),
    "declines in words": () => "I'm sorry, but I can't help with that.",
    "is filtered": () => failure("content_filter"),
    "is down": () => failure("server"),
    "is limited": () => failure("rate_limited"),
    "times out": () => failure("timeout"),
    "is cut off": () => failure("bad_body"),
    "is refused": () => failure("bad_request"),
  };
  const judges: Readonly<Record<string, () => Said>> = {
    "says met": () => true,
    "says not met": () => false,
    "says a word": () => "not satisfied",
    "says a number": () => '{"met": 1}',
    "says it twice": () => '{"met": true, "met": false}',
    "says nothing": () => emptyReply("length"),
    "is down": () => failure("server"),
    "is limited": () => failure("rate_limited"),
    "times out": () => failure("timeout"),
    "is filtered": () => failure("content_filter"),
    "speaks another language": () => '{"满足": true}',
  };
  for (const [subject, answer] of Object.entries(subjects)) {
    for (const [judge, said] of Object.entries(judges)) {
      // The fault strikes one case only.
      const judging = judgingModel((asked) =>
        asked.query.startsWith("Story of 0.") ? said() : faithful(asked)
      );
      const finished = await run({
        model: answering((id) => id === "0" ? answer() : answerOf(id)),
        judge: rubricJudge(judging),
      });
      checkSums(finished);
      const struck = finished.run.results.find(({ case: c }) => c.id === "0");
      const name = `${subject}, judge ${judge}`;
      const isJudged = subject === "answers";
      assert.equal(
        judging.asked.some(({ query }) => query.startsWith("Story of 0.")),
        isJudged,
        name,
      );
      const hasVerdict = judge === "says met" || judge === "says not met";
      for (const { outcome, score } of struck?.grades ?? []) {
        if (!isJudged) assert.notEqual(outcome, "graded", name);
        else assert.equal(outcome, hasVerdict ? "graded" : "ungraded", name);
        if (outcome === "graded") assert.equal(score, judge === "says met" ? 1 : 0, name);
      }
    }
  }
});

Deno.test("sign traps: whatever the judge is stuck on, the score stays within its bounds and the run says so", async () => {
  const many = casesOf(Array.from({ length: 12 }, (_, n) => record(n, [6, 4, -5])));
  const scores = async (said: (asked: { answer: string; criterion: string }) => Said) => {
    const { run: done } = await run({
      cases: many,
      model: answering(() => "#1"),
      judge: rubricJudge(judgingModel(said), { maxReplies: 1 }),
    });
    const { score, low, high } = done.clean.cases;
    return {
      points: done.clean.points,
      cases: { score: rounded(score), low: rounded(low), high: rounded(high) },
      warnings: done.warnings.join("\n"),
    };
  };
  const truth = await scores(faithful);
  assert.equal(truth.cases.score, 0.6);
  assert.equal(truth.warnings, "");

  for (
    const silent of [
      await scores(() => failure("server")),
      await scores(() => "满足"),
      await scores(() => '{"满足": true}'),
      await scores(() => "yes"),
    ]
  ) {
    assert.equal(silent.cases.score, null);
    assert.deepEqual([silent.cases.low, silent.cases.high], [0, 1]);
    assert.deepEqual([silent.points?.low_unclipped, silent.points?.high_unclipped], [
      -0.5,
      1,
    ]);
    assert.match(silent.warnings, /no verdict on 36 of 36 criteria/);
  }
  const always = await scores(() => true);
  assert.equal(always.cases.score, 0.5);
  assert.match(always.warnings, /said met to all 36 criteria/);
  const never = await scores(() => false);
  assert.equal(never.cases.score, 0);
  assert.match(never.warnings, /said not met to all 36 criteria/);
  const blindToPenalties = await scores((asked) =>
    asked.criterion === "says #3" ? "?" : faithful(asked)
  );
  assert.deepEqual(
    [blindToPenalties.cases.low, blindToPenalties.cases.high],
    [0.1, 0.6],
    "an unknown penalty can only lower a score",
  );
  const blindToMerits = await scores((asked) =>
    asked.criterion === "says #1" ? "?" : faithful(asked)
  );
  assert.deepEqual([blindToMerits.cases.low, blindToMerits.cases.high], [0, 0.6]);
});

async function runWithStore(
  path: string,
  more: Partial<RunBenchmarkOptions<LiveMedBenchCase>> & {
    readonly model: Model;
    readonly judging: Model;
  },
): Promise<FinishedRun> {
  const store = await openVerdicts(`${path}.verdicts.jsonl`);
  try {
    const judge = rememberingJudge(rubricJudge(more.judging), store);
    return await run({ ...more, judge, output: path });
  } finally {
    await store.close();
  }
}

Deno.test("running again with one changed answer asks exactly its criteria", async () => {
  const path = await output();
  const first = judgingModel(faithful);
  await runWithStore(path, { model: answering(answerOf), judging: first });
  assert.equal(first.asked.length, ITEMS);
  const second = judgingModel(faithful);
  const changed = answering((id) => id === "b" ? "#2" : answerOf(id));
  const { run: done } = await runWithStore(path, {
    model: changed,
    judging: second,
    overwrite: true,
  });
  assert.deepEqual(second.asked.map(({ answer, criterion }) => [answer, criterion]), [
    ["#2", "says #1"],
    ["#2", "says #2"],
  ]);
  assert.deepEqual(done.results[1]?.grades.map(({ score }) => score), [0, 1]);
});

Deno.test("a run whose judge failed goes on with --resume: no answer and no verdict is asked twice", async () => {
  const path = await output();
  const subject = answering(answerOf);
  const flaky = judgingModel((asked) =>
    asked.criterion === "says #2" ? failure("server") : faithful(asked)
  );
  const { run: first } = await runWithStore(path, { model: subject, judging: flaky });
  assert.equal(first.clean.outcomes.ungraded, 4);
  const again = answering(answerOf);
  const mended = judgingModel(faithful);
  const { run: second, status } = await runWithStore(path, {
    model: again,
    judging: mended,
    resume: true,
  });
  assert.equal(status, "complete");
  assert.deepEqual(again.asked, []);
  assert.deepEqual(new Set(mended.asked.map(({ criterion }) => criterion)), new Set(["says #2"]));
  assert.equal(mended.asked.length, 4);
  assert.equal(second.clean.outcomes.graded, ITEMS);
});

Deno.test("another judge does not go on with the first judge's file", async () => {
  const path = await output();
  await runWithStore(path, { model: answering(answerOf), judging: judgingModel(faithful) });
  await assert.rejects(
    runWithStore(path, {
      model: answering(answerOf),
      judging: judgingModel(faithful, "judge-2"),
      resume: true,
    }),
    /made by another run; resuming would mix the two:\n {2}judges: .*judge-1.*judge-2/s,
  );
});

Deno.test("a judge that no call can reach stops the run: what was answered is kept, nothing is marked", async () => {
  const path = await output();
  const subject = answering(answerOf);
  const { status, error, run: done, journal } = await run({
    model: subject,
    judge: rubricJudge(judgingModel(() => failure("auth"))),
    output: path,
    concurrency: 1,
  });
  assert.equal(status, "stopped");
  assert.equal(error?.failure.kind, "auth");
  assert.equal(done.clean.outcomes.not_run, ITEMS);
  assert.equal(journal, `${path}.journal.jsonl`);
  const { status: ended } = await run({
    model: answering(() => failure("server")),
    judge: rubricJudge(judgingModel(faithful)),
    output: path,
    resume: true,
  });
  assert.equal(ended, "complete");
});

Deno.test("preflight tries the judge before the run and says what to check", async () => {
  for (const kind of ["auth", "unknown_model", "connection", "bad_request"] as const) {
    const subject = answering(answerOf);
    await assert.rejects(
      run({
        model: subject,
        judge: rubricJudge(judgingModel(() => failure(kind))),
        preflight: true,
      }),
      {
        name: "SetUpError",
        message:
          /the judge judge-1 failed before the run: .*(OPENAI_JUDGE_API_KEY|--judge-api-base)/,
      },
    );
    assert.equal(subject.asked.length, 1);
  }
  const down = panelJudge(
    ["a", "b"].map((name) => rubricJudge(judgingModel(() => failure("server"), name))),
  );
  await assert.rejects(
    run({ model: answering(answerOf), judge: down, preflight: true }),
    /the judge a \+ b failed before the run: no majority of 2 judges/,
  );
  // A judge that speaks in riddles may do so about one case only.
  const odd = judgingModel((asked, call) => call <= 12 ? "?" : faithful(asked));
  const { status } = await run({
    model: answering(answerOf),
    judge: rubricJudge(odd),
    preflight: true,
  });
  assert.equal(status, "complete");
});

Deno.test("an interrupt during judging leaves the case unfinished, and it goes on at the missing verdicts", async () => {
  const path = await output();
  const interrupt = new AbortController();
  const judging: Model = {
    ...judgingModel(faithful),
    reply: (_messages, { signal } = {}) => {
      interrupt.abort();
      const error = failure("aborted");
      return new Promise((_, reject) => {
        if (signal?.aborted) reject(error);
        signal?.addEventListener("abort", () => reject(error));
      });
    },
  };
  const { status, run: first } = await runWithStore(path, {
    model: answering(answerOf),
    judging,
    signal: interrupt.signal,
    graceMs: 0,
    concurrency: 1,
  });
  assert.equal(status, "interrupted");
  assert.equal(first.clean.outcomes.not_run, ITEMS);
  const subject = answering(answerOf);
  const { status: ended } = await runWithStore(path, {
    model: subject,
    judging: { ...judgingModel(faithful), parameters: judging.parameters },
    resume: true,
  });
  assert.equal(ended, "complete");
  assert.ok(subject.asked.length < CASES.length, "what was answered is not asked again");
});

Deno.test("a panel's and a repetition's single verdicts are in the file", async () => {
  const path = await output();
  const judgeOf = (name: string, decide: Parameters<typeof judgingModel>[0]) =>
    rubricJudge(judgingModel(decide, name));
  const panel = panelJudge([
    judgeOf("a", faithful),
    judgeOf("b", () => true),
    judgeOf("c", (asked) => asked.criterion === "says #3" ? failure("server") : faithful(asked)),
  ]);
  const benchmark = livemedbench();
  const questions = CASES.flatMap((c) => benchmark.judgements?.(c) ?? []);
  const judge: Judge = repeatingJudge(panel, {
    isSampled: judgeSample(questions, { count: 2, seed: 1 }),
  });
  await run({ model: answering(answerOf), judge, output: path });
  const back = await readResults(path, { benchmarks: [benchmark] });
  const grades = back.results.flatMap((result) => result.grades);
  const lengths = grades.map(({ detail }) =>
    Array.isArray(detail.verdicts) ? detail.verdicts.length : 0
  );
  assert.equal(lengths.filter((length) => length === 6).length, 2);
  assert.equal(lengths.filter((length) => length === 3).length, ITEMS - 2);
  // #3 of case 0: a says not met, b met, c nothing.
  const tied = back.results[0]?.grades[2];
  assert.equal(tied?.outcome, "ungraded");
  assert.match(
    tied?.reason ?? "",
    /no majority of 3 judges: 1 met, 1 not met, 1 without a verdict/,
  );
});

/** Time that moves only when everybody waits for it. */
function virtualClock() {
  let now = 0;
  let queue: { readonly at: number; readonly wake: () => void }[] = [];
  let driving = false;
  const drive = async () => {
    while (queue.length > 0) {
      // Everything that can happen at this moment happens first.
      await new Promise((resolve) => setTimeout(resolve, 0));
      const at = Math.min(...queue.map((entry) => entry.at));
      const due = queue.filter((entry) => entry.at === at);
      queue = queue.filter((entry) => entry.at !== at);
      now = at;
      for (const { wake } of due) wake();
    }
    driving = false;
  };
  return {
    now: () => now,
    sleep: (ms: number): Promise<void> => {
      const done = Promise.withResolvers<void>();
      queue.push({ at: now + ms, wake: done.resolve });
      if (!driving) {
        driving = true;
        void drive();
      }
      return done.promise;
    },
  };
}

Deno.test("subject and judge share one limit: never more calls at once, and within 10 % of the best schedule", async () => {
  const clock = virtualClock();
  const concurrency = 20;
  const shared = limit(concurrency);
  let inFlight = 0;
  let most = 0;
  const slow = (model: Model): Model => ({
    ...model,
    reply: async (messages, options) => {
      most = Math.max(most, ++inFlight);
      try {
        await clock.sleep(200);
        return await model.reply(messages, options);
      } finally {
        inFlight--;
      }
    },
  });
  const cases = casesOf(
    Array.from({ length: 120 }, (_, n) => record(n, Array.from({ length: 2 + n % 9 }, () => 5))),
  );
  const items = cases.reduce((sum, c) => sum + c.items.length, 0);
  const subject = answering(() => "#1");
  const judging = judgingModel(faithful);
  const { run: done } = await run({
    cases,
    model: limitedModel(slow(subject), shared),
    judge: rubricJudge(limitedModel(slow(judging), shared)),
    concurrency,
  });
  assert.equal(done.clean.outcomes.graded, items);
  assert.equal(subject.asked.length + judging.asked.length, cases.length + items);
  assert.equal(most, concurrency);
  const best = 200 * Math.ceil((cases.length + items) / concurrency);
  assert.ok(clock.now() <= 1.1 * best, `${clock.now()} ms, best ${best} ms`);
});

Deno.test("limitedModel() turns what never started into an aborted call and keeps other errors", async () => {
  const closed = new AbortController();
  const one = limit(1, { signal: closed.signal });
  const hold = Promise.withResolvers<void>();
  const model: Model = {
    ...answering(() => "x"),
    reply: async () => {
      await hold.promise;
      return plainReply("x");
    },
  };
  const limited = limitedModel(model, one);
  const first = limited.reply([]);
  const second = limited.reply([]);
  closed.abort();
  await assert.rejects(
    second,
    (error) =>
      error instanceof ModelError && error.failure.kind === "aborted" && error.attempts === 0,
  );
  await assert.rejects(limited.reply([]), { name: "ModelError" });
  hold.resolve();
  assert.equal((await first).content, "x");
  await assert.rejects(
    limitedModel(answering(() => failure("server")), limit(1)).reply([]),
    /server/,
  );
});
