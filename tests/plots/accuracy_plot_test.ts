import assert from "node:assert/strict";
import { accuracyPlot } from "../../lib/plots/accuracy_plot.ts";
import type { PlotRow } from "../../lib/plots/figure.ts";
import { toVegaLite } from "../../lib/plots/to_vega_lite.ts";
import { accuracyRows, STAGES } from "./accuracy_rows.ts";

const POSITIONS = accuracyRows({ runs: ["m"], by: "position", groups: [3, 1, 2] });

function position(value: number, more: PlotRow): PlotRow {
  return {
    ...POSITIONS[0],
    value,
    lo: value - 0.02,
    hi: value + 0.02,
    n: 400,
    clusters: 400,
    ...more,
  };
}

/** Names of the groups in the order in which they are drawn. */
function drawnGroups(rows: readonly PlotRow[]): unknown[] {
  return [...new Set(accuracyPlot(rows).rows.map((row) => row["group"]))];
}

Deno.test("accuracyPlot() puts positions in order, stages along care, modalities by number, others by accuracy", () => {
  assert.deepEqual(drawnGroups(POSITIONS), ["Q1", "Q2", "Q3"]);
  assert.deepEqual(drawnGroups(accuracyRows({ runs: ["m"], by: "stage", groups: STAGES })), [
    "Presentation & Assessment",
    "Diagnosis & Interpretation",
    "Therapeutic Strategy",
    "Complication Management",
    "Follow-up",
  ]);
  const labels = accuracyRows({ runs: ["m"], by: "label", groups: ["CT", "MRI", "PET"] });
  const sizes = [50, 300, 100];
  assert.deepEqual(
    drawnGroups(labels.map((row, index) => ({ ...row, n: sizes[index], planned: sizes[index] }))),
    ["MRI", "PET", "CT"],
  );
  const kinds = ["image", "table", "image"];
  assert.deepEqual(
    drawnGroups(
      labels.map((row, index) => ({ ...row, kind: kinds[index], planned: sizes[index] })),
    ),
    ["PET", "CT", "MRI"],
  );
  const chapters = accuracyRows({ runs: ["m"], by: "level1", groups: ["a", "b", "c"] });
  assert.deepEqual(drawnGroups(chapters.toReversed()), ["a", "b", "c"]);
  // The accuracy of the unknown group lies between those of the others, which does not put it there.
  const numbers = [[2, 0.8], [null, 0.6], [1, 0.4]] as const;
  for (const order of [numbers, numbers.toReversed()]) {
    const rows = order.map(([place, value]) =>
      position(value, { place, term: "place", group: String(place ?? "(unknown)") })
    );
    assert.deepEqual(drawnGroups(rows), ["1", "2", "(unknown)"]);
  }
});

Deno.test("accuracyPlot() says falls and rises only where the intervals leave room between them", () => {
  const title = (first: number, last: number) =>
    accuracyPlot([
      position(first, { position: 1, group: "Q1" }),
      position(last, { position: 5, group: "Q5" }),
    ]).title;
  assert.equal(title(0.82, 0.61), "Accuracy falls from 82 % at Q1 to 61 % at Q5 (m)");
  assert.equal(title(0.61, 0.82), "Accuracy rises from 61 % at Q1 to 82 % at Q5 (m)");
  assert.equal(title(0.62, 0.61), "Accuracy goes from 62 % at Q1 to 61 % at Q5 (m)");
});

Deno.test("accuracyPlot() leaves small groups out of its message, not out of the figure", () => {
  const rows = [
    position(0.82, { position: 1, group: "Q1" }),
    position(0.61, { position: 5, group: "Q5" }),
    position(0.1, { position: 6, group: "Q6", n: 12, clusters: 12 }),
  ];
  const figure = accuracyPlot(rows);
  assert.match(figure.title ?? "", /at Q5/);
  assert.match(figure.svg, />Q6</);
  assert.match(figure.caption, /Hollow: fewer than 20 cases\./);
});

Deno.test("accuracyPlot() of several runs says in how many accuracy falls, or who leads", () => {
  const two = ["a", "b"].flatMap((run) => [
    position(0.8, { run, position: 1, group: "Q1" }),
    position(run === "a" ? 0.5 : 0.79, { run, position: 2, group: "Q2" }),
  ]);
  assert.equal(
    accuracyPlot(two).title,
    "Accuracy falls from Q1 to Q2 in 1 of 2 runs; elsewhere the intervals overlap",
  );
  const stages = accuracyRows({ runs: ["a", "b"], by: "stage", groups: STAGES });
  assert.equal(
    accuracyPlot(stages).title,
    "a has the highest accuracy in all 5 stages, never clear of the others’ intervals",
  );
});

Deno.test("accuracyPlot() does not count what has no image among the modalities", () => {
  const rows = accuracyRows({ runs: ["a", "b"], by: "label", groups: ["no image", "CT", "MRI"] });
  assert.match(accuracyPlot(rows).title ?? "", /both modality groups/);
});

Deno.test("accuracyPlot() of two groups speaks of both", () => {
  const rows = accuracyRows({ runs: ["a", "b"], by: "rarity", groups: ["rare", "unrare"] });
  assert.equal(
    accuracyPlot(rows).title,
    "a has the highest accuracy in both groups, never clear of the others’ intervals",
  );
});

Deno.test("accuracyPlot() names a tie for what it is", () => {
  const tie = accuracyRows({ runs: ["a", "b"], by: "stage", groups: STAGES })
    .map((row) => ({ ...row, value: 0.5, lo: 0.4, hi: 0.6 }));
  assert.equal(accuracyPlot(tie).title, "No run has the highest accuracy in most of the 5 stages");
});

Deno.test("accuracyPlot() takes a title, or none, and the description stays", () => {
  assert.equal(accuracyPlot(POSITIONS, { title: "Mine\u0000" }).title, "Mine\uFFFD");
  const bare = accuracyPlot(POSITIONS, { title: null });
  assert.equal(bare.title, null);
  assert.ok(bare.svg.includes('aria-label="Dot plot of accuracy by position'));
  assert.ok(bare.height < accuracyPlot(POSITIONS).height);
});

Deno.test("accuracyPlot() writes estimand, interval, coverage and simulation into the caption", () => {
  const rows = POSITIONS.map((row) => ({ ...row, planned: Number(row["n"]) + 1, simulated: true }));
  const { caption } = accuracyPlot(rows);
  assert.match(caption, /clean reading: questions right, out of those with a known outcome/);
  assert.match(
    caption,
    /95 % intervals \(Wilson on the effective sample size, clustered by case\)/,
  );
  assert.match(caption, /Coverage: m 99\.\d %\./);
  assert.match(caption, /All answers are simulated\./);
  const official = accuracyPlot(POSITIONS.map((row) => ({ ...row, reading: "official" }))).caption;
  assert.match(official, /official reading: .*failed calls count as wrong/);
  assert.doesNotMatch(official, /Coverage|simulated/);
});

Deno.test("accuracyPlot() never rounds coverage up to 100 %", () => {
  const rows = POSITIONS.map((row) => ({ ...row, n: 99999, planned: 100000 }));
  assert.match(accuracyPlot(rows).caption, /Coverage: m 99\.9 %\./);
});

Deno.test("accuracyPlot() warns when the runs are on different datasets or only some are simulated", () => {
  const rows = accuracyRows({ runs: ["a", "b"], by: "position", groups: [1, 2] })
    .map((row) => row["run"] === "a" ? row : { ...row, dataset: "else", simulated: true });
  const { caption } = accuracyPlot(rows);
  assert.match(caption, /different datasets and not to be compared/);
  assert.match(caption, /Simulated answers: b\./);
});

Deno.test("accuracyPlot() takes anything that gives records", () => {
  const table = { toRecords: () => POSITIONS };
  assert.equal(accuracyPlot(table).svg, accuracyPlot(POSITIONS).svg);
});

Deno.test("accuracyPlot() takes rows with nothing but what is drawn", () => {
  const row = { model: "m", rarity: "rare", value: 0.5, lo: 0.4, hi: 0.6, n: 90 };
  const figure = accuracyPlot([row, { ...row, rarity: "unrare", value: 0.7 }], { by: "rarity" });
  assert.equal(figure.title, "Accuracy ranges from 50 % (rare) to 70 % (unrare) for m");
});

Deno.test("accuracyPlot() refuses rows it cannot draw, saying which and why", () => {
  const [row] = POSITIONS;
  assert.ok(row);
  const refused: readonly (readonly [readonly PlotRow[], RegExp])[] = [
    [[row, { ...row, value: "0.5" }], /Row 2 has an unusable "value", expected a number or null/],
    [[{ ...row, hi: NaN }], /Row 1 has an unusable "hi"/],
    [[{ run: "m", term: "position", position: 1, value: 1, lo: 1 }], /Row 1 has no "n"/],
    [[{ ...row, run: null, model: null }], /Row 1 has no "run" and no "model"/],
    [[row, row], /Two rows for m, Q3/],
    [
      [row, { ...row, position: 9, group: "Q9", reading: "official" }],
      /more than one reading \(clean, official\)/,
    ],
    [[row, { ...row, position: 9, group: "Q9", unit: "case" }], /more than one unit/],
  ];
  for (const [rows, message] of refused) assert.throws(() => accuracyPlot(rows), message);
  assert.throws(() => accuracyPlot(POSITIONS, { by: "stage" }), {
    name: "RangeError",
    message: /Row 1 has no "stage"; the rows are grouped by position/,
  });
  assert.throws(() => accuracyPlot(POSITIONS, { width: 10 }), /width is 10, expected 300 to 4000/);
});

Deno.test("toVegaLite() is a version 5 specification with data, title and caption, and no page colours", () => {
  const figure = accuracyPlot(accuracyRows({ runs: ["a", "b"], by: "stage", groups: STAGES }));
  const spec = toVegaLite(figure);
  assert.equal(spec["$schema"], "https://vega.github.io/schema/vega-lite/v5.json");
  const json = JSON.stringify(spec);
  assert.doesNotMatch(json, /currentColor/);
  assert.match(
    json,
    /"title":\{"text":\["a has the highest accuracy in all 5 stages, never clear[^\]]*\]/,
  );
  assert.match(json, /Wilson on the/);
  assert.deepEqual(JSON.parse(json), spec);
  assert.throws(() => toVegaLite(accuracyPlot([])), {
    name: "TypeError",
    message: /has no Vega-Lite/,
  });
});

Deno.test("both backends draw every run in its own colour and shape", () => {
  const rows = accuracyRows({ runs: ["a", "b", "c"], by: "stage", groups: STAGES });
  for (const backend of ["plot", "vega-lite"] as const) {
    const { svg } = accuracyPlot(rows, { backend });
    for (const colour of ["#0072B2", "#D55E00", "#009E73"]) assert.ok(svg.includes(colour), colour);
  }
});
