import assert from "node:assert/strict";
import { join } from "node:path";
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
  assert.match(text, /1 cases with a failed call are left out/);
});

Deno.test("runBenchmark() stops when the first cases are all refused the same way, and only then", async () => {
  const bad = (message: string) =>
    new ModelError({ kind: "bad_request", status: 400, message }, { attempts: 1 });
  const same = quizzer((asked) => bad(`request ${asked.length}-x9: unknown field top_k`));
  const stopped = await runBenchmark(
    benchmark,
    options({ model: same, output: null, concurrency: 1 }),
  );
  assert.equal(stopped.status, "stopped");
  assert.match(stopped.error?.message ?? "", /each of the first 5 cases the same way: .*top_k/);
  assert.equal(same.asked.length, 5);
  let n = 0;
  const once = quizzer(() => ++n === 3 ? "a" : bad("unknown field top_k"));
  assert.equal(
    (await runBenchmark(benchmark, options({ model: once, output: null, concurrency: 1 }))).status,
    "complete",
  );
});

Deno.test("badRequestWatch() is over with the first other end", () => {
  const see = badRequestWatch({ cases: 2 });
  const failed = { ...turnOf(0, replyOf("a")), reply: null };
  const bad = { ...failed, error: { kind: "bad_request", status: 400, message: "no" } } as const;
  const late = { ...failed, error: { kind: "timeout", status: null, message: "late" } } as const;
  assert.equal(see({ caseId: "a", turn: bad }), null);
  assert.equal(see({ caseId: "b", turn: late }), null);
  assert.equal(see({ caseId: "c", turn: bad }), null);
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
  assert.match(stopped.error?.message ?? "", /nothing was answered for 14 min/);
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
