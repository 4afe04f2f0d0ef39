import assert from "node:assert/strict";
import { figurePng } from "../../lib/plots/figure_png.ts";
import { powerPlot } from "../../lib/plots/power_plot.ts";
import { powerRows } from "./probe_figure_rows.ts";

const ROWS = powerRows();

Deno.test("powerPlot() says what all the data and no single group can show", () => {
  const figure = powerPlot(ROWS);
  assert.equal(
    figure.title,
    "With an assumed variance 1,407 cases would show a difference of 1.8 points in question accuracy or " +
      "4.1 points in case accuracy; no single group less than 4.3",
  );
  assert.equal(
    powerPlot(ROWS.map((row) => ({ ...row, basis: "observed", pairs: 3 }))).title,
    "1,407 cases show a difference of 1.8 points in question accuracy or 4.1 points in case accuracy; " +
      "no single group less than 4.3",
  );
  assert.match(figure.caption, /chapter of 20 \(20 cases\) to chapter of 262 \(262 cases\)/);
  assert.match(figure.caption, /assumed, not observed/);
  assert.equal(figure.rows.length, ROWS.length);
});

Deno.test("powerPlot() is well-formed at any width, with names of curves and numbers", () => {
  for (const width of [300, 692, 1200]) {
    const figure = powerPlot(ROWS, { width });
    for (const label of ["Question accuracy", "Case accuracy", "15.7", "4.1", "Cases"]) {
      assert.ok(figure.svg.includes(label), label);
    }
    assert.doesNotMatch(figure.svg, /NaN|Infinity|undefined/);
    assert.equal(figure.width, width);
    assert.equal(figurePng(figure, { scale: 0.5 })[1], 80);
  }
});

Deno.test("powerPlot() of nothing, of one row, of one case, of groups alone", () => {
  assert.match(powerPlot([]).title ?? "", /^No power to show/);
  assert.match(
    powerPlot(ROWS.map((row) => ({ ...row, mde: null }))).title ?? "",
    /^No power to show/,
  );
  for (const mde of [1.53, null]) {
    const one = powerPlot([{ unit: "case", group: "all", n: 1, clusters: 1, mde }]);
    assert.equal(
      one.title,
      "No power to show: 1 case cannot show any difference of two models",
    );
    assert.match(one.caption, /Not drawn: case accuracy of all the data, for too few cases/);
    assert.doesNotMatch(`${one.svg} ${one.alt} ${one.caption}`, /NaN|Infinity|153/);
  }
  const half = powerPlot([
    { unit: "question", group: "all", n: 24, clusters: 6, mde: 0.8, basis: "observed" },
    { unit: "case", group: "all", n: 6, clusters: 6, mde: null, basis: "observed" },
  ]);
  assert.match(
    half.title ?? "",
    /of 80.0 points in question accuracy or none in case accuracy, not/,
  );
  assert.match(
    powerPlot(ROWS.slice(1, 4)).title ?? "",
    /^With an assumed variance groups show differences of 4.3 points/,
  );
});

Deno.test("powerPlot() refuses rows without unit or number", () => {
  assert.throws(() => powerPlot([{ n: 3, mde: 0.1 }]), /Row 1 has no "unit", expected text/);
  assert.throws(() => powerPlot([{ unit: "case", n: 3 }]), /Row 1 has no "mde"/);
});

Deno.test("powerPlot() leaves out groups too small to show any difference, and says so", () => {
  const row = { unit: "case", n: 21, clusters: 21, mde: 0.33, term: "all", group: "all" };
  const figure = powerPlot([
    row,
    { ...row, term: "level1", group: "one", n: 2, clusters: 2, mde: 1.07 },
    { ...row, term: "level1", group: "two", n: 9, clusters: 9, mde: 0.6 },
  ]);
  assert.match(figure.caption, /Not drawn: 1 group too small to show any difference/);
  assert.doesNotMatch(figure.svg, />107\.0</);
  assert.match(figure.svg, />60\.0</);
});
