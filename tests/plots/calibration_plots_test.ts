import assert from "node:assert/strict";
import { calibrationPlot, riskCoveragePlot } from "../../mod.ts";
import type { PlotRow } from "../../lib/plots/figure.ts";
import { checkFigure, NASTY } from "./judge_figure_rows.ts";

/** Made-up confidences: a run is right as often as it says, to the power of its number. */
function statedRows(runs: readonly string[], count = 80): PlotRow[] {
  return runs.flatMap((run, index) =>
    Array.from({ length: count }, (_, k) => {
      const confidence = ((k * 37) % 80) / 79;
      const chance = ((k * 53 + 11) % 97) / 97;
      return {
        run,
        dataset: "made_up",
        case_id: `case-${k % 20}`,
        confidence,
        correct: chance < confidence ** (1 + index) ? 1 : 0,
      };
    })
  );
}

const MANY = Array.from({ length: 26 }, (_, k) => `organisation-${k}/model-name-${k}-instruct`);
const FIGURES = [["calibrationPlot", calibrationPlot], [
  "riskCoveragePlot",
  riskCoveragePlot,
]] as const;

for (const [name, draw] of FIGURES) {
  for (
    const [what, runs] of [["1 run", ["m"]], ["26 runs", MANY], ["hostile", [
      NASTY,
      "模型 🤖",
    ]]] as const
  ) {
    Deno.test(`${name}(), ${what}: whole at any width, every answer behind it`, () => {
      for (const width of [300, 692]) {
        const figure = draw(statedRows(runs, 40), { width });
        checkFigure(figure, { width });
        assert.equal(figure.rows.length, 40 * runs.length);
      }
    });
  }

  Deno.test(`${name}() draws one answer, knows when there is nothing, and says what it left out`, () => {
    const rows = statedRows(["m"]);
    checkFigure(draw(rows.slice(0, 1)));
    const none = draw(rows.map((row) => ({ ...row, confidence: null })));
    checkFigure(none);
    assert.match(none.title ?? "", /^No (calibration|risk) to show/);
    assert.match(none.caption, /80 answers left out, .*Nothing to count: m\./);
    assert.match(draw([]).caption, /there are no rows/);
    const part = draw(rows.map((row, k) => k < 3 ? { ...row, correct: null } : row));
    assert.match(part.caption, /3 answers left out, without a confidence or a known score/);
    const sure = draw(rows.map((row) => ({ ...row, confidence: 1, correct: 1 })));
    checkFigure(sure);
  });

  Deno.test(`${name}() refuses what is no confidence, is repeatable and changes nothing`, () => {
    assert.throws(
      () => draw([{ run: "m", confidence: 1.2, correct: 1 }]),
      /Row 1 has the confidence 1.2/,
    );
    assert.throws(() => draw([{ run: "m", correct: 1 }]), /Row 1 has no "confidence"/);
    assert.throws(() => draw([{ confidence: 1, correct: 1 }]), /Row 1 has no "run"/);
    const given = statedRows(["a", "b"]);
    const before = structuredClone(given);
    assert.equal(draw(given).svg, draw(given).svg);
    assert.deepEqual(given, before);
  });
}

Deno.test("calibrationPlot() says by how much a run is too sure, and its Brier score with the parts", () => {
  const figure = calibrationPlot(statedRows(["honest", "boastful"]));
  assert.match(
    figure.title ?? "",
    /of 2 runs are surer than they are right; furthest off is boastful/,
  );
  assert.match(
    figure.caption,
    /Brier score: honest 0\.\d{3} \(miscalibration 0\.\d{3}, AUROC 0\.\d\d\)/,
  );
});

Deno.test("riskCoveragePlot() does not depend on the order of equal confidences", () => {
  const rows = statedRows(["m"]).map((row): PlotRow => ({ ...row, confidence: 0.5 }));
  const figure = riskCoveragePlot(rows);
  const turned = riskCoveragePlot(rows.toReversed());
  assert.equal(figure.title, turned.title);
  const wrong = rows.filter((row) => row["correct"] === 0).length / rows.length * 100;
  assert.ok(figure.title?.includes(`${wrong.toFixed(1)} % instead of ${wrong.toFixed(1)} %`));
});
