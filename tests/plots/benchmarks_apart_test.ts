import assert from "node:assert/strict";
import { costPlot } from "../../lib/plots/cost_plot.ts";
import type { PlotRow } from "../../lib/plots/figure.ts";
import { outcomePlot } from "../../lib/plots/outcome_plot.ts";
import * as made from "./figure_rows.ts";

/** Text of a drawing, without markup. */
function textOf(svg: string): string {
  return svg.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
}

const CHOICES = { benchmark: "liveclin", unit: "question" };
const RUBRICS = { benchmark: "livemedbench", unit: "criterion" };

function outcomes(kinds: readonly object[]): PlotRow[] {
  return kinds.flatMap((kind, k) =>
    made.outcomeRows([`m${k}`]).map((row) => ({ ...row, ...kind }))
  );
}

Deno.test("outcomePlot() gives each benchmark a panel of its own, named with what it counts", () => {
  const figure = outcomePlot(outcomes([CHOICES, RUBRICS]));
  const text = textOf(figure.svg);
  assert.match(text, /liveclin: questions/);
  assert.match(text, /livemedbench: criteria/);
  assert.match(text, /Share of all planned questions/);
  assert.match(text, /Share of all planned criteria/);
  assert.match(figure.title ?? "", /2 of 2 runs have questions or criteria without/);
  assert.match(figure.caption, /Panels are not to be compared/);
  assert.equal(figure.rows.length, 2);
});

Deno.test("outcomePlot() says criteria of criteria, cases of cases, and questions when told nothing", () => {
  const words = [[RUBRICS, "criteria"], [{ unit: "case" }, "cases"], [{}, "questions"]] as const;
  for (const [kind, word] of words) {
    const figure = outcomePlot(outcomes([kind]));
    assert.match(figure.title ?? "", new RegExp(`of the ${word} have no known outcome`));
    assert.match(textOf(figure.svg), new RegExp(`Share of all planned ${word}`));
    assert.equal(/one of negative points that is not/.test(figure.caption), word === "criteria");
    assert.doesNotMatch(figure.caption, /Panels/);
  }
});

Deno.test("outcomePlot() of an interrupted run says that its shares are of the finished cases", () => {
  const [whole, cut] = outcomes([CHOICES, CHOICES]);
  const figure = outcomePlot([{ ...whole }, { ...cut, planned: null, unfinished_cases: 141 }]);
  assert.match(textOf(figure.svg), /Share of the questions of finished cases/);
  assert.doesNotMatch(textOf(figure.svg), /Share of all planned/);
  assert.match(figure.caption, /shares of these, not of all planned/);
  assert.match(figure.caption, /141 cases of m1/);
  // Where the planned are known, the bar holds what was not asked too.
  const known = outcomePlot([{ ...whole }, { ...cut, unfinished_cases: 141 }]);
  assert.match(textOf(known.svg), /Share of all planned questions/);
  assert.doesNotMatch(known.caption, /Not finished/);
});

Deno.test("costPlot() puts accuracy and mean scores on axes of their own, each with its frontier", () => {
  const rows = made.costRows(["a", "b", "c", "d"]).map((row, k) => ({
    ...row,
    ...(k < 2
      ? { benchmark: "liveclin", unit: "case" }
      : { benchmark: "livemedbench", unit: "case score" }),
  }));
  const figure = costPlot(rows);
  const text = textOf(figure.svg);
  assert.match(text, /liveclin, accuracy/);
  assert.match(text, /livemedbench, mean case score/);
  assert.equal(figure.svg.match(/US dollars a case \(logarithmic\)/g)?.length, 2);
  assert.match(
    figure.title ?? "",
    /^Not beaten on cost and score: \d of 2 runs \(liveclin, accuracy\), \d of 2 runs \(livemedbench/,
  );
  assert.match(figure.caption, /Panels have axes and frontiers of their own/);
  const unpriced = costPlot(rows.map((row, k) => k < 2 ? row : { ...row, cost: null }));
  assert.match(unpriced.title ?? "", /^\d of 2 runs (is|are) not beaten on cost and accuracy/);
  assert.match(unpriced.caption, /Not drawn, for want of a known positive cost.*: c, d\./);
  const none = costPlot(rows.map((row) => ({ ...row, cost: null })));
  assert.match(none.title ?? "", /^No cost to show/);
  const alone = costPlot(rows.slice(0, 2));
  assert.doesNotMatch(alone.caption, /Panels/);
  assert.equal(alone.svg.match(/US dollars a case \(logarithmic\)/g)?.length, 1);
});
