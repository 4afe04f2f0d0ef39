import assert from "node:assert/strict";
import {
  accuracyTable,
  compareRuns,
  forestPlot,
  parseAnalysisPlan,
  questionsFrame,
  stampPlan,
} from "../../mod.ts";
import { syntheticRun } from "../frames/synthetic_run.ts";

const FRAME = questionsFrame(
  ["a", "b", "c"].map((model, k) => syntheticRun({ model, seed: k + 1 })),
);
const PLAN = parseAnalysisPlan({
  name: "main",
  primary: { unit: "question", reading: "clean" },
  comparisons: [["a", "b"]],
  groups: ["level1"],
  seed: 42,
}, "plan.json");

Deno.test("stampPlan() tells planned comparisons from others, whichever run is named first", () => {
  const rows = stampPlan(compareRuns(FRAME), { plan: PLAN, sha256: "ab" }).toRecords();
  for (const row of rows) {
    const isPlanned = [row["a"], row["b"]].sort().join() === "a,b";
    assert.equal(row["status"], isPlanned ? "planned" : "exploratory");
    assert.equal(row["exploratory_why"] === null, isPlanned);
    assert.deepEqual([row["plan"], row["plan_sha256"]], ["main", "ab"]);
  }
  assert.match(
    String(rows.find((row) => row["status"] === "exploratory")?.["exploratory_why"]),
    /not planned: comparison/,
  );
});

Deno.test("stampPlan() tells planned subgroups, readings and units from others", () => {
  const status = (table: ReturnType<typeof accuracyTable>) =>
    new Set(stampPlan(table, { plan: PLAN }).toRecords().map((row) => row["exploratory_why"]));
  assert.deepEqual([...status(accuracyTable(FRAME, { by: "level1" }))], [null]);
  assert.deepEqual([...status(accuracyTable(FRAME, { by: "stage" }))], [
    "not planned: subgroup stage",
  ]);
  assert.equal(stampPlan(accuracyTable(questionsFrame([])), { plan: PLAN }).height, 0);
});

Deno.test("a figure of exploratory rows says so in its caption", () => {
  const rows = stampPlan(compareRuns(FRAME), { plan: PLAN });
  assert.match(forestPlot(rows).caption, /Exploratory: 2 of 3 rows are not in the analysis plan/);
  assert.doesNotMatch(forestPlot(compareRuns(FRAME)).caption, /Exploratory/);
});
