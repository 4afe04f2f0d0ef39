import assert from "node:assert/strict";
import { judgePlot, ladderPlot } from "../../mod.ts";
import { checkFigure, judgedRows, ladderRows, NASTY } from "./judge_figure_rows.ts";

const FEW = { replicates: 100 };
const MANY = Array.from({ length: 26 }, (_, k) => `organisation-${k}/model-name-${k}-instruct`);

for (
  const [what, runs] of [["1 run", ["m"]], ["3 runs", ["a", "b", "c"]], ["26 runs", MANY], [
    "hostile names",
    [NASTY, "模型 🤖"],
  ]] as const
) {
  Deno.test(`judgePlot(), ${what}: whole, at any width, every answer behind it`, () => {
    for (const width of [300, 692, 1200]) {
      const figure = judgePlot(judgedRows(runs), { width, ...FEW });
      checkFigure(figure, { width });
      assert.equal(figure.rows.length, 6 * runs.length);
      assert.equal(figure.spec, null);
    }
  });

  Deno.test(`ladderPlot(), ${what}: whole by either library, at any width`, () => {
    for (const backend of ["plot", "vega-lite"] as const) {
      for (const width of [300, 692]) {
        checkFigure(ladderPlot(ladderRows(runs), { width, backend }), { width });
      }
    }
  });
}

Deno.test("judgePlot() says agreement, ceiling, coefficients, bias and limits, with their n", () => {
  const figure = judgePlot(judgedRows(["m"]), FEW);
  assert.equal(
    figure.title,
    "The judge agrees with physicians on 88.2 % of 51 verdicts, physicians among themselves on 90.9 %",
  );
  assert.match(figure.caption, /^51 verdicts on 6 answers of 6 cases/);
  assert.match(figure.caption, /AC1 0\.\d\d \(0\.\d\d to 0\.\d\d\), kappa/);
  assert.match(figure.caption, /Pearson 1\.00.*bias −2\.\d points/);
  assert.match(figure.alt, /both met 27, judge only 0, physician only 6, neither 18/);
});

Deno.test("judgePlot() without scores draws the cells alone and says so; without anything it says that", () => {
  const rows = judgedRows(["m"]);
  const cells = judgePlot(rows.map((row) => ({ ...row, judge_score: null })), FEW);
  checkFigure(cells);
  assert.match(cells.caption, /No answer was rated whole/);
  const none = { both_met: 0, judge_only: 0, physician_only: 0, neither: 0, judge_score: null };
  const nothing = judgePlot(rows.map((row) => ({ ...row, ...none })), FEW);
  checkFigure(nothing);
  assert.match(nothing.title ?? "", /^No agreement to show/);
  const empty = judgePlot([], FEW);
  checkFigure(empty);
  assert.match(empty.caption, /there are no rows/);
  checkFigure(judgePlot(rows.slice(0, 1), FEW));
  const only = judgePlot(rows.map((row) => ({ ...row, ...none, judge_score: 0.5 })), FEW);
  checkFigure(only);
  assert.match(only.title ?? "", /points off the physicians/);
});

Deno.test("judgePlot() tells ratings without a verdict and ratings that belong nowhere", () => {
  const [row] = judgedRows(["m"]);
  const figure = judgePlot([{ ...row, unjudged: 4, warnings: "ratings of no criterion here: 2" }]);
  assert.match(figure.caption, /4 ratings left out: the judge gave no verdict/);
  assert.match(figure.caption, /Left out: ratings of no criterion here: 2\./);
});

Deno.test("judgePlot() and ladderPlot() refuse rows of something else, and change nothing they were given", () => {
  assert.throws(
    () => judgePlot([{ run: "m" }]),
    /Row 1 has no "both_met", .*draw rows of judgedAnswers/,
  );
  assert.throws(() => judgePlot([{ both_met: 1 }]), /Row 1 has no "run" and no "model"/);
  assert.throws(() => ladderPlot([{ label: "a" }]), /Row 1 has no "value", .*agreementLadder/);
  const twice = [{ label: "a", value: 1 }, { label: "a", value: 1 }];
  assert.throws(() => ladderPlot(twice), /Two rows for a: draw one coefficient at a time/);
  assert.throws(() => ladderPlot(ladderRows(["a"]), { width: 10 }), /width is 10/);
  const given = judgedRows(["a", "b"]);
  const before = structuredClone(given);
  assert.equal(judgePlot(given, FEW).svg, judgePlot(given, FEW).svg);
  assert.deepEqual(given, before);
});

Deno.test("ladderPlot() says whether the judge reaches the physicians, and knows when it cannot say", () => {
  const rows = ladderRows(["judge"]);
  const judge = (value: number) =>
    rows.map((row) =>
      row["kind"] === "panel" ? { ...row, value, lo: value - 0.03, hi: value + 0.03 } : row
    );
  assert.match(ladderPlot(judge(0.6)).title ?? "", /stays below the agreement of physicians/);
  assert.match(ladderPlot(judge(0.8)).title ?? "", /about as well as they do among themselves/);
  assert.match(ladderPlot(judge(0.95)).title ?? "", /better than they do among themselves/);
  const alone = rows.filter((row) => row["kind"] === "panel" || row["kind"] === "floor");
  assert.match(ladderPlot(alone).title ?? "", /how well physicians agree is not known/);
  assert.match(ladderPlot([]).title ?? "", /^No agreement to show/);
  const nothing = ladderPlot(rows.map((row) => ({ ...row, value: null, lo: null, hi: null })));
  checkFigure(nothing);
  assert.match(nothing.title ?? "", /^No agreement to show/);
});
