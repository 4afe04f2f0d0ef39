import assert from "node:assert/strict";
import { driftPlot } from "../../lib/plots/drift_plot.ts";

const ALL = {
  term: "all",
  run: null,
  cutoff: null,
  value: -0.079,
  lo: -0.11,
  hi: -0.047,
  p_adj: 1e-6,
  runs: 8,
  runs_crossing: 2,
  clusters: 417,
};
const RUNS = [
  { term: "run", run: "big", cutoff: "2025-06", value: 0.02, lo: -0.03, hi: 0.08, p_adj: 0.7 },
  { term: "run", run: "small", cutoff: "2025-03", value: -0.17, lo: -0.23, hi: -0.11, p_adj: 1e-8 },
];
const GAPS = [
  { run: "big", value: -0.03, lo: -0.09, hi: 0.04 },
  { run: "never", value: null, lo: null, hi: null },
];

Deno.test("driftPlot() says the common change, and in how many runs it stands alone", () => {
  const titles: readonly (readonly [rows: readonly object[], title: RegExp])[] = [
    [
      [ALL, ...RUNS],
      /^Scores fall by 7\.9 points .* harder cases explain, clearly in 1 of 2 runs$/,
    ],
    [[{ ...ALL, value: 0.079 }, ...RUNS], /^Scores rise by 7\.9 points .* clearly in 0 of 2 runs$/],
    [[{ ...ALL, p_adj: 0.3 }], /no change after the cut-off is clear of chance$/],
    [[{ ...ALL, value: null, lo: null, hi: null, p_adj: null }], /^No change to show: it takes/],
    [[], /^No change to show/],
  ];
  for (const [rows, title] of titles) assert.match(driftPlot(rows).title ?? "", title);
});

Deno.test("driftPlot() puts all runs on top, then the largest fall, and draws plain gaps beside", () => {
  for (const width of [300, 692, 1200]) {
    const figure = driftPlot([...RUNS, ALL], { gaps: GAPS, width });
    assert.deepEqual(figure.rows.map((row) => row["run"]), [null, "small", "big"]);
    assert.match(figure.alt, /big, 2025-06: \+2\.0 .*plain gap −3\.0/);
    assert.match(
      figure.caption,
      /Hollow squares: the plain gap.* 8 runs, 2 with cases on both sides .*; 417 cases\./,
    );
    assert.doesNotMatch(figure.svg, /NaN|Infinity|undefined/);
  }
  assert.doesNotMatch(driftPlot([ALL]).caption, /Hollow/);
});

Deno.test("driftPlot() refuses rows of one run twice, and rows without a value", () => {
  assert.throws(() => driftPlot([...RUNS, ...RUNS]), /Two rows for small, 2025-03/);
  assert.throws(
    () => driftPlot([{ term: "run", run: "m" }]),
    /Row 1 has no "value".*twoWayFixedEffects/,
  );
});
