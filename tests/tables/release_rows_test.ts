import assert from "node:assert/strict";
import * as Polars from "nodejs-polars";
import { releaseRows } from "../../lib/tables/release_rows.ts";

type Scores = Readonly<Record<string, number | null>>;

/** Cases of made-up runs: one run for each model and release. */
function cases(
  runs: readonly { readonly model: string; readonly dataset: string; readonly scores: Scores }[],
): ReturnType<typeof Polars.readRecords> {
  return Polars.readRecords(
    runs.flatMap(({ model, dataset, scores }) =>
      Object.entries(scores).map(([case_id, score]) => ({
        run_id: `${model}-${dataset}`,
        model,
        dataset,
        condition: "full",
        simulated: true,
        case_id,
        trial: 1,
        score,
      }))
    ),
    { inferSchemaLength: 1000 },
  );
}

const OLD = { model: "m", dataset: "v1", scores: { a: 0.2, b: 0.4, c: 0.9, d: null } };
const NEW = { model: "m", dataset: "v2", scores: { a: 0.4, b: 0.5, d: 0.7, e: 0.1, f: 0.2 } };

Deno.test("releaseRows() tells shared cases from dropped and new ones", () => {
  const rows = releaseRows(cases([OLD, NEW]));
  assert.deepEqual(
    rows.map((row) => [row.part, row.n_older, row.n_newer, row.n_excluded, row.value?.toFixed(4)]),
    [
      ["all cases", 3, 5, 1, "-0.1200"],
      ["shared cases", 2, 2, 1, "0.1500"],
      ["only in one", 1, 2, 0, "-0.7500"],
    ],
  );
  const [, shared] = rows;
  assert.deepEqual(
    [shared?.older_value?.toFixed(2), shared?.newer_value?.toFixed(2)],
    ["0.30", "0.45"],
  );
  assert.ok(rows.every(({ older, newer }) => older === "v1" && newer === "v2"));
});

Deno.test("releaseRows() of equal releases finds no change on any case, and nothing apart", () => {
  const [all, shared, apart] = releaseRows(cases([OLD, { ...OLD, dataset: "v2" }]));
  assert.deepEqual([all?.value, all?.lo, all?.hi], [0, 0, 0]);
  assert.equal(shared?.value, 0);
  assert.deepEqual([apart?.value, apart?.n_older, apart?.n_newer], [null, 0, 0]);
  assert.notEqual(apart?.warnings, null);
});

Deno.test("releaseRows() counts cases of both releases once: paired scores give a narrower interval", () => {
  const score = (k: number): number => (k * 37 % 100) / 100;
  const list = (prefix: string): Scores =>
    Object.fromEntries(Array.from({ length: 80 }, (_, k) => [`${prefix}${k}`, score(k)]));
  const width = (newer: Scores): number => {
    const [all] = releaseRows(
      cases([{ ...OLD, scores: list("x") }, { ...NEW, scores: { ...newer, z: 0.5 } }]),
    );
    return (all?.hi ?? 0) - (all?.lo ?? 0);
  };
  assert.ok(width(list("x")) < 0.2 * width(list("y")));
});

Deno.test("releaseRows() leaves out models on one release only, and takes releases by name", () => {
  const third = { ...OLD, dataset: "v3" };
  const frame = cases([OLD, NEW, third, { ...OLD, model: "lone" }]);
  assert.throws(() => releaseRows(frame), /holds 3 datasets \(v1, v2, v3\), expected two/);
  const rows = releaseRows(frame, { older: "v3", newer: "v2" });
  assert.deepEqual([...new Set(rows.map(({ model }) => model))], ["m"]);
  assert.equal(rows[0]?.older, "v3");
  assert.throws(() => releaseRows(frame.drop("score")), /no column "score"/);
});
