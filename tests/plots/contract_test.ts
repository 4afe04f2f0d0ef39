import assert from "node:assert/strict";
import { parseHTML } from "linkedom";
import { accuracyPlot } from "../../lib/plots/accuracy_plot.ts";
import type { Figure, FigureOptions, PlotRow } from "../../lib/plots/figure.ts";
import { costPlot } from "../../lib/plots/cost_plot.ts";
import { cohesionPlot } from "../../lib/plots/cohesion_plot.ts";
import { driftPlot } from "../../lib/plots/drift_plot.ts";
import { effectsPlot } from "../../lib/plots/effects_plot.ts";
import { familyPlot } from "../../lib/plots/family_plot.ts";
import { figurePng } from "../../lib/plots/figure_png.ts";
import { flipPlot } from "../../lib/plots/flip_plot.ts";
import { forestPlot } from "../../lib/plots/forest_plot.ts";
import { firstErrorPlot } from "../../lib/plots/first_error_plot.ts";
import { hazardPlot } from "../../lib/plots/hazard_plot.ts";
import { heatmapPlot } from "../../lib/plots/heatmap_plot.ts";
import { leaderboardPlot } from "../../lib/plots/leaderboard_plot.ts";
import { monthlyPlot } from "../../lib/plots/monthly_plot.ts";
import { outcomePlot } from "../../lib/plots/outcome_plot.ts";
import { pairwisePlot } from "../../lib/plots/pairwise_plot.ts";
import { parametersPlot } from "../../lib/plots/parameters_plot.ts";
import { placeboPlot } from "../../lib/plots/placebo_plot.ts";
import { shortcutPlot } from "../../lib/plots/shortcut_plot.ts";
import { questionCasePlot } from "../../lib/plots/question_case_plot.ts";
import { slopePlot } from "../../lib/plots/slope_plot.ts";
import { survivalPlot } from "../../lib/plots/survival_plot.ts";
import { upsetPlot } from "../../lib/plots/upset_plot.ts";
import { accuracyRows, STAGES } from "./accuracy_rows.ts";
import * as made from "./figure_rows.ts";
import * as probe from "./probe_figure_rows.ts";
import * as modality from "./modality_figure_rows.ts";
import * as process from "./process_figure_rows.ts";

/** What a figure function has to draw in the cases below, and the labels that must be readable in it. */
interface Subject {
  readonly name: string;
  readonly draw: (rows: readonly PlotRow[], options: FigureOptions) => Figure;
  readonly rows: (runs: readonly string[]) => readonly PlotRow[];
  readonly labels: readonly string[];
}

const NASTY = `<img src=x onerror="alert(1)"> & 'it' \u0000\u001b[31m\u202e ${"long-".repeat(20)}`;
const GROUPS = [
  "Chapter 13: Diseases of the musculoskeletal system and connective tissue",
  "模型",
  NASTY,
];

/** Every figure of accuracy by group. */
const SUBJECTS: readonly Subject[] = [
  {
    name: "accuracyPlot by position",
    draw: (rows, options) => accuracyPlot(rows, { ...options, by: "position" }),
    rows: (runs) => accuracyRows({ runs, by: "position", groups: [1, 2, 3, 4, 5, 6] }),
    labels: ["Q1", "Q6"],
  },
  {
    name: "accuracyPlot by stage",
    draw: (rows, options) => accuracyPlot(rows, { ...options, by: "stage" }),
    rows: (runs) => accuracyRows({ runs, by: "stage", groups: STAGES }),
    labels: STAGES,
  },
  {
    name: "accuracyPlot by chapter",
    draw: (rows, options) => accuracyPlot(rows, { ...options, by: "level1" }),
    rows: (runs) => accuracyRows({ runs, by: "level1", groups: GROUPS }),
    labels: GROUPS,
  },
  {
    name: "accuracyPlot by nothing",
    draw: accuracyPlot,
    rows: (runs) => accuracyRows({ runs, by: "all", groups: ["all"] }),
    labels: ["all questions"],
  },
];

const MANY = Array.from(
  { length: 26 },
  (_, index) => `organisation-${index}/model-name-${index}-instruct`,
);
const CASES: readonly (readonly [string, readonly string[]])[] = [
  ["1 run", ["sim-strong"]],
  ["3 runs", ["sim-strong", "meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8", "o3"]],
  ["8 runs", MANY.slice(0, 8)],
  ["26 runs", MANY],
  ["hostile names", [NASTY, "模型 🤖", "=1+1"]],
  ["names of 500 characters", [
    `${"long-".repeat(100)}a`,
    `${"long-".repeat(100)}b`,
    `${"M".repeat(250)}1${"M".repeat(250)}`,
    `${"M".repeat(250)}2${"M".repeat(250)}`,
  ]],
];

/** What a parser finds in a drawing. */
interface Seen {
  /** The text a reader sees, without the line breaks and blanks that wrapping puts in or takes out. */
  readonly text: string;
  /** The same without title and caption. */
  readonly drawn: string;
  /** Names of elements, lower case. */
  readonly elements: ReadonlySet<string>;
  /** Names of attributes. */
  readonly attributes: ReadonlySet<string>;
}

function parse(svg: string): Seen {
  const { document } = Object(parseHTML(`<!doctype html><html><body>${svg}</body></html>`));
  const nodes: { readonly localName: string; getAttributeNames(): string[] }[] = [
    ...document.querySelectorAll("body *"),
  ];
  const parts: { readonly textContent: string }[] = [...document.querySelectorAll("svg > g")];
  return {
    text: squeezed(String(document.body.textContent)),
    drawn: squeezed(parts.map((part) => part.textContent).join(" ")),
    elements: new Set(nodes.map((node) => node.localName.toLowerCase())),
    attributes: new Set(nodes.flatMap((node) => node.getAttributeNames())),
  };
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, "");
}

/** As figures write a text: without what XML forbids or hides. */
function shown(text: string): string {
  return squeezed(text.replace(/\p{Cc}|\u202e/gu, "\uFFFD"));
}

function check(figure: Figure, labels: readonly string[]): void {
  const { svg, html, alt, caption } = figure;
  assert.doesNotMatch(svg, /NaN|Infinity|undefined|\[object/);
  assert.doesNotMatch(svg, /\p{Cc}/u);
  assert.match(
    svg,
    /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+" viewBox=/,
  );
  assert.match(svg, /role="img" aria-label="[^"]+" aria-description="[^"]+"/);
  assert.match(html, /^<figure [^>]*>/);
  assert.ok(alt.length > 20 && caption.length > 20);
  const { text, drawn, elements, attributes } = parse(svg);
  for (const name of ["script", "style", "img", "foreignobject"]) {
    assert.ok(!elements.has(name), name);
  }
  for (const name of attributes) assert.doesNotMatch(name, /^on|href$/);
  for (const label of labels) {
    assert.ok(drawn.includes(shown(label)), `"${label}" is not in the figure`);
  }
  assert.ok(text.includes(shown(caption)));
  // The strict XML parser of the rasteriser is the judge of well-formedness.
  const png = figurePng(figure, { scale: 0.5 });
  assert.deepEqual([...png.slice(1, 4)], [80, 78, 71]);
  const bundle = figure[Symbol.for("Jupyter.display")]?.();
  assert.deepEqual(Object.keys(bundle ?? {}), ["text/html", "text/plain"]);
  assert.equal(bundle?.["text/html"], html);
}

/** Rows keep full names; what is drawn is no wider for them, and a specification has them for its tooltips. */
function checkNames(figure: Figure, given: readonly PlotRow[]): void {
  const names = (rows: readonly PlotRow[]) =>
    rows.flatMap(({ run, a, model }) => [run, a, model]).map(String).toSorted();
  assert.equal(figure.rows.length, given.length);
  assert.deepEqual(names(figure.rows), names(given));
  assert.ok(figure.width <= 692 * 1.35, `${figure.width} wide`);
  if (!names(given).some((name) => name.length > 400)) return;
  for (const text of [figure.title, figure.caption]) {
    assert.doesNotMatch(text ?? "", /(long-){20}|M{60}/);
  }
  if (figure.spec !== null) assert.match(JSON.stringify(figure.spec), /"full_name":"(long-){100}/);
}

for (const { name, draw, rows, labels } of SUBJECTS) {
  for (const backend of ["plot", "vega-lite"] as const) {
    for (const [what, runs] of CASES) {
      Deno.test(`${name}, ${backend}, ${what}: complete, well-formed, every label there`, () => {
        const figure = draw(rows(runs), { backend });
        check(figure, [...labels, ...runs]);
        checkNames(figure, rows(runs));
      });
    }

    Deno.test(`${name}, ${backend}: no rows give a figure that says so`, () => {
      const figure = draw([], { backend });
      check(figure, []);
      assert.match(figure.title ?? "", /No accuracy to show/);
      assert.match(figure.caption, /there are no rows/);
      assert.deepEqual(figure.rows, []);
    });

    Deno.test(`${name}, ${backend}: one row, and one without anything to count`, () => {
      const [row] = rows(["m"]);
      assert.ok(row);
      check(draw([row], { backend }), ["m"]);
      const nothing = { ...row, n: 0, clusters: 0, value: null, lo: null, hi: null };
      const figure = draw([nothing], { backend });
      check(figure, []);
      assert.match(figure.caption, /Nothing to count: m,/);
      assert.match(figure.title ?? "", /No accuracy to show/);
    });

    Deno.test(`${name}, ${backend}: one case has a dot without an interval`, () => {
      const [row] = rows(["m"]);
      const figure = draw([{ ...row, n: 1, clusters: 1, value: 1, lo: null, hi: null }], {
        backend,
      });
      check(figure, []);
      assert.match(figure.caption, /Without a line: too few cases/);
      assert.match(figure.title ?? "", /fewer than 20 cases/);
    });

    Deno.test(`${name}, ${backend}: no part is wider than the figure, at any width`, () => {
      for (const width of [300, 692, 1200]) {
        const figure = draw(rows(["sim-strong", "sim-weak"]), { backend, width });
        assert.ok(
          figure.width >= width && figure.width <= width * 1.35,
          `${figure.width} for ${width}`,
        );
        assert.equal(figure.svg.match(/width="(\d+)"/)?.[1], String(figure.width));
      }
    });

    Deno.test(`${name}, ${backend}: drawing changes nothing it was given`, () => {
      const given = rows(["a", "b"]);
      const before = structuredClone(given);
      draw(given, { backend });
      assert.deepEqual(given, before);
    });
  }

  Deno.test(`${name}: the same rows give the same figure`, () => {
    const draws = () => draw(rows(["a", "b"]), {}).svg;
    assert.equal(draws(), draws());
  });
}

/** Any other figure: what it draws, and what becomes null when there is nothing to count. */
interface OtherFigure {
  readonly name: string;
  readonly backends: readonly ("plot" | "vega-lite")[];
  readonly draw: (rows: readonly PlotRow[], options: FigureOptions) => Figure;
  readonly rows: (runs: readonly string[]) => readonly PlotRow[];
  readonly labels: readonly string[];
  readonly nothing: PlotRow;
  /** Only the first and the last of many runs are named. */
  readonly namesSome?: boolean;
}

const PHYSICIANS = [{ label: "attending", value: 0.346 }, { label: "chief", value: 0.378, n: 100 }];
const UNKNOWN = { value: null, lo: null, hi: null };

/** Every other figure function stands here. */
const OTHERS: readonly OtherFigure[] = [
  {
    name: "leaderboardPlot",
    backends: ["plot", "vega-lite"],
    draw: (rows, options) => leaderboardPlot(rows, { references: PHYSICIANS, ...options }),
    rows: made.leaderboardRows,
    labels: ["attending 34.6 %", "chief 37.8 %", "rank", "P(best)"],
    nothing: UNKNOWN,
  },
  {
    name: "forestPlot",
    backends: ["plot", "vega-lite"],
    draw: forestPlot,
    rows: made.differenceRows,
    labels: ["baseline better", "percentage points"],
    nothing: { ...UNKNOWN, p: null, p_adj: null },
  },
  {
    name: "pairwisePlot",
    backends: ["plot"],
    draw: pairwisePlot,
    rows: made.pairRows,
    labels: [],
    nothing: { value: null },
  },
  {
    name: "heatmapPlot",
    backends: ["plot", "vega-lite"],
    draw: heatmapPlot,
    rows: made.chapterRows,
    labels: made.CHAPTERS,
    nothing: { ...UNKNOWN, n: 0, clusters: 0 },
  },
  {
    name: "survivalPlot",
    backends: ["plot", "vega-lite"],
    draw: survivalPlot,
    rows: made.survivalRows,
    labels: ["start", "Q1", "Q6"],
    nothing: { survival: null, lo: null, hi: null },
  },
  {
    name: "outcomePlot",
    backends: ["plot"],
    draw: outcomePlot,
    rows: made.outcomeRows,
    labels: ["refused", "not judged or not asked", "Share of all planned"],
    nothing: Object.fromEntries(
      Object.entries(made.outcomeRows(["m"])[0] ?? {}).map(([name, value]) =>
        [name, typeof value === "number" ? 0 : value] as const
      ),
    ),
  },
  {
    name: "costPlot",
    backends: ["plot"],
    draw: costPlot,
    rows: made.costRows,
    labels: ["US dollars a case"],
    nothing: UNKNOWN,
  },
  {
    name: "slopePlot",
    backends: ["plot"],
    draw: slopePlot,
    rows: made.slopeRows,
    labels: ["before", "after"],
    nothing: { ...UNKNOWN, meanPre: null, meanPost: null },
  },
  {
    name: "monthlyPlot",
    backends: ["plot"],
    draw: monthlyPlot,
    rows: made.monthlyRows,
    labels: ["2023-01"],
    nothing: { ...UNKNOWN, n: 0 },
  },
  {
    name: "familyPlot",
    backends: ["plot"],
    draw: (rows, options) => familyPlot(rows, { references: PHYSICIANS, ...options }),
    rows: made.familyRows,
    labels: ["Family 0", "attending 34.6 %"],
    nothing: UNKNOWN,
  },
  {
    name: "parametersPlot",
    backends: ["plot"],
    draw: (rows, options) => parametersPlot(rows, { references: PHYSICIANS, ...options }),
    rows: made.familyRows,
    labels: ["not disclosed", "chief 37.8 %"],
    nothing: UNKNOWN,
  },
  {
    name: "hazardPlot",
    backends: ["plot", "vega-lite"],
    draw: hazardPlot,
    rows: process.hazardRows,
    labels: ["Q1", "Q5"],
    nothing: { ...UNKNOWN, n: 0, error_rate: null },
  },
  {
    name: "shortcutPlot",
    backends: ["plot"],
    draw: shortcutPlot,
    rows: probe.shortcutRows,
    labels: ["everything", "no image", "guessing 10.0 %"],
    nothing: { ...UNKNOWN, drop: null, n: 0 },
  },
  {
    name: "flipPlot",
    backends: ["plot"],
    draw: flipPlot,
    rows: probe.flipRows,
    labels: ["only with image", "flips"],
    nothing: { only_with: 0, only_without: 0, n: 0 },
  },
  {
    name: "driftPlot",
    backends: ["plot"],
    draw: driftPlot,
    rows: probe.driftRows,
    labels: ["all runs together", "adjusted"],
    nothing: UNKNOWN,
  },
  {
    name: "placeboPlot",
    backends: ["plot"],
    draw: placeboPlot,
    rows: probe.placeboRows,
    labels: ["rank 1 of 6"],
    nothing: UNKNOWN,
  },
  {
    name: "questionCasePlot",
    backends: ["plot"],
    draw: (rows, options) => questionCasePlot(rows, { references: PHYSICIANS, ...options }),
    rows: process.questionCaseRows,
    labels: ["Questions right", "if answers were independent", "chief 37.8 %"],
    nothing: { ...UNKNOWN, case_value: null, case_lo: null, case_hi: null },
  },
  {
    name: "firstErrorPlot",
    backends: ["plot"],
    draw: firstErrorPlot,
    rows: process.firstErrorRows,
    labels: ["wrong first at Q1", "first error not known", "right throughout"],
    nothing: { n: 0, value: null, cases: 0 },
  },
  {
    name: "effectsPlot",
    backends: ["plot", "vega-lite"],
    draw: effectsPlot,
    rows: modality.effectRows,
    labels: ["CT, n 700", "PET & SPECT"],
    nothing: { ...UNKNOWN, raw: null, raw_lo: null, raw_hi: null, p_adj: null },
  },
  {
    name: "upsetPlot",
    backends: ["plot"],
    draw: upsetPlot,
    rows: modality.intersectionRows,
    labels: ["CT, n 533", "PET & SPECT", "Questions with exactly these"],
    nothing: UNKNOWN,
    namesSome: true,
  },
  {
    name: "cohesionPlot",
    backends: ["plot"],
    draw: cohesionPlot,
    rows: process.cohesionRows,
    labels: ["1,400 cases"],
    nothing: { ...UNKNOWN, observed: null, independence: null },
  },
];

for (
  const { name, backends, draw, rows, labels, nothing, namesSome = false } of OTHERS
) {
  for (const backend of backends) {
    for (const [what, runs] of CASES) {
      Deno.test(`${name}, ${backend}, ${what}: complete, well-formed, every label there`, () => {
        const figure = draw(rows(runs), { backend });
        const named = namesSome && runs.length > 8 ? runs.filter((_, k) => k % 25 === 0) : runs;
        check(figure, [...labels, ...named]);
        checkNames(figure, rows(runs));
        assert.ok((figure.title ?? "").length > 15);
        assert.equal(figure.spec === null, backends.length === 1);
      });
    }

    Deno.test(`${name}, ${backend}: no rows give a figure that says so`, () => {
      const figure = draw([], { backend });
      check(figure, []);
      assert.match(figure.title ?? "", /^No \w+ to show/);
      assert.match(figure.caption, /there are no rows/);
      assert.deepEqual(figure.rows, []);
    });

    Deno.test(`${name}, ${backend}: one row, and rows without anything to count`, () => {
      const given = rows(["m"]);
      check(draw(given.slice(0, 1), { backend }), []);
      const figure = draw(given.map((row) => ({ ...row, ...nothing })), { backend });
      check(figure, []);
      assert.match(figure.title ?? "", /^No \w+ to show/);
    });

    Deno.test(`${name}, ${backend}: no part is wider than the figure, at any width`, () => {
      for (const width of [300, 692, 1200]) {
        const figure = draw(rows(["sim-strong", "sim-weak"]), { backend, width });
        assert.ok(
          figure.width >= width && figure.width <= width * 1.5,
          `${figure.width} for ${width}`,
        );
      }
    });

    Deno.test(`${name}, ${backend}: drawing changes nothing it was given, and is repeatable`, () => {
      const given = rows(["a", "b"]);
      const before = structuredClone(given);
      const first = draw(given, { backend });
      assert.deepEqual(given, before);
      assert.equal(draw(given, { backend }).svg, first.svg);
    });
  }

  Deno.test(`${name}: refuses a row without a name, and a width out of range`, () => {
    const [row] = rows(["m"]);
    const { run: _run, a: _a, ...nameless } = row ?? {};
    assert.throws(() => draw([nameless], {}), { name: "TypeError", message: /Row 1 has no/ });
    assert.throws(() => draw(rows(["m"]), { width: 10 }), /width is 10, expected 300 to 4000/);
  });

  Deno.test(`${name}: a title may be given or switched off`, () => {
    assert.equal(draw(rows(["m"]), { title: "Mine" }).title, "Mine");
    assert.equal(draw(rows(["m"]), { title: null }).title, null);
  });
}
