import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import {
  badRequestWatch,
  budget,
  budgetedModel,
  circuitBreaker,
  type Model,
  ModelError,
  pcg32,
  pilotForecast,
  readResults,
  renderPilot,
  replayedSpending,
  runBenchmark,
  type RunBenchmarkOptions,
  sampleCases,
  type Turn,
} from "../../mod.ts";
import { quiz, type QuizCase, quizCase, quizzer, replyOf, turnOf } from "./quiz.ts";

const benchmark = quiz();
const CASES = Array.from(
  { length: 30 },
  (_, n) => quizCase(`c${n}`, ["a", "b", "c"].slice(0, 1 + n % 3), n + 1),
);
const PRICE = {
  model: "*",
  input: 1000,
  output: 4000,
  cached: null,
  source: null,
  source_date: null,
};
/** A turn of `replyOf` (10 tokens in, 2 out) at that price. */
const TURN_USD = (10 * 1000 + 2 * 4000) / 1e6;

async function path(): Promise<string> {
  return join(await Deno.makeTempDir(), "quizzer_quiz.json");
}

function options(
  more:
    & Partial<RunBenchmarkOptions<QuizCase>>
    & Pick<RunBenchmarkOptions<QuizCase>, "model" | "output">,
): RunBenchmarkOptions<QuizCase> {
  return {
    cases: CASES,
    dataset: { name: "quiz", revision: null, sha256: "ab" },
    cost: ({ inputTokens, outputTokens }) =>
      ((inputTokens ?? 0) * PRICE.input + (outputTokens ?? 0) * PRICE.output) / 1e6,
    ...more,
  };
}

Deno.test("runBenchmark() prices turns and stores what the run spent and what its limiter did", async () => {
  const output = await path();
  const model = quizzer(() => "a");
  await runBenchmark(
    benchmark,
    options({ model, output, limiter: () => [{ origin: "scripted", requests: 60 }] }),
  );
  const { rounds } = JSON.parse(await Deno.readTextFile(output));
  assert.equal(rounds.spend.cost_usd.toFixed(6), (60 * TURN_USD).toFixed(6));
  assert.equal(rounds.spend.unpriced_turns, 0);
  assert.deepEqual(rounds.limiter, [{ origin: "scripted", requests: 60 }]);
  const back = await readResults(output, { benchmarks: [benchmark] });
  assert.deepEqual(back.limiter, [{ origin: "scripted", requests: 60 }]);
  assert.equal(back.results[0]?.turns[0]?.costUsd, TURN_USD);
});

Deno.test("runBenchmark() leaves costs null without a price", async () => {
  const model = quizzer(() => "a");
  const { run } = await runBenchmark(benchmark, options({ model, output: null, cost: () => null }));
  assert.ok(run.results.every(({ turns }) => turns.every(({ costUsd }) => costUsd === null)));
});

Deno.test("runBenchmark() ends with what a budget leaves as not run, never above it, and resumes with a higher one", async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const output = await path();
    const random = pcg32({ seed });
    const model = quizzer(async () => {
      for (let wait = random.below(6); wait > 0; wait--) await Promise.resolve();
      return "a";
    });
    const bound = TURN_USD * (5 + random.below(50));
    const money = budget({ maxCostUsd: bound });
    const concurrency = 1 + random.below(20);
    const spending = (money_: typeof money) =>
      budgetedModel(model, { budget: money_, price: PRICE, maxOutputTokens: 10 });
    const first = await runBenchmark(
      benchmark,
      options({ model: spending(money), output, budget: money, concurrency }),
    );
    assert.equal(first.status, "budget");
    assert.equal(first.error, null);
    const spent = model.asked.length * TURN_USD;
    assert.ok(spent <= bound + 1e-9, `${spent} of ${bound}`);
    assert.ok(first.run.clean.outcomes.not_run > 0);
    assert.equal(first.run.clean.outcomes.failed, 0);
    const more = budget({ maxCostUsd: 10 });
    const second = await runBenchmark(
      benchmark,
      options({ model: spending(more), output, budget: more, concurrency, resume: true }),
    );
    assert.equal(second.status, "complete");
    assert.equal(model.asked.length, 60);
    assert.ok(Math.abs(more.spent().costUsd - 60 * TURN_USD) < 1e-9);
  }
});

Deno.test("runBenchmark() finishes cases within a small budget instead of beginning all, whatever the budget and the pace", async () => {
  for (let seed = 1; seed <= 30; seed++) {
    const random = pcg32({ seed });
    const model = quizzer(async () => {
      for (let wait = random.below(6); wait > 0; wait--) await Promise.resolve();
      return "a";
    });
    // Thirty cases of one to three turns take 60.
    const bound = TURN_USD * (12 + random.below(90));
    const money = budget({ maxCostUsd: bound });
    const spending = budgetedModel(model, { budget: money, price: PRICE, maxOutputTokens: 10 });
    const concurrency = 5 + random.below(95);
    const { run, status } = await runBenchmark(
      benchmark,
      options({ model: spending, output: null, budget: money, concurrency }),
    );
    const begun = new Set(model.asked.map((asked) => asked.split(" ")[0]));
    const finished = run.results.length;
    assert.ok(
      begun.size - finished <= 1,
      `seed ${seed}: ${begun.size} begun, ${finished} finished`,
    );
    assert.ok(model.asked.length * TURN_USD <= bound + 1e-9);
    assert.ok(model.asked.length * TURN_USD >= 0.25 * Math.min(bound, 60 * TURN_USD));
    assert.equal(status, finished === 30 ? "complete" : "budget");
    assert.equal(money.exhausted.aborted, finished < 30);
  }
});

Deno.test("runBenchmark() begins everything at once where a budget has room", async () => {
  let underWay = 0;
  let peak = 0;
  const model = quizzer(async () => {
    peak = Math.max(peak, ++underWay);
    for (let wait = 300; wait > 0; wait--) await Promise.resolve();
    underWay--;
    return "a";
  });
  const money = budget({ maxCostUsd: 100 * TURN_USD * 60 });
  const spending = budgetedModel(model, { budget: money, price: PRICE, maxOutputTokens: 10 });
  const { status } = await runBenchmark(
    benchmark,
    options({ model: spending, output: null, budget: money, concurrency: 100 }),
  );
  assert.equal(status, "complete");
  assert.ok(peak >= 25, `${peak} at once`);
});

Deno.test("runBenchmark() ends at an error although cases wait for the budget", async () => {
  const money = budget({ maxCostUsd: 20 * TURN_USD });
  let n = 0;
  const model = quizzer(() =>
    ++n === 3 ? new ModelError({ kind: "auth", status: 401, message: "revoked" }) : "a"
  );
  const spending = budgetedModel(model, { budget: money, price: PRICE, maxOutputTokens: 10 });
  const { status } = await runBenchmark(
    benchmark,
    options({ model: spending, output: null, budget: money, concurrency: 10 }),
  );
  assert.equal(status, "stopped");
});

Deno.test("runBenchmark() refuses a budget that does not cover one call, and leaves nothing behind", async () => {
  for (const preflight of [true, false]) {
    const output = await path();
    const money = budget({ maxCostUsd: TURN_USD / 2 });
    const model = quizzer(() => "a");
    const spending = budgetedModel(model, { budget: money, price: PRICE, maxOutputTokens: 100 });
    await assert.rejects(
      runBenchmark(benchmark, options({ model: spending, output, budget: money, preflight })),
      /does not cover one call, which may take up to \$0\.4\d+, 1\d\d tokens.*--max-tokens/,
    );
    assert.equal(model.asked.length, 0);
    assert.deepEqual([...Deno.readDirSync(dirname(output))], []);
  }
});

Deno.test("runBenchmark() tells what unfinished cases have answered and took", async () => {
  const output = await path();
  const stop = new AbortController();
  let second = 0;
  const model = quizzer((asked) => {
    if (asked.endsWith("q2")) {
      if (++second === 4) stop.abort();
      throw new ModelError({ kind: "aborted", status: null, message: "stopped" });
    }
    return "a";
  });
  const cases = CASES.filter(({ items }) => items.length === 3).slice(0, 4);
  const { run, spend, status } = await runBenchmark(
    benchmark,
    options({ model, output, cases, signal: stop.signal, graceMs: 0 }),
  );
  assert.equal(status, "interrupted");
  assert.equal(run.results.length, 0);
  assert.equal(run.unfinished.length, 4);
  assert.equal(spend.turns, 4);
  assert.equal(run.spend?.turns, 0);
  assert.ok(Math.abs((spend.cost_usd ?? 0) - 4 * TURN_USD) < 1e-9);
  assert.match(run.warnings[0] ?? "", /^4 answered in 4 unfinished cases: kept, and counted when/);
  const stored = await readResults(output, { benchmarks: [benchmark] });
  assert.match(stored.warnings[0] ?? "", /They took 48 tokens \(\$0\.0720\)/);
});

/** A model whose replies tell no tokens, or whose calls break off. */
function untelling(kind: "silent" | "broken"): Model & { readonly asked: readonly string[] } {
  const timeout = new ModelError({ kind: "timeout", status: null, message: "late" });
  const model = quizzer(() => kind === "broken" ? timeout : "a");
  const usage = {
    inputTokens: null,
    outputTokens: null,
    reasoningTokens: null,
    cachedTokens: null,
  };
  return {
    ...model,
    reply: async (messages, options) => ({ ...await model.reply(messages, options), usage }),
  };
}

for (const kind of ["silent", "broken"] as const) {
  Deno.test(`runBenchmark() keeps counting what ${kind} calls were charged with when it is resumed`, async () => {
    const output = await path();
    const model = untelling(kind);
    const run = async (maxTokens: number, resume: boolean) => {
      const all = budget({ maxTokens });
      const spending = budgetedModel(model, { budget: all, price: PRICE, maxOutputTokens: 100 });
      const { run, spend } = await runBenchmark(
        benchmark,
        options({ model: spending, output, budget: all, concurrency: 3, resume, cost: () => null }),
      );
      return { asked: model.asked.length, spent: all.spent(), run, spend };
    };
    const first = await run(1000, false);
    assert.ok(first.asked > 3 && first.spent.tokens <= 1000);
    const { untold } = first.run.spend ?? {};
    assert.deepEqual([untold?.calls, untold?.tokens], [first.asked, first.spent.tokens]);
    assert.ok(Math.abs((untold?.cost_usd ?? 0) - first.spent.costUsd) < 1e-9);
    assert.deepEqual(first.spend.untold, untold);
    const again = await run(1000, true);
    assert.ok(again.spent.tokens <= 1000, "the same budget covers both parts");
    const each = first.spent.tokens / first.asked;
    assert.ok(
      Math.abs(again.spent.tokens - again.asked * each) < each / 5,
      "every call ever counts",
    );
    const more = await run(2000, true);
    assert.ok(more.asked > again.asked && more.spent.tokens <= 2000);
    assert.deepEqual(more.run.spend?.untold?.calls, more.asked);
    const back = await readResults(output, { benchmarks: [benchmark] });
    assert.deepEqual(back.spend?.untold, more.run.spend?.untold);
    await Deno.remove(`${output}.journal.jsonl`);
    if (kind === "silent") {
      const withoutJournal = await run(2000, true);
      assert.equal(withoutJournal.run.spend?.untold?.calls, withoutJournal.asked);
      assert.ok(withoutJournal.spent.tokens >= more.spent.tokens);
    }
  });
}

Deno.test("runBenchmark() tells what turns of unfinished cases took apart, and a resumed run counts them once", async () => {
  const output = await path();
  const stop = new AbortController();
  const model = quizzer((asked) => {
    if (model.asked.length === 20) stop.abort();
    return asked.endsWith("q9") ? "b" : "a";
  });
  const { run, spend } = await runBenchmark(
    benchmark,
    options({ model, output, concurrency: 7, signal: stop.signal }),
  );
  const { unfinished } = run.spend ?? {};
  const asked = model.asked.length;
  assert.ok((unfinished?.turns ?? 0) > 0);
  assert.equal((run.spend?.turns ?? 0) + (unfinished?.turns ?? 0), asked);
  assert.equal(spend.turns, asked);
  const both = (run.spend?.cost_usd ?? 0) + (unfinished?.cost_usd ?? 0);
  assert.ok(Math.abs(both - asked * TURN_USD) < 1e-9);
  const whole = await runBenchmark(benchmark, options({ model, output, resume: true }));
  assert.equal(whole.run.spend?.unfinished, undefined);
  assert.equal(whole.run.spend?.turns, 60);
});

Deno.test("runBenchmark() asks only the sample of a pilot, and a resumed run asks the rest", async () => {
  const output = await path();
  const model = quizzer(() => "a");
  const sample = sampleCases(CASES.map(({ id }) => id), { n: 10, seed: 1 });
  const pilot = await runBenchmark(benchmark, options({ model, output, sample }));
  assert.equal(pilot.status, "sample");
  assert.deepEqual(pilot.run.results.map(({ case: { id } }) => id), sample);
  assert.equal(pilot.run.unfinished.length, 20);
  const asked = model.asked.length;
  const forecast = pilotForecast(pilot.run, { concurrency: 10 });
  assert.deepEqual([forecast.cases, forecast.rest, forecast.failed], [10, 20, 0]);
  const rest = await runBenchmark(benchmark, options({ model, output, resume: true }));
  assert.equal(rest.status, "complete");
  assert.equal(model.asked.length, 60);
  const truth = (60 - asked) * TURN_USD;
  const { lo = null, hi = null } = forecast.cost_usd.rest ?? {};
  assert.ok(lo !== null && hi !== null && lo <= truth && truth <= hi);
  assert.match(renderPilot(forecast), /Pilot: 10 cases at random; 20 are left/);
});

Deno.test("a pilot's 95 % interval holds the true cost of the rest in 90 to 99 % of 200 simulated runs", async () => {
  const random = pcg32({ seed: 5 });
  const tokens = new Map(CASES.map(({ id }) => [id, 50 + random.below(200)]));
  const model: Model = {
    name: "talker",
    origin: "scripted",
    parameters: {},
    reply: (messages) => {
      const last = messages.at(-1)?.content;
      const id = typeof last === "string" ? last.split(" ")[0] ?? "" : "";
      const outputTokens = Math.round((tokens.get(id) ?? 0) * (0.5 + random.uniform()));
      const reply = replyOf("a");
      return Promise.resolve({ ...reply, usage: { ...reply.usage, outputTokens }, ms: 1 });
    },
  };
  let held = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const sample = sampleCases(CASES.map(({ id }) => id), { n: 12, seed });
    const pilot = await runBenchmark(benchmark, options({ model, output: null, sample }));
    const left = CASES.map(({ id }) => id).filter((id) => !sample.includes(id));
    const rest = await runBenchmark(benchmark, options({ model, output: null, sample: left }));
    const truth = rest.run.results.flatMap(({ turns }) => turns)
      .reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
    const { lo = null, hi = null } = pilotForecast(pilot.run, { concurrency: 1 }).cost_usd.rest ??
      {};
    if (lo !== null && hi !== null && lo <= truth && truth <= hi) held++;
  }
  assert.ok(held >= 180 && held <= 198, `held in ${held} of 200`);
});

Deno.test("pilotForecast() says why something is unknown and leaves failed cases out", async () => {
  const model = quizzer((asked) =>
    asked === "c0 q1" ? new ModelError({ kind: "server", status: 500, message: "oops" }) : "a"
  );
  const { run } = await runBenchmark(
    benchmark,
    options({ model, output: null, cost: () => null, sample: ["c0", "c1", "c2"] }),
  );
  const forecast = pilotForecast(run, { concurrency: 4 });
  assert.deepEqual([forecast.cases, forecast.failed, forecast.rest], [3, 1, 27]);
  assert.equal(forecast.input_tokens.pilot, 50);
  assert.match(forecast.cost_usd.reason ?? "", /no price is known/);
  const text = renderPilot(forecast);
  assert.match(text, /cost +unknown: no price/);
  assert.match(text, /1 case with a failed call is left out/);
});

Deno.test("runBenchmark() stops when cases in a row are all refused the same way, at any point, and resumes", async () => {
  const bad = (message: string) =>
    new ModelError({ kind: "bad_request", status: 400, message }, { attempts: 1 });
  const same = quizzer((asked) => bad(`request ${asked.length}-x9: unknown field top_k`));
  const stopped = await runBenchmark(
    benchmark,
    options({ model: same, output: null, concurrency: 1 }),
  );
  assert.equal(stopped.status, "stopped");
  assert.match(stopped.error?.message ?? "", /each of 5 cases in a row the same way: .*top_k/);
  assert.equal(same.asked.length, 5);
  let n = 0;
  const output = await path();
  const late = quizzer(() => ++n <= 20 ? "a" : bad("unknown field top_k"));
  const half = await runBenchmark(benchmark, options({ model: late, output, concurrency: 4 }));
  assert.equal(half.status, "stopped");
  const { outcomes } = half.run.clean;
  assert.ok(outcomes.failed <= 8 && outcomes.not_run > 20, JSON.stringify(outcomes));
  const good = quizzer(() => "a");
  const whole = await runBenchmark(benchmark, options({ model: good, output, resume: true }));
  assert.equal(whole.status, "complete");
  assert.equal(whole.run.clean.outcomes.graded, 60);
  assert.equal(good.asked.length, 40);
});

Deno.test("runBenchmark() goes on when cases are refused on their own account, however fast beside slow answers", async () => {
  const bad = new ModelError({ kind: "bad_request", status: 400, message: "no" });
  const slow = Promise.withResolvers<void>();
  let refused = 0;
  const model = quizzer(async (asked) => {
    if (/^c\d*[369] /.test(asked)) {
      if (++refused === 9) slow.resolve();
      throw bad;
    }
    await slow.promise;
    return "a";
  });
  const { status } = await runBenchmark(benchmark, options({ model, output: null }));
  assert.equal(status, "complete");
  assert.equal(refused, 9);
});

Deno.test("badRequestWatch() counts turns asked one after the other, and cases rather than their trials", () => {
  const failed = { ...turnOf(0, replyOf("a")), reply: null };
  const bad = { ...failed, error: { kind: "bad_request", status: 400, message: "no" } } as const;
  const late = { ...failed, error: { kind: "timeout", status: null, message: "late" } } as const;
  const watch = badRequestWatch({ cases: 2 });
  const places = ["a", "b", "c", "c", "d"].map((caseId, n) => ({ caseId, trial: n + 1 }));
  places.forEach(watch.ask);
  const see = (n: number, turn: Turn) => {
    const place = places[n];
    return place === undefined ? undefined : watch.see({ ...place, turn });
  };
  assert.equal(see(0, bad), null);
  assert.equal(see(2, bad), null);
  assert.equal(see(1, late), null);
  assert.equal(see(3, bad), null);
  assert.equal(see(4, bad)?.stopsRun, true);
});

Deno.test("runBenchmark() against a dead endpoint stops resumably with nothing marked wrong", async () => {
  const output = await path();
  let isDead = true;
  const model = quizzer(() =>
    isDead ? new ModelError({ kind: "connection", status: null, message: "refused" }) : "a"
  );
  const guard = (guarded: Model) =>
    circuitBreaker(guarded, { failuresInARow: 1, wait: () => Promise.resolve() });
  const stopped = await runBenchmark(benchmark, options({ model: guard(model), output }));
  assert.equal(stopped.status, "stopped");
  assert.match(stopped.error?.message ?? "", /nothing was answered for 15 min/);
  assert.equal(stopped.run.clean.outcomes.not_run, 60);
  isDead = false;
  const resumed = await runBenchmark(
    benchmark,
    options({ model: guard(model), output, resume: true }),
  );
  assert.equal(resumed.status, "complete");
  assert.equal(resumed.run.clean.outcomes.graded, 60);
});

Deno.test("replayedSpending() adds up tokens and stored or newly known costs", () => {
  const turns = [turnOf(0, replyOf("a")), { ...turnOf(1, replyOf("a")), costUsd: 3 }];
  assert.deepEqual(
    replayedSpending([quizCase("x", ["a"])], { replay: () => turns, trials: 1, cost: () => 0.5 }),
    { costUsd: 3.5, tokens: 24 },
  );
});
