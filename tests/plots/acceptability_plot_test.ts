import assert from "node:assert/strict";
import { acceptabilityPlot, acceptabilityTable, casesFrame } from "../../mod.ts";
import { syntheticRun } from "../frames/synthetic_run.ts";
import { checkFigure, NASTY } from "./judge_figure_rows.ts";
import type { Run } from "../../lib/types.ts";

/** A run whose every turn costs so much. */
function priced(
  model: string,
  options: { readonly skill: number; readonly cost: number | null },
): Run {
  const run = syntheticRun({ model, skill: options.skill, cases: 60, seed: model.length });
  return {
    ...run,
    results: run.results.map((result) => ({
      ...result,
      turns: result.turns.map((turn) => ({ ...turn, costUsd: options.cost })),
    })),
  };
}

const RUNS = [
  priced("small", { skill: 0.5, cost: 0.001 }),
  priced("larger", { skill: 0.75, cost: 0.01 }),
  priced("largest one", { skill: 0.95, cost: 0.05 }),
];

Deno.test("acceptabilityPlot() is whole for one run, several, many and hostile names, at any width", () => {
  const rows = acceptabilityTable(casesFrame(RUNS), { replicates: 50 }).toRecords();
  const [some] = [rows.filter((row) => row["run"] === "larger")];
  for (const count of [1, 2, 8, 26]) {
    const many = Array.from(
      { length: count },
      (_, k) =>
        (some ?? []).map((row) => ({ ...row, run: k === 0 ? NASTY : `organisation/model-${k}` })),
    ).flat();
    for (const width of [300, 692]) {
      checkFigure(acceptabilityPlot(many, { width }), { width });
      checkFigure(acceptabilityPlot(many, { width, measure: "best" }), { width });
    }
  }
  const figure = acceptabilityPlot(rows);
  assert.equal(figure.rows.length, rows.length);
  assert.match(figure.caption, /against small, bivariate normal of paired cases, n 60/);
});

Deno.test("acceptabilityPlot() says what it cannot show, and refuses what it should not draw", () => {
  const empty = acceptabilityPlot([]);
  checkFigure(empty);
  assert.match(empty.title ?? "", /^No acceptability to show/);
  const nothing = acceptabilityPlot([{ run: "m", willingness: 1, p: null }]);
  checkFigure(nothing);
  assert.match(nothing.title ?? "", /^No acceptability to show/);
  checkFigure(acceptabilityPlot([{ run: "m", willingness: 1, p: 0.3 }]));
  assert.match(
    acceptabilityPlot([{ run: "m", willingness: 1, p: 0.3, baseline: "b" }]).title ?? "",
    /m is hardly worth its price over b/,
  );
  assert.throws(() => acceptabilityPlot([{ run: "m", p: 1 }]), /Row 1 has no "willingness"/);
  const twice = [{ run: "m", willingness: 1, p: 1 }, { run: "m", willingness: 1, p: 0 }];
  assert.throws(() => acceptabilityPlot(twice), /Two rows for m at \$1/);
});
