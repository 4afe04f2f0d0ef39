import assert from "node:assert/strict";
import { panelsPlot } from "../../lib/plots/panels_plot.ts";
import { chapterRows, CHAPTERS } from "./figure_rows.ts";

Deno.test("panelsPlot() counts the intervals off each run's own accuracy, beside what chance would give", () => {
  const figure = panelsPlot(chapterRows(["a", "b", "c"]), { by: "level1" });
  assert.equal(
    figure.title,
    "9 of 21 intervals leave the run's overall accuracy out, 3 of 3 in Neoplasms; about 1 would by chance",
  );
  assert.match(figure.caption, /Of 7 equal groups the highest looks about 1\.4 standard errors/);
});

Deno.test("panelsPlot() says so when nothing is off, and when there is one group only", () => {
  const level = chapterRows(["a"]).map((row) => ({ ...row, value: 0.8, lo: 0.7, hi: 0.9 }));
  assert.equal(
    panelsPlot(level).title,
    `No run is clearly off its overall accuracy in any of ${CHAPTERS.length} chapters`,
  );
  assert.equal(
    panelsPlot(level.slice(0, 1)).title,
    "There is one chapter only: nothing to compare with",
  );
});

Deno.test("panelsPlot() weighs groups by their questions in the line of all groups", () => {
  const row = { run: "m", term: "level1", lo: null, hi: null, clusters: 40 };
  const rows = [
    { ...row, level1: "A", value: 1, n: 300, planned: 300 },
    { ...row, level1: "B", value: 0, n: 100, planned: 100 },
  ];
  // The overall accuracy of 0.75 is inside the first interval and outside of the second.
  const wide = rows.map((one) => ({ ...one, lo: one.value * 0.7, hi: one.value * 0.7 + 0.3 }));
  assert.match(panelsPlot(wide).title ?? "", /^1 of 2 intervals leave/);
});

Deno.test("panelsPlot() refuses two rows of one run and group", () => {
  const [row] = chapterRows(["a"]);
  assert.ok(row);
  assert.throws(() => panelsPlot([row, row]), { name: "RangeError", message: /Two rows for a/ });
});
