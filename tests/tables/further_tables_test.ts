import assert from "node:assert/strict";
import {
  acceptabilityTable,
  agreementLadder,
  agreementTable,
  altTestTable,
  calibrationTable,
  casesFrame,
  correctedScores,
  criteriaFrame,
  errorSimilarityTable,
  judgeBiasTable,
  judgedRanking,
  judgeNoiseTable,
  questionsFrame,
  rankingMethods,
  ratingsFrame,
  repeatsTable,
  rubricVariants,
  selfConsistency,
  tableMethods,
  verdictsFrame,
} from "../../mod.ts";
import { syntheticRun } from "../frames/synthetic_run.ts";
import { humanRatings, judgedRuns } from "./judged_runs.ts";

Deno.test("rubricVariants() has the clean mean of the cases frame, the parts apart, and counts what is unknown", () => {
  const runs = judgedRuns({ judges: ["j1", "j2"], noise: 0.2, cases: 20 });
  const rows = rubricVariants(criteriaFrame(runs)).toRecords();
  assert.deepEqual(rows.slice(0, 5).map((row) => row["variant"]), [
    "official",
    "unclipped",
    "clipped",
    "earned",
    "triggered",
  ]);
  const cases = casesFrame(runs).toRecords().filter((row) => row["run_id"] === runs[0]?.id);
  const known = cases.flatMap((row) => typeof row["score"] === "number" ? [row["score"]] : []);
  const clipped = rows[2];
  assert.ok(
    Math.abs(Number(clipped?.["value"]) - known.reduce((a, b) => a + b, 0) / known.length) < 1e-12,
  );
  assert.equal(Number(clipped?.["n"]) + Number(clipped?.["n_excluded"]), 20);
  assert.ok(known.length < 20, "ties leave cases open");
  const official = cases.reduce((sum, row) => sum + Number(row["official_score"]), 0) / 20;
  assert.ok(Math.abs(Number(rows[0]?.["value"]) - official) < 1e-12);
});

Deno.test("rubricVariants() by a column has a part of the rubric in each group, and refuses a column that is not there", () => {
  const runs = judgedRuns({});
  const groups = rubricVariants(criteriaFrame(runs), { by: "date" }).toRecords();
  assert.equal(new Set(groups.map((row) => row["group"])).size, 6);
  assert.throws(() => rubricVariants(criteriaFrame(runs), { by: "ward" }), /no column "ward"/);
});

Deno.test("judgeBiasTable() finds a judge that pays for length, and not one whose physicians pay as much", () => {
  const runs = judgedRuns({ models: ["a", "b", "c", "d"], noise: 0, cases: 30 });
  const frames = {
    cases: casesFrame(runs),
    ratings: ratingsFrame(humanRatings(runs, { noise: 0 })),
  };
  const fair = judgeBiasTable(criteriaFrame(runs), frames).toRecords();
  assert.deepEqual(fair.map((row) => row["term"]), [
    "judge, all answers",
    "judge, rated answers",
    "physicians",
    "judge less physicians",
  ]);
  assert.ok(Math.abs(Number(fair[3]?.["value"])) < 1e-12);
  const lenient = runs.map((run) => ({
    ...run,
    results: run.results.map((result) => {
      const isLong = (result.turns[0]?.reply?.text.length ?? 0) > 40;
      const grades = result.grades.map((grade) => isLong ? { ...grade, score: 1 } : grade);
      return { ...result, grades };
    }),
  }));
  const biased = judgeBiasTable(criteriaFrame(lenient), frames).toRecords();
  assert.ok(
    Number(biased[3]?.["value"]) > 0.02 && Number(biased[3]?.["lo"]) > 0,
    JSON.stringify(biased[3]),
  );
});

Deno.test("judgeBiasTable() compares a judge's own family with the others', and says when it cannot", () => {
  const runs = judgedRuns({ models: ["x-1", "y-1"], judges: ["x-judge", "y-judge"], cases: 20 });
  const options = {
    cases: casesFrame(runs),
    ratings: ratingsFrame(humanRatings(runs)),
    verdicts: verdictsFrame(runs),
  };
  const families = { "x-1": "x", "y-1": "y", "x-judge": "x", "y-judge": "y" };
  const [row] = judgeBiasTable(criteriaFrame(runs), { ...options, families }).toRecords().slice(-1);
  assert.equal(row?.["bias"], "self-preference");
  assert.ok(Math.abs(Number(row?.["value"])) < 0.2 && typeof row?.["se"] === "number");
  const one = judgeBiasTable(criteriaFrame(runs), {
    ...options,
    families: { "x-1": "x", "x-judge": "x" },
  });
  const last = one.toRecords().at(-1);
  assert.equal(last?.["value"], null);
  assert.match(String(last?.["warnings"]), /no rated answer is judged both by its own family/);
  assert.match(String(last?.["excluded_why"]), /family unknown \d+/);
});

Deno.test("repeatsTable() orders pass^k, the mean and pass@k, and leaves out runs of one trial", () => {
  const frame = questionsFrame([
    syntheticRun({ model: "m", trials: 3, trouble: 0.1 }),
    syntheticRun({ model: "once" }),
  ]);
  const rows = repeatsTable(frame).toRecords();
  assert.deepEqual(rows.map((row) => row["measure"]), [
    "mean of one try",
    "pass^3",
    "pass@3",
    "majority",
    "icc",
    "sd of trials",
    "sd of trials, expected",
  ]);
  const value = (measure: string) =>
    Number(rows.find((row) => row["measure"] === measure)?.["value"]);
  assert.ok(
    value("pass^3") < value("mean of one try") && value("mean of one try") < value("pass@3"),
  );
  assert.ok(Number(rows[1]?.["n_excluded"]) > 0);
  const two = repeatsTable(frame, { k: 1 }).toRecords();
  assert.equal(two[1]?.["value"], two[2]?.["value"]);
  assert.throws(() => repeatsTable(frame, { k: 0 }), /k is 0, expected a whole number from 1/);
});

Deno.test("errorSimilarityTable() puts the pair that fails alike first; a run is like itself", () => {
  const twins = [syntheticRun({ model: "a", seed: 5 }), syntheticRun({ model: "b", seed: 5 })];
  const other = syntheticRun({ model: "c", seed: 9, skill: 0.5 });
  const rows = errorSimilarityTable(questionsFrame([...twins, other])).toRecords();
  assert.equal(rows.length, 3);
  assert.deepEqual([rows[0]?.["a"], rows[0]?.["b"], rows[0]?.["value"]], ["a", "b", 1]);
  assert.ok(Number(rows[2]?.["oracle"]) <= 1);
});

Deno.test("rankingMethods() agrees with itself on a clear order, and knows one run and no shared unit", () => {
  const runs = [0.95, 0.7, 0.4].map((skill, k) =>
    syntheticRun({ model: `m${k}`, skill, cases: 60, seed: k + 1 })
  );
  const rows = rankingMethods(questionsFrame(runs), { by: "level1" }).toRecords();
  assert.deepEqual(rows.map((row) => row["run"]), ["m0", "m1", "m2"]);
  assert.deepEqual(rows.map((row) => row["kemeny_place"]), [1, 2, 3]);
  assert.deepEqual(rows.map((row) => row["bradley_terry_rank"]), [1, 2, 3]);
  assert.equal(rows[0]?.["units"], 4);
  const [alone] = rankingMethods(questionsFrame(runs.slice(0, 1)), { by: "level1" }).toRecords();
  assert.match(String(alone?.["warnings"]), /one run/);
  assert.throws(() => rankingMethods(questionsFrame(runs), { by: "x" }), /no column "x"/);
});

Deno.test("every method of the tables of judges, confidence and cost has words for the methods paragraph", () => {
  const runs = judgedRuns({
    models: ["x-1", "y-1"],
    judges: ["x-judge", "y-judge"],
    repeats: 2,
    cases: 12,
  });
  const [criteria, verdicts] = [criteriaFrame(runs), verdictsFrame(runs)];
  const ratings = ratingsFrame(humanRatings(runs, { cases: 6 }));
  const few = { replicates: 20 };
  const trials = questionsFrame([
    syntheticRun({ trials: 3 }),
    syntheticRun({ model: "b", trials: 3 }),
  ]);
  const text = tableMethods([
    agreementTable(criteria, { ratings, verdicts, ...few }),
    agreementLadder(criteria, { ratings, ...few }),
    altTestTable(criteria, { ratings }),
    correctedScores(criteria, { ratings }),
    judgeNoiseTable(criteria, { verdicts }),
    judgedRanking(criteria, { verdicts, ...few, realisations: 5 }),
    judgeBiasTable(criteria, {
      ...{ cases: casesFrame(runs), ratings, verdicts },
      families: { "x-1": "x", "y-1": "y", "x-judge": "x", "y-judge": "y" },
    }),
    rubricVariants(criteria),
    repeatsTable(trials),
    errorSimilarityTable(trials),
    calibrationTable(selfConsistency(trials), few),
    acceptabilityTable(casesFrame([syntheticRun(), syntheticRun({ model: "b", seed: 2 })]), few),
  ]);
  assert.doesNotMatch(text, /Method: /);
});
