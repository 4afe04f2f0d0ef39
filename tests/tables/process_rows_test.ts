import assert from "node:assert/strict";
import * as Polars from "nodejs-polars";
import { costRows } from "../../lib/tables/cost_rows.ts";
import { survivalRows } from "../../lib/tables/survival_rows.ts";

const KEYS = { model: "m", dataset: "d", condition: "full", simulated: true, outcome: "graded" };

function cell(run: string, values: object): object {
  return { run_id: run, ...KEYS, model: run, trial: 1, ...values };
}

Deno.test("survivalRows() follows each run's cases question by question", () => {
  const frame = Polars.readRecords([
    ...[1, 0].map((score, k) => cell("a", { case_id: "x", position: k + 1, item: `${k}`, score })),
    ...[1, 1].map((score, k) => cell("a", { case_id: "y", position: k + 1, item: `${k}`, score })),
    cell("b", { case_id: "x", position: 1, item: "0", score: 0 }),
  ]);
  const rows = survivalRows(frame);
  assert.deepEqual(rows.map((row) => [row.run, row.position, row.at_risk, row.survival]), [
    ["a", 1, 2, 1],
    ["a", 2, 2, 0.5],
    ["b", 1, 1, 0],
  ]);
});

Deno.test("survivalRows() says that trials of one case make its intervals too narrow", () => {
  const frame = Polars.readRecords(
    [1, 2].map((trial) => cell("a", { case_id: "x", trial, position: 1, item: "0", score: 1 })),
  );
  assert.match(survivalRows(frame)[0]?.warnings ?? "", /independent: the intervals are too narrow/);
});

Deno.test("costRows() leaves a run without prices out of the frontier, not at 0", () => {
  const frame = Polars.readRecords([
    ...[1, 0, 1].map((score, k) => cell("a", { case_id: `${k}`, score, cost_usd: 0.2 })),
    ...[1, 1, 1].map((score, k) => cell("b", { case_id: `${k}`, score, cost_usd: 0.1 })),
    ...[1, 1, 0].map((score, k) => cell("c", { case_id: `${k}`, score, cost_usd: null })),
  ]);
  const rows = costRows(frame, { replicates: 50 });
  assert.deepEqual(
    rows.map((
      { run, cost, p_frontier },
    ) => [run, cost === null ? null : cost.toFixed(2), p_frontier]),
    [
      ["a", "0.20", 0],
      ["b", "0.10", 1],
      ["c", null, null],
    ],
  );
});
