import assert from "node:assert/strict";
import { eventStudyPlot } from "../../lib/plots/event_study_plot.ts";
import { placeboPlot } from "../../lib/plots/placebo_plot.ts";
import { figurePng } from "../../lib/plots/figure_png.ts";
import { placeboRows } from "./probe_figure_rows.ts";

/** Bins of three months around the cut-off with these changes; the third is the reference. */
function bins(values: readonly (number | null)[]): object[] {
  return values.map((value, k) => ({
    from_month: 3 * k - 8,
    to_month: 3 * k - 6,
    open_start: k === 0,
    open_end: k === values.length - 1,
    reference: k === 2,
    value: k === 2 ? 0 : value,
    lo: k === 2 || value === null ? null : value - 0.03,
    hi: k === 2 || value === null ? null : value + 0.03,
    lo_all: k === 2 || value === null ? null : value - 0.05,
    hi_all: k === 2 || value === null ? null : value + 0.05,
    n: 400,
    runs_crossing: 6,
    clusters: 420,
  }));
}

Deno.test("eventStudyPlot() says what the bins say", () => {
  const titles: readonly (readonly [values: readonly (number | null)[], title: RegExp])[] = [
    [
      [0, 0.01, 0, -0.09, -0.07],
      /^Before .* nothing clearly moves; after it scores fall by up to 9.0 points$/,
    ],
    [
      [0, 0.01, 0, -0.09, -0.04],
      /nothing clearly moves; scores are clearly lower only 1 to 3 months after it, by 9.0 points$/,
    ],
    [[0, 0.01, 0, 0.01, 0.09], /scores are clearly higher only 4 or more months after it, by 9.0/],
    [[0, 0.01, 0, 0.09, 0.07], /scores rise by up to 9.0 points$/],
    [[0, 0.01, 0, 0.09, -0.08], /scores change by up to 9.0 points$/],
    [[0, 0.09, 0, -0.09, -0.04], /^Scores move before the cut-off already/],
    [[0, 0.01, 0, -0.04, -0.04], /^No month before or after the cut-off is clear of chance$/],
    [[0, 0.01, 0], /there are no cases after it$/],
    [[null, null, 0, null], /^No change to show/],
  ];
  for (const [values, title] of titles) {
    assert.match(eventStudyPlot(bins(values)).title ?? "", title);
  }
});

Deno.test("eventStudyPlot() draws every bin with its months and n, at any width, and keeps its rows", () => {
  for (const width of [300, 692, 1200]) {
    const figure = eventStudyPlot(bins([0, 0.01, 0, -0.09, -0.04]).toReversed(), { width });
    for (const label of ["≤ −6", "−5 to −3", "−2 to 0", "1 to 3", "≥ 4", "400"]) {
      assert.ok(figure.svg.includes(label), label);
    }
    assert.doesNotMatch(figure.svg, /NaN|Infinity|undefined/);
    assert.equal(figure.width, width);
    assert.equal(figure.rows[0]?.["from_month"], -8);
    assert.equal(figurePng(figure, { scale: 0.5 })[1], 80);
  }
});

Deno.test("eventStudyPlot() of no rows says so, and of one row is drawn", () => {
  const none = eventStudyPlot([]);
  assert.match(none.title ?? "", /^No change to show/);
  assert.match(none.caption, /there are no rows/);
  assert.match(eventStudyPlot(bins([0.1]).slice(0, 1)).svg, /≤ −6/);
});

Deno.test("eventStudyPlot() refuses rows without months, without a value, and twice the same bin", () => {
  assert.throws(() => eventStudyPlot([{ value: 0.1 }]), {
    name: "TypeError",
    message: 'Row 1 has no "from_month", expected a number of months',
  });
  assert.throws(() => eventStudyPlot([{ from_month: 1, to_month: 3 }]), /Row 1 has no "value"/);
  const [row] = bins([0]);
  assert.throws(() => eventStudyPlot([row ?? {}, row ?? {}]), /Two rows for the months from -8/);
});

Deno.test("placeboPlot() says how many runs drop most at their real cut-off", () => {
  assert.equal(
    placeboPlot(placeboRows(["a"])).title,
    "At its real cut-off a drops the most of 6 possible cut-offs",
  );
  assert.equal(
    placeboPlot(placeboRows(["a", "b", "c"])).title,
    "2 of 3 runs drop most at their real cut-off",
  );
  assert.equal(
    placeboPlot(placeboRows(["a", "b"]).slice(6)).title,
    "2 of 5 placebo cut-offs show a larger drop than the real one of b",
  );
});

Deno.test("placeboPlot() says which runs have no real cut-off among the months, and cuts wide bands", () => {
  const rows = placeboRows(["a", "b"]).map((row) => ({
    ...row,
    real: row["run"] === "a" && row["real"],
    lo: row["month"] === "2024-06" ? -3 : row["lo"],
  }));
  const figure = placeboPlot(rows);
  assert.match(figure.caption, /without enough cases on both sides: b\./);
  assert.match(figure.caption, /Wide intervals are cut/);
});

Deno.test("placeboPlot() refuses a month it cannot read and a month twice", () => {
  const [row] = placeboRows(["a"]);
  assert.throws(
    () => placeboPlot([{ ...row, month: "May" }]),
    /Row 1 has month "May", expected yyyy-mm/,
  );
  assert.throws(() => placeboPlot([row ?? {}, row ?? {}]), /Two rows for a, 2024-01/);
});
