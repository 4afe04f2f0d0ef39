import assert from "node:assert/strict";
import {
  caseIdsSha256,
  mergeRuns,
  type Run,
  runBenchmark,
  shardOf,
  type Spend,
  takeShard,
} from "../../mod.ts";
import { failure, quiz, quizCase, quizzer } from "../run/quiz.ts";

const benchmark = quiz();
const DATASET = { name: "quiz", revision: null, sha256: "ab" };
const PLAN = Array.from({ length: 23 }, (_, n) => quizCase(`case-${n}`, ["x", "y"], n + 1));
const answer = (asked: string) => asked === "case-3 q2" ? failure() : "x";

async function runOf(
  index: number,
  count: number,
  more: { readonly trials?: number; readonly stopAfter?: number; readonly origin?: string } = {},
): Promise<Run> {
  const { cases, shard } = takeShard(PLAN, { index, count });
  const stop = new AbortController();
  let asked = 0;
  const model = quizzer((question) => {
    if (++asked === more.stopAfter) stop.abort();
    return answer(question) instanceof Error ? failure() : "x";
  });
  const { run } = await runBenchmark(benchmark, {
    cases,
    shard,
    dataset: DATASET,
    model: { ...model, origin: more.origin ?? "scripted" },
    output: null,
    concurrency: 1,
    trials: more.trials ?? 1,
    signal: stop.signal,
    newId: () => `run-${index}-${more.stopAfter ?? 0}`,
  });
  return { ...run, file: `p${index}.json` };
}

async function whole(trials = 1): Promise<Run> {
  const { run } = await runBenchmark(benchmark, {
    cases: PLAN,
    dataset: DATASET,
    model: quizzer(answer),
    output: null,
    trials,
  });
  return run;
}

Deno.test("takeShard() gives every case to exactly one shard, whatever order and limit", () => {
  for (const count of [1, 2, 7, 50]) {
    const numbers = Array.from({ length: count }, (_, n) => n + 1);
    const parts = numbers.flatMap((index) => takeShard(PLAN, { index, count }).cases);
    assert.deepEqual(parts.map(({ id }) => id).sort(), PLAN.map(({ id }) => id).sort());
    for (const index of numbers) {
      const ids = (plan: typeof PLAN) =>
        takeShard(plan, { index, count }).cases.map(({ id }) => id);
      assert.deepEqual(ids(PLAN.toReversed()).sort(), ids(PLAN).sort());
      const few = PLAN.slice(0, 5);
      assert.deepEqual(ids(few), ids(PLAN).filter((id) => few.some((c) => c.id === id)));
    }
  }
});

Deno.test("shardOf() spreads cases evenly and refuses a count below 1", () => {
  const counts = [0, 0, 0, 0];
  for (let id = 0; id < 4000; id++) {
    const shard = shardOf(String(7_000_000 + id), 4);
    counts[shard - 1] = (counts[shard - 1] ?? 0) + 1;
  }
  assert.ok(counts.every((count) => count > 900 && count < 1100), counts.join());
  assert.throws(() => shardOf("a", 0), /count is 0, expected a whole number from 1/);
  assert.throws(() => takeShard(PLAN, { index: 3, count: 2 }), /shard is 3 of 2/);
});

Deno.test("merged shards equal the run that was never split, in any order and with copies", async () => {
  for (const trials of [1, 2]) {
    const parts = await Promise.all([1, 2, 3].map((index) => runOf(index, 3, { trials })));
    const all = await whole(trials);
    const copies = [...parts.toReversed(), ...parts.slice(0, 1)];
    const { run, missingShards } = mergeRuns(copies, { benchmark });
    assert.deepEqual(missingShards, []);
    assert.deepEqual(run.manifest, all.manifest);
    assert.deepEqual(run.planned, all.planned);
    assert.deepEqual(run.official, all.official);
    assert.deepEqual(run.clean, all.clean);
    assert.deepEqual(
      run.results.map(({ case: c, trial, grades }) => [c.id, trial, grades]),
      all.results.map(({ case: c, trial, grades }) => [c.id, trial, grades]),
    );
    assert.match(run.id, /^merged-[0-9a-f]{16}$/);
    assert.deepEqual(run.meta.merged_from, ["run-1-0", "run-2-0", "run-3-0"]);
  }
});

Deno.test("an interrupted file and the one it was resumed to merge; what neither has is unfinished", async () => {
  const [stopped, one, two] = [
    await runOf(1, 2, { stopAfter: 5 }),
    await runOf(1, 2),
    await runOf(2, 2),
  ];
  assert.ok(stopped.unfinished.length > 0);
  const { run } = mergeRuns([stopped, one, two], { benchmark });
  assert.deepEqual(run.clean, (await whole()).clean);
  assert.deepEqual(run.unfinished, []);
  const open = mergeRuns([stopped, two], { benchmark }).run;
  assert.deepEqual(open.unfinished.toSorted(), stopped.unfinished.toSorted());
  assert.equal(open.clean.items.planned, PLAN.length * 2);
});

Deno.test("a missing shard is named, or allowed and told", async () => {
  const parts = [await runOf(1, 4), await runOf(4, 4)];
  assert.throws(
    () => mergeRuns(parts, { benchmark }),
    /Shards 2, 3 of 4 missing \(\d+ of 23 cases\)/,
  );
  const { run, missingShards } = mergeRuns(parts, { benchmark, allowMissing: true });
  assert.deepEqual(missingShards, [2, 3]);
  assert.equal(run.planned.cases, 23);
  assert.equal(run.clean.outcomes.not_run, 46 - run.results.length * 2);
  assert.match(run.warnings.join(), /Shards 2, 3 of 4 missing.*count as not run/);
});

Deno.test("a case cut out of a file is told as such, not as counts that agree", async () => {
  const [first, second] = [await runOf(1, 2), await runOf(2, 2)];
  const cut = { ...first, results: first.results.slice(1) };
  assert.throws(
    () => mergeRuns([cut, second], { benchmark }),
    /The files hold other cases than their plan: 22 results of 23 planned, .*cut out of a file/,
  );
});

Deno.test("merged shards tell together what their results do not, and a resumed shard once", async () => {
  const untold = { calls: 2, tokens: 100, cost_usd: 0.5 };
  const unfinished = { turns: 1, input_tokens: 10, output_tokens: 2, cost_usd: null };
  const with_ = (run: Run, more: Partial<Spend>): Run =>
    run.spend === undefined ? run : { ...run, spend: { ...run.spend, ...more } };
  const [first, second] = [await runOf(1, 2), await runOf(2, 2)];
  const parts = [with_(first, { untold }), with_(second, { untold, unfinished })];
  const early = with_(await runOf(1, 2, { stopAfter: 3 }), { untold: { ...untold, calls: 1 } });
  const { spend } = mergeRuns([...parts, early], { benchmark }).run;
  assert.deepEqual(spend?.untold, { calls: 4, tokens: 200, cost_usd: 1 });
  assert.equal(spend?.unfinished, undefined, "every case is finished");
  const open = mergeRuns([early, parts[1] ?? second], { benchmark }).run.spend;
  assert.deepEqual(open?.unfinished, {
    turns: (early.spend?.unfinished?.turns ?? 0) + 1,
    input_tokens: (early.spend?.unfinished?.input_tokens ?? 0) + 10,
    output_tokens: (early.spend?.unfinished?.output_tokens ?? 0) + 2,
    cost_usd: null,
  });
});

Deno.test("a shard without any case is not missed", async () => {
  const plan = PLAN.slice(0, 2);
  const runs: Run[] = [];
  for (const index of [1, 2, 3, 4, 5, 6]) {
    const { cases, shard } = takeShard(plan, { index, count: 6 });
    if (cases.length === 0) continue;
    const model = quizzer(() => "x");
    const options = { cases, shard, dataset: DATASET, model, output: null };
    runs.push((await runBenchmark(benchmark, options)).run);
  }
  assert.ok(runs.length < 3);
  assert.deepEqual(mergeRuns(runs, { benchmark }).missingShards, []);
});

Deno.test("mergeRuns() refuses what is no part of one run, naming files, field and case", async () => {
  const [one, two] = [await runOf(1, 2), await runOf(2, 2, { origin: "http://b" })];
  assert.throws(
    () => mergeRuns([one, two], { benchmark }),
    /p1\.json and p2\.json are not parts of one run:\n {2}origin: "scripted" and "http:\/\/b"/,
  );
  const { run } = mergeRuns([one, two], { benchmark, mayDiffer: ["origin"] });
  assert.match(run.warnings.join(), /Merged although origin differs: "scripted" and "http:\/\/b"/);
  assert.throws(() => mergeRuns([], { benchmark }), /no run to merge/);
  assert.throws(
    () => mergeRuns([{ ...one, manifest: null }], { benchmark }),
    /p1\.json was not written by this toolkit/,
  );
  const [first, ...rest] = one.results;
  assert.ok(first);
  const changed = { ...one, file: "q.json", results: [{ ...first, turns: [] }, ...rest] };
  assert.throws(
    () => mergeRuns([one, changed], { benchmark }),
    new RegExp(`p1\\.json and q\\.json tell case ${first.case.id}, trial 1, differently`),
  );
  const other = await runOf(2, 2);
  assert.throws(
    () =>
      mergeRuns([{ ...one, results: [...one.results, ...other.results] }, other], { benchmark }),
    /says it is shard 1 of 2, but case case-\d+ is of shard 2/,
  );
});

Deno.test("runs of two lists of cases merge into the run of both", async () => {
  const run = async (cases: typeof PLAN) =>
    (await runBenchmark(benchmark, {
      cases,
      dataset: DATASET,
      model: quizzer(answer),
      output: null,
    })).run;
  const { run: merged } = mergeRuns([await run(PLAN.slice(4)), await run(PLAN.slice(0, 6))], {
    benchmark,
  });
  assert.deepEqual(merged.clean, (await whole()).clean);
  assert.equal(merged.manifest?.cases_sha256, caseIdsSha256(PLAN.map(({ id }) => id)));
});
