import assert from "node:assert/strict";
import {
  accuracyTable,
  casesFrame,
  clusterSignFlipTest,
  compareRows,
  costPlot,
  costRows,
  criteriaFrame,
  flips,
  forestPlot,
  leaderboardPlot,
  leaderboardRows,
  outcomesTable,
  parametersPlot,
  questionsFrame,
  slopePlot,
  survivalPlot,
} from "../../mod.ts";
import { syntheticRun } from "../frames/synthetic_run.ts";
import { judgedRuns } from "./judged_runs.ts";

const RUNS = judgedRuns({ cases: 30, noise: 0 });

Deno.test("compareRows(), leaderboardRows() and flips() refuse criteria, where meeting one may be an error", () => {
  for (const frame of [questionsFrame(RUNS), criteriaFrame(RUNS)]) {
    const refusal = { name: "RangeError", message: /negative points.*Give a casesFrame/ };
    assert.throws(() => compareRows(frame), refusal);
    assert.throws(() => leaderboardRows(frame), refusal);
    assert.throws(() => flips(frame, { a: "sim-good", b: "sim-poor" }), refusal);
  }
});

Deno.test("compareRows() and leaderboardRows() of cases by points speak of case scores, and so do their figures", () => {
  const cases = casesFrame(RUNS);
  const { rows } = compareRows(cases);
  const places = leaderboardRows(cases, { replicates: 200 });
  assert.ok([...rows, ...places].every(({ unit }) => unit === "case score"));
  assert.match(leaderboardPlot(places).caption ?? "", /^Mean case score;.*\(sign-flip tests/);
  const forest = forestPlot(rows).caption ?? "";
  assert.match(forest, /^Paired differences of the scores of the same cases/);
  assert.match(forest, /Holm over 1 difference/);
});

Deno.test("outcomesTable() counts an error not committed as right, and accuracyTable() warns of both signs in one share", () => {
  const criteria = criteriaFrame(RUNS);
  const records = criteria.toRecords();
  const [first] = outcomesTable(criteria).toRecords();
  const own = records.filter((row) => row["run_id"] === first?.["run_id"]);
  const right = own.filter(({ points, met }) => met === (Number(points) > 0)).length;
  assert.equal(first?.["right"], right);
  const warnings = accuracyTable(criteria).toRecords().map((row) => String(row["warnings"]));
  assert.ok(warnings.every((text) => text.includes("meeting one of negative points is an error")));
  const apart = accuracyTable(criteria, { by: "points" }).toRecords();
  assert.ok(apart.every((row) => !String(row["warnings"]).includes("negative points")));
});

Deno.test("costRows() of cases by points has the t interval of a score, and costPlot() calls it one", () => {
  const rows = costRows(casesFrame(RUNS), { replicates: 100 });
  assert.ok(rows.every(({ unit, method }) => unit === "case score" && method.endsWith("/t")));
  assert.ok(rows.every(({ lo, hi }) => (lo ?? -1) >= 0 && (hi ?? 2) <= 1));
  assert.match(costPlot(rows).caption ?? "", /^Mean case score/);
});

Deno.test("costRows() and outcomesTable() keep benchmarks apart, and say what each counts", () => {
  const choices = { ...syntheticRun({ model: "sim-good", cases: 20 }), benchmark: "choices" };
  const all = [choices, ...RUNS];
  const costs = costRows(casesFrame(all), { replicates: 100 });
  const apart = [casesFrame([choices]), casesFrame(RUNS)]
    .flatMap((frame) => costRows(frame, { replicates: 100 }));
  const told = (
    { run_id, unit, benchmark, value, p_frontier }: (typeof costs)[number],
  ) => [run_id, unit, benchmark, value, p_frontier];
  assert.deepEqual(costs.map(told), apart.map(told));
  assert.deepEqual([...new Set(costs.map(({ unit }) => unit))], ["case", "case score"]);
  const units = (frame: Parameters<typeof outcomesTable>[0]) =>
    outcomesTable(frame).toRecords().map((row) => row["unit"]);
  assert.deepEqual(units(questionsFrame(all)), ["question", ...RUNS.map(() => "criterion")]);
  assert.deepEqual(new Set(units(casesFrame(all))), new Set(["case"]));
});

Deno.test("clusterSignFlipTest() of scores is not held up by its number of draws, and stays above the exact p", () => {
  const grid = Array.from({ length: 60 }, (_, k) => (k % 7 === 0 ? -0.1 : 0.3));
  const odd = grid.map((d, k) => d + 1e-6 * Math.sqrt(k + 2));
  const [exact, drawn] = [grid, odd].map((differences) => clusterSignFlipTest({ differences }));
  assert.deepEqual([exact?.kind, drawn?.kind], ["exact", "monte-carlo"]);
  assert.ok((drawn?.p ?? 1) < 1e-9);
  assert.ok((drawn?.p ?? 0) > (exact?.p ?? 1));
});

Deno.test("a figure's title and caption claim what its rows hold", () => {
  const models = [[8e9, 0.22], [32e9, 0.4], [70e9, 0.35]].map(([parameters, value], k) => ({
    run: `m${k}`,
    parameters: parameters ?? null,
    value: value ?? null,
  }));
  assert.match(
    parametersPlot(models).title ?? "",
    /^3 models of 8 B to 70 B parameters score 22\.0 to 40\.0 %: too few for a trend$/,
  );
  const step = { position: 1, survival: 0.8, lo: 0.7, hi: 0.9, at_risk: 50 };
  const curves = survivalPlot([
    { run: "a", ...step, warnings: "2 cases censored before an unknown answer" },
    { run: "b", ...step, warnings: null },
  ]);
  assert.match(curves.caption ?? "", /a: 2 cases censored before an unknown answer\./);
  const gap = { mean_pre: 0.5, mean_post: 0.4, value: -0.1, lo: -0.2, hi: 0, n_pre: 9, n_post: 7 };
  const slopes = slopePlot([{ run: "a", cutoff: "2025-01", ...gap }]);
  assert.match(slopes.caption ?? "", /a 2025-01 \(9, 7\)/);
});
