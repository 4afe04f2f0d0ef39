import assert from "node:assert/strict";
import * as Polars from "nodejs-polars";
import {
  casesFrame,
  cohesionPlot,
  cohesionRows,
  type Frame,
  leaderboardPlot,
  leaderboardRows,
  questionCasePlot,
  questionCaseRows,
  questionsFrame,
  survivalPlot,
  survivalRows,
} from "../../mod.ts";
import { syntheticRun } from "../frames/synthetic_run.ts";
import { judgedRuns } from "../tables/judged_runs.ts";

const ONCE = syntheticRun({ model: "once", cases: 30, seed: 1 });
const AGAIN = syntheticRun({ model: "again", cases: 30, seed: 2 });

/** One run in one trial, the other in two. */
function withTrials(frame: Frame): Frame {
  const own = frame.filter(Polars.col("model").eq(Polars.lit("again")));
  return Polars.concat([
    frame,
    own.withColumn(Polars.lit(2).cast(own.getColumn("trial").dtype).alias("trial")),
  ]);
}

Deno.test("leaderboardPlot() names the interval of each run as it was made, and tests as they were", () => {
  const one = leaderboardPlot(leaderboardRows(casesFrame([ONCE, AGAIN]), { replicates: 20 }));
  assert.match(
    one.caption,
    /lines: 95 % intervals \(Wilson, on cases\)\..*\(exact sign-flip tests/,
  );
  const rows = leaderboardRows(withTrials(casesFrame([ONCE, AGAIN])), { replicates: 20 });
  assert.match(
    leaderboardPlot(rows).caption,
    /intervals \((Wilson, on cases; again: Wilson on the effective number, clustered by case|Wilson on the effective number, clustered by case; once: Wilson, on cases)\)/,
  );
  const scores = leaderboardRows(casesFrame(judgedRuns({ cases: 30 })), { replicates: 20 });
  const { caption } = leaderboardPlot(scores);
  assert.match(caption, /intervals \(t, clustered by case\)/);
  assert.doesNotMatch(caption, /Wilson/);
  const drawn = scores[0]?.rank_method.includes("monte-carlo") ?? false;
  assert.equal(/exact sign-flip/.test(caption), !drawn);
});

Deno.test("survivalPlot() and questionCasePlot() say where trials of a case were clustered", () => {
  const questions = withTrials(questionsFrame([ONCE, AGAIN]));
  const survival = survivalPlot(survivalRows(questions));
  assert.match(survival.caption, /again: several trials a case.*clustered by case/);
  assert.doesNotMatch(survival.caption, /too narrow/);
  assert.doesNotMatch(survivalPlot(survivalRows(questionsFrame([ONCE]))).caption, /trials/);
  assert.match(
    questionCasePlot(questionCaseRows(questions)).caption,
    /\(Wilson, on cases; again: clustered by case over its trials\)/,
  );
});

Deno.test("cohesionPlot() calls a run without a right case neither clearly worse nor clearly better", () => {
  const questions = questionsFrame([ONCE]);
  // Each question right in one of eight cases, never two in a case: few whole cases were to be expected.
  const records = questions.toRecords();
  const cases = [...new Set(records.map((row) => row["case_id"]))];
  const scores = records.map((row) =>
    Number(cases.indexOf(row["case_id"]) % 8 === Number(row["position"]) - 1)
  );
  const frame = questions.withColumns(
    Polars.Series("score", scores, Polars.Float64),
    Polars.lit("graded").alias("outcome"),
  );
  const figure = cohesionPlot(cohesionRows(frame, { replicates: 200 }));
  assert.match(figure.title ?? "", /which may be chance$/);
  assert.match(figure.caption, /once: no case or every case is right, so a bootstrap says nothing/);
  const wrong = frame.withColumn(Polars.lit(0).cast(Polars.Float64).alias("score"));
  const none = cohesionPlot(cohesionRows(wrong, { replicates: 20 }));
  assert.match(none.caption, /Without an interval: once\./);
});
