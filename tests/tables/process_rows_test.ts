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

Deno.test("survivalRows() takes trials of one case as one: copies of a trial do not narrow the interval", () => {
  const scores = [[1, 0], [1, 1], [0, 1], [1, 1], [1, 0], [1, 1]];
  const frame = (trials: readonly number[]) =>
    Polars.readRecords(
      trials.flatMap((trial) =>
        scores.flatMap((some, k) =>
          some.map((score, q) =>
            cell("a", { case_id: `c${k}`, trial, position: q + 1, item: `${q}`, score })
          )
        )
      ),
    );
  const [once, thrice] = [frame([1]), frame([1, 2, 3])].map((one) => survivalRows(one));
  // Greenwood's error by hand: S(2) = 5/6 · 3/5, variance of log S 1/(6·5) + 2/(5·3).
  assert.ok(Math.abs((once?.[1]?.se ?? 9) - 0.5 * Math.sqrt(1 / 30 + 2 / 15)) < 1e-12);
  once?.forEach((row, k) => {
    const other = thrice?.[k];
    assert.equal(other?.survival, row.survival);
    assert.ok(Math.abs((other?.se ?? 9) - (row.se ?? 0) * Math.sqrt(6 / 5)) < 1e-12);
    assert.ok((other?.lo ?? 9) < (row.lo ?? 0) && (other?.hi ?? 0) > (row.hi ?? 9));
  });
  assert.deepEqual([once, thrice].map((rows) => [rows?.[0]?.method, rows?.[0]?.warnings]), [
    ["case-survival/kaplan-meier", null],
    ["case-survival/kaplan-meier-clustered", null],
  ]);
  const [alone] = survivalRows(Polars.readRecords(
    [1, 0].map((score, k) =>
      cell("a", { case_id: "x", trial: k + 1, position: 1, item: "0", score })
    ),
  ));
  assert.deepEqual([alone?.survival, alone?.se, alone?.lo], [0.5, null, null]);
  assert.match(alone?.warnings ?? "", /one case: no standard error/);
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
