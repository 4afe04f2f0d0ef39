import assert from "node:assert/strict";
import * as Polars from "nodejs-polars";
import { specificationRows } from "../../lib/tables/specification_rows.ts";

interface Told {
  readonly score: number | null;
  readonly outcome?: string;
  readonly rule?: string | null;
  readonly official?: number;
}

const right: Told = { score: 1 };
const wrong: Told = { score: 0 };
const failed: Told = { score: null, outcome: "failed", rule: null };
const refused: Told = { score: 0, outcome: "refused", rule: null };
const unboxed: Told = { score: 1, rule: "statement" };

/** Questions of made-up runs, two a case, four cases in two chapters. */
function questions(
  runs: Readonly<Record<string, readonly Told[]>>,
): ReturnType<typeof Polars.readRecords> {
  return Polars.readRecords(
    Object.entries(runs).flatMap(([model, told]) =>
      told.map(({ score, outcome = "graded", rule = "boxed", official = score ?? 0 }, k) => ({
        run_id: `run-${model}`,
        model,
        dataset: "d",
        condition: "full",
        simulated: true,
        case_id: `c${Math.floor(k / 2)}`,
        trial: 1,
        item: `q${k % 2}`,
        level1: k < 4 ? "one" : "two",
        outcome,
        score,
        official_score: official,
        letter_rule: rule,
        strict_answer: rule === null ? null : "A",
        official_answer: rule === null && official === 0 ? null : "A",
      }))
    ),
    { inferSchemaLength: 1000 },
  );
}

const A = [right, unboxed, failed, right, refused, right, wrong, right];
const B = [right, wrong, right, wrong, right, right, wrong, wrong];

function find(
  rows: ReturnType<typeof specificationRows>,
  ...wanted: readonly string[]
): (typeof rows)[number] | undefined {
  return rows.find(({ extraction, failures, weighting }) =>
    wanted.every((one) => [extraction, failures, weighting].includes(one))
  );
}

Deno.test("specificationRows() of one run counts as each pipeline says", () => {
  const rows = specificationRows(questions({ a: A }));
  const value = (...wanted: readonly string[]) => {
    const found = find(rows, ...wanted);
    return [found?.value?.toFixed(4), found?.n];
  };
  assert.equal(rows.length, 3 * 3 * 4);
  // Seven are known: five right of them; one failed; one refused; one not boxed.
  assert.deepEqual(value("strict", "left out", "questions"), ["0.7143", 7]);
  assert.deepEqual(value("strict", "wrong", "questions"), ["0.6250", 8]);
  assert.deepEqual(value("strict", "answered only", "questions"), ["0.8333", 6]);
  assert.deepEqual(value("boxed only", "left out", "questions"), ["0.5714", 7]);
  assert.deepEqual(value("boxed only", "answered only", "questions"), ["0.8000", 5]);
  // Case means 1, 1, 1/2, 1/2.
  assert.deepEqual(value("strict", "left out", "cases"), ["0.7500", 4]);
  // The second case is open, the first right, the others wrong.
  assert.deepEqual(value("strict", "left out", "whole cases"), ["0.3333", 3]);
  assert.deepEqual(value("strict", "wrong", "whole cases"), ["0.2500", 4]);
  // 3 of 3 in the first chapter, 2 of 4 in the second.
  assert.equal(value("strict", "left out", "chapters")[0], "0.7500");
});

Deno.test("specificationRows() marks the default and the reference evaluator's way, once each", () => {
  const rows = specificationRows(questions({ a: A }));
  const named = (test: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(test).map((
      { extraction, failures, weighting },
    ) => [extraction, failures, weighting]);
  assert.deepEqual(named((row) => row.is_default), [["strict", "left out", "questions"]]);
  assert.deepEqual(named((row) => row.is_official), [["official", "wrong", "questions"]]);
});

Deno.test("specificationRows() of two runs is their difference over what is valid in both", () => {
  const rows = specificationRows(questions({ a: A, b: B }));
  const left = find(rows, "strict", "left out", "questions");
  assert.deepEqual([left?.a, left?.b, left?.n, left?.value?.toFixed(4)], ["a", "b", 7, "0.2857"]);
  const counted = find(rows, "strict", "wrong", "questions");
  assert.deepEqual([counted?.n, counted?.value], [8, 0.125]);
  const turned = specificationRows(questions({ a: A, b: B }), { a: "b", b: "a" });
  rows.forEach(({ value, lo, hi }, k) => {
    const other = turned[k];
    assert.equal((-(other?.value ?? NaN)).toFixed(9), (value ?? NaN).toFixed(9));
    assert.equal((-(other?.hi ?? NaN)).toFixed(9), (lo ?? NaN).toFixed(9));
    assert.ok((lo ?? 0) <= (value ?? 0) && (hi ?? 0) >= (value ?? 0));
  });
});

Deno.test("specificationRows() of cases by points varies clipping and the reading of verdicts", () => {
  const frame = Polars.readRecords([-0.5, 0.5, 1, null].map((unclipped, k) => ({
    run_id: "r",
    model: "m",
    dataset: "d",
    case_id: `c${k}`,
    trial: 1,
    outcome: unclipped === null ? "ungraded" : "graded",
    score: unclipped === null ? null : Math.max(0, unclipped),
    unclipped_score: unclipped,
    official_score: unclipped ?? -1,
    month: k < 2 ? "2024-01" : "2024-02",
  })));
  const rows = specificationRows(frame);
  assert.equal(rows.length, 4 * 2 * 2);
  assert.deepEqual(
    rows.filter(({ weighting }) => weighting === "cases")
      .map(({ extraction, failures, clip, value }) => [extraction, failures, clip, value]),
    [
      ["clean verdicts", "left out", "in each case", 0.5],
      ["clean verdicts", "wrong", "in each case", 0.375],
      ["clean verdicts", "left out", "not at all", 1 / 3],
      ["clean verdicts", "wrong", "not at all", 0.25],
      ["official verdicts", "left out", "in each case", 0.5],
      ["official verdicts", "wrong", "in each case", 0.375],
      ["official verdicts", "left out", "not at all", 1 / 3],
      ["official verdicts", "wrong", "not at all", 0.25],
    ],
  );
});

Deno.test("specificationRows() refuses several runs without a name, one run twice, and unlike runs", () => {
  const frame = questions({ a: A, b: B, c: B });
  assert.throws(() => specificationRows(frame), /a is not given and the frame holds 3 runs/);
  assert.throws(() => specificationRows(frame, { a: "a", b: "a" }), /a and b are both a/);
  assert.throws(() => specificationRows(frame, { a: "x" }), /a is "x", which names no run/);
  const unlike = frame.withColumn(
    Polars.when(Polars.col("model").eq(Polars.lit("b"))).then(Polars.lit("no_image"))
      .otherwise(Polars.col("condition")).alias("condition"),
  );
  assert.throws(() => specificationRows(unlike, { a: "a", b: "b" }), /not like for like/);
  const across = specificationRows(unlike, { a: "a", b: "b", acrossDifferences: true });
  assert.match(across[0]?.warnings ?? "", /NOT LIKE FOR LIKE/);
});
