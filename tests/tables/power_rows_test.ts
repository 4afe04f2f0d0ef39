import assert from "node:assert/strict";
import * as Polars from "nodejs-polars";
import { minimumDetectableEffect } from "../../lib/stats/power/minimum_detectable_effect.ts";
import { powerRows } from "../../lib/tables/power_rows.ts";

/** Questions of made-up runs, two a case; later runs are weaker. */
function questions(
  models: readonly string[],
  options: { readonly cases?: number; readonly points?: number | null } = {},
): ReturnType<typeof Polars.readRecords> {
  const { cases = 40, points = null } = options;
  return Polars.readRecords(
    models.flatMap((model, m) =>
      Array.from({ length: 2 * cases }, (_, k) => ({
        run_id: `run-${m}`,
        model,
        dataset: "d",
        condition: "full",
        simulated: true,
        case_id: `c${Math.floor(k / 2)}`,
        trial: 1,
        item: `q${k % 2}`,
        points,
        level1: k < cases ? "small" : "large",
        outcome: "graded",
        score: Number((k * 7 + 3 * m * k) % 10 > 2 + m),
        official_score: 0,
      }))
    ),
  );
}

Deno.test("powerRows() of one run assumes the variance, says so, and gives the published table's kind of number", () => {
  const rows = powerRows(questions(["a"]));
  assert.deepEqual(rows.map(({ unit, n, clusters, basis }) => [unit, n, clusters, basis]), [
    ["question", 80, 40, "assumed"],
    ["case", 40, 40, "assumed"],
  ]);
  assert.equal(rows[0]?.mde, minimumDetectableEffect({ n: 80, discordance: 0.2, deff: 1.3 }));
  assert.equal(rows[1]?.mde, minimumDetectableEffect({ n: 40, discordance: 0.3 }));
  assert.match(rows[0]?.warnings ?? "", /variance assumed/);
});

Deno.test("powerRows() takes the variance from pairs of comparable runs of different models", () => {
  const rows = powerRows(questions(["a", "b", "c"]));
  assert.deepEqual(rows.map(({ basis, pairs, warnings }) => [basis, pairs, warnings]), [
    ["observed", 3, null],
    ["observed", 3, null],
  ]);
  const again = powerRows(questions(["a", "a"]));
  assert.deepEqual(again.map(({ basis }) => basis), ["assumed", "assumed"]);
});

Deno.test("powerRows() by a column adds the groups, which see less than the whole", () => {
  const rows = powerRows(questions(["a", "b"]), { by: "level1" });
  const [whole, ...groups] = rows.filter(({ unit }) => unit === "question");
  assert.deepEqual(groups.map(({ group, n }) => [group, n]).toSorted(), [["large", 40], [
    "small",
    40,
  ]]);
  for (const { mde, variance } of groups) {
    assert.equal(variance, whole?.variance);
    assert.ok((mde ?? 0) > (whole?.mde ?? 1));
  }
});

Deno.test("powerRows() takes a variance that is given, and halves the effect with four times the cases", () => {
  const options = { variance: { question: 0.25, case: 0.25 } };
  const [small] = powerRows(questions(["a"], { cases: 20 }), options);
  const [large] = powerRows(questions(["a"], { cases: 80 }), options);
  assert.equal(((small?.mde ?? 0) / (large?.mde ?? 1)).toFixed(9), (2).toFixed(9));
  assert.match(small?.warnings ?? "", /variance given/);
});

Deno.test("powerRows() warns of few cases, and does not call cases of points right or wrong", () => {
  const rows = powerRows(questions(["a"], { cases: 5, points: 2 }));
  assert.deepEqual(rows.map(({ unit }) => unit), ["question"]);
  assert.match(rows[0]?.warnings ?? "", /fewer than 20 cases/);
});

Deno.test("powerRows() states no difference above 100 points: it is null, with a reason", () => {
  const one = powerRows(questions(["a"], { cases: 1 }));
  assert.deepEqual(one.map(({ unit, n, mde }) => [unit, n, mde]), [
    ["question", 2, null],
    ["case", 1, null],
  ]);
  assert.ok(
    one.every(({ warnings }) => /no difference can be seen: one case/.test(warnings ?? "")),
  );
  const [, two] = powerRows(questions(["a"], { cases: 2 }));
  assert.equal(two?.mde, null);
  assert.match(
    two?.warnings ?? "",
    /^no difference can be seen: .* larger than 100 points; variance/,
  );
  assert.ok(powerRows(questions(["a"], { cases: 8 })).every(({ mde }) => (mde ?? 2) <= 1));
});

Deno.test("powerRows() of a frame of cases by points speaks of case scores; empty frames have no rows", () => {
  const cases = questions(["a", "b"]).filter(Polars.col("item").eq(Polars.lit("q0"))).drop("item")
    .drop("points").withColumn(Polars.lit(0.5).alias("unclipped_score"));
  assert.deepEqual(powerRows(cases).map(({ unit, n }) => [unit, n]), [["case score", 40]]);
  assert.deepEqual(powerRows(cases.head(0)), []);
  assert.throws(() => powerRows(cases, { by: "stage" }), /no column "stage"/);
});
