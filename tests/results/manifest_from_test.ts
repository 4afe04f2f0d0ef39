import assert from "node:assert/strict";
import { FieldReader, makeManifest, manifestFrom } from "../../mod.ts";
import { quiz, quizCase, quizzer } from "../run/quiz.ts";

const reader = (stored: unknown) => new FieldReader(stored, { where: "a.json", thing: "manifest" });

Deno.test("manifestFrom() gives back a manifest as it was stored", () => {
  const manifest = makeManifest(quiz(), {
    dataset: { name: "quiz", revision: "r1", sha256: "ab" },
    cases: [quizCase("a", ["x"])],
    model: { ...quizzer(() => "x"), parameters: { temperature: 0 } },
    trials: 2,
    judges: ["judge at http://127.0.0.1:1"],
    shard: { index: 1, count: 2, plan_cases: 2, plan_items: 2, plan_sha256: "cd" },
  });
  assert.deepEqual(manifestFrom(reader(JSON.parse(JSON.stringify(manifest)))), manifest);
});

Deno.test("manifestFrom() calls what is missing unknown", () => {
  const { model, dataset_revision, judges, trials } = manifestFrom(reader({}));
  assert.deepEqual([model, dataset_revision, judges, trials], ["unknown", null, [], 1]);
});

Deno.test("manifestFrom() refuses a shard that does not say what it is part of", () => {
  assert.throws(() => manifestFrom(reader({ shard: { index: 1 } })), /count/);
});
