import assert from "node:assert/strict";
import { readModelFacts } from "../../lib/datasets/read_model_facts.ts";
import { readPublishedScores } from "../../lib/datasets/read_published_scores.ts";
import { costPlot } from "../../lib/plots/cost_plot.ts";
import { familyPlot } from "../../lib/plots/family_plot.ts";
import { flipPlot } from "../../lib/plots/flip_plot.ts";
import { forestPlot } from "../../lib/plots/forest_plot.ts";
import { heatmapPlot } from "../../lib/plots/heatmap_plot.ts";
import { leaderboardPlot } from "../../lib/plots/leaderboard_plot.ts";
import { monthlyPlot } from "../../lib/plots/monthly_plot.ts";
import { outcomePlot } from "../../lib/plots/outcome_plot.ts";
import { pairwisePlot } from "../../lib/plots/pairwise_plot.ts";
import { parametersPlot } from "../../lib/plots/parameters_plot.ts";
import { slopePlot } from "../../lib/plots/slope_plot.ts";
import { survivalPlot } from "../../lib/plots/survival_plot.ts";
import { withModelFacts } from "../../lib/plots/with_model_facts.ts";
import {
  chapterRows,
  differenceRows,
  leaderboardRows,
  monthlyRows,
  outcomeRows,
  survivalRows,
} from "./figure_rows.ts";

Deno.test("leaderboardPlot() says how many runs could be first, and sorts by score", () => {
  const rows = leaderboardRows(["a", "b", "c", "d", "e"]);
  const figure = leaderboardPlot(rows.toReversed());
  assert.equal(figure.title, "4 of 5 runs could be first: the tests cannot rule it out");
  assert.deepEqual(figure.rows.map((row) => row["run"]), ["a", "b", "c", "d", "e"]);
  const alone = leaderboardPlot(rows.map((row, index) => ({ ...row, rank_lo: index + 1 })));
  assert.equal(alone.title, "a is first, and the data can tell it from all others");
});

Deno.test("leaderboardPlot() computes limits from the number of cases where a row has none", () => {
  const figure = leaderboardPlot([{ run: "o3", value: 0.357, n: 1407, unit: "case" }]);
  assert.match(figure.alt, /35\.7 % \(33\.2–38\.2\)/);
});

Deno.test("leaderboardPlot() refuses two rows for one run, and a reference that is no share", () => {
  const [row] = leaderboardRows(["a"]);
  assert.ok(row);
  assert.throws(() => leaderboardPlot([row, row]), { message: /Two rows for a/ });
  assert.throws(() => leaderboardPlot([row], { references: [{ label: "x", value: 37.8 }] }), {
    name: "RangeError",
    message: 'The reference "x" is 37.8, expected a proportion in [0,1]',
  });
});

Deno.test("leaderboardPlot() gives a reference a band only where its number of cases is known", () => {
  const rows = leaderboardRows(["a"]);
  const draw = (n: number | null) =>
    leaderboardPlot(rows, { references: [{ label: "chief", value: 0.38, n }] });
  assert.match(draw(100).caption, /chief 38\.0 %, each with its 95 % band/);
  assert.match(
    draw(null).caption,
    /Dashed: chief 38\.0 %, without a band: its number of cases is not known\./,
  );
});

Deno.test("forestPlot() counts better, worse and undecided against one baseline", () => {
  const figure = forestPlot(differenceRows(["a", "b", "c", "d", "e", "f", "g", "h", "i"]));
  assert.equal(
    figure.title,
    "Against baseline, 2 are better, 1 worse, and 6 cannot be told apart",
  );
});

Deno.test("forestPlot() keeps groups of one comparison together, under its name", () => {
  const base = { a: "x", b: "y", lo: 0.01, hi: 0.2, term: "stage" };
  const figure = forestPlot([
    { ...base, group: "Follow-up", value: 0.05 },
    { ...base, group: "Diagnosis", value: 0.1 },
  ]);
  assert.match(figure.svg, />x − y</);
  assert.deepEqual(figure.rows.map((row) => row["group"]), ["Diagnosis", "Follow-up"]);
  assert.equal(figure.title, "All of 2 differences are clear of chance");
});

Deno.test("forestPlot() does not call a difference better whose p is high", () => {
  const row = { a: "x", b: "y", value: 0.02, lo: 0.001, hi: 0.04, p: 0.04, p_adj: 0.12 };
  assert.equal(forestPlot([row]).title, "x is 2.0 points above y, which may be chance");
});

Deno.test("pairwisePlot() writes only differences that can be told apart, with both signs", () => {
  const figure = pairwisePlot([
    { a: "x", b: "y", value: 0.1, p_adj: 0.01 },
    { a: "x", b: "z", value: 0.066, p_adj: 0.5 },
    { a: "y", b: "z", value: -0.0996, p_adj: 0.02 },
  ]);
  assert.equal(figure.title, "2 of 3 pairs of runs can be told apart");
  assert.equal(figure.svg.match(/>\+10</g)?.length, 2);
  assert.equal(figure.svg.match(/>−10</g)?.length, 2);
  assert.doesNotMatch(figure.svg, />\+7</);
});

Deno.test("pairwisePlot() refuses a pair given twice", () => {
  const row = { a: "x", b: "y", value: 0.1, p_adj: 0.01 };
  assert.throws(() => pairwisePlot([row, { ...row, a: "y", b: "x" }]), {
    message: /Two rows for y and x/,
  });
});

Deno.test("heatmapPlot() draws a panel for each value of a further column, each shrunken for itself", () => {
  const rows = chapterRows(["a", "b"]);
  const rare = rows.map((row) => ({ ...row, rarity: "rare" }));
  const common = rows.slice(0, -1)
    .map((row) => ({ ...row, rarity: "common", n: 40, planned: 40, clusters: 10 }));
  const figure = heatmapPlot([...common, ...rare], { by: "level1", facet: "rarity" });
  const alone = heatmapPlot(rows, { by: "level1" });
  assert.match(figure.svg, />rare<.*>common</);
  assert.match(figure.svg, /Neoplasms, n(\u00a0|&#160;)1,200\1\|\1(?:40)</);
  assert.match(figure.caption, /Panels by size: rare, common; n in this order/);
  assert.equal(figure.rows.length, rare.length + common.length);
  assert.equal(figure.rows[0]?.["rarity"], "rare");
  assert.match(figure.alt, /Neoplasms \(rare\), a: /);
  assert.equal(figure.spec, null);
  assert.ok(alone.spec !== null);
});

Deno.test("heatmapPlot() puts panels below each other where columns would become too narrow", () => {
  const rows = chapterRows(Array.from({ length: 26 }, (_, k) => `model-${k}`));
  const both = ["rare", "common"].flatMap((rarity) => rows.map((row) => ({ ...row, rarity })));
  const alone = heatmapPlot(rows, { by: "level1" });
  const figure = heatmapPlot(both, { by: "level1", facet: "rarity" });
  assert.ok(figure.height > 1.6 * alone.height - 100);
  assert.throws(() => heatmapPlot(rows, { by: "level1", facet: "rarity" }), {
    name: "RangeError",
    message: 'Row 1 has no "rarity" to make panels of',
  });
});

Deno.test("heatmapPlot() finds no real differences among equal chapters", () => {
  const rows = chapterRows(["m"]).map((row) => ({ ...row, value: 0.8, lo: 0.75, hi: 0.85 }));
  assert.equal(
    heatmapPlot(rows).title,
    "No run has chapters that differ more than chance explains",
  );
});

Deno.test("heatmapPlot() puts large groups on top and shrinks small ones", () => {
  const figure = heatmapPlot(chapterRows(["m"]));
  const sizes = figure.rows.map((row) => Number(row["n"]));
  assert.deepEqual(sizes, sizes.toSorted((a, b) => b - a));
  assert.match(figure.title ?? "", /from 68 % in Diseases of the nervous system/);
});

Deno.test("survivalPlot() names the best and the worst, and dashes a reference", () => {
  const rows = survivalRows(["a", "b"]).map((row) => ({ ...row, reference: row["run"] === "b" }));
  const figure = survivalPlot(rows);
  assert.match(figure.title ?? "", /^After Q6 33 % of the cases are still without error, a$/);
  assert.match(figure.caption, /Dashed: for comparison/);
  assert.match(figure.svg, /stroke-dasharray/);
});

Deno.test("survivalPlot() speaks of the last question at which every run has 20 cases", () => {
  const rows = survivalRows(["a", "b"]).map((row) => ({
    ...row,
    atRisk: row["run"] === "b" && Number(row["q"]) > 3 ? 5 : row["atRisk"],
  }));
  assert.match(survivalPlot(rows).title ?? "", /^After Q3 from \d+ % \(b\) to \d+ % \(a\)/);
});

Deno.test("heatmapPlot() does not colour a cell without an interval", () => {
  const rows = chapterRows(["m"]).map((row, index) =>
    index === 0 ? { ...row, value: 1, lo: null, hi: null } : row
  );
  const { caption, alt } = heatmapPlot(rows);
  assert.match(caption, /Without colour: too few cases for an interval[^.]*\(1 cell\)/);
  assert.match(alt, /Neoplasms, m: 100 % as observed/);
});

Deno.test("survivalPlot() refuses two rows for one question of a run", () => {
  const [row] = survivalRows(["a"]);
  assert.ok(row);
  assert.throws(() => survivalPlot([row, row]), { message: /Two rows for a, question 1/ });
});

Deno.test("outcomePlot() refuses outcomes that do not add up", () => {
  const [row] = outcomeRows(["a"]);
  assert.throws(() => outcomePlot([{ ...row, refused: 0 }]), {
    name: "RangeError",
    message: "The outcomes of a add up to 6545, expected the 6605 planned",
  });
});

Deno.test("outcomePlot() shows bounds only where something is unknown", () => {
  const whole = outcomePlot([{ run: "m", planned: 4, graded: 4, right: 3 }]);
  assert.equal(whole.title, "Every question of m has a known outcome");
  assert.doesNotMatch(whole.caption, /Bracket/);
  assert.match(outcomePlot(outcomeRows(["m"])).caption, /Bracket: the share right/);
});

Deno.test("costPlot() names runs whose cost is not known instead of drawing them at 0", () => {
  const figure = costPlot([
    { run: "a", cost: 0.1, value: 0.5 },
    { run: "b", cost: null, value: 0.9 },
    { run: "c", cost: 0, value: 0.9 },
  ]);
  assert.match(figure.caption, /Not drawn[^:]*: c, b\./);
  assert.equal(figure.title, "a has 50.0 % right at $0.1");
});

Deno.test("slopePlot() counts a fall only where the gap is clear of zero", () => {
  const row = { meanPre: 0.6, meanPost: 0.5, value: -0.1 };
  const figure = slopePlot([
    { ...row, run: "a", lo: -0.2, hi: -0.01 },
    { ...row, run: "b", lo: -0.2, hi: 0.01 },
    { ...row, run: "c", meanPost: null, value: null, lo: null, hi: null },
  ]);
  assert.equal(figure.title, "After their cut-offs 1 of 2 runs score lower, clear of chance");
  assert.match(figure.caption, /without cases on both sides: c\./);
  assert.match(figure.caption, /no proof of contamination/);
  const names = figure.svg.match(/<text[^>]*>(?:(?!<\/text>).)*\bb\b/g) ?? [];
  assert.ok(names.length >= 2, "a run is named at both ends");
  const undated = slopePlot([
    { ...row, run: "a", cutoff: "2024-01", lo: -0.2, hi: -0.01 },
    { run: "late", cutoff: "2026-01", meanPre: 0.5, meanPost: null, value: null },
    { run: "dateless", cutoff: null, meanPre: null, meanPost: null, value: null },
  ]);
  assert.match(
    undated.caption,
    /without cases on both sides: late\. Not drawn, cut-off unknown: dateless\./,
  );
});

Deno.test("monthlyPlot() claims a trend only where the test finds one", () => {
  assert.match(monthlyPlot(monthlyRows(["m"])).title ?? "", /^m falls from/);
  const flat = monthlyRows(["m"]).slice(0, 6).map((row, k) => ({
    ...row,
    value: 0.5 + 0.01 * (k % 2),
  }));
  assert.match(monthlyPlot(flat).title ?? "", /no trend is clear of chance$/);
});

Deno.test("monthlyPlot() refuses a month it cannot read, and one given twice", () => {
  const [row] = monthlyRows(["m"]);
  assert.ok(row);
  assert.throws(() => monthlyPlot([{ ...row, month: "2024-13" }]), {
    message: 'Row 1 has month "2024-13", expected yyyy-mm',
  });
  assert.throws(() => monthlyPlot([row, row]), { message: /Two rows for m, 2023-01/ });
});

Deno.test("monthlyPlot() marks in the panels which of several runs fall", () => {
  const flat = monthlyRows(["flat"]).map((row, k) => ({ ...row, value: 0.5 + 0.01 * (k % 2) }));
  const figure = monthlyPlot([...monthlyRows(["m"]), ...flat]);
  assert.match(figure.title ?? "", /the scores of 1 of 2 runs fall \(↓\), clear of chance$/);
  assert.ok(figure.svg.includes("m ↓"));
  assert.ok(!/flat [↓↑]/.test(figure.svg));
});

Deno.test("familyPlot() says that a level is not reached, within intervals, or clearly passed", () => {
  const title = (rows: readonly (readonly [lo: number, value: number, hi: number])[]) =>
    familyPlot(rows.map(([lo, value, hi], k) => ({ run: `m${k}`, lo, value, hi })), {
      references: [{ label: "physicians", value: 0.5 }],
    }).title;
  assert.equal(title([[0.1, 0.2, 0.3], [0.2, 0.3, 0.4]]), "No model reaches physicians 50.0 %");
  assert.equal(
    title([[0.1, 0.2, 0.3], [0.3, 0.45, 0.6]]),
    "The physicians' 50.0 % lies within the interval of 1 model",
  );
  assert.equal(
    title([[0.6, 0.7, 0.8], [0.55, 0.65, 0.7], [0.45, 0.52, 0.6]]),
    "2 models are clearly above physicians 50.0 %; it lies within the interval of 1 model",
  );
});

Deno.test("flipPlot() counts both sides and claims no help or harm", () => {
  const row = { run: "m", only_with: 636, only_without: 207, n: 2310, p: 0.001 };
  assert.equal(
    flipPlot([row]).title,
    "m is right only with the image 636 times, only without it 207 times, of 2,310",
  );
  assert.equal(
    flipPlot([row, { ...row, run: "o", p: 0.4 }]).title,
    "In 1 of 2 models clearly more answers are right only with the image than only without it",
  );
});

Deno.test("forestPlot() names its methods in words", () => {
  const rows = differenceRows(["a", "b"]).map((row) => ({
    ...row,
    adjust: "westfall-young/monte-carlo",
    test: "made-up/test",
  }));
  const { caption } = forestPlot(rows);
  assert.match(caption, /made up, test, Westfall-Young max-T, random signs of the cases over/);
  assert.doesNotMatch(caption, /westfall-young|monte-carlo/);
});

Deno.test("outcomePlot() tells a prompt cut by the server from failed calls and from the token limit", () => {
  const { svg } = outcomePlot([
    { run: "m", planned: 10, graded: 6, right: 6, truncated: 1, failed: 1, context_cut: 2 },
  ]);
  for (const name of ["stopped by the token limit", "prompt cut by the server", "call failed"]) {
    assert.ok(svg.includes(name), name);
  }
});

Deno.test("withModelFacts() finds models by what they are asked for", async () => {
  const facts = await readModelFacts();
  const names = ["openai/gpt-4o-2024-08-06", "google/medgemma-4b-it", "GPT-4o-mini", "o3", "who"];
  const rows = withModelFacts(names.map((run) => ({ run, value: 1 })), facts);
  assert.deepEqual(rows.map((row) => row["type"]), [
    "proprietary",
    "medical",
    "proprietary",
    "proprietary",
    null,
  ]);
  assert.equal(rows[0]?.["cutoff"], "2023-10");
});

Deno.test("familyPlot() and parametersPlot() draw the published scores as the paper groups them", async () => {
  const { models, references } = await readPublishedScores("liveclin");
  const rows = withModelFacts(
    models.map(({ model, value, n }) => ({ run: model, value, n, unit: "case" })),
    await readModelFacts(),
  );
  assert.ok(rows.every((row) => typeof row["family"] === "string"));
  const families = familyPlot(rows, { references });
  assert.equal(
    families.title,
    "The chief physicians' 37.8 % lies within the intervals of 2 models",
  );
  assert.equal(families.rows[0]?.["run"], "InternVL 3.5 241B");
  const parameters = parametersPlot(rows, { references });
  assert.match(
    parameters.title ?? "",
    /^Larger models score higher: rank correlation 0\.89 \(0\.61 to 0\.97\) over 13 models$/,
  );
  assert.match(parameters.caption, /Not disclosed or not known: 13 models/);
});
