import assert from "node:assert/strict";
import {
  livemedbench,
  renderClean,
  renderRuns,
  rubricJudge,
  type Run,
  runBenchmark,
} from "../../mod.ts";
import { answering, casesOf, faithful, record } from "../benchmarks/livemedbench/wards.ts";
import { judgingModel, type Said } from "../graders/judging.ts";

async function judgedRun(
  said: (
    asked: { readonly query: string; readonly answer: string; readonly criterion: string },
  ) => Said,
  name = "judge-1",
): Promise<Run> {
  const { run } = await runBenchmark(livemedbench(), {
    cases: casesOf([record(1, [6, 4, -5]), record(2, [6, 4, -5])]),
    dataset: { name: "ward", revision: null, sha256: "ab" },
    model: answering(() => "#1"),
    judge: rubricJudge(judgingModel(said, name), { maxReplies: 1 }),
    output: null,
  });
  return run;
}

Deno.test("renderClean() shows points earned and penalties apart, and what became of the criteria", async () => {
  const text = renderClean(await judgedRun(faithful));
  assert.match(text, /Earned\s+60\.0% {2}\(12 of 20; points\)/);
  assert.match(text, /Penalties\s+0\.0% {2}\(0 of 10; points\)/);
  assert.match(text, /Cases\s+60\.0% {2}\(1\.2 of 2;/);
  assert.match(text, /What became of 6 planned criteria:/);
  assert.ok(!text.includes("letters") && !text.includes("Without any model"));
});

Deno.test("renderClean() says when the open cases differ from the decided ones", async () => {
  // Case 1 is decided at 0.6; case 2 missed the rest for certain, and one penalty is open.
  const text = renderClean(
    await judgedRun((asked) => {
      if (asked.query.startsWith("Story of 1")) return faithful(asked);
      return asked.criterion === "says #3" ? "?" : asked.criterion === "says #2";
    }),
  );
  assert.match(text, /coverage 50\.0%; with 1 unknown, between 30\.0% and 50\.0%/);
  assert.match(text, /the mean of the decided cases lies outside/);
});

Deno.test("renderRuns() shows both official means and does not let two judges be compared unsaid", async () => {
  const runs = [await judgedRun(faithful), await judgedRun(faithful, "judge-2")];
  const text = renderRuns(runs);
  assert.match(text, /official mean\s+60\.00%\s+60\.00%/);
  assert.match(text, /paper mean\s+60\.00%\s+60\.00%/);
  assert.match(text, /NOT COMPARABLE[^]*judges: judge-1 \| judge-2\n/);
});
