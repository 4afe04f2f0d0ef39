import assert from "node:assert/strict";
import * as Polars from "nodejs-polars";
import { cutoffGap } from "../../lib/tables/cutoff_gap.ts";
import { tQuantile } from "../../lib/stats/special/t_quantile.ts";
import { crossingRuns } from "../../lib/tables/_crossing_runs.ts";
import { eventInfluence } from "../../lib/tables/_event_influence.ts";
import { eventStudyRows } from "../../lib/tables/event_study_rows.ts";
import { maxTCritical } from "../../lib/tables/_max_t_critical.ts";
import { monthlyScores } from "../../lib/tables/monthly_scores.ts";
import { placeboRows } from "../../lib/tables/placebo_rows.ts";
import { twoWayFixedEffects } from "../../lib/tables/two_way_fixed_effects.ts";

const MONTHS = Array.from({ length: 12 }, (_, k) => `2024-${String(k + 1).padStart(2, "0")}`);

/**
 * Made-up cases, four a month: a model's score is its strength less the drift of the months, less `leak` after its
 * cut-off, with a little that differs from case to case alike for all.
 */
function cases(
  models: readonly {
    readonly model: string;
    readonly strength: number;
    readonly cutoff: string | null;
    readonly leak?: number;
  }[],
): ReturnType<typeof Polars.readRecords> {
  return Polars.readRecords(
    models.flatMap(({ model, strength, cutoff, leak = 0 }, m) =>
      MONTHS.flatMap((month, at) =>
        [0, 1, 2, 3].map((k) => ({
          run_id: `run-${model}`,
          model,
          dataset: "d",
          condition: "full",
          simulated: true,
          case_id: `${month}-${k}`,
          trial: 1,
          month,
          date: `${month}-03 10:00`,
          language: k < 2 ? "en" : "zh",
          outcome: "graded",
          score: strength - 0.02 * at + 0.05 * Math.sin(7 * at + 3 * k) +
            0.01 * Math.cos(11 * m + 5 * at + k) - (cutoff !== null && month > cutoff ? leak : 0),
          unclipped_score: -1,
          official_score: 0.5,
        }))
      )
    ),
  );
}

const RUNS = [
  { model: "early", strength: 0.7, cutoff: "2024-04", leak: 0.1 },
  { model: "late", strength: 0.8, cutoff: "2024-08", leak: 0.1 },
  { model: "never", strength: 0.6, cutoff: "2025-06" },
];

Deno.test("monthlyScores() gives every month of a run with its cut-off, and empty months as missing", () => {
  const frame = cases(RUNS).filter(Polars.col("month").neq(Polars.lit("2024-05")));
  const rows = monthlyScores(frame, { models: RUNS });
  const early = rows.filter(({ model }) => model === "early");
  assert.equal(early.length, 12);
  assert.deepEqual(early.map(({ after }) => after), MONTHS.map((month) => month > "2024-04"));
  const may = early.find(({ month }) => month === "2024-05");
  assert.deepEqual([may?.value, may?.lo, may?.n], [null, null, 0]);
  assert.deepEqual([early[0]?.n, early[0]?.cutoff, early[0]?.undated], [4, "2024-04", 0]);
});

Deno.test("monthlyScores() reads the score asked for, counts what has no month, and has no cut-off to guess", () => {
  const frame = cases(RUNS.slice(0, 1));
  const [unclipped] = monthlyScores(frame, { score: "unclipped" });
  assert.deepEqual([unclipped?.value, unclipped?.cutoff, unclipped?.after], [-1, null, null]);
  const dated = frame.drop("month").withColumn(
    Polars.when(Polars.col("date").eq(Polars.lit("2024-01-03 10:00"))).then(Polars.lit("unknown"))
      .otherwise(Polars.col("date")).alias("date"),
  );
  const rows = monthlyScores(dated);
  assert.deepEqual([rows.length, rows[0]?.month, rows[0]?.undated], [11, "2024-02", 4]);
  assert.throws(() => monthlyScores(frame.drop("month").drop("date")), /no column "month"/);
});

Deno.test("cutoffGap() is the mean after less the mean before, and keeps a run without a cut-off empty", () => {
  const frame = cases(RUNS);
  const scores = (test: (month: string) => boolean): number => {
    const values = frame.toRecords().filter((row) => row["model"] === "early")
      .filter((row) => test(String(row["month"]))).map((row) => Number(row["score"]));
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const rows = cutoffGap(frame, { models: RUNS.slice(0, 2) });
  const expected = scores((month) => month > "2024-04") - scores((month) => month <= "2024-04");
  assert.equal(rows[0]?.value?.toFixed(10), expected.toFixed(10));
  assert.deepEqual([rows[0]?.n_pre, rows[0]?.n_post, rows[0]?.cutoff], [16, 32, "2024-04"]);
  assert.ok((rows[0]?.p_adj ?? 0) >= (rows[0]?.p ?? 1));
  const { value, p, cutoff, warnings } = rows[2] ?? {};
  assert.deepEqual([value, p, cutoff, warnings], [null, null, null, "knowledge cut-off unknown"]);
});

Deno.test("cutoffGap() standardised by what never differs is the gap itself", () => {
  const [row] = cutoffGap(cases(RUNS.slice(0, 1)), { models: RUNS, by: "language" });
  // Every month has both languages alike, so the mix is the same on both sides.
  assert.equal(row?.standardised?.toFixed(10), row?.value?.toFixed(10));
  assert.ok((row?.standardised_lo ?? 1) < (row?.standardised ?? 0));
  assert.throws(
    () => cutoffGap(cases(RUNS), { models: RUNS, by: "nonsense" }),
    /no column "nonsense"/,
  );
});

Deno.test("cutoffGap() varies the cut-off when asked, the donut without the months around it", () => {
  const rows = cutoffGap(cases(RUNS.slice(0, 1)), { models: RUNS, sensitivity: true });
  assert.deepEqual(
    rows.map(({ variant, cutoff, n_pre, n_post }) => [variant, cutoff, n_pre, n_post]),
    [
      ["as known", "2024-04", 16, 32],
      ["−3 months", "2024-01", 4, 44],
      ["−1 month", "2024-03", 12, 36],
      ["+1 month", "2024-05", 20, 28],
      ["+3 months", "2024-07", 28, 20],
      ["donut 2 months", "2024-04", 8, 24],
    ],
  );
});

Deno.test("cutoffGap() exchanges dates only when asked, and alike for one seed", () => {
  const frame = cases(RUNS.slice(0, 1));
  assert.equal(cutoffGap(frame, { models: RUNS })[0]?.p_permutation, null);
  const p = (seed: number) =>
    cutoffGap(frame, { models: RUNS, permutations: 200, seed })[0]?.p_permutation ?? 1;
  assert.equal(p(1), p(1));
  assert.ok(p(1) <= 2 / 201, `the leak is plain, and p is ${p(1)}`);
});

Deno.test("cutoffGap() says when all cases lie on one side", () => {
  const models = [{ model: "never", cutoff: "2030-01" }];
  const row = cutoffGap(cases(RUNS), { models }).find(({ model }) => model === "never");
  assert.deepEqual([row?.value, row?.n_post, row?.p], [null, 0, null]);
  assert.match(row?.warnings ?? "", /fewer than two scores after/);
});

Deno.test("twoWayFixedEffects() takes the drift out that the plain gap leaves in", () => {
  const frame = cases(RUNS);
  const [all, ...each] = twoWayFixedEffects(frame, { models: RUNS });
  assert.equal(all?.value?.toFixed(2), "-0.10");
  assert.deepEqual(each.map(({ run, value, cutoff }) => [run, value?.toFixed(2), cutoff]), [
    ["early", "-0.10", "2024-04"],
    ["late", "-0.10", "2024-08"],
  ]);
  const gap = cutoffGap(frame, { models: RUNS })[0]?.value ?? 0;
  assert.ok(gap < -0.18, `the drift makes the plain gap ${gap}`);
  assert.deepEqual([all?.runs, all?.runs_crossing, all?.clusters], [3, 2, 48]);
});

Deno.test("twoWayFixedEffects() leaves runs without a known cut-off out, by name", () => {
  const [all] = twoWayFixedEffects(cases(RUNS), { models: RUNS.slice(0, 2) });
  assert.equal(all?.runs, 2);
  assert.match(all?.warnings ?? "", /left out, cut-off unknown: never/);
});

Deno.test("twoWayFixedEffects() cannot tell a cut-off that all share from drift, and says null", () => {
  const models = RUNS.map(({ model }) => ({ model, cutoff: "2024-06" }));
  const [all] = twoWayFixedEffects(cases(RUNS), { models });
  assert.deepEqual([all?.value, all?.p], [null, null]);
  assert.match(all?.warnings ?? "", /every model crosses: no control/);
  assert.deepEqual(twoWayFixedEffects(cases(RUNS).head(0), { models }), []);
});

Deno.test("eventStudyRows() is flat before the cut-off and drops after it, the last bin before as reference", () => {
  const rows = eventStudyRows(cases(RUNS), { models: RUNS, bins: 2 });
  assert.deepEqual(
    rows.map(({ from_month, to_month }) => [from_month, to_month]),
    [
      [-8, -6],
      [-5, -3],
      [-2, 0],
      [1, 3],
      [4, 6],
    ],
  );
  const reference = rows.find((row) => row.reference);
  assert.deepEqual([reference?.value, reference?.se, reference?.to_month], [0, null, 0]);
  for (const { reference, to_month, value, lo, lo_all, hi, hi_all, p, p_adj } of rows) {
    if (reference) continue;
    const expected = to_month <= 0 ? 0 : -0.1;
    assert.ok(Math.abs((value ?? 1) - expected) < 0.03, `${value} in the bin up to ${to_month}`);
    assert.ok((lo_all ?? 0) <= (lo ?? 0) && (hi_all ?? 0) >= (hi ?? 0));
    assert.ok((p_adj ?? 0) >= (p ?? 0));
  }
});

Deno.test("eventStudyRows() has limits for all bins at once by max-T: wider than one bin's, narrower than Bonferroni's, by seed", () => {
  const options = { models: RUNS, bins: 2 };
  const studied = eventStudyRows(cases(RUNS), options).filter(({ reference }) => !reference);
  const halves = (limit: "hi" | "hi_all") =>
    studied.map((row) => ((row[limit] ?? 0) - (row.value ?? 0)) / (row.se ?? 1));
  const [single = 0, ...singles] = halves("hi");
  const [joint = 0, ...joints] = halves("hi_all");
  const df = (studied[0]?.clusters ?? 0) - 1;
  assert.ok(singles.every((half) => Math.abs(half - single) < 1e-9));
  assert.ok(joints.every((half) => Math.abs(half - joint) < 1e-9));
  assert.ok(joint > single && joint < tQuantile(1 - 0.025 / studied.length, df) + 0.05, `${joint}`);
  assert.deepEqual(new Set(studied.map((row) => row.simultaneous)), new Set(["max-t"]));
  assert.deepEqual(
    eventStudyRows(cases(RUNS), { ...options, seed: 42 }),
    eventStudyRows(cases(RUNS), options),
  );
  const other = eventStudyRows(cases(RUNS), { ...options, seed: 7, replicates: 500 });
  assert.notEqual(other[0]?.hi_all, studied[0]?.hi_all);
  assert.deepEqual([other[0]?.seed, other[0]?.dataset], [7, "d"]);
});

Deno.test("eventInfluence() adds up to the CR0 errors of the regression", () => {
  const { runs, did } = crossingRuns(cases(RUNS), { models: RUNS, bins: 2 });
  const influence = eventInfluence(runs, {
    bins: did.eventStudy.map(({ toMonth }) => toMonth / 3),
    binOf: (since) => Math.max(-2, Math.min(2, Math.ceil(since / 3))),
  });
  did.eventStudy.forEach(({ seCr0 }, k) => {
    const own = Math.sqrt([...influence?.[k] ?? []].reduce((sum, x) => sum + x * x, 0));
    assert.ok(Math.abs(own - (seCr0 ?? 0)) < 1e-12);
  });
});

Deno.test("maxTCritical() is the single limit for one estimate, and near Bonferroni's for independent ones", () => {
  const own = (k: number, n: number) =>
    Float64Array.from({ length: 400 }, (_, g) => g % n === k ? 1 + 0.5 * Math.sin(g) : 0);
  const options = { level: 0.95, df: 1e6, replicates: 20_000, seed: 1 };
  const apart = maxTCritical([0, 1, 2, 3].map((k) => own(k, 4)), options);
  assert.ok(Math.abs(apart - 2.49) < 0.06, `${apart}`); // Šidák: 2.491
  const alike = maxTCritical([0, 0, 0, 0].map((k) => own(k, 4)), options);
  assert.ok(Math.abs(alike - 1.96) < 0.06, `${alike}`);
  assert.equal(maxTCritical([], options).toFixed(2), "1.96");
});

Deno.test("eventStudyRows() counts all scores in its bins", () => {
  const rows = eventStudyRows(cases(RUNS), { models: RUNS });
  assert.equal(rows.reduce((sum, { n }) => sum + n, 0), 3 * 48);
  assert.deepEqual(eventStudyRows(cases(RUNS), { models: [] }), []);
});

Deno.test("placeboRows() marks the real cut-off and ranks it among all months with enough cases", () => {
  const rows = placeboRows(cases(RUNS), { models: RUNS, fewest: 8 });
  const early = rows.filter(({ model }) => model === "early");
  assert.deepEqual(early.map(({ month }) => month), MONTHS.slice(1, 10));
  const real = early.find((row) => row.real);
  assert.equal(real?.month, "2024-04");
  const lower = early.filter(({ value }) => (value ?? 0) < (real?.value ?? 0)).length;
  assert.deepEqual([real?.rank, real?.months], [lower + 1, 9]);
  assert.deepEqual(placeboRows(cases(RUNS)), []);
});
