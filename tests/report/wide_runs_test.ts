import assert from "node:assert/strict";
import { finishRun, liveclin, renderRuns, type Run, showRuns } from "../../mod.ts";

const BENCHMARK = liveclin({ imageMode: "url" });

function runOf(model: string): Run {
  return finishRun([], {
    benchmark: BENCHMARK,
    manifest: null,
    model,
    dataset: "d",
    id: model,
    file: null,
    meta: {},
    warnings: [],
    planned: { cases: 1, items: 3 },
    unfinished: ["1"],
  });
}

Deno.test("renderRuns() puts many runs below each other in blocks that no terminal breaks", () => {
  const runs = Array.from({ length: 12 }, (_, k) => runOf(`a-model-of-some-length-${k}`));
  const text = renderRuns(runs);
  assert.ok(text.split("\n").every((line) => line.length <= 102), text);
  for (const { model } of runs) assert.ok(text.includes(model));
  assert.equal(text.match(/cases, clean/g)?.length, 5);
  assert.match(renderRuns([]), /cases, clean/);
});

Deno.test("showRuns() lets a narrow page scroll rather than break its columns", () => {
  assert.match(showRuns([runOf("a"), runOf("b")]).html, /white-space:pre;overflow-x:auto/);
});

Deno.test("renderRuns() names two runs of one model apart, as the tables do", () => {
  const text = renderRuns([{ ...runOf("a"), id: "first-1" }, { ...runOf("a"), id: "second-2" }]);
  assert.match(text, /a \(first-\)\s+a \(second\)/);
  assert.doesNotMatch(renderRuns([runOf("a"), runOf("b")]), /\(/);
});
