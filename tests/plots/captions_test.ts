import assert from "node:assert/strict";
import { costPlot } from "../../lib/plots/cost_plot.ts";
import { errorTypesPlot } from "../../lib/plots/error_types_plot.ts";
import { eventStudyPlot } from "../../lib/plots/event_study_plot.ts";
import { familyPlot } from "../../lib/plots/family_plot.ts";
import { forestPlot } from "../../lib/plots/forest_plot.ts";
import { ladderPlot } from "../../lib/plots/ladder_plot.ts";
import { leaderboardPlot } from "../../lib/plots/leaderboard_plot.ts";
import { monthlyPlot } from "../../lib/plots/monthly_plot.ts";
import { pairwisePlot } from "../../lib/plots/pairwise_plot.ts";
import { parametersPlot } from "../../lib/plots/parameters_plot.ts";
import { placeboPlot } from "../../lib/plots/placebo_plot.ts";
import { shortcutPlot } from "../../lib/plots/shortcut_plot.ts";
import { slopePlot } from "../../lib/plots/slope_plot.ts";
import { specificationPlot } from "../../lib/plots/specification_plot.ts";
import { survivalPlot } from "../../lib/plots/survival_plot.ts";
import * as made from "./figure_rows.ts";
import { ladderRows } from "./judge_figure_rows.ts";
import { placeboRows, shortcutRows } from "./probe_figure_rows.ts";

const FROM = { dataset: "made_up", simulated: true };
const SAYS = /Dataset: made_up\. All answers are simulated\.$/;

Deno.test("monthlyPlot() says what is averaged, how its intervals are made, over how many cases", () => {
  const rows = made.monthlyRows(["m"]).map((row) => ({ ...row, ...FROM, undated: 3 }));
  const points = monthlyPlot(rows.map((row) => ({ ...row, unit: "case score", score: "clipped" })));
  assert.match(points.caption, /^Mean case score, clipped to 0 to 100 %, by the month/);
  assert.match(points.caption, /95 % intervals \(t, clustered by case\)/);
  assert.match(points.caption, /1 run, [\d,]+ cases\./);
  assert.match(points.caption, /3 cases of a run left out: the month is not known/);
  assert.match(points.caption, SAYS);
  const right = monthlyPlot(rows.map((row) => ({ ...row, unit: "case" })));
  assert.match(right.caption, /^Share of cases with every question right/);
  assert.match(right.caption, /\(Wilson on the effective number, clustered by case\)/);
});

Deno.test("slopePlot() says what is averaged, the method of the gap, the adjustment and n", () => {
  const rows = (count: number) =>
    made.slopeRows(Array.from({ length: count }, (_, k) => `m${k}`)).map((row) => ({
      ...row,
      ...FROM,
      ...{ unit: "case score", score: "clipped", method: "pre-post/welch", p_adj: 0.02 },
      ...{ n_pre: 120, n_post: 300, pre_lo: 0.1, pre_hi: 0.9 },
    }));
  const { caption } = slopePlot(rows(2));
  assert.match(caption, /^Mean case score, clipped to 0 to 100 %, on cases dated/);
  assert.match(caption, /95 % interval \(Welch's t\)/);
  assert.match(caption, /p at most 0\.05 after Holm over 2 runs/);
  assert.match(caption, /two means \(t, clustered by case\)/);
  assert.match(caption, /m0 [\d-]+ \(120, 300\)/);
  assert.match(caption, SAYS);
  assert.match(slopePlot(rows(9)).caption, /9 runs, 120 cases before, 300 cases after/);
});

Deno.test("eventStudyPlot() names max-T and its seed, and the dataset", () => {
  const bin = { lo: -0.1, hi: 0.1, lo_all: -0.2, hi_all: 0.2, n: 50, ...FROM };
  const rows = [
    { ...bin, from_month: -2, to_month: 0, value: 0, reference: true },
    { ...bin, from_month: 1, to_month: 3, value: 0.02 },
  ];
  const told = rows.map((row) => ({ ...row, simultaneous: "max-t", seed: 42 }));
  assert.match(
    eventStudyPlot(told).caption,
    /for all bins at once \(max-T, random signs of cases, seed 42\)/,
  );
  assert.match(eventStudyPlot(told).caption, /standard errors \(CR1\) clustered by case/);
  assert.match(eventStudyPlot(told).caption, SAYS);
  assert.doesNotMatch(eventStudyPlot(rows).caption, /max-T|Bonferroni/);
});

Deno.test("specificationPlot() says whose score, how intervals are made, and n", () => {
  const { caption } = specificationPlot([0.03, 0.02].map((value, k) => ({
    ...{ a: "new", b: "old", failures: ["left out", "wrong"][k], value, lo: 0, hi: 0.05, ...FROM },
    ...{ n: [6000, 6605][k], method: ["clustered-mean/t", "mean"][k] },
  })));
  assert.match(caption, /\(score of new less that of old, on what is valid in both\)/);
  assert.match(caption, /95 % interval \(t over cases; t, clustered by case\)/);
  assert.match(caption, /n 6,000 to 6,605 questions, cases or groups in an analysis/);
  assert.match(caption, SAYS);
});

Deno.test("errorTypesPlot() says what is shared out, of how many, and whether answers are simulated", () => {
  const { caption } = errorTypesPlot([
    { run: "all runs", type: "KGOC", value: 1, verified: false, n: 1152, ...FROM },
  ]);
  assert.match(
    caption,
    /^Share of each type among the errors of answers that fell short, n 1,152\./,
  );
  assert.match(caption, SAYS);
});

Deno.test("leaderboardPlot() puts only runs that share a rank set on a field, and says what it means", () => {
  const sets = (sets: readonly (readonly [number, number])[]) =>
    sets.map(([rank_lo, rank_hi], k) => ({
      ...{ run: `m${k}`, value: 0.5 - k / 20, lo: 0.4, hi: 0.6, n: 400, rank_lo, rank_hi },
      tier: "ABC"[k],
    }));
  for (const backend of ["plot", "vega-lite"] as const) {
    const tied = leaderboardPlot(sets([[1, 2], [1, 2], [3, 3]]), { backend });
    assert.match(tied.caption, /Runs on one tinted field share their rank set/);
    const apart = leaderboardPlot(sets([[1, 1], [2, 2], [3, 3]]), { backend });
    assert.doesNotMatch(apart.caption, /tinted/);
    assert.equal(JSON.stringify(tied.spec).match(/"tier":"1–2"/g)?.length, 2);
    assert.doesNotMatch(JSON.stringify(apart.spec), /"tier":"/);
  }
});

Deno.test("survivalPlot() has the numbers at risk in both libraries", () => {
  const rows = made.survivalRows(["m", "o"]);
  const counts = rows.map((row) => Number(row["at_risk"] ?? row["atRisk"]).toLocaleString("en-US"));
  for (const backend of ["plot", "vega-lite"] as const) {
    const { svg } = survivalPlot(rows, { backend });
    assert.match(svg, /Cases at risk/);
    for (const count of counts) assert.ok(svg.includes(`>${count}<`), `${backend}: ${count}`);
  }
});

/** Differences with limits that hold for all rows at once. */
function jointRows(runs: readonly string[]) {
  return made.differenceRows(runs).map((row) => ({
    ...row,
    lo_simultaneous: Number(row["lo"]) - 0.01,
    hi_simultaneous: Number(row["hi"]) + 0.01,
  }));
}

Deno.test("forestPlot() draws and writes simultaneous intervals where rows have them, each row's own inside", () => {
  const rows = jointRows(["x", "y"]);
  for (const backend of ["plot", "vega-lite"] as const) {
    const figure = forestPlot(rows, { backend });
    assert.match(figure.svg.replace(/<[^>]*>/g, " "), /simultaneous\s+interval/);
    assert.ok(figure.svg.includes("+6.0 (+2.5 to +9.5)"), backend);
    assert.match(
      figure.caption,
      /thin lines and numbers: 95 % intervals for all compared rows of the table at once \(Bonferroni\); thick: each row’s own 95 % interval/,
    );
    assert.match(figure.svg, /stroke-width="4"/);
  }
  const plain = forestPlot(made.differenceRows(["x", "y"]));
  assert.doesNotMatch(plain.svg + plain.caption, /simultaneous|thick|stroke-width="4"/);
  assert.match(plain.caption, /lines: 95 % intervals, each by itself/);
  const odd = jointRows(["x"]).map((row) => ({ ...row, lo_simultaneous: -0.001, p_adj: 0.03 }));
  assert.match(forestPlot([...odd, ...rows.slice(1)]).caption, /A test can be clear where/);
});

Deno.test("shortcutPlot() prints every difference with the interval of the pair", () => {
  const { svg, caption } = shortcutPlot(shortcutRows(["m"]));
  assert.ok(svg.includes("−6.0 (−8.0 to −4.0)"));
  assert.match(caption, /with the 95 % interval of the paired difference/);
});

Deno.test("captions say how often was drawn, from which seed, and over how many", () => {
  const draws = { replicates: 5000, seed: 7 };
  const drawn = (rows: readonly object[]) => rows.map((row) => ({ ...row, ...draws }));
  const says = /5,000 resamples, seed 7/;
  assert.match(leaderboardPlot(drawn(made.leaderboardRows(["m", "o"]))).caption, says);
  assert.match(costPlot(drawn(made.costRows(["m", "o"]))).caption, says);
  const ladder = ladderPlot(drawn(ladderRows(["j"])).map((row) => ({ ...row, ...FROM })));
  assert.match(ladder.caption, says);
  assert.match(ladder.caption, SAYS);
  assert.match(parametersPlot(made.familyRows(["m", "o"])).caption, /^n 1,407\./);
  const pairs = made.pairRows(["m", "o"]).map((row) => ({ ...row, n: 900, unit: "case" }));
  assert.match(pairwisePlot(pairs).caption, /n 900 cases a pair\./);
  const placebo = placeboRows(["m"]).map((row) => ({ ...row, n_pre: 100, n_post: 60 }));
  assert.match(placeboPlot(placebo).caption, /1 run, 160 scores each\./);
});

Deno.test("titles name a first and a trend only where ranks, intervals or enough models tell it", () => {
  const families = (values: readonly object[]) =>
    familyPlot(values.map((row, k) => ({ run: `m${k}`, n: 400, family: "F", ...row }))).title ?? "";
  const near = [{ value: 0.5, lo: 0.45, hi: 0.55 }, { value: 0.48, lo: 0.43, hi: 0.53 }];
  assert.match(
    families(near),
    /^m0 has the highest score, 50\.0 %, but could be second: the interval/,
  );
  const ranked = near.map((row) => ({ ...row, rank_lo: 1 }));
  assert.equal(families(ranked), "2 of 2 models could be first: the tests cannot rule it out");
  const sizes = (count: number, score: (k: number) => number) =>
    parametersPlot(Array.from({ length: count }, (_, k) => ({
      ...{ run: `m${k}`, parameters: 1e9 * (k + 1), value: score(k) },
    }))).title ?? "";
  assert.match(sizes(3, (k) => 0.3 + k / 50), /too few for a trend$/);
  assert.match(
    sizes(12, (k) => 0.3 + k / 50 + (k % 2) / 30),
    /^Larger models score higher: rank correlation 0\.\d\d \(0\.\d\d to 0\.\d\d\) over 12 models$/,
  );
  assert.match(
    sizes(12, (k) => 0.3 + (k * 7 % 12) / 50),
    /^No clear relation of score and parameters/,
  );
});

Deno.test("leaderboardPlot() says where a number has no interval, and calls published models models", () => {
  const rows = [["m0", 0.4, 0.35, 0.45], ["m1", 0, 0, 0.02]].map(([run, value, lo, hi]) => ({
    ...{ run, value, lo, hi, n: 400, unit: "case score", method: "published/normal" },
    ...{ rank_lo: 1, rank_hi: 2 },
  }));
  const published = leaderboardPlot(rows);
  assert.equal(published.title, "2 of 2 models could be first: the tests cannot rule it out");
  assert.ok(published.svg.includes("0.0 %* (0.0–2.0)"));
  assert.match(published.caption, /\*: the interval is cut at 0; a score published as 0 may/);
  const bare = leaderboardPlot(rows.map((row) => ({ ...row, method: "x", lo: null, hi: null })));
  assert.ok(bare.svg.includes("40.0 %, no interval"));
});

Deno.test("leaderboardPlot() says that intervals of judged runs carry the judges' noise", () => {
  const rows = made.leaderboardRows(["m", "o"]).map((row) => ({
    ...row,
    ...{ unit: "case score", method: "judged-ranks/panel-bootstrap", replicates: 2000 },
  }));
  const { caption } = leaderboardPlot(rows);
  assert.match(
    caption,
    /lines: 95 % intervals \(normal, .* draws of the cases, the judges and their/,
  );
  assert.match(caption, /P\(best\): share of these draws .*, 2,000 resamples, seed 42\./);
});
