import assert from "node:assert/strict";
import * as pl from "nodejs-polars";
import type { Frame } from "../../lib/frames/frame.ts";
import { casesFrame } from "../../lib/frames/cases_frame.ts";
import { labelsFrame } from "../../lib/frames/labels_frame.ts";
import { questionsFrame } from "../../lib/frames/questions_frame.ts";
import { LIVECLIN_STAGES } from "../../lib/benchmarks/liveclin/liveclin_stage.ts";
import { accuracyRows } from "../../lib/tables/accuracy_rows.ts";
import { accuracyTable } from "../../lib/tables/accuracy_table.ts";
import type { AccuracyRow } from "../../lib/tables/accuracy_row.ts";
import type { Grade, Run } from "../../lib/types.ts";
import { syntheticCase, syntheticRun } from "../frames/synthetic_run.ts";

const RUNS = [
  syntheticRun({ cases: 60, trouble: 0.15, trials: 2, unfinished: 4 }),
  syntheticRun({ model: "weak", skill: 0.4, cases: 60 }),
];

/** A run whose cases have exactly these scores; null is a failed call. */
function runOf(cases: Readonly<Record<string, readonly (0 | 1 | null)[]>>): Run {
  const base = syntheticRun({ cases: 1, model: "m" });
  const [pattern] = base.results;
  assert.ok(pattern);
  const results = Object.entries(cases).map(([id, scores], index) => ({
    ...pattern,
    turns: [],
    case: {
      ...syntheticCase(index),
      id,
      items: scores.map((_, place) => ({
        ...(syntheticCase(3).items[place] ?? assert.fail()),
      })),
    },
    grades: scores.map((score, place): Grade => ({
      ...(pattern.grades[0] ?? assert.fail()),
      item: `q${place + 1}`,
      outcome: score === null ? "failed" : "graded",
      score,
      turn: null,
      official: { extracted: null, score: score ?? 0, error: null },
    })),
  }));
  return { ...base, results, planned: { cases: results.length, items: 0 } };
}

function only(frame: Frame, options = {}): AccuracyRow {
  const { rows } = accuracyRows(frame, options);
  assert.equal(rows.length, 1);
  return rows[0] ?? assert.fail();
}

function close(actual: number | null, expected: number): void {
  assert.ok(actual !== null && Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);
}

Deno.test("accuracyTable() gives the clustered interval computed by hand", () => {
  // Residual sums 6/7, -1/7, -8/7, 3/7: CR1² = 440/7203, n_eff = 1764/440, t(3) = 3.18245.
  const run = runOf({ a: [1, 1], b: [1, 0], c: [0, 0], d: [1] });
  const row = only(questionsFrame([run]));
  close(row.value, 4 / 7);
  close(row.se, Math.sqrt(440 / 7203));
  close(row.n_eff, 1764 / 440);
  assert.ok(Math.abs((row.lo ?? 0) - 0.0982768736) < 1e-9, String(row.lo));
  assert.ok(Math.abs((row.hi ?? 0) - 0.9422356134) < 1e-9, String(row.hi));
  assert.deepEqual([row.n, row.right, row.clusters, row.df], [7, 4, 4, 3]);
  assert.equal(row.method, "clustered-mean/wilson-eff");
  assert.equal(row.flag, "fewer than 20 cases");
});

Deno.test("accuracyTable() leaves failed calls out of the clean number and counts them wrong in the official one", () => {
  const run = runOf({ a: [1, null], b: [1, 1], c: [0, null] });
  const clean = only(questionsFrame([run]));
  assert.deepEqual([clean.n, clean.planned, clean.value, clean.coverage], [4, 6, 0.75, 4 / 6]);
  assert.deepEqual([clean.low, clean.high], [3 / 6, 5 / 6]);
  assert.deepEqual([clean.n_excluded, clean.excluded_why], [2, "failed 2"]);
  assert.equal(clean.outcomes, "failed 2, graded 4");
  const official = only(questionsFrame([run]), { reading: "official" });
  assert.deepEqual([official.n, official.planned, official.value], [6, 6, 0.5]);
  assert.deepEqual([official.low, official.high, official.excluded_why], [0.5, 0.5, null]);
  assert.equal(official.outcomes, "failed 2, graded 4");
});

Deno.test("accuracyTable() of cases is Wilson on cases: 1 of 3 decided, 1 open", () => {
  const row = only(casesFrame([runOf({ a: [1, 1], b: [0, null], c: [1, 0], d: [1, null] })]));
  assert.deepEqual([row.unit, row.n, row.right, row.planned], ["case", 3, 1, 4]);
  assert.equal(row.method, "wilson");
  // Wilson 1927 for 1 of 3 at 95 %.
  assert.ok(Math.abs((row.lo ?? 0) - 0.0614919) < 1e-6, String(row.lo));
  assert.ok(Math.abs((row.hi ?? 0) - 0.7923404) < 1e-6, String(row.hi));
  assert.equal(row.excluded_why, "failed 1");
});

Deno.test("accuracyTable() of repeated cases clusters the repetitions of a case", () => {
  const rows = accuracyRows(casesFrame(RUNS)).rows;
  assert.deepEqual(rows.map((row) => row.method), ["clustered-mean/wilson-eff", "wilson"]);
  assert.ok((rows[0]?.clusters ?? 0) <= 60);
});

Deno.test("accuracyTable() by any column adds up to the whole, in counts and outcomes", () => {
  const frame = questionsFrame(RUNS);
  const whole = accuracyRows(frame).rows;
  for (
    const by of ["position", "stage", "level1", "rarity", "trial", ["stage", "rarity"], "ward"]
  ) {
    const { rows } = accuracyRows(frame, { by });
    for (const { run_id, planned, n, right, n_excluded } of whole) {
      const own = rows.filter((row) => row.run_id === run_id);
      const sum = (read: (row: AccuracyRow) => number) =>
        own.reduce((total, row) => total + read(row), 0);
      // Of the first run four cases with three questions each are not finished: of which groups nobody knows.
      const absent = run_id === RUNS[0]?.id ? 12 : 0;
      assert.equal(sum((row) => row.n), n);
      assert.equal(sum((row) => row.right), right);
      assert.equal(sum((row) => row.n + row.n_excluded), (planned ?? 0) - absent, String(by));
      assert.equal(sum((row) => row.n_excluded), n_excluded - absent);
      for (const row of own) {
        const counts = [...row.outcomes.matchAll(/\d+/g)].map(Number);
        assert.equal(counts.reduce((total, count) => total + count, 0), row.n + row.n_excluded);
        assert.equal(row.planned, absent === 0 ? row.n + row.n_excluded : null);
        assert.equal(row.coverage, absent === 0 ? row.n / (row.n + row.n_excluded) : null);
        assert.equal(row.low === null || row.high === null, absent > 0);
        assert.ok(row.value === null || (row.lo ?? 0) <= row.value && row.value <= (row.hi ?? 1));
        assert.ok(
          (row.low ?? 0) <= (row.value ?? 0) + 1e-12 && (row.value ?? 0) <= (row.high ?? 1) + 1e-12,
        );
      }
    }
  }
});

Deno.test("accuracyTable() equals the run's own clean and official counting", () => {
  const rows = accuracyRows(questionsFrame(RUNS)).rows;
  RUNS.forEach((run, index) => {
    assert.equal(rows[index]?.n, run.clean.items.n);
    close(rows[index]?.value ?? null, run.clean.items.score ?? NaN);
    const grades = run.results.flatMap((result) => result.grades);
    const official = accuracyRows(questionsFrame([run]), { reading: "official" }).rows[0];
    assert.equal(official?.right, grades.filter((grade) => grade.official.score === 1).length);
  });
  const cases = accuracyRows(casesFrame(RUNS)).rows;
  RUNS.forEach((run, index) => close(cases[index]?.value ?? null, run.clean.cases.score ?? NaN));
});

Deno.test("accuracyTable() does not depend on the order of the rows", () => {
  const frame = questionsFrame(RUNS);
  const sort = (rows: readonly AccuracyRow[]) =>
    rows.map((row) => `${row.run} ${row.group} ${row.value?.toFixed(9)} ${row.lo?.toFixed(9)}`)
      .sort();
  const shuffled = frame.sort("item", true);
  assert.deepEqual(
    sort(accuracyRows(shuffled, { by: "stage" }).rows),
    sort(accuracyRows(frame, { by: "stage" }).rows),
  );
});

Deno.test("accuracyTable() puts positions, stages and months in order, other groups by size, inner groups inside outer ones", () => {
  const frame = questionsFrame(RUNS.slice(0, 1));
  const groups = (by: string | readonly string[]) =>
    accuracyRows(frame, { by }).rows.map((row) => row.group);
  assert.deepEqual(groups("position"), ["Q1", "Q2", "Q3", "Q4", "Q5", "Q6"]);
  const sizes = accuracyRows(frame, { by: "expected" }).rows.map(({ n, n_excluded }) =>
    n + n_excluded
  );
  assert.ok(new Set(sizes).size > 1);
  assert.deepEqual(sizes, sizes.toSorted((a, b) => b - a));
  // Whatever their number of questions: here the first stage and the first month have few.
  const uneven = frame.filter(
    pl.col("position").gt(pl.lit(1)).or(pl.col("rarity").neq(pl.lit("rare"))),
  ).withColumns(
    pl.concatString([
      pl.lit("2026-0"),
      pl.lit(7).sub(pl.col("position")).cast(pl.Int64).cast(pl.Utf8),
    ], "").alias("month"),
  );
  for (
    const [by, names] of [
      ["stage", LIVECLIN_STAGES],
      ["month", [1, 2, 3, 4, 5, 6].map((month) => `2026-0${month}`)],
    ] as const
  ) {
    const { rows } = accuracyRows(uneven, { by });
    assert.deepEqual(rows.map((row) => row.group), names);
    const counts = rows.map(({ n, n_excluded }) => n + n_excluded);
    assert.notDeepEqual(counts, counts.toSorted((a, b) => b - a));
  }
  const nested = groups(["rarity", "position"]);
  assert.deepEqual(nested.slice(0, 2), ["rare · Q1", "rare · Q2"]);
  assert.equal(
    nested.filter((group, index) => group.startsWith("rare ·") !== (index < 6)).length,
    0,
  );
});

Deno.test("accuracyTable() puts the unknown month or number last, whatever its size", () => {
  const frame = questionsFrame(RUNS.slice(1));
  // The second has most questions, the unknown one more than the first: by size it would stand between them.
  const groups = (one: pl.Expr, two: pl.Expr) =>
    pl.when(pl.col("position").gt(pl.lit(5))).then(one).otherwise(
      pl.when(pl.col("position").gt(pl.lit(1))).then(two).otherwise(pl.lit(null)),
    );
  const placed = frame.withColumns(
    groups(pl.lit(1), pl.lit(2)).cast(pl.Int64).alias("place"),
    groups(pl.lit("2026-01"), pl.lit("2026-02")).alias("month"),
  );
  for (const by of ["place", "month"]) {
    for (const isFalling of [false, true]) {
      const { rows } = accuracyRows(placed.sort("position", isFalling), { by });
      const names = by === "place" ? ["1", "2"] : ["2026-01", "2026-02"];
      assert.deepEqual(rows.map((row) => row.group), [...names, "(unknown)"]);
    }
    const [one, two, unknown] = accuracyRows(placed, { by }).rows.map((row) => row.planned ?? 0);
    assert.ok(
      one !== undefined && two !== undefined && unknown !== undefined && one < unknown &&
        unknown < two,
      `${one}, ${two}, ${unknown}`,
    );
  }
});

Deno.test("accuracyTable() declares its columns, the groups' own included, for no rows too", () => {
  for (const runs of [[], RUNS]) {
    const table = accuracyTable(questionsFrame(runs), { by: ["position", "rarity", "model"] });
    assert.deepEqual(table.columns.slice(0, 6), ["run", "position", "rarity", "value", "lo", "hi"]);
    assert.equal(String(table.getColumn("position").dtype), "DataType(Int64)");
    assert.equal(String(table.getColumn("value").dtype), "DataType(Float64)");
    assert.equal(table.height > 0, runs.length > 0);
  }
});

Deno.test("accuracyTable() of nothing but failures has no value, a flag and a reason, never 0", () => {
  const row = only(questionsFrame([runOf({ a: [null, null], b: [null] })]));
  assert.deepEqual([row.value, row.lo, row.hi, row.se], [null, null, null, null]);
  assert.deepEqual([row.coverage, row.low, row.high], [0, 0, 1]);
  assert.equal(row.flag, "nothing to count");
  assert.match(row.warnings ?? "", /no data/);
});

Deno.test("accuracyTable() of one case has a value without an interval, and of all right one below 1", () => {
  const one = only(questionsFrame([runOf({ a: [1, 0] })]));
  assert.deepEqual([one.value, one.lo, one.hi], [0.5, null, null]);
  assert.match(one.warnings ?? "", /one cluster/);
  const all = only(questionsFrame([runOf({ a: [1], b: [1], c: [1] })]));
  assert.deepEqual([all.value, all.hi], [1, 1]);
  assert.ok((all.lo ?? 1) < 0.6);
});

Deno.test("accuracyTable() flags groups of fewer than 20 cases and no others", () => {
  for (const row of accuracyRows(questionsFrame(RUNS), { by: "level1" }).rows) {
    assert.equal(row.flag, row.clusters < 20 ? "fewer than 20 cases" : null);
  }
});

Deno.test("accuracyTable() counts what an interrupted run has not done: coverage and bounds are over everything planned", () => {
  for (
    const [frame, unit] of [[questionsFrame(RUNS), "items"], [casesFrame(RUNS), "cases"]] as const
  ) {
    const { rows } = accuracyRows(frame);
    RUNS.forEach((run, index) => {
      const row = rows[index] ?? assert.fail();
      const { coverage, low, high, planned } = run.clean[unit];
      assert.deepEqual([row.planned, row.n + row.n_excluded], [planned, planned]);
      close(row.coverage, coverage ?? NaN);
      close(row.low, low ?? NaN);
      close(row.high, high ?? NaN);
    });
    assert.match(rows[0]?.excluded_why ?? "", /not_run/);
    assert.match(rows[0]?.warnings ?? "", /4 planned cases of the run are not in the frame/);
    assert.match(rows[0]?.partial ?? "", /^sim-strong with 120 of 124 planned cases$/);
    assert.deepEqual([rows[1]?.warnings, rows[1]?.partial], [null, null]);
  }
});

Deno.test("accuracyTable() knows no coverage where nobody knows how many unfinished cases a part of a run would hold", () => {
  const frame = questionsFrame(RUNS);
  const first = frame.filter(pl.col("position").eq(1));
  for (const row of [...accuracyRows(first).rows, ...accuracyRows(frame, { by: "stage" }).rows]) {
    const isOpen = row.run_id === RUNS[0]?.id;
    assert.deepEqual(
      [row.planned, row.coverage, row.low, row.high].map((one) => one === null),
      Array(4).fill(isOpen),
    );
    assert.equal(/unknown how many questions of this group/.test(row.warnings ?? ""), isOpen);
  }
  // Grouped by what is one thing in a run, a group is the run.
  for (const row of accuracyRows(frame, { by: ["model", "condition"] }).rows) {
    assert.equal(typeof row.coverage, "number");
  }
  const old = frame.drop("planned_questions", "unfinished_questions");
  assert.deepEqual(accuracyRows(old).rows.map(({ coverage }) => coverage === null), [true, false]);
});

Deno.test("every row of a table names what its run was made under, how it differs from the first, and what is not there", () => {
  const runs = [
    syntheticRun({ cases: 5 }),
    syntheticRun({ cases: 5, model: "other", condition: "options_only", unfinished: 1 }),
    syntheticRun({ cases: 5, model: "like" }),
  ];
  const { rows } = accuracyRows(questionsFrame(runs), { by: "stage" });
  for (const row of rows) {
    const isOther = row.model === "other";
    assert.equal(
      row.unlike,
      isOther ? "not like sim-strong: condition (options_only | full)" : null,
    );
    assert.equal(row.partial, isOther ? "other with 5 of 6 planned cases" : null);
    const settings: unknown = JSON.parse(row.settings ?? "");
    assert.deepEqual(settings, {
      benchmark: "made-up",
      dataset: "made_up",
      dataset_sha256: "d",
      condition: isOther ? "options_only" : "full",
      benchmark_version: "1",
    });
  }
  const table = accuracyTable(questionsFrame(runs)).toRecords();
  assert.deepEqual(table.map((row) => row["unlike"] === null), [true, false, true]);
});

Deno.test("accuracyTable() by label keeps images and tables apart and names questions without any", () => {
  const { rows, by } = accuracyRows(labelsFrame(RUNS.slice(1)), { by: "label" });
  assert.deepEqual(by, ["kind", "label"]);
  const groups = rows.map((row) => row.group);
  assert.ok(groups.includes("no image") && groups.includes("no table"));
  assert.ok(groups.includes("image: CT") && groups.includes("table: Medications"));
  const items = questionsFrame(RUNS.slice(1)).height;
  const none = rows.find((row) => row.group === "no table");
  const some = rows.filter((row) => row.group.startsWith("table: ")).reduce(
    (sum, row) => sum + (row.planned ?? NaN),
    0,
  );
  assert.equal((none?.planned ?? 0) + some, items);
});

Deno.test("accuracyTable() by label of one kind needs no kind in its groups", () => {
  const frame = labelsFrame(RUNS.slice(1), { labels: { image: "image_modality" } });
  const groups = accuracyRows(frame, { by: "label" }).rows.map((row) => row.group);
  assert.ok(groups.includes("CT") && groups.includes("no image"));
});

Deno.test("accuracyTable() refuses to count a question twice", () => {
  const labels = labelsFrame(RUNS.slice(1));
  assert.throws(() => accuracyTable(labels, { by: "stage" }), {
    name: "RangeError",
    message:
      /Group "Presentation & Assessment" of weak holds case_id case-1, trial 1, item q1 twice/,
  });
  const questions = questionsFrame(RUNS.slice(1));
  assert.throws(() => accuracyTable(questions.vstack(questions)), /stack each run once/);
});

Deno.test("accuracyTable() refuses a column that is not there, naming those that are", () => {
  assert.throws(() => accuracyTable(questionsFrame(RUNS), { by: "chapter" }), {
    name: "RangeError",
    message: /No column "chapter" in this frame; it has run_id, model, .*level1/,
  });
  assert.throws(() => accuracyTable(questionsFrame([]), { level: 1 }), /level is 1, expected/);
});

Deno.test("accuracyTable() tells runs of one model apart", () => {
  const runs = [
    syntheticRun({ id: "aaaaaa111", cases: 2 }),
    syntheticRun({ id: "aaaaaa222", cases: 2 }),
    syntheticRun({ id: "b", cases: 2, condition: "no_image" }),
    syntheticRun({ id: "c", cases: 2, model: "other" }),
  ];
  assert.deepEqual(accuracyRows(questionsFrame(runs)).rows.map((row) => row.run), [
    "sim-strong (full, aaaaaa1)",
    "sim-strong (full, aaaaaa2)",
    "sim-strong (no_image)",
    "other",
  ]);
});
