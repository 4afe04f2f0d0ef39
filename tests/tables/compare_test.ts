import assert from "node:assert/strict";
import { casesFrame } from "../../lib/frames/cases_frame.ts";
import { labelsFrame } from "../../lib/frames/labels_frame.ts";
import { questionsFrame } from "../../lib/frames/questions_frame.ts";
import { runsFrame } from "../../lib/frames/runs_frame.ts";
import { mcnemar } from "../../lib/stats/paired/mcnemar.ts";
import { pairedDifference } from "../../lib/stats/paired/paired_difference.ts";
import { compareRows } from "../../lib/tables/compare_rows.ts";
import { compareRuns } from "../../lib/tables/compare_runs.ts";
import { flips } from "../../lib/tables/flips.ts";
import { leaderboard } from "../../lib/tables/leaderboard.ts";
import { leaderboardRows } from "../../lib/tables/leaderboard_rows.ts";
import type { Run } from "../../lib/types.ts";
import { syntheticCase, syntheticRun } from "../frames/synthetic_run.ts";

const STRONG = syntheticRun({ model: "strong", cases: 40, seed: 1 });
const WEAK = syntheticRun({ model: "weak", skill: 0.4, cases: 40, seed: 2 });
const TROUBLED = syntheticRun({ model: "troubled", cases: 40, trouble: 0.2, seed: 3 });
const THREE = questionsFrame([STRONG, WEAK, TROUBLED]);

const OPTIONS = Object.fromEntries([..."ABCDEFGHIJ"].map((letter) => [letter, `text ${letter}`]));

function withManifest(run: Run, change: Partial<NonNullable<Run["manifest"]>>): Run {
  return run.manifest === null ? run : { ...run, manifest: { ...run.manifest, ...change } };
}

Deno.test("compareRuns() gives every pair once, with difference, interval, exact p and its correction", () => {
  const rows = compareRuns(THREE).toRecords();
  assert.deepEqual(rows.map(({ a, b }) => `${a} ${b}`), [
    "strong weak",
    "strong troubled",
    "weak troubled",
  ]);
  const [row = {}] = rows;
  assert.ok(Number(row["lo"]) < Number(row["value"]) && Number(row["value"]) < Number(row["hi"]));
  assert.ok(Number(row["p"]) < 1e-6 && Number(row["p_adj"]) >= Number(row["p"]));
  assert.equal(row["test"], "cluster-sign-flip/exact");
  assert.equal(row["method"], "paired-difference/t");
  assert.ok(Number(row["mde"]) > 0);
  assert.equal(row["warnings"], null);
});

Deno.test("compareRuns() equals pairedDifference() on the questions valid in both, and counts the others", () => {
  const rows = compareRows(questionsFrame([STRONG, TROUBLED])).rows;
  const scores = (run: Run) =>
    run.results.flatMap((result) => result.grades.map((grade) => grade.score));
  const cluster = STRONG.results.flatMap((result) => result.grades.map(() => result.case.id));
  const gap = pairedDifference({ a: scores(STRONG), b: scores(TROUBLED), cluster });
  const [row] = rows;
  assert.equal(row?.value, gap.value);
  assert.equal(row?.se, gap.se);
  assert.equal(row?.n, gap.n);
  assert.equal(row?.n_excluded, gap.nExcluded);
  assert.ok(gap.nExcluded > 0);
  const counts = [...(row?.excluded_why ?? "").matchAll(/\d+/g)].map(Number);
  assert.equal(counts.reduce((sum, n) => sum + n, 0), gap.nExcluded);
  assert.match(row?.excluded_why ?? "", /b failed \d/);
});

Deno.test("compareRuns() gives limits that hold for all rows at once: Bonferroni's, those of the row where there is one", () => {
  for (const measure of ["question", "case"] as const) {
    const [alone] = compareRows(questionsFrame([STRONG, WEAK]), { measure }).rows;
    assert.ok(Math.abs((alone?.lo_simultaneous ?? 9) - (alone?.lo ?? 0)) < 1e-12);
    assert.ok(Math.abs((alone?.hi_simultaneous ?? 9) - (alone?.hi ?? 0)) < 1e-12);
    const { rows } = compareRows(THREE, { measure });
    const joint = compareRows(THREE, { measure, level: 1 - 0.05 / rows.length }).rows;
    rows.forEach((row, place) => {
      assert.ok((row.lo_simultaneous ?? 9) < (row.lo ?? -9));
      assert.ok((row.hi_simultaneous ?? -9) > (row.hi ?? 9));
      assert.ok(Math.abs((row.lo_simultaneous ?? 9) - (joint[place]?.lo ?? 0)) < 1e-12);
      assert.ok(Math.abs((row.hi_simultaneous ?? 9) - (joint[place]?.hi ?? 0)) < 1e-12);
    });
  }
});

Deno.test("compareRuns() by case is McNemar's mid-p, from questions as from cases", () => {
  const [fromQuestions] = compareRows(THREE, { measure: "case" }).rows;
  const [fromCases] = compareRows(casesFrame([STRONG, WEAK, TROUBLED])).rows;
  assert.deepEqual(fromQuestions, fromCases);
  assert.equal(fromCases?.unit, "case");
  assert.equal(
    fromCases?.p,
    mcnemar({ b: fromCases?.a_only ?? 0, c: fromCases?.b_only ?? 0 }).midP,
  );
  assert.equal(fromCases?.method, "paired-proportions/tango");
});

Deno.test("compareRuns() reverses with the order of the runs and with the baseline", () => {
  const [forth] = compareRows(questionsFrame([STRONG, WEAK])).rows;
  const [back] = compareRows(questionsFrame([WEAK, STRONG])).rows;
  assert.equal(forth?.value, -(back?.value ?? 0));
  assert.equal(forth?.p, back?.p);
  const rows = compareRows(THREE, { pairs: "weak" }).rows;
  assert.deepEqual(rows.map(({ a, b }) => [a, b]), [["strong", "weak"], ["troubled", "weak"]]);
  assert.throws(
    () => compareRows(THREE, { pairs: "none" }),
    /pairs is "none", which names no run: expected one of "all", "strong", "weak", "troubled"/,
  );
});

Deno.test("compareRuns() by group corrects over all rows, by Holm or by max-T", () => {
  const frame = questionsFrame([STRONG, WEAK]);
  const holm = compareRows(frame, { by: "stage" });
  const joint = compareRows(frame, { by: "stage", adjust: "max-t", replicates: 500 });
  assert.deepEqual(holm.by, ["stage"]);
  assert.equal(new Set(holm.rows.map(({ group }) => group)).size, holm.rows.length);
  for (const { rows } of [holm, joint]) {
    for (const row of rows) assert.ok((row.p_adj ?? 0) >= 0 && (row.p_adj ?? 0) <= 1);
  }
  assert.ok(holm.rows.every((row) => (row.p_adj ?? 0) >= (row.p ?? 0)));
  assert.equal(joint.rows[0]?.adjust, "westfall-young/monte-carlo");
  assert.equal(joint.rows[0]?.seed, 42);
  assert.match(holm.rows[0]?.family ?? "", /^1 pairs × \d groups$/);
});

Deno.test("compareRuns() by label counts a question once a label, and refuses labels without it", () => {
  const frame = labelsFrame([STRONG, WEAK]);
  assert.ok(compareRows(frame, { by: "label" }).rows.some(({ group }) => group === "image: CT"));
  assert.throws(
    () => compareRows(frame),
    /twice: stack each run once, and group a frame of labels/,
  );
});

Deno.test("compareRuns() averages trials before it compares", () => {
  const twice = syntheticRun({ model: "twice", cases: 40, trials: 2, seed: 4 });
  const [row] = compareRows(questionsFrame([twice, STRONG])).rows;
  assert.equal(row?.n, STRONG.planned.items);
  assert.equal(row?.test, "cluster-sign-flip/exact");
  const mean = twice.results.flatMap((result) => result.grades)
    .reduce((sum, grade) => sum + (grade.score ?? 0), 0) / twice.planned.items;
  assert.ok(Math.abs((row?.a_value ?? 0) - mean) < 1e-12);
  const [cases] = compareRows(questionsFrame([twice, STRONG]), { measure: "case" }).rows;
  assert.equal(cases?.method, "paired-difference/t");
});

Deno.test("runs of different datasets, contents, conditions, prompts or judges are refused by name", () => {
  const others: readonly (readonly [Run, RegExp])[] = [
    [syntheticRun({ model: "o", dataset: "else" }), /dataset \(made_up \| else\)/],
    [syntheticRun({ model: "o", condition: "no_image" }), /condition \(full \| no_image\)/],
    [
      withManifest(syntheticRun({ model: "o" }), { dataset_sha256: "e" }),
      /dataset sha256 \(d \| e\)/,
    ],
    [
      withManifest(syntheticRun({ model: "o" }), {
        identity: { condition: "full", prompt_sha256: "a".repeat(64) },
      }),
      /not like for like|prompt/,
    ],
    [
      { ...syntheticRun({ model: "o" }), benchmark: "other" },
      /strong and o in benchmark \(made-up \| other\)/,
    ],
  ];
  for (const [other, message] of others) {
    const frame = questionsFrame([STRONG, other]);
    const isSilent = message.source.includes("prompt");
    if (!isSilent) {
      assert.throws(() => compareRuns(frame), message);
      assert.throws(() => leaderboard(frame), message);
      assert.throws(() => flips(frame, { a: "strong", b: "o" }), message);
    }
    const [row] = compareRows(frame, { acrossDifferences: true }).rows;
    assert.match(row?.warnings ?? "", isSilent ? /prompt/ : /^NOT LIKE FOR LIKE/);
    for (const place of leaderboardRows(frame, { acrossDifferences: true })) {
      assert.match(place.warnings ?? "", /like for like/i);
    }
  }
  const changed = (digest: string) =>
    withManifest(syntheticRun({ model: digest[0] ?? "" }), {
      identity: { condition: "full", prompt_sha256: digest },
    });
  assert.throws(
    () => compareRuns(questionsFrame([changed("a".repeat(64)), changed("b".repeat(64))])),
    /a and b in prompt sha256 \(aaaaaaaaaaaa \| bbbbbbbbbbbb\)/,
  );
});

Deno.test("a run whose file says nothing of its settings is compared with a warning in its rows", () => {
  const silent = syntheticRun({ model: "silent", condition: null, seed: 5 });
  const [row] = compareRows(questionsFrame([STRONG, silent])).rows;
  assert.match(row?.warnings ?? "", /silent does not say its .*condition/);
  const [, second] = leaderboardRows(questionsFrame([STRONG, silent]));
  assert.match(second?.warnings ?? "", /perhaps not like for like/);
});

Deno.test("a run stacked twice is refused, and copies and repeats under another id are named", () => {
  assert.throws(
    () => compareRuns(THREE.vstack(THREE)),
    /strong \(run run-strong\) holds case case-1, trial 1, item q1 twice: stack each run once/,
  );
  const copy = { ...STRONG, id: "copied-id" };
  const [row] = compareRows(questionsFrame([STRONG, copy])).rows;
  assert.match(row?.warnings ?? "", /all answers are equal: is one run a copy of the other\?/);
  assert.equal(row?.value, 0);
  assert.deepEqual([row?.lo, row?.hi, row?.p], [null, null, 1]);
  assert.deepEqual([row?.a, row?.b], ["strong (run-st)", "strong (copied)"]);
  const repeat = syntheticRun({ model: "strong", id: "repeat-id", cases: 40, seed: 9 });
  const [again] = compareRows(questionsFrame([STRONG, repeat])).rows;
  assert.match(again?.warnings ?? "", /two runs of one model under the same settings/);
});

Deno.test("frames without the columns and of other kinds are refused with what was expected", () => {
  assert.throws(() => compareRuns(runsFrame([STRONG])), /no column "case_id", "outcome", "score"/);
  assert.throws(
    () => compareRuns(THREE.drop("score")),
    /no column "score": expected a questionsFrame/,
  );
  assert.throws(() => compareRuns(THREE, { by: "nothing" }), /no column "nothing"/);
  assert.throws(() => leaderboard(THREE.drop("case_id")), /no column "case_id"/);
  assert.throws(
    () => compareRuns(casesFrame([STRONG]), { measure: "question" }),
    /one row a case: give questions/,
  );
  assert.throws(() => compareRuns(THREE, { level: 1 }), /level is 1/);
  assert.throws(() => leaderboard(THREE, { level: 0 }), /level is 0/);
  const [row] = compareRows(THREE.drop("protocol").drop("dataset_sha256")).rows;
  assert.match(row?.warnings ?? "", /does not say its dataset sha256, protocol/);
});

Deno.test("an empty file, one run and one case give empty rows or nulls with a warning, never 0 or NaN", () => {
  assert.equal(compareRuns(questionsFrame([])).height, 0);
  assert.equal(leaderboard(questionsFrame([])).height, 0);
  const empty = syntheticRun({ model: "empty", cases: 0, unfinished: 40 });
  assert.equal(compareRuns(questionsFrame([empty, STRONG])).height, 0);
  assert.equal(compareRuns(questionsFrame([STRONG])).height, 0);
  const [only] = leaderboardRows(questionsFrame([STRONG]));
  assert.equal(only?.ranks, "1");
  assert.match(only?.warnings ?? "", /one run: there is nothing to rank it against/);
  const one = [STRONG, WEAK].map((run) => syntheticRun({ model: run.model, cases: 1, seed: 8 }));
  const [row] = compareRows(questionsFrame(one)).rows;
  assert.equal(row?.se, null);
  assert.equal(row?.lo, null);
  assert.match(row?.warnings ?? "", /one case: no standard error/);
  for (const place of leaderboardRows(questionsFrame(one))) {
    assert.ok(Object.values(place).every((value) => !Number.isNaN(value)));
  }
});

Deno.test("all right, all wrong and all failed runs are compared without NaN", () => {
  const right = syntheticRun({ model: "right", cases: 30, skill: 9 });
  const wrong = syntheticRun({ model: "wrong", cases: 30, skill: -9 });
  const failed = syntheticRun({ model: "failed", cases: 30, trouble: 0 });
  const dead: Run = {
    ...failed,
    results: failed.results.map((result) => ({
      ...result,
      grades: result.grades.map((grade) => ({ ...grade, outcome: "failed", score: null })),
    })),
  };
  const rows = compareRows(questionsFrame([right, wrong, dead])).rows;
  for (const row of rows) assert.ok(Object.values(row).every((value) => !Number.isNaN(value)));
  const [apart, none] = rows;
  assert.equal(apart?.value, 1);
  assert.equal(apart?.lo, null);
  assert.match(apart?.warnings ?? "", /the difference is the same in every case: no interval/);
  assert.deepEqual([none?.value, none?.p, none?.p_adj, none?.n], [null, null, null, 0]);
  assert.equal(none?.excluded_why, `b failed ${right.planned.items}`);
  assert.match(none?.warnings ?? "", /no question is valid in both runs/);
  const places = leaderboardRows(questionsFrame([right, wrong, dead]));
  assert.deepEqual(places.map(({ run, value, tier, ranks }) => [run, value, tier, ranks]), [
    ["right", 1, null, "1"],
    ["wrong", 0, null, "2"],
    ["failed", null, null, null],
  ]);
  assert.match(places[2]?.warnings ?? "", /nothing valid in this run: it is not ranked/);
  const two = leaderboardRows(questionsFrame([wrong, right]), { replicates: 200 });
  assert.deepEqual(two.map(({ run, ranks, tier, p_best }) => [run, ranks, tier, p_best]), [
    ["right", "1", null, 1],
    ["wrong", "2", null, 0],
  ]);
});

Deno.test("leaderboard() groups what cannot be told apart, best first, on what is valid in every run", () => {
  const near = syntheticRun({ model: "near", cases: 40, trouble: 0.04, seed: 6 });
  const frame = questionsFrame([WEAK, near, STRONG]);
  const rows = leaderboard(frame, { replicates: 500 }).toRecords();
  assert.deepEqual(rows.at(-1)?.["run"], "weak");
  const [first = {}, second = {}, last = {}] = rows;
  assert.deepEqual([first, second, last].map((row) => row["tier"]), ["A", "A", null]);
  assert.equal(first["ranks"], "1-2");
  assert.equal(first["tied_with"], second["run"]);
  assert.equal(last["ranks"], "3");
  assert.equal(last["tied_with"], null);
  assert.equal(new Set(rows.map((row) => row["n"])).size, 1);
  assert.ok(Number(first["n_excluded"]) > 0);
  const [cut] = leaderboardRows(THREE, { replicates: 100 });
  assert.match(cut?.warnings ?? "", /not valid in every run, \d+ of them only for troubled/);
  const chances = rows.reduce((sum, row) => sum + Number(row["p_best"]), 0);
  assert.ok(Math.abs(chances - 1) < 1e-9);
  const cases = leaderboard(frame, { measure: "case", replicates: 200 }).toRecords();
  assert.ok(cases.every((row) => row["unit"] === "case" && row["method"] === "wilson"));
});

Deno.test("flips() lists what one run has right and the other wrong, with texts where cases are given", () => {
  const frame = questionsFrame([STRONG, WEAK]);
  const [row] = compareRows(frame).rows;
  const rows = flips(frame, { a: "strong", b: "weak" }).toRecords();
  assert.equal(rows.length, (row?.a_only ?? 0) + (row?.b_only ?? 0));
  assert.equal(rows.filter(({ right }) => right === "strong").length, row?.a_only);
  assert.ok(rows.every((flip) => flip["question"] === null && flip["a_score"] !== flip["b_score"]));
  for (const flip of rows) {
    assert.equal(flip[flip["right"] === "strong" ? "a_answer" : "b_answer"], flip["expected"]);
  }
  const cases = Array.from({ length: 40 }, (_, n) => ({
    ...syntheticCase(n),
    questions: syntheticCase(n).items.map((item) => ({
      question: `What of ${item.id} in case-${n + 1}?`,
      options: OPTIONS,
    })),
  }));
  const [told = {}] = flips(frame, { a: "run-strong", b: "weak", cases }).toRecords();
  assert.equal(told["question"], `What of ${told["item"]} in ${told["case_id"]}?`);
  assert.match(String(told["options"]), /^A\. text A\nB\. text B\n/);
  assert.throws(() => flips(frame, { a: "strong", b: "strong" }), /expected two runs/);
  assert.throws(() => flips(frame, { a: "strong", b: "x" }), /b is "x", which names no run/);
});

Deno.test("flips() gives no text of another dataset whose cases are numbered alike, and says so", () => {
  const frame = questionsFrame([STRONG, WEAK]);
  const others = Array.from({ length: 40 }, (_, n) => ({
    ...syntheticCase(n),
    items: syntheticCase(n).items.map((item) => ({ ...item, expected: n === 7 ? "J" : "A" })),
    questions: syntheticCase(n).items.map(() => ({ question: "Of elsewhere?", options: OPTIONS })),
  }));
  const rows = flips(frame, { a: "strong", b: "weak", cases: others }).toRecords();
  assert.ok(rows.length > 0);
  for (const row of rows) {
    assert.equal(row["question"], null);
    assert.match(String(row["warnings"]), /not those asked: \d+ of \d+ questions have another key/);
  }
  const strangers = [{ id: "nobody", items: [] }];
  const [row] = flips(frame, { a: "strong", b: "weak", cases: strangers }).toRecords();
  assert.match(String(row?.["warnings"]), /none of the cases given/);
});

Deno.test("leaderboardRows() ranks the others where one run has nothing valid, and says so of that one", () => {
  const [a, b, c] = ["good", "fair", "down"].map((model, k) =>
    syntheticRun({ model, cases: 30, seed: k + 1, skill: 0.9 - 0.4 * k })
  );
  if (a === undefined || b === undefined || c === undefined) return;
  const failed = {
    ...c,
    results: c.results.map((result) => ({
      ...result,
      grades: result.grades.map((grade) => ({ ...grade, outcome: "failed" as const, score: null })),
    })),
  };
  const rows = leaderboardRows(questionsFrame([failed, a, b]), { replicates: 200 });
  const alone = leaderboardRows(questionsFrame([a, b]), { replicates: 200 });
  const numbers = (row: (typeof rows)[number] | undefined) => [
    row?.run,
    row?.value,
    row?.rank_lo,
    row?.rank_hi,
    row?.p_best,
    row?.n,
  ];
  assert.deepEqual(rows.slice(0, 2).map(numbers), alone.map(numbers));
  assert.deepEqual(numbers(rows[2]), ["down", null, null, null, null, 0]);
  assert.match(rows[2]?.warnings ?? "", /nothing valid in this run: it is not ranked/);
  assert.deepEqual([rows[2]?.p, rows[2]?.tied_with], [null, null]);
});
