import assert from "node:assert/strict";
import { cohesionPlot } from "../../lib/plots/cohesion_plot.ts";
import { firstErrorPlot } from "../../lib/plots/first_error_plot.ts";
import { hazardPlot } from "../../lib/plots/hazard_plot.ts";
import { questionCasePlot } from "../../lib/plots/question_case_plot.ts";
import {
  cohesionRows,
  firstErrorRows,
  hazardRows,
  questionCaseRows,
} from "./process_figure_rows.ts";

Deno.test("hazardPlot() names the peak, and leaves questions that few cases reach out of the title", () => {
  const figure = hazardPlot(hazardRows(["m"]));
  assert.equal(
    figure.title,
    "The risk of a first error is highest at Q2 (25 %), 20 % at Q1 and 20 % at Q5 (m)",
  );
  assert.match(figure.caption, /Cases at risk: Q1 1,200, .*Q6 12\. Hollow: fewer than 20 cases/);
  assert.match(figure.caption, /4 cases left the risk set/);
});

Deno.test("hazardPlot() puts the run with the lowest risk first", () => {
  const rows = hazardRows(["best", "middle", "worst"]);
  const figure = hazardPlot(rows.toReversed());
  assert.deepEqual([...new Set(figure.rows.map((row) => row["run"]))], ["best", "middle", "worst"]);
  assert.deepEqual(figure.rows.slice(0, 3).map((row) => row["position"]), [1, 2, 3]);
});

Deno.test("hazardPlot() says so when only few cases are at risk anywhere", () => {
  const rows = hazardRows(["m"]).map((row) => ({ ...row, n: 9 }));
  assert.match(hazardPlot(rows).title ?? "", /\(m, fewer than 20 cases\)$/);
});

Deno.test("hazardPlot() draws nothing for a question nobody reaches, rather than no risk", () => {
  const rows = hazardRows(["m"]).map((row) =>
    row["position"] === 6 ? { ...row, value: null, lo: null, hi: null, n: 0 } : row
  );
  const dots = (figure: { readonly svg: string }) => figure.svg.match(/<circle/g)?.length;
  assert.equal(dots(hazardPlot(rows)), (dots(hazardPlot(hazardRows(["m"]))) ?? 0) - 1);
  assert.match(hazardPlot(rows).alt, /Q6 nobody at risk/);
});

Deno.test("hazardPlot() refuses two rows for one question of a run", () => {
  const [row] = hazardRows(["m"]);
  assert.ok(row);
  assert.throws(() => hazardPlot([row, row]), {
    name: "RangeError",
    message: "Two rows for m, question 1: draw one for each",
  });
});

Deno.test("questionCasePlot() sets whole cases against questions, and fills what is clear of the curve", () => {
  const figure = questionCasePlot(questionCaseRows(["a", "b"]));
  assert.equal(figure.title, "Even a has 80 % of the questions right but only 42 % of whole cases");
  assert.match(figure.svg, /if answers were independent/);
  assert.match(figure.caption, /n: 6,605 questions, 1,407 cases/);
  assert.match(figure.caption, /cases of 3–6 questions/);
});

Deno.test("questionCasePlot() draws no curve without the lengths of the cases", () => {
  const rows = questionCaseRows(["a"]).map(({ case_lengths: _lengths, ...row }) => row);
  assert.doesNotMatch(questionCasePlot(rows).svg, /if answers were independent/);
});

Deno.test("questionCasePlot() does not say 'only' of a run that has everything right", () => {
  const rows = questionCaseRows(["a"]).map((row) => ({ ...row, value: 1, hi: 1, case_value: 1 }));
  assert.equal(
    questionCasePlot(rows).title,
    "a has 100 % of the questions and 100 % of whole cases right",
  );
});

Deno.test("firstErrorPlot() says how many cases are right throughout and how many fail at once", () => {
  const figure = firstErrorPlot(firstErrorRows(["first", "second"]).toReversed());
  assert.equal(
    figure.title,
    "From 32 % (second) to 33 % (first) of the cases are right throughout; 19 % to 20 % go wrong at the first question",
  );
  assert.equal(figure.rows[0]?.["run"], "first");
  assert.match(figure.caption, /Hatched: .*40 cases/);
});

Deno.test("firstErrorPlot() writes the question and the share into a piece that is wide enough", () => {
  assert.match(firstErrorPlot(firstErrorRows(["m"])).svg, />Q1: 19</);
});

Deno.test("firstErrorPlot() refuses a fate it does not know, and two rows for one", () => {
  const [row] = firstErrorRows(["m"]);
  assert.ok(row);
  assert.throws(() => firstErrorPlot([{ ...row, fate: "lost" }]), {
    name: "RangeError",
    message: 'Row 1 has fate "lost", expected error, right or unknown',
  });
  assert.throws(() => firstErrorPlot([row, row]), {
    message: "Two rows for m, wrong first at Q1: draw one for each",
  });
});

Deno.test("cohesionPlot() counts the runs whose gap is clear, and puts the largest on top", () => {
  const figure = cohesionPlot(
    cohesionRows(["a", "b", "c", "d", "e", "f", "g", "h", "i"]).toReversed(),
  );
  assert.equal(
    figure.title,
    "8 of 9 runs have clearly more whole cases right than independent answers would give, by 2.2 to 5.0 points",
  );
  assert.deepEqual(figure.rows.slice(0, 2).map((row) => row["run"]), ["a", "b"]);
  assert.match(figure.caption, /2,000 resamples, seed 42/);
  assert.match(figure.caption, /63 cases with an unknown answer left out/);
});

Deno.test("cohesionPlot() does not claim a gap that may be chance, and names a negative one as such", () => {
  const row = { run: "m", observed: 0.3, independence: 0.31, n: 90, value: -0.01 };
  assert.equal(
    cohesionPlot([{ ...row, lo: -0.03, hi: 0.01 }]).title,
    "m has 1.0 points fewer whole cases right than independent answers would give, which may be chance",
  );
  assert.match(
    cohesionPlot([{ ...row, lo: -0.02, hi: -0.001 }, { ...row, run: "n", lo: -0.03, hi: 0.01 }])
      .title ?? "",
    /^No run of 2 has clearly more .*, and 1 clearly fewer$/,
  );
});
