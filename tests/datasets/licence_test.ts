import assert from "node:assert/strict";
import { join } from "node:path";
import {
  answerCases,
  embeddedDataset,
  gradeAnswers,
  liveclin,
  loadCases,
  readConversation,
  scriptedModel,
  showConversation,
} from "../../mod.ts";

const benchmark = liveclin({ imageMode: "url" });

Deno.test("loadCases() gives each case the licence of its text", async () => {
  const [ours] = await Array.fromAsync(loadCases(await embeddedDataset(), { benchmark, limit: 1 }));
  assert.equal(ours?.licence, "synthetic, CC0 1.0");
  const path = join(await Deno.makeTempDir(), "2025_H1.jsonl");
  await Deno.writeTextFile(path, JSON.stringify(benchmark.examples[0]?.record));
  const [theirs] = await Array.fromAsync(loadCases(path, { benchmark }));
  assert.match(theirs?.licence ?? "", /CC BY-NC-SA 4\.0/);
});

Deno.test("a shown conversation names the licence of its text", async () => {
  const [example] = benchmark.examples;
  assert.ok(example);
  const cases = [benchmark.parse(example.record, "example:1")];
  const answers = answerCases(cases, { benchmark, model: scriptedModel(example.replies) });
  const [result] = await Array.fromAsync(gradeAnswers(answers, { benchmark }));
  const [c] = cases;
  assert.ok(result && c);
  const shown = await showConversation(await readConversation(c, { benchmark, result }));
  assert.match(shown.html, /Case text: CC BY-NC-SA 4\.0/);
  assert.match(shown.text, /Case text: CC BY-NC-SA 4\.0/);
});
