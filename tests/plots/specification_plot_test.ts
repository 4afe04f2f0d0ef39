import assert from "node:assert/strict";
import { figurePng } from "../../lib/plots/figure_png.ts";
import { specificationPlot } from "../../lib/plots/specification_plot.ts";

/** Made-up analyses of a pair, or of one run. */
function rows(values: readonly (number | null)[], b: string | null = "old"): object[] {
  return values.map((value, k) => ({
    a: "new",
    b,
    extraction: ["strict", "official"][k % 2],
    failures: ["left out", "wrong", "answered only"][k % 3],
    clip: null,
    weighting: ["questions", "cases"][Math.floor(k / 3) % 2],
    value,
    lo: value === null ? null : value - 0.02,
    hi: value === null ? null : value + 0.02,
    is_default: k === 0,
    is_official: k === 1,
    dataset: "made_up",
  }));
}

Deno.test("specificationPlot() says in how many analyses who is ahead, and how often clear of chance", () => {
  const titles = [
    [[0.03, 0.04, 0.01], "new is ahead of old in 3 of 3 analyses, clear of chance in 2"],
    [[-0.03, -0.04, 0.01], "old is ahead of new in 2 of 3 analyses, clear of chance in 2"],
    [
      [-0.03, 0.04, 0.01],
      "new is ahead of old in 2 of 3 analyses, clear of chance in 1 and clearly behind in 1",
    ],
    [[0.03], "new is ahead of old in 1 of 1 analysis, clear of chance in 1"],
    [[null], "No analysis to show: nothing could be counted"],
    [[], "No analysis to show: nothing could be counted"],
  ] as const;
  for (const [values, title] of titles) assert.equal(specificationPlot(rows(values)).title, title);
});

Deno.test("specificationPlot() of one run gives the range and the default", () => {
  const figure = specificationPlot(rows([0.5, 0.3, 0.7], null));
  assert.equal(
    figure.title,
    "new scores between 30.0 % and 70.0 % over 3 analyses, 50.0 % by default",
  );
  assert.ok(figure.svg.includes("Score of new"));
  assert.deepEqual(figure.rows.map((row) => row["value"]), [0.3, 0.5, 0.7]);
});

Deno.test("specificationPlot() of one run does not mix estimands in its title", () => {
  const figure = specificationPlot(rows([0.5, 0.4, 0.6, 0.1, 0.2, 0.3], null));
  assert.equal(
    figure.title,
    "new scores between 40.0 % and 60.0 % over 3 analyses that weigh questions alike, 50.0 % by default",
  );
});

Deno.test("specificationPlot() shows every choice that was made, both marks, and no dimension without one", () => {
  for (const width of [300, 692, 1200]) {
    const figure = specificationPlot(rows([0.03, 0.04, 0.01, 0.05, -0.01, 0.02]), { width });
    for (
      const label of ["Answers read", "strict", "official", "answered only", "cases", "default"]
    ) {
      assert.ok(figure.svg.includes(label), label);
    }
    assert.ok(!figure.svg.includes("Scores clipped"));
    assert.doesNotMatch(figure.svg, /NaN|Infinity|undefined/);
    assert.ok(figure.width <= width * 1.1);
    assert.equal(figurePng(figure, { scale: 0.5 })[1], 80);
  }
});

Deno.test("specificationPlot() writes hostile and long names as text that fits", () => {
  const name = `<img src=x onerror="alert(1)"> ${"long-".repeat(30)}`;
  const figure = specificationPlot(rows([0.03, 0.01]).map((row) => ({ ...row, a: name })));
  assert.doesNotMatch(figure.svg, /<img/);
  assert.equal(figurePng(figure, { scale: 0.5 })[1], 80);
});

Deno.test("specificationPlot() refuses several pairs, and rows without name or number", () => {
  const other = { ...rows([0.1])[0], b: "older" };
  assert.throws(() => specificationPlot([...rows([0.1]), other]), {
    name: "RangeError",
    message: "Rows of new and old; new and older: draw one run or one pair at a time",
  });
  assert.throws(() => specificationPlot([{ value: 1 }]), /Row 1 has no "run" and no "model"/);
  assert.throws(() => specificationPlot([{ a: "m" }]), /Row 1 has no "value"/);
});
