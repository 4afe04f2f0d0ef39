import assert from "node:assert/strict";
import * as pl from "nodejs-polars";
import { casesFrame } from "../../lib/frames/cases_frame.ts";
import { criteriaFrame } from "../../lib/frames/criteria_frame.ts";
import type { Frame } from "../../lib/frames/frame.ts";
import { questionsFrame } from "../../lib/frames/questions_frame.ts";
import { acceptabilityTable } from "../../lib/tables/acceptability_table.ts";
import { accuracyRows } from "../../lib/tables/accuracy_rows.ts";
import { compareRows } from "../../lib/tables/compare_rows.ts";
import { costRows } from "../../lib/tables/cost_rows.ts";
import { errorSimilarityTable } from "../../lib/tables/error_similarity_table.ts";
import { heterogeneityTable } from "../../lib/tables/heterogeneity_table.ts";
import { interactionTable } from "../../lib/tables/interaction_table.ts";
import { itemRows } from "../../lib/tables/item_rows.ts";
import { leaderboardRows } from "../../lib/tables/leaderboard_rows.ts";
import { outcomesTable } from "../../lib/tables/outcomes_table.ts";
import { powerRows } from "../../lib/tables/power_rows.ts";
import { rankingMethods } from "../../lib/tables/ranking_methods.ts";
import { shrunkenTable } from "../../lib/tables/shrunken_table.ts";
import { specificationRows } from "../../lib/tables/specification_rows.ts";
import { summaryTable } from "../../lib/tables/summary_table.ts";
import { survivalRows } from "../../lib/tables/survival_rows.ts";
import type { Run } from "../../lib/types.ts";
import { syntheticRun } from "../frames/synthetic_run.ts";
import { judgedRuns } from "./judged_runs.ts";

type Rows = readonly Readonly<Record<string, unknown>>[];

const FULL = syntheticRun({ model: "a", cases: 12 });
const BLIND = syntheticRun({ model: "b", cases: 12, condition: "no_image", unfinished: 3 });
const few = { replicates: 20 };
const rowsOf = (rows: readonly object[]): Rows => rows.map((row) => ({ ...row }));

/** Tables that rank or relate runs to each other. */
const RELATING: Readonly<Record<string, (runs: readonly Run[], across: boolean) => Rows>> = {
  rankingMethods: (runs, acrossDifferences) =>
    rankingMethods(questionsFrame(runs), { by: "level1", acrossDifferences }).toRecords(),
  acceptabilityTable: (runs, acrossDifferences) =>
    acceptabilityTable(casesFrame(runs), { acrossDifferences, ...few }).toRecords(),
  costRows: (runs, acrossDifferences) =>
    rowsOf(costRows(casesFrame(runs), { acrossDifferences, ...few })),
  errorSimilarityTable: (runs, acrossDifferences) =>
    errorSimilarityTable(questionsFrame(runs), { acrossDifferences }).toRecords(),
  compareRuns: (runs, acrossDifferences) =>
    rowsOf(compareRows(questionsFrame(runs), { acrossDifferences }).rows),
  leaderboard: (runs, acrossDifferences) =>
    rowsOf(leaderboardRows(questionsFrame(runs), { acrossDifferences, ...few })),
  itemRows: (runs, acrossDifferences) =>
    rowsOf(itemRows(questionsFrame(runs), { acrossDifferences })),
  specificationRows: (runs, acrossDifferences) =>
    rowsOf(specificationRows(questionsFrame(runs), { acrossDifferences })),
};

for (const [name, make] of Object.entries(RELATING)) {
  Deno.test(`${name} refuses runs that differ in more than the model, and compares them knowingly with how they differ in a row`, () => {
    assert.throws(() => make([FULL, BLIND], false), {
      name: "RangeError",
      message: /not like for like: a and b in condition \(full \| no_image\).*acrossDifferences/,
    });
    const rows = make([FULL, BLIND], true);
    assert.ok(rows.length > 0);
    assert.ok(
      rows.some((row) =>
        /condition \((full \| no_image|no_image \| full)\)/.test(`${row["unlike"]}`)
      ),
    );
    assert.ok(rows.some((row) => `${row["partial"]}` === "b with 12 of 15 planned cases"));
    const alike = make([FULL, syntheticRun({ model: "c", cases: 12, seed: 3 })], false);
    assert.ok(alike.every((row) => row["unlike"] === null && row["partial"] === null));
  });
}

Deno.test("tables that set runs side by side name in every row how a run differs, and how much of it is there", () => {
  const [questions, cases] = [questionsFrame([FULL, BLIND]), casesFrame([FULL, BLIND])];
  const tables: readonly Rows[] = [
    outcomesTable(questions).toRecords(),
    rowsOf(accuracyRows(cases).rows),
    rowsOf(survivalRows(questions)),
    summaryTable([FULL, BLIND]).toRecords(),
  ];
  for (const rows of tables) {
    for (const row of rows) {
      const isBlind = row["model"] === "b";
      const unlike = isBlind ? "not like a: condition (no_image | full)" : null;
      assert.deepEqual(
        [row["unlike"], row["partial"]],
        [unlike, isBlind ? "b with 12 of 15 planned cases" : null],
      );
      assert.match(String(row["settings"]), isBlind ? /"no_image"/ : /"full"/);
    }
  }
  assert.ok(powerRows(questions).every((row) => row.partial === "b with 12 of 15 planned cases"));
});

Deno.test("a file that says nothing of its protocol is named for it, and not the file beside it that does", () => {
  const silent = { ...syntheticRun({ model: "s", cases: 12, seed: 4 }), manifest: null };
  const [row] = compareRows(questionsFrame([FULL, silent])).rows;
  assert.equal(
    row?.warnings?.split("; ")[0],
    "perhaps not like for like: s does not say its dataset sha256, condition, protocol",
  );
  const both = [silent, { ...silent, id: "t", model: "t" }];
  const [pair] = compareRows(questionsFrame(both)).rows;
  assert.match(
    pair?.warnings ?? "",
    /s does not say its .*protocol; t does not say its .*protocol/,
  );
});

Deno.test("a run's own numbers do not depend on its company", () => {
  const judged = judgedRuns({ models: ["j"], cases: 12 }).map((run) => ({ ...run, id: "judged" }));
  const own = syntheticRun({ model: "own", cases: 30, trouble: 0.1 });
  const company = [own, ...judged];
  const only = (frame: Frame) =>
    accuracyRows(frame).rows.filter((row) => row.model === "own").map((row) => ({
      ...row,
      unlike: null,
    }));
  assert.deepEqual(only(casesFrame(company)), only(casesFrame([own])));
  assert.deepEqual(only(casesFrame(company.toReversed())), only(casesFrame([own])));
  const [alone] = only(casesFrame([own]));
  assert.deepEqual([alone?.unit, alone?.method], ["case", "wilson"]);
  const units = leaderboardRows(casesFrame(company), { acrossDifferences: true, ...few })
    .map(({ model, unit }) => [model, unit]);
  assert.deepEqual(
    new Map([["own", "case"], ["j", "case score"]]),
    new Map(units.map(([a, b]) => [`${a}`, `${b}`])),
  );
});

Deno.test("interactionTable() sets the rarer level of the run itself against the other, whatever else the frame holds", () => {
  const own = questionsFrame([syntheticRun({ model: "own", cases: 40 })]);
  const rarer = (frame: Frame): unknown =>
    interactionTable(frame, { a: "rarity", b: "position" }).toRecords()
      .filter((row) => row["model"] === "own").map((row) => [row["group"], row["value"]]);
  const other = questionsFrame([syntheticRun({ model: "other", cases: 400, seed: 2 })]);
  const skewed = other.filter(pl.col("rarity").eq(pl.lit("rare")));
  assert.deepEqual(rarer(pl.concat([own, skewed])), rarer(own));
});

Deno.test("tables of groups refuse items with negative points: met is not right there", () => {
  const runs = judgedRuns({ cases: 24 });
  const [questions, criteria] = [questionsFrame(runs), criteriaFrame(runs)];
  const subjects = [
    () => heterogeneityTable(questions, { by: "position" }),
    () => heterogeneityTable(criteria, { by: "position" }),
    () => shrunkenTable(questions, { by: "position" }),
    () => interactionTable(questions, { a: "position", b: "date" }),
  ];
  for (const subject of subjects) {
    assert.throws(subject, {
      name: "RangeError",
      message: /carry negative points.*Give a casesFrame/,
    });
  }
  const positive = questions.filter(pl.col("points").gt(0));
  assert.equal(heterogeneityTable(positive, { by: "position" }).height, runs.length);
  assert.equal(heterogeneityTable(casesFrame(runs), { by: "date" }).height, runs.length);
});
