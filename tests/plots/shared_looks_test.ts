import assert from "node:assert/strict";
import { accuracyPlot } from "../../lib/plots/accuracy_plot.ts";
import { acceptabilityPlot } from "../../lib/plots/acceptability_plot.ts";
import { costPlot } from "../../lib/plots/cost_plot.ts";
import type { Figure } from "../../lib/plots/figure.ts";
import { forestPlot } from "../../lib/plots/forest_plot.ts";
import { judgePlot } from "../../lib/plots/judge_plot.ts";
import { riskCoveragePlot } from "../../lib/plots/risk_coverage_plot.ts";
import { survivalPlot } from "../../lib/plots/survival_plot.ts";
import { upsetPlot } from "../../lib/plots/upset_plot.ts";
import { withModelFacts } from "../../lib/plots/with_model_facts.ts";
import { accuracyRows, STAGES } from "./accuracy_rows.ts";
import * as made from "./figure_rows.ts";
import { intersectionRows } from "./modality_figure_rows.ts";

const BLUE = "#0072B2";
const ORANGE = "#D55E00";
const GREEN = "#009E73";

/** Which of these colours a drawing has. */
function colours({ svg }: Figure): readonly string[] {
  return [BLUE, ORANGE, GREEN].filter((color) => svg.includes(color));
}

/** Colour of each name in a specification of accuracy. */
function colourOf({ spec }: Figure, run: string): unknown {
  const found = /"scale":\{"domain":(\[[^\]]*\]),"range":(\["#[^\]]*\])/.exec(JSON.stringify(spec));
  const [names, range]: readonly (readonly string[])[] = [found?.[1], found?.[2]]
    .map((list) => JSON.parse(list ?? "[]"));
  return range?.[names?.indexOf(run) ?? -1];
}

/** Every figure that colours runs, of the run `b` alone. */
const COLOURING: Readonly<Record<string, (options: { runs?: readonly string[] }) => Figure>> = {
  accuracyPlot: (options) =>
    accuracyPlot(accuracyRows({ runs: ["b"], by: "stage", groups: STAGES }), options),
  "accuracyPlot, profile": (options) =>
    accuracyPlot(accuracyRows({ runs: ["b"], by: "position", groups: [1, 2] }), options),
  "accuracyPlot, vega-lite": (options) =>
    accuracyPlot(accuracyRows({ runs: ["b"], by: "stage", groups: STAGES }), {
      ...options,
      backend: "vega-lite",
    }),
  survivalPlot: (options) => survivalPlot(made.survivalRows(["b"]), options),
  "survivalPlot, vega-lite": (options) =>
    survivalPlot(made.survivalRows(["b"]), { ...options, backend: "vega-lite" }),
  upsetPlot: (options) => upsetPlot(intersectionRows(["b"]), options),
  riskCoveragePlot: (options) =>
    riskCoveragePlot(
      [0.9, 0.5, 0.4].map((confidence, k) => ({
        run: "b",
        case_id: `${k}`,
        confidence,
        correct: k % 2,
      })),
      { ...options, replicates: 10 },
    ),
  acceptabilityPlot: (options) =>
    acceptabilityPlot(
      [0.1, 1, 10].map((willingness, k) => ({ run: "b", baseline: "a", willingness, p: 0.4 * k })),
      options,
    ),
  judgePlot: (options) =>
    judgePlot(
      [0.5, 0.7].map((score, k) => ({
        ...{ run: "b", case_id: `${k}`, both_met: 4, judge_only: 1, physician_only: 0, neither: 5 },
        ...{ judge_score: score, physician_score: 0.6 },
      })),
      { ...options, replicates: 10 },
    ),
};

for (const [name, draw] of Object.entries(COLOURING)) {
  Deno.test(`${name} gives a run the colour of its place among the names of all runs`, () => {
    assert.ok(colours(draw({ runs: ["b", "a"] })).includes(ORANGE));
    assert.ok(!colours(draw({ runs: ["b", "a"] })).includes(GREEN));
    assert.ok(colours(draw({ runs: ["c", "b", "a", "aa"] })).includes(GREEN));
    assert.ok(colours(draw({})).includes(BLUE));
    assert.ok(!colours(draw({})).includes(GREEN));
  });
}

Deno.test("accuracyPlot() colours runs alike whatever the order of the rows", () => {
  const rows = accuracyRows({ runs: ["x", "m", "c"], by: "stage", groups: STAGES });
  const [one, other] = [rows, rows.toReversed()].map((given) => accuracyPlot(given));
  assert.ok(one && other);
  for (const run of ["x", "m", "c"]) assert.equal(colourOf(one, run), colourOf(other, run));
  assert.deepEqual(["c", "m", "x"].map((run) => colourOf(one, run)), [BLUE, ORANGE, GREEN]);
});

Deno.test("accuracyPlot() of eight runs out of many draws no two alike", () => {
  const all = Array.from({ length: 64 }, (_, k) => `run-${String(k).padStart(2, "0")}`);
  const looks = new Set(all.map((run) => {
    const { spec } = accuracyPlot(
      accuracyRows({ runs: [run], by: "stage", groups: STAGES.slice(0, 1) }),
      { runs: all },
    );
    return JSON.stringify(spec).match(/"range":\[[^\]]*\]/g)?.join();
  }));
  assert.equal(looks.size, 64);
});

const LONG = `org/${"a-very-long-name-".repeat(30)}`;

Deno.test("a name of 500 characters is shortened at its middle, and is whole in rows and titles", () => {
  const figure = survivalPlot(made.survivalRows([`${LONG}end`, "o3"]), {
    highlight: [`${LONG}end`],
  });
  assert.match(figure.title ?? "", /org\/a-very-long-name-.*….*-end/);
  assert.ok((figure.title ?? "").length < 200);
  assert.ok(figure.rows.some((row) => row["run"] === `${LONG}end`));
  assert.ok(figure.svg.includes(`<title>${LONG}end</title>`));
  assert.match(figure.caption, /Bands: .* intervals \(org\/a-very/);
});

Deno.test("names that become equal by shortening show where they differ, or are numbered", () => {
  const middle = (letter: string) => `${"x".repeat(250)}${letter}${"y".repeat(250)}`;
  const both = forestPlot(made.differenceRows([middle("1"), middle("2")]));
  const texts = [...both.svg.matchAll(/<text[^>]*><title>(x[^<]*)<\/title>(.*?)<\/text>/g)]
    .map(([, full, text]) => [full, (text ?? "").replace(/<[^>]*>/g, "")] as const);
  assert.deepEqual(new Set(texts.map(([full]) => full)), new Set([middle("1"), middle("2")]));
  assert.equal(new Set(texts.map(([, text]) => text)).size, 2);
  const taken = accuracyPlot(
    accuracyRows({ runs: [LONG, `${LONG} (2)`], by: "stage", groups: STAGES }),
  );
  assert.equal(new Set(taken.rows.map((row) => row["run"])).size, 2);
});

Deno.test("scatter plots shorten names to the room there is, and keep them apart", () => {
  const { svg } = costPlot(made.costRows(["a", "b"].map((end) => `${"long-".repeat(100)}${end}`)));
  for (const end of ["a", "b"]) assert.match(svg, new RegExp(`>long-[^<]*…[^<]*-${end}<`));
});

Deno.test("withModelFacts() leaves long names whole", () => {
  assert.equal(withModelFacts([{ run: LONG, value: 1 }], [])[0]?.["run"], LONG);
});
