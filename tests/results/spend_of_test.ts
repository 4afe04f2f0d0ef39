import assert from "node:assert/strict";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import {
  livemedbench,
  pricedJudge,
  readResults,
  rememberingJudge,
  rubricJudge,
  runBenchmark,
  spendOf,
} from "../../mod.ts";
import { answering, casesOf, faithful, record } from "../benchmarks/livemedbench/wards.ts";
import { judgingModel } from "../graders/judging.ts";

const ward = casesOf(["a", "b", "c", "d"].map((id) => record(id, [6, 4])));
const judged = { cases: ward, dataset: { name: "ward", revision: null, sha256: "ab" } };

Deno.test("spendOf() counts the judges apart, and a verdict that trials share once", async () => {
  const cost = () => 0.25;
  const priced = pricedJudge(rememberingJudge(rubricJudge(judgingModel(faithful)), new Map()), {
    cost,
  });
  const path = join(await Deno.makeTempDir(), "m.json");
  const finished = await runBenchmark(livemedbench(), {
    ...judged,
    model: answering(() => "#1"),
    judge: priced,
    output: path,
    trials: 3,
    cost: () => 0.5,
  });
  const { spend } = finished.run;
  assert.equal(spend?.cost_usd, 6);
  assert.deepEqual(spend?.judge, {
    verdicts: 8,
    input_tokens: 800,
    output_tokens: 80,
    cost_usd: 2,
    unpriced_verdicts: 0,
  });
  const stored = JSON.parse(await Deno.readTextFile(path));
  assert.deepEqual(stored.rounds.spend, spend);
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  const schema = new URL("../../lib/results/result.schema.json", import.meta.url);
  const isResult = ajv.compile(JSON.parse(await Deno.readTextFile(schema)));
  assert.ok(Boolean(isResult(stored)), JSON.stringify(isResult.errors));
  const { manifest } = stored.rounds;
  const told = (more: object) => ({ ...stored, rounds: { ...stored.rounds, ...more } });
  assert.ok(
    isResult(told({ manifest: { ...manifest, private: true, earlier_origins: ["http://a"] } })),
  );
  assert.ok(!isResult(told({ manifest: { ...manifest, private: false } })));
  assert.ok(!isResult(told({ manifest: { ...manifest, earlier_origins: "http://a" } })));
  assert.ok(!isResult(told({ spend: { ...spend, judge: { verdicts: 1 } } })));
  const back = await readResults(path, { benchmarks: [livemedbench()] });
  assert.deepEqual(back.spend, spend);
});

Deno.test("spendOf() keeps what it does not know null", () => {
  assert.deepEqual(spendOf([]), {
    turns: 0,
    input_tokens: null,
    output_tokens: null,
    reasoning_tokens: null,
    cached_tokens: null,
    cost_usd: null,
    unpriced_turns: 0,
    judge: null,
  });
});
