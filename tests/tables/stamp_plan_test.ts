import assert from "node:assert/strict";
import pl from "nodejs-polars";
import {
  accuracyPlot,
  accuracyTable,
  compareRuns,
  forestPlot,
  hazardRows,
  panelsPlot,
  parseAnalysisPlan,
  questionCaseRows,
  questionsFrame,
  stampPlan,
  survivalPlot,
  survivalRows,
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

Deno.test("stampPlan() knows rows of survival, hazard and question and case accuracy by unit and reading", () => {
  const why = (rows: readonly object[]) =>
    new Set(
      stampPlan(pl.DataFrame(rows.map((row) => ({ ...row }))), { plan: PLAN }).toRecords()
        .map((row) => row["exploratory_why"]),
    );
  assert.deepEqual([...why(survivalRows(FRAME))], ["not planned: unit case"]);
  assert.deepEqual([...why(hazardRows(FRAME))], ["not planned: unit case"]);
  const rows = questionCaseRows(FRAME).map(({ case_lengths: _lengths, ...row }) => row);
  assert.deepEqual([...why(rows)], [null]);
});

Deno.test("figures of accuracy and survival say which of their rows are exploratory", () => {
  const stamped = stampPlan(accuracyTable(FRAME, { by: "stage" }), { plan: PLAN });
  for (const figure of [accuracyPlot(stamped), panelsPlot(stamped)]) {
    assert.match(figure.caption, /Exploratory: not in the analysis plan\./);
  }
  const planned = stampPlan(accuracyTable(FRAME, { by: "level1" }), { plan: PLAN });
  assert.doesNotMatch(accuracyPlot(planned).caption, /Exploratory/);
  const survival = stampPlan(pl.DataFrame([...survivalRows(FRAME)]), { plan: PLAN });
  assert.match(survivalPlot(survival).caption, /Exploratory: not in the analysis plan\./);
});
