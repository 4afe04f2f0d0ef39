import assert from "node:assert/strict";
import {
  agreementBinary,
  agreementLadder,
  agreementTable,
  altTestTable,
  correctedScores,
  criteriaFrame,
  type HumanRating,
  judgedAnswers,
  ratingsFrame,
  verdictsFrame,
} from "../../mod.ts";
import { humanRatings, judgedRuns } from "./judged_runs.ts";

const SMALL = { replicates: 100 };

/** One row of a table by what it says. */
function rowOf(
  table: ReturnType<typeof agreementTable>,
  wanted: Readonly<Record<string, unknown>>,
) {
  const row = table.toRecords().find((row) =>
    Object.entries(wanted).every(([name, value]) => row[name] === value)
  );
  assert.ok(row, JSON.stringify(wanted));
  return row;
}

Deno.test("agreementTable() counts every verdict-rating pair once and agrees with agreementBinary()", () => {
  const runs = judgedRuns({ noise: 0.2 });
  const ratings = humanRatings(runs, { raters: ["dr-a"] });
  const criteria = criteriaFrame(runs);
  const table = agreementTable(criteria, { ratings: ratingsFrame(ratings), ...SMALL });
  const judged = criteria.toRecords().map((row) => row["met"]);
  const count = (a: boolean, b: boolean) =>
    judged.filter((met, k) => met === a && ratings[k]?.met === b).length;
  const expected = agreementBinary({
    tp: count(true, true),
    fp: count(true, false),
    fn: count(false, true),
    tn: count(false, false),
  });
  const kappa = rowOf(table, { criteria: "all", measure: "kappa" });
  assert.equal(kappa["value"], expected.kappa);
  assert.equal(kappa["n"], ratings.length);
  assert.equal(kappa["clusters"], 12);
  assert.ok(Number(kappa["lo"]) < Number(kappa["value"]));
  assert.ok(Number(kappa["hi"]) > Number(kappa["value"]));
  assert.equal(rowOf(table, { criteria: "all", measure: "ac1" })["value"], expected.ac1);
  const [up, down] = ["positive", "negative"].map((criteria) =>
    Number(rowOf(table, { criteria, measure: "pabak" })["n"])
  );
  assert.equal((up ?? 0) + (down ?? 0), ratings.length);
});

Deno.test("agreementTable() finds a perfect judge perfect, and a ceiling among physicians", () => {
  const runs = judgedRuns({ noise: 0 });
  const perfect = humanRatings(runs, { noise: 0, raters: ["dr-a", "dr-b"] });
  const table = agreementTable(criteriaFrame(runs), { ratings: ratingsFrame(perfect), ...SMALL });
  for (const comparison of ["judge-physician", "physician-physician"]) {
    assert.equal(rowOf(table, { comparison, criteria: "all", measure: "kappa" })["value"], 1);
  }
  assert.equal(rowOf(table, { measure: "bias" })["value"], 0);
  assert.ok(Math.abs(Number(rowOf(table, { measure: "pearson" })["value"]) - 1) < 1e-9);
  assert.ok(
    table.toRecords().every((row) =>
      row["comparison"] === "judge-physician" || row["measure"] !== "sensitivity"
    ),
  );
});

Deno.test("agreementTable() has rows for each judge of a panel, leaves out what has no verdict, and says so", () => {
  const runs = judgedRuns({ judges: ["j1", "j2", "j3"], silent: 0.3 });
  const table = agreementTable(criteriaFrame(runs), {
    ratings: ratingsFrame(humanRatings(runs)),
    verdicts: verdictsFrame(runs),
    ...SMALL,
  });
  const judges = new Set(table.toRecords().map((row) => row["judge"]));
  assert.deepEqual([...judges], ["j1 + j2 + j3", "j1", "j2", "j3", "physicians"]);
  const one = rowOf(table, { judge: "j1", criteria: "all", measure: "agreement" });
  assert.ok(Number(one["n_excluded"]) > 0);
  assert.equal(Number(one["n"]) + Number(one["n_excluded"]), humanRatings(runs).length);
  assert.match(String(one["excluded_why"]), /^no verdict \d+$/);
});

Deno.test("agreementTable() says which ratings belong nowhere, and matches by text and model too", () => {
  const runs = judgedRuns({ models: ["m"] });
  const ratings = humanRatings(runs).map((rating): HumanRating => ({
    ...rating,
    run_id: null,
    item: null,
    criterion: rating.criterion?.replace(" asks", "  asks ") ?? null,
  }));
  const strays: readonly HumanRating[] = ratings.slice(0, 2).map((rating, k) => ({
    ...rating,
    case_id: `nowhere-${k}`,
  }));
  const table = agreementTable(criteriaFrame(runs), {
    ratings: ratingsFrame([...ratings, ...strays]),
    ...SMALL,
  });
  const row = rowOf(table, { criteria: "all", measure: "kappa" });
  assert.equal(row["n"], ratings.length);
  assert.match(String(row["warnings"]), /ratings of no criterion here: 2 \(no such criterion\)/);
  const two = judgedRuns({});
  const open = humanRatings(two).map((rating) => ({ ...rating, run_id: null, model: null }));
  const unclear = agreementTable(criteriaFrame(two), {
    ratings: ratingsFrame(open.slice(0, 3)),
    ...SMALL,
  });
  assert.match(
    String(unclear.toRecords()[0]?.["warnings"]),
    /3 \(which run is meant is not clear: give one run of a model, or run_id\)/,
  );
  assert.equal(unclear.toRecords()[0]?.["value"], null);
});

Deno.test("agreementTable() refuses frames without columns, and one person rating a criterion twice", () => {
  const runs = judgedRuns({});
  const [first] = humanRatings(runs);
  assert.ok(first);
  const twice = ratingsFrame([first, { ...first, item: null }]);
  assert.throws(
    () => agreementTable(criteriaFrame(runs), { ratings: twice }),
    /dr-a rates criterion rubric_1 of case case-1 twice, expected once/,
  );
  assert.throws(
    () => agreementTable(ratingsFrame([]), { ratings: twice }),
    /This frame has no column "points"/,
  );
});

Deno.test("agreementTable() without variation has null with the reason, never 0", () => {
  const runs = judgedRuns({ noise: 0 });
  const met = humanRatings(runs, { raters: ["dr-a"] }).map((rating) => ({ ...rating, met: true }));
  const table = agreementTable(criteriaFrame(runs), { ratings: ratingsFrame(met), ...SMALL });
  const row = rowOf(table, { criteria: "all", measure: "specificity" });
  assert.equal(row["value"], null);
  assert.match(String(row["warnings"]), /not defined/);
});

Deno.test("judgedAnswers() has the four cells and both scores of every rated answer", () => {
  const runs = judgedRuns({ noise: 0.15 });
  const ratings = humanRatings(runs, { cases: 5 });
  const rows = judgedAnswers(criteriaFrame(runs), { ratings: ratingsFrame(ratings) }).toRecords();
  assert.equal(rows.length, 10);
  const total = rows.reduce(
    (sum, row) =>
      sum + ["both_met", "judge_only", "physician_only", "neither", "unjudged"]
        .reduce((part, name) => part + Number(row[name]), 0),
    0,
  );
  assert.equal(total, ratings.length);
  assert.ok(rows.every((row) => row["raters"] === 3 && Number(row["judge_score"]) <= 1));
  const part = judgedAnswers(criteriaFrame(runs), { ratings: ratingsFrame(ratings.slice(0, 2)) });
  assert.equal(part.toRecords()[0]?.["physician_score"], null);
});

Deno.test("agreementLadder() ranks ceiling, physicians, majority, judges, panel and floor on one scale", () => {
  const runs = judgedRuns({ judges: ["j1", "j2", "j3"], noise: 0.2 });
  const ladder = agreementLadder(criteriaFrame(runs), {
    ratings: ratingsFrame(humanRatings(runs)),
    verdicts: verdictsFrame(runs),
    ...SMALL,
  }).toRecords();
  assert.deepEqual(ladder.map((row) => row["kind"]), [
    "ceiling",
    "physician",
    "physician",
    "physician",
    "majority",
    "panel",
    "judge",
    "judge",
    "judge",
    "floor",
  ]);
  const of = (kind: string) => Number(ladder.find((row) => row["kind"] === kind)?.["value"]);
  assert.ok(of("ceiling") > of("judge"));
  assert.ok(of("panel") > of("floor"));
  const alone = agreementLadder(criteriaFrame(runs), {
    ratings: ratingsFrame(humanRatings(runs, { raters: ["dr-a"] })),
    measure: "kappa",
    ...SMALL,
  }).toRecords();
  assert.deepEqual(alone.map((row) => row["kind"]), ["judge", "floor"]);
  assert.equal(alone[1]?.["value"], 0);
});

Deno.test("altTestTable() lets a good judge stand in for physicians and not one that guesses", () => {
  const good = judgedRuns({ noise: 0.02, cases: 20 });
  const test = altTestTable(criteriaFrame(good), { ratings: ratingsFrame(humanRatings(good)) });
  const [row] = test.toRecords();
  assert.equal(test.height, 3);
  assert.deepEqual([row?.["passes"], row?.["replaceable"], row?.["winning_rate"]], [true, true, 1]);
  const bad = judgedRuns({ noise: 0.5, cases: 20 });
  const failed = altTestTable(criteriaFrame(bad), { ratings: ratingsFrame(humanRatings(bad)) });
  assert.equal(failed.toRecords()[0]?.["passes"], false);
  const two = altTestTable(criteriaFrame(good), {
    ratings: ratingsFrame(humanRatings(good, { raters: ["a", "b"] })),
  });
  assert.match(String(two.toRecords()[0]?.["warnings"]), /fewer than three physicians/);
});

Deno.test("correctedScores() moves a lenient judge's rates towards the physicians', by sign, and the scores too", () => {
  const runs = judgedRuns({ noise: 0.15, cases: 60 });
  const ratings = ratingsFrame(humanRatings(runs, { cases: 30, noise: 0 }));
  const rows = correctedScores(criteriaFrame(runs), { ratings }).toRecords();
  assert.deepEqual(rows.slice(0, 3).map((row) => row["quantity"]), [
    "positive met",
    "negative met",
    "case score",
  ]);
  const truth = humanRatings(runs, { noise: 0, raters: ["t"] });
  for (const run of runs) {
    const row = rows.find((row) => row["run_id"] === run.id && row["quantity"] === "negative met");
    const own = truth.filter((rating) => rating.run_id === run.id && rating.item === "rubric_3");
    const real = own.filter(({ met }) => met).length / own.length;
    assert.ok(
      Math.abs(Number(row?.["value"]) - real) < Math.abs(Number(row?.["judged"]) - real),
      `${row?.["value"]} ${row?.["judged"]} ${real}`,
    );
  }
  assert.ok(rows.every((row) => Number(row["lo"]) <= Number(row["hi"])));
});

Deno.test("correctedScores() without labels, or with a judge that says nothing, has null and the reason", () => {
  const runs = judgedRuns({});
  const none = correctedScores(criteriaFrame(runs), { ratings: ratingsFrame([]) }).toRecords();
  assert.ok(none.every((row) => row["value"] === null && row["warnings"] !== null));
  const all = correctedScores(criteriaFrame(runs), { ratings: ratingsFrame(humanRatings(runs)) })
    .toRecords().find((row) => row["quantity"] === "case score");
  assert.match(String(all?.["warnings"]), /every answer is rated/);
  assert.ok(typeof all?.["value"] === "number");
});
