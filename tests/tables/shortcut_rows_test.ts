import assert from "node:assert/strict";
import * as Polars from "nodejs-polars";
import { baselineRows } from "../../lib/tables/baseline_rows.ts";
import { imageFlipRows } from "../../lib/tables/image_flip_rows.ts";
import { letterRows } from "../../lib/tables/letter_rows.ts";
import { shortcutRows } from "../../lib/tables/shortcut_rows.ts";
import { visionNeededRows } from "../../lib/tables/vision_needed_rows.ts";

interface Told {
  readonly run: string;
  readonly condition: string | null;
  /** One score a question, two questions a case; null is a failed call. */
  readonly scores: readonly (number | null)[];
  readonly model?: string;
}

/** Questions of made-up runs: two a case, the first with an image, four options, keys A B C D in turn. */
function questions(runs: readonly Told[]): ReturnType<typeof Polars.readRecords> {
  return Polars.readRecords(
    runs.flatMap(({ run, condition, scores, model = "m" }) =>
      scores.map((score, k) => ({
        run_id: run,
        model,
        dataset: "d",
        condition,
        simulated: true,
        case_id: `c${Math.floor(k / 2)}`,
        trial: 1,
        item: `q${k % 2 + 1}`,
        position: k % 2 + 1,
        stage: k % 2 === 0 ? "first" : "second",
        images: k % 2 === 0 ? 1 : 0,
        option_count: 4,
        expected: "ABCD"[k % 4],
        outcome: score === null ? "failed" : "graded",
        score,
        official_score: score ?? 0,
        strict_answer: score === null ? null : score === 1 ? "ABCD"[k % 4] : "A",
      }))
    ),
    { inferSchemaLength: 1000 },
  );
}

const FULL = { run: "f", condition: "full", scores: [1, 1, 1, 1, 1, 0, 1, 1] };
const BLIND = { run: "b", condition: "no_image", scores: [1, 1, 0, 1, 0, 1, null, 1] };
const BARE = { run: "o", condition: "options_only", scores: [0, 0, 0, 1, 0, 0, 0, 1] };

Deno.test("shortcutRows() compares every condition with the full run on the questions all of them know", () => {
  const rows = shortcutRows(questions([FULL, BLIND, BARE]));
  assert.deepEqual(
    rows.map(({ condition, n, value, drop, lost, gained }) => [
      condition,
      n,
      value?.toFixed(4),
      drop?.toFixed(4),
      lost,
      gained,
    ]),
    [
      ["full", 7, "0.8571", undefined, null, null],
      ["no_image", 7, "0.7143", "0.1429", 2, 1],
      ["options_only", 7, "0.2857", "0.5714", 4, 0],
    ],
  );
  const [, blind, bare] = rows;
  assert.deepEqual([blind?.n_excluded, blind?.excluded_why], [1, "no_image failed 1"]);
  assert.equal(blind?.full_run, "m (full)");
  assert.equal(bare?.retention?.toFixed(4), "0.3333");
  assert.deepEqual([bare?.chance, bare?.above_chance?.toFixed(4)], [0.25, "0.0476"]);
});

Deno.test("shortcutRows() adjusts p over the conditions and never makes it smaller", () => {
  for (const { p, p_adj } of shortcutRows(questions([FULL, BLIND, BARE]))) {
    if (p === null) assert.equal(p_adj, null);
    else assert.ok(p_adj !== null && p_adj >= p - 1e-12, `${p_adj} below ${p}`);
  }
});

Deno.test("shortcutRows() by a column has a row for each condition and group", () => {
  const rows = shortcutRows(questions([FULL, BARE]), { by: "stage" });
  assert.deepEqual(rows.map(({ group, condition, n }) => `${group} ${condition} ${n}`).toSorted(), [
    "first full 4",
    "first options_only 4",
    "second full 4",
    "second options_only 4",
  ]);
});

Deno.test("shortcutRows() leaves out models without a full run, without a condition, and runs that do not say", () => {
  const rows = shortcutRows(questions([
    FULL,
    { ...BLIND, model: "other" },
    { ...BARE, condition: null },
  ]));
  assert.deepEqual(rows, []);
});

Deno.test("shortcutRows() says when no question is known in every condition", () => {
  const nothing = { ...BLIND, scores: BLIND.scores.map(() => null) };
  const rows = shortcutRows(questions([FULL, nothing]));
  assert.deepEqual(rows.map(({ value, drop, n }) => [value, drop, n]), [[null, null, 0], [
    null,
    null,
    0,
  ]]);
  assert.match(rows[1]?.warnings ?? "", /no question is known in every condition/);
});

Deno.test("shortcutRows() warns of a second full run and compares with the first", () => {
  const rows = shortcutRows(questions([FULL, { ...FULL, run: "f2" }, BLIND]));
  assert.match(rows[0]?.warnings ?? "", /2 full runs of m/);
});

Deno.test("shortcutRows(), imageFlipRows() refuse a run that is stacked twice", () => {
  const twice = questions([FULL, FULL, BLIND]);
  assert.throws(() => shortcutRows(twice), /twice/);
  assert.throws(() => imageFlipRows(twice), /twice/);
});

Deno.test("imageFlipRows() counts questions with an image right only with and only without it", () => {
  const [row, ...more] = imageFlipRows(questions([FULL, BLIND, BARE]));
  assert.deepEqual(more, []);
  const { both, only_with, only_without, neither, n, n_excluded } = row ?? {};
  assert.deepEqual([both, only_with, only_without, neither, n, n_excluded], [1, 2, 0, 0, 3, 1]);
  assert.equal(row?.helped?.toFixed(4), "0.6667");
});

Deno.test("imageFlipRows() with history takes the later questions of such cases too", () => {
  const [row] = imageFlipRows(questions([FULL, BLIND]), { images: "history" });
  const { both, only_with, only_without, neither, n } = row ?? {};
  assert.deepEqual([both, only_with, only_without, neither, n], [4, 2, 1, 0, 7]);
});

Deno.test("imageFlipRows() counts flips either way as all there is when nothing flips", () => {
  const [row] = imageFlipRows(questions([FULL, { ...FULL, run: "b", condition: "no_image" }]));
  assert.deepEqual([row?.value, row?.p, row?.only_with], [null, 1, 0]);
  assert.match(row?.warnings ?? "", /no question flips/);
  assert.throws(() => imageFlipRows(questions([FULL]).drop("images")), /no column "images"/);
});

Deno.test("letterRows() finds a run that always says A", () => {
  const always = { run: "a", condition: "full", scores: [1, 0, 0, 0, 1, 0, 0, 0] };
  const rows = letterRows(questions([always]));
  assert.deepEqual(
    rows.map(({ letter, keys, chosen, value }) => [letter, keys, chosen, value]),
    [["A", 2, 8, 1], ["B", 2, 0, 0], ["C", 2, 0, 0], ["D", 2, 0, 0]],
  );
  assert.deepEqual([rows[0]?.key_share, rows[0]?.chosen_share], [0.25, 1]);
  assert.equal(rows[0]?.rstd?.toFixed(4), "0.4330");
  // Each case of two questions has its own surplus, so there is an interval.
  assert.deepEqual(rows.map(({ surplus }) => surplus), [0.75, -0.25, -0.25, -0.25]);
  assert.ok(
    rows.every(({ surplus_lo: lo, surplus, surplus_hi: hi }) =>
      lo !== null && surplus !== null && hi !== null && lo <= surplus && surplus <= hi
    ),
  );
});

Deno.test("letterRows() tests the keys of the dataset once, however many trials asked for them", () => {
  const once = questions([{ run: "a", condition: "full", scores: [1, 0, 1, 0, 1] }]);
  const again = once.withColumn(Polars.lit(2).cast(Polars.Float64).alias("trial"))
    .select(...once.columns);
  const trials = once.withColumn(Polars.col("trial").cast(Polars.Float64)).select(...once.columns)
    .vstack(again);
  const [[one], [two]] = [letterRows(once), letterRows(trials)];
  assert.notEqual(one?.p_keys, null);
  assert.equal(two?.p_keys, one?.p_keys);
  assert.equal(two?.keys, 2 * (one?.keys ?? 0));
});

Deno.test("letterRows() counts questions without a letter and gives none for an empty frame", () => {
  const [row] = letterRows(questions([BLIND]));
  assert.deepEqual([row?.n, row?.n_excluded], [7, 1]);
  assert.match(row?.warnings ?? "", /1 questions without a letter/);
  assert.throws(() => letterRows(questions([FULL]).drop("expected")), /no column "expected"/);
});

Deno.test("baselineRows() scores guessing, each letter and the longest option, each question once", () => {
  const cases = ["c0", "c1"].map((id) => ({
    id,
    items: [1, 2].map((position) => ({
      id: `q${position}`,
      position,
      expected: null,
      optionCount: 4,
      points: null,
      tags: {},
      labels: {},
    })),
    questions: [1, 2].map(() => ({
      question: "?",
      options: { A: "the longest of all", B: "short", C: "short", D: "short" },
    })),
  }));
  const rows = baselineRows(questions([FULL, BLIND]), { cases });
  assert.deepEqual(rows.map(({ baseline, value, n }) => [baseline, value, n]), [
    ["guessing", 0.25, 8],
    ["always A", 0.25, 8],
    ["always B", 0.25, 8],
    ["always C", 0.25, 8],
    ["always D", 0.25, 8],
    ["longest option", 0.25, 4],
  ]);
  assert.deepEqual([rows[5]?.n_excluded, rows[5]?.right], [4, 1]);
  assert.equal(rows[1]?.p?.toFixed(4), "0.6329");
});

Deno.test("baselineRows() shares the hit of options that are equally long", () => {
  const item = {
    position: 1,
    expected: null,
    optionCount: 4,
    points: null,
    tags: {},
    labels: {},
    id: "q1",
  };
  const options = { A: "same", B: "same", C: "no", D: "no" };
  const items = [item, { ...item, id: "q2", position: 2 }];
  const cases = [{ id: "c0", items, questions: [{ question: "?", options }] }];
  const longest = baselineRows(questions([FULL]), { cases }).at(-1);
  assert.deepEqual([longest?.baseline, longest?.right, longest?.n], ["longest option", 0.5, 1]);
  const others = cases.map((one) => ({ ...one, items: [item] }));
  const [guessing, ...letters] = baselineRows(questions([FULL]), { cases: others });
  assert.match(guessing?.warnings ?? "", /not those asked: 1 of 2 questions/);
  assert.equal(letters.at(-1)?.baseline, "always D");
});

Deno.test("visionNeededRows() splits the questions with images by how many blind runs solve them", () => {
  const other = {
    run: "b2",
    model: "n",
    condition: "no_image",
    scores: [0, 0, 1, 0, 0, 0, null, 0],
  };
  const frame = questions([FULL, BLIND, other]);
  // Pictured: 1, 3, 5, 7; blind right: first run 1, second run 3; the seventh is unknown to both.
  const [any] = visionNeededRows(frame, { atLeast: 1 });
  assert.deepEqual([any?.n, any?.value, any?.n_blind, any?.blind_value, any?.n_unknown], [
    1,
    1,
    2,
    1,
    1,
  ]);
  const [both] = visionNeededRows(frame, { atLeast: 2 });
  assert.deepEqual([both?.n, both?.n_blind, both?.blind_value], [3, 0, null]);
  assert.match(both?.warnings ?? "", /chosen by 2 blind runs only/);
});

Deno.test("visionNeededRows() without blind runs has no rows, and refuses a count below one", () => {
  assert.deepEqual(visionNeededRows(questions([FULL])), []);
  assert.throws(() => visionNeededRows(questions([FULL, BLIND]), { atLeast: 0 }), /atLeast is 0/);
  assert.throws(() => visionNeededRows(questions([FULL]).drop("images")), /no column "images"/);
});
