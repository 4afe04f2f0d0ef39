import assert from "node:assert/strict";
import { figurePng } from "../../lib/plots/figure_png.ts";
import { itemMapPlot } from "../../lib/plots/item_map_plot.ts";
import { itemRows } from "./probe_figure_rows.ts";
import { showConversation } from "../../lib/report/show_conversation.ts";

Deno.test("itemMapPlot() counts the suspects and lists the most suspect with their keys", () => {
  const figure = itemMapPlot(itemRows(300));
  assert.equal(figure.title, "30 of 300 keys are suspect: for a physician to look at, no verdict");
  assert.ok(figure.svg.includes("1. c0 q1: key A, or C? (no run right)"));
  assert.ok(figure.svg.includes("12. c110 q1: key A, or C?"));
  assert.ok(!figure.svg.includes("13. c120"));
  assert.ok(!itemMapPlot(itemRows(300), { names: 2 }).svg.includes("3. c20"));
  assert.match(figure.caption, /Not drawn: 23 questions that all runs and 24 that none has right/);
  assert.match(
    figure.caption,
    /either the correlation is negative .* or the best third of the runs/,
  );
  assert.equal(figure.rows.length, 300);
});

Deno.test("itemMapPlot() links suspect questions and their lines to their case where it is shown, and no others", async () => {
  const ids = ["90000013", 'a "b" <i>#?&', "日本 %20"];
  const figure = itemMapPlot([
    ...itemRows(40).filter((_, k) => k % 10 !== 0),
    ...ids.map((case_id) => ({
      ...itemRows(11)[10],
      case_id,
      difficulty: 0.5,
      rest_correlation: -0.4,
    })),
  ]);
  const links = [...figure.html.matchAll(/<a [^>]*href="#([^"]*)"/g)].map(([, anchor]) => anchor);
  const anchors = await Promise.all(ids.map(async (caseId) => {
    const { html } = await showConversation({ caseId, model: "m", turns: [] });
    return /^<div id="([^"]*)"/.exec(html)?.[1];
  }));
  assert.equal(new Set(anchors).size, ids.length);
  assert.deepEqual(links.toSorted(), [...anchors, ...anchors].toSorted());
  const unnamed = itemRows(40).map((row) => ({ ...row, case_id: null }));
  assert.ok(!itemMapPlot(unnamed).html.includes("<a "));
});

Deno.test("itemMapPlot() without suspects speaks of what correlates negatively", () => {
  const rows = itemRows(300).map((row) => ({ ...row, suspect: false }));
  assert.equal(
    itemMapPlot(rows).title,
    "No key is suspect; 25 of 300 questions are wrong more often in better runs",
  );
});

Deno.test("itemMapPlot() is well-formed for one, a thousand, none, and hostile names, at any width", () => {
  const hostile = [{ ...itemRows(11)[10], case_id: `<b>&"'\u0000${"long".repeat(30)}` }];
  for (const rows of [itemRows(1), itemRows(2), itemRows(1000), hostile, []]) {
    for (const width of [300, 692]) {
      const figure = itemMapPlot(rows, { width });
      assert.doesNotMatch(figure.svg, /NaN|Infinity|undefined|<b>/);
      assert.equal(figurePng(figure, { scale: 0.5 })[1], 80);
      assert.equal(figure.width, width);
    }
  }
  assert.match(itemMapPlot([]).caption, /there are no rows/);
});

Deno.test("itemMapPlot() warns of few runs and says when nothing could be counted", () => {
  const few = itemRows(20).map((row) => ({ ...row, n: 4 }));
  assert.match(itemMapPlot(few).caption, /4 runs: with fewer than ten a correlation says little/);
  const nothing = itemRows(20).map((row) => ({ ...row, difficulty: null, rest_correlation: null }));
  assert.match(itemMapPlot(nothing).title ?? "", /^No question to show/);
});

Deno.test("itemMapPlot() refuses rows without item or numbers", () => {
  assert.throws(() => itemMapPlot([{ difficulty: 1 }]), /Row 1 has no "item", expected text/);
  assert.throws(() => itemMapPlot([{ item: "q1" }]), /Row 1 has no "difficulty"/);
});
