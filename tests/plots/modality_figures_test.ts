import assert from "node:assert/strict";
import { effectsPlot } from "../../lib/plots/effects_plot.ts";
import { upsetPlot } from "../../lib/plots/upset_plot.ts";
import { effectRows, intersectionRows } from "./modality_figure_rows.ts";

Deno.test("effectsPlot() counts what is clear of chance and names the largest", () => {
  assert.equal(
    effectsPlot(effectRows(["a", "b"])).title,
    "2 of 10 adjusted effects are clear of chance, most of all CT, b, −6.2 points",
  );
  const none = effectRows(["a"]).map((row) => ({ ...row, p_adj: 0.4 }));
  assert.equal(
    effectsPlot(none).title,
    "None of 5 adjusted effects are clear of chance (a)",
  );
});

Deno.test("effectsPlot() puts the largest effect on top, and keeps reference rows without drawing them", () => {
  const rows = [
    ...effectRows(["a"]),
    { run: "a", term: "image", group: "Base", reference: null, value: 0, lo: null, hi: null },
  ];
  const figure = effectsPlot(rows);
  assert.deepEqual(figure.rows.map((row) => row["group"]), [
    "Base",
    "MRI",
    "Pathology",
    "Clinical Photo",
    "PET & SPECT",
    "CT",
  ]);
  assert.doesNotMatch(figure.svg, />Base</);
});

Deno.test("effectsPlot() says which levels have no adjusted difference", () => {
  const rows = effectRows(["a"]).map((row, index) =>
    index === 1 ? { ...row, value: null, lo: null, hi: null, p_adj: null } : row
  );
  assert.match(effectsPlot(rows).caption, /Without an adjusted difference: MRI/);
});

Deno.test("effectsPlot() cuts a lone wide interval rather than flatten the rest, and says so", () => {
  const rows = effectRows(["a"]).map((row, index) =>
    index === 4 ? { ...row, lo: -0.6, hi: 0.6, n: 7, clusters: 7 } : row
  );
  assert.match(effectsPlot(rows).caption, /beyond the axis are cut/);
  assert.doesNotMatch(effectsPlot(effectRows(["a"])).caption, /are cut/);
});

Deno.test("effectsPlot() refuses two rows for one level of a run", () => {
  const [row] = effectRows(["a"]);
  assert.ok(row);
  assert.throws(() => effectsPlot([row, row]), {
    name: "RangeError",
    message: "Two rows for a, CT: draw one for each",
  });
});

Deno.test("upsetPlot() counts questions, not trials, and names the commonest combination", () => {
  const figure = upsetPlot(intersectionRows(["a", "b"]));
  assert.equal(
    figure.title,
    "18 % of the questions carry a modality, 1 % several: most often CT + MRI (n\u00a044)",
  );
  assert.match(figure.svg, />4,000</);
  assert.match(figure.caption, /A bar with a gap is cut/);
  assert.match(figure.caption, /Hollow: fewer than 20 cases/);
});

Deno.test("upsetPlot() says so when nothing carries a modality, or nothing several", () => {
  const [none, one] = intersectionRows(["a"]);
  assert.ok(none && one);
  assert.equal(upsetPlot([none]).title, "No question carries a modality");
  assert.equal(
    upsetPlot([none, one]).title,
    "11 % of the questions carry a modality, none several",
  );
});

Deno.test("upsetPlot() draws the largest sets and says what it leaves out", () => {
  const figure = upsetPlot(intersectionRows(["a"]), { most: 3 });
  assert.match(figure.caption, /Not drawn: 2 smaller sets with 53 questions/);
  assert.doesNotMatch(figure.caption, /Hollow/);
  assert.doesNotMatch(figure.svg, />PET/);
  assert.equal(figure.rows.length, 5);
});

Deno.test("upsetPlot() refuses rows without labels, two rows of one set, and nothing to draw", () => {
  const [row] = intersectionRows(["a"]);
  assert.ok(row);
  assert.throws(() => upsetPlot([{ ...row, labels: "CT" }]), {
    name: "TypeError",
    message: 'Row 1 has no "labels", expected a list of texts',
  });
  assert.throws(() => upsetPlot([row, row]), {
    message: "Two rows for a, no image: draw one for each",
  });
  assert.throws(() => upsetPlot([row], { most: 0 }), { message: "most is 0, expected at least 1" });
});
