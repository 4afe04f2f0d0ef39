import assert from "node:assert/strict";
import { readModelFacts } from "../../lib/datasets/read_model_facts.ts";
import { readPublishedScores } from "../../lib/datasets/read_published_scores.ts";

Deno.test("readModelFacts() gives a reason for every unknown", async () => {
  const facts = await readModelFacts();
  assert.ok(facts.length >= 26);
  for (const one of facts) {
    for (const field of ["parameters", "release", "cutoff"] as const) {
      assert.equal(one[field] === null, one.unknown[field] !== undefined, `${one.model} ${field}`);
    }
  }
});

Deno.test("readModelFacts() names the entry and field that does not fit", async () => {
  const path = await Deno.makeTempFile({ suffix: ".json" });
  const [first] = await readModelFacts();
  await Deno.writeTextFile(path, JSON.stringify([first, { ...first, release: "spring" }]));
  await assert.rejects(readModelFacts(path), /\[1\]\.release/);
  await Deno.writeTextFile(path, "[]");
  assert.deepEqual(await readModelFacts(path), []);
  await Deno.remove(path);
});

Deno.test("readPublishedScores() has 26 models on 1,407 cases, and physicians on an unknown number", async () => {
  const { models, references } = await readPublishedScores("liveclin");
  assert.equal(models.length, 26);
  assert.ok(models.every(({ n }) => n === 1407));
  assert.deepEqual(references.map(({ value, n }) => [value, n]), [[0.378, null], [0.346, null]]);
  assert.ok(references.every(({ unknown }) => unknown !== null));
});

Deno.test("readPublishedScores() has 38 models of LiveMedBench with their scores after the cut-off", async () => {
  const { models, unit } = await readPublishedScores("livemedbench");
  assert.equal(unit, "case score");
  assert.equal(models.length, 38);
  assert.ok(
    models.every(({ n, after, type }) => n === 2756 && after !== undefined && type !== undefined),
  );
});

Deno.test("readPublishedScores() refuses percentages, and says when there is no such file", async () => {
  const path = await Deno.makeTempFile({ suffix: ".json" });
  const scores = await readPublishedScores("liveclin");
  const models = [{ model: "m", value: 35.7, n: 10 }];
  await Deno.writeTextFile(path, JSON.stringify({ ...scores, models }));
  await assert.rejects(readPublishedScores(path), /models\[0\]\.value/);
  await Deno.remove(path);
  await assert.rejects(readPublishedScores("nothing"), Deno.errors.NotFound);
});
