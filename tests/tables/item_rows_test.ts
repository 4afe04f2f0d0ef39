import assert from "node:assert/strict";
import * as Polars from "nodejs-polars";
import { itemAnalysis } from "../../lib/stats/items/item_analysis.ts";
import { itemRows } from "../../lib/tables/item_rows.ts";
import { suspectKeyRows } from "../../lib/tables/suspect_key_rows.ts";

/** What each run answered to five questions with the key A and four options; null is a failed call. */
const ANSWERS: Readonly<Record<string, readonly (string | null)[]>> = {
  best: ["A", "A", "A", "A", "C"],
  good: ["A", "A", "A", "B", "C"],
  fair: ["A", "A", "B", "A", "C"],
  poor: ["A", "B", "B", "B", "A"],
  worst: ["A", "B", "C", "B", "A"],
};

function questions(
  answers: Readonly<Record<string, readonly (string | null)[]>> = ANSWERS,
  more: Readonly<Record<string, unknown>> = {},
): ReturnType<typeof Polars.readRecords> {
  return Polars.readRecords(
    Object.entries(answers).flatMap(([model, letters]) =>
      letters.map((letter, k) => ({
        run_id: `run-${model}`,
        model,
        dataset: "d",
        condition: "full",
        simulated: true,
        case_id: `c${k}`,
        trial: 1,
        item: "q1",
        position: 1,
        stage: null,
        level1: "chapter",
        option_count: 4,
        expected: "A",
        outcome: letter === null ? "failed" : "graded",
        score: letter === null ? null : Number(letter === "A"),
        official_score: Number(letter === "A"),
        strict_answer: letter,
        official_answer: letter,
        ...more,
      }))
    ),
    { inferSchemaLength: 1000 },
  );
}

Deno.test("itemRows() gives the numbers of the classical analysis where every run is known", () => {
  const rows = itemRows(questions());
  const y = Object.values(ANSWERS).map((letters) =>
    letters.map((letter) => Number(letter === "A"))
  );
  const expected = itemAnalysis({ y }).rows;
  assert.deepEqual(
    rows.map(({ difficulty, rest_correlation }) => [difficulty, rest_correlation]),
    expected.map(({ difficulty, restCorrelation }) => [difficulty, restCorrelation]),
  );
  assert.deepEqual(rows.map(({ n }) => n), [5, 5, 5, 5, 5]);
});

Deno.test("itemRows() flags a key that the better runs agree against, and no other", () => {
  const rows = itemRows(questions());
  assert.deepEqual(rows.map(({ suspect }) => suspect), [false, false, false, false, true]);
  const last = rows.at(-1);
  assert.deepEqual([
    last?.alternative,
    last?.agreeing,
    last?.popular_wrong,
    last?.popular_wrong_runs,
  ], [
    "C",
    "best, good, fair",
    "C",
    3,
  ]);
  assert.ok((last?.key_posterior ?? 1) < 0.1 && (last?.rest_correlation ?? 0) < 0);
});

Deno.test("itemRows() says of an item that all have right that it has no correlation", () => {
  const [first] = itemRows(questions());
  assert.deepEqual([first?.difficulty, first?.rest_correlation], [1, null]);
  assert.match(first?.warnings ?? "", /all runs are right/);
});

Deno.test("itemRows() takes what a run does not know for unknown, not for wrong", () => {
  const rows = itemRows(questions({ ...ANSWERS, worst: [null, "B", "C", null, "A"] }));
  assert.deepEqual(rows.map(({ n, difficulty }) => [n, difficulty]), [
    [4, 1],
    [5, 0.6],
    [5, 0.4],
    [4, 0.5],
    [5, 0.4],
  ]);
  assert.match(rows[3]?.warnings ?? "", /known in 4 of 5 runs/);
  assert.equal(rows[3]?.popular_wrong_runs, 2);
});

Deno.test("itemRows() without options or key has no posterior and no suspects", () => {
  const rows = itemRows(questions(ANSWERS, { option_count: null, expected: null }));
  assert.ok(rows.every(({ key_posterior, suspect }) => key_posterior === null && !suspect));
});

Deno.test("itemRows() of one run has no correlation, and refuses runs of different conditions", () => {
  const [row] = itemRows(questions({ best: ["A", "B"] }));
  assert.deepEqual([row?.difficulty, row?.rest_correlation, row?.n], [1, null, 1]);
  const frame = questions().withColumn(
    Polars.when(Polars.col("model").eq(Polars.lit("worst"))).then(Polars.lit("no_image"))
      .otherwise(Polars.col("condition")).alias("condition"),
  );
  assert.throws(() => itemRows(frame), /not like for like: best and worst in condition/);
  assert.equal(itemRows(frame, { acrossDifferences: true }).length, 5);
});

Deno.test("suspectKeyRows() drops the suspect questions and says how the accuracy changes", () => {
  const frame = questions();
  const rows = suspectKeyRows(frame, { items: itemRows(frame) });
  assert.deepEqual(
    rows.map(({ run, value, without, change, suspects, n, n_without }) => [
      run,
      value,
      without,
      change?.toFixed(2),
      suspects,
      n,
      n_without,
    ]),
    [
      ["best", 0.8, 1, "0.20", 1, 5, 4],
      ["good", 0.6, 0.75, "0.15", 1, 5, 4],
      ["fair", 0.6, 0.75, "0.15", 1, 5, 4],
      ["poor", 0.4, 0.25, "-0.15", 1, 5, 4],
      ["worst", 0.4, 0.25, "-0.15", 1, 5, 4],
    ],
  );
  assert.ok(suspectKeyRows(frame, { items: [] }).every(({ change }) => change === 0));
  assert.throws(() => suspectKeyRows(frame.drop("item"), { items: [] }), /no column "item"/);
});
