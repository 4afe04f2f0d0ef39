import assert from "node:assert/strict";
import * as Polars from "nodejs-polars";
import {
  accuracyRows,
  accuracyTable,
  agreementTable,
  calibrationTable,
  casesFrame,
  cohesionRows,
  compareRows,
  costRows,
  criteriaFrame,
  cutoffGap,
  type Frame,
  hazardRows,
  heterogeneityTable,
  leaderboardRows,
  monthlyScores,
  questionCaseRows,
  questionsFrame,
  ratingsFrame,
  repeatsTable,
  rubricVariants,
  selfConsistency,
  shrunkenTable,
  specificationRows,
  survivalRows,
  wilson,
} from "../../mod.ts";
import { syntheticRun } from "../frames/synthetic_run.ts";
import { humanRatings, judgedRuns } from "./judged_runs.ts";

const RUNS = [
  syntheticRun({ model: "one", cases: 30, seed: 1 }),
  syntheticRun({ model: "two", skill: 0.4, cases: 30, seed: 2 }),
];
const JUDGED = judgedRuns({ cases: 30 });

/** Every row scores the same. */
function flat(frame: Frame, score: number): Frame {
  return frame.withColumns(
    Polars.lit(score).cast(Polars.Float64).alias("score"),
    Polars.lit(score).cast(Polars.Float64).alias("official_score"),
    Polars.lit("graded").alias("outcome"),
  );
}

function recordsOf(table: Frame | readonly object[]): readonly object[] {
  return isList(table) ? table : table.toRecords();
}

function isList(table: Frame | readonly object[]): table is readonly object[] {
  return Array.isArray(table);
}

/** Rows whose interval has no width. */
function widthless(table: Frame | readonly object[]): readonly string[] {
  const rows: readonly object[] = recordsOf(table);
  const pairs = [
    ["lo", "hi"],
    ["case_lo", "case_hi"],
    ["observed_lo", "observed_hi"],
    [
      "independence_lo",
      "independence_hi",
    ],
    ["lo_simultaneous", "hi_simultaneous"],
    ["cost_lo", "cost_hi"],
  ] as const;
  return rows.flatMap((row: object) =>
    pairs.flatMap(([low, high]) => {
      const [lo, hi]: unknown[] = [Reflect.get(row, low), Reflect.get(row, high)];
      return typeof lo === "number" && lo === hi
        ? [`${low} ${lo}: ${JSON.stringify(row).slice(0, 160)}`]
        : [];
    })
  );
}

Deno.test("no table has an interval without width where all scores are equal", () => {
  for (const score of [0, 1]) {
    const questions = flat(questionsFrame(RUNS), score);
    const cases = flat(casesFrame(RUNS), score);
    const judged = flat(casesFrame(JUDGED), score);
    const repeated = Polars.concat(
      [1, 2, 3].map((trial) =>
        questions.withColumn(Polars.lit(trial).cast(Polars.Int32).alias("trial"))
      ),
    );
    const models = [{ model: "one", cutoff: "2025-03" }, { model: "two", cutoff: "2025-06" }];
    const tables: Readonly<Record<string, () => Frame | readonly object[]>> = {
      accuracy: () => accuracyTable(questions, { by: "stage" }),
      accuracyOfCases: () => accuracyTable(cases),
      accuracyOfScores: () => accuracyTable(judged),
      board: () => leaderboardRows(cases, { replicates: 50 }),
      boardOfScores: () => leaderboardRows(judged, { replicates: 50 }),
      boardOfQuestions: () => leaderboardRows(questions, { replicates: 50 }),
      differences: () => compareRows(questions).rows,
      differencesOfCases: () => compareRows(cases).rows,
      differencesOfScores: () => compareRows(judged).rows,
      cost: () => costRows(cases, { replicates: 50 }),
      costOfScores: () => costRows(judged, { replicates: 50 }),
      cohesion: () => cohesionRows(questions, { replicates: 50 }),
      survival: () => survivalRows(questions),
      hazard: () => hazardRows(questions),
      questionCase: () => questionCaseRows(questions),
      heterogeneity: () => heterogeneityTable(questions, { by: "stage" }),
      shrunken: () => shrunkenTable(questions, { by: "stage" }),
      repeats: () => repeatsTable(repeated),
      specification: () => specificationRows(questions, { a: "one", b: "two" }),
      alone: () => specificationRows(questions.filter(Polars.col("model").eq(Polars.lit("one")))),
      monthly: () => monthlyScores(judged, { models }),
      gaps: () => cutoffGap(judged, { models }),
      rubric: () => rubricVariants(flat(criteriaFrame(JUDGED), score)),
      calibration: () => calibrationTable(selfConsistency(repeated), { replicates: 20 }),
    };
    for (const [name, table] of Object.entries(tables)) {
      const made = table();
      assert.ok(recordsOf(made).length > 0, name);
      assert.deepEqual(widthless(made), [], `${name} at ${score}`);
    }
  }
});

Deno.test("agreementTable() of a judge that always agrees has no interval, and says why", () => {
  const runs = judgedRuns({ cases: 12, noise: 0 });
  const table = agreementTable(criteriaFrame(runs), {
    ratings: ratingsFrame(humanRatings(runs, { raters: ["r"], noise: 0 })),
    replicates: 50,
  });
  assert.deepEqual(widthless(table), []);
  const row = table.toRecords().find((one) => one["measure"] === "agreement");
  assert.deepEqual([row?.["value"], row?.["lo"]], [1, null]);
  assert.match(String(row?.["warnings"]), /every resample gives the same value: no interval/);
});

Deno.test("accuracyTable(), leaderboard() and costRows() have one interval for the same scores", () => {
  const one = questionsFrame(RUNS.slice(0, 1));
  const three = [1, 2, 3].map((trial) =>
    one.withColumns(
      Polars.lit(trial).cast(Polars.Int32).alias("trial"),
      // Another answer in each trial, so that trials of a case differ.
      Polars.Series(
        "score",
        Array.from({ length: one.height }, (_, k) => (k * trial + k % 7) % 2),
        Polars.Float64,
      ),
      Polars.lit("graded").alias("outcome"),
    )
  );
  const frames: Readonly<Record<string, Frame>> = {
    cases: casesFrame(RUNS),
    questions: questionsFrame(RUNS),
    scores: casesFrame(JUDGED),
    allRight: flat(casesFrame(RUNS), 1),
    allEqual: flat(casesFrame(JUDGED), 1),
    halves: flat(casesFrame(JUDGED), 0.5),
    trials: Polars.concat(three),
  };
  for (const [name, frame] of Object.entries(frames)) {
    // Only what is known in every run, so that both stand on the same rows.
    const complete = frame.filter(Polars.col("score").isNotNull());
    const [run] = [...new Set(complete.getColumn("run_id").toArray())];
    const own = complete.filter(Polars.col("run_id").eq(Polars.lit(String(run))));
    const [accuracy] = accuracyRows(own).rows;
    const [place] = leaderboardRows(own, { replicates: 20 });
    for (const field of ["value", "lo", "hi", "se", "n_eff"] as const) {
      const [x, y] = [accuracy?.[field], place?.[field]];
      assert.ok(
        x === y || Math.abs(Number(x) - Number(y)) < 1e-12,
        `${name}, ${field}: ${x} and ${y}`,
      );
    }
    assert.equal(accuracy?.method, place?.method, name);
    if (name === "questions" || name === "trials") continue;
    const [cost] = costRows(own, { replicates: 20 });
    assert.deepEqual([cost?.lo, cost?.hi], [accuracy?.lo, accuracy?.hi], name);
  }
});

Deno.test("case scores that do not vary get Wilson's interval on the cases, and a warning that is true", () => {
  const [row] = accuracyRows(flat(casesFrame(JUDGED), 1)).rows;
  assert.deepEqual([row?.value, row?.hi, row?.method], [1, 1, "clustered-mean/wilson-eff"]);
  assert.ok((row?.lo ?? 1) > 0.8 && (row?.lo ?? 1) < (wilson({ x: 30, n: 30 }).lo ?? 0));
  assert.match(row?.warnings ?? "", /do not vary: Wilson's interval on the number of cases, not t/);
  assert.doesNotMatch(row?.warnings ?? "", /between clusters/);
});

Deno.test("accuracyTable() counts a run in its own unit, whatever other runs stand beside it", () => {
  const alone = accuracyRows(casesFrame(RUNS)).rows[0];
  const beside = accuracyRows(casesFrame([...RUNS, ...JUDGED])).rows;
  assert.deepEqual(beside.map(({ unit }) => unit), ["case", "case", "case score", "case score"]);
  assert.deepEqual([beside[0]?.lo, beside[0]?.hi, beside[0]?.method], [
    alone?.lo,
    alone?.hi,
    "wilson",
  ]);
});
