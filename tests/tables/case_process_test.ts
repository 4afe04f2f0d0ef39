import assert from "node:assert/strict";
import * as Polars from "nodejs-polars";
import { cohesionRows } from "../../lib/tables/cohesion_rows.ts";
import { firstErrorRows } from "../../lib/tables/first_error_rows.ts";
import { hazardRows } from "../../lib/tables/hazard_rows.ts";
import { questionCaseRows } from "../../lib/tables/question_case_rows.ts";
import { positionProfile } from "../../lib/stats/process/position_profile.ts";
import { clusterBootstrap } from "../../lib/stats/resampling/cluster_bootstrap.ts";
import { wilson } from "../../lib/stats/uncertainty/wilson.ts";
import { questions, stacked } from "./process_runs.ts";

Deno.test("hazardRows() counts first errors among cases at risk, and all errors beside them", () => {
  const frame = questions({
    m: { a: [1, 0, 0], b: [1, 1, 0], c: [0, 1, 1], d: [1, 1, 1] },
  });
  const rows = hazardRows(frame);
  assert.deepEqual(
    rows.map(({ position, n, first_errors, value, error_rate }) => [
      position,
      n,
      first_errors,
      value,
      error_rate,
    ]),
    [[1, 4, 1, 0.25, 0.25], [2, 3, 1, 1 / 3, 0.25], [3, 2, 1, 0.5, 0.5]],
  );
  const { lo, hi } = wilson({ x: 1, n: 4 });
  assert.deepEqual([rows[0]?.lo, rows[0]?.hi, rows[0]?.method], [lo, hi, "hazard/wilson"]);
});

Deno.test("hazardRows() lets a case leave before an unknown answer and counts it, not as an error", () => {
  const rows = hazardRows(questions({ m: { a: [1, null, 1], b: [1, 1, 1] } }));
  assert.deepEqual(rows.map(({ n, first_errors }) => [n, first_errors]), [[2, 0], [1, 0], [1, 0]]);
  assert.equal(rows[0]?.censored, 1);
  assert.match(rows[0]?.warnings ?? "", /1 case censored before an unknown answer/);
});

Deno.test("hazardRows() has null where nobody is at risk", () => {
  const [, second] = hazardRows(questions({ m: { a: [0, 1], b: [0, 0] } }));
  assert.deepEqual([second?.n, second?.value, second?.lo, second?.error_rate], [
    0,
    null,
    null,
    0.5,
  ]);
});

Deno.test("hazardRows() takes trials of one case together, so that its interval is wider", () => {
  const cases = Object.fromEntries(
    Array.from({ length: 30 }, (_, k) => [`c${k}`, [k % 3 === 0 ? 0 : 1]]),
  );
  const [once, again] = [1, 2].map((trial) => questions({ m: cases }, { trial }));
  assert.ok(once && again);
  const [row] = hazardRows(stacked(once, again));
  const alone = hazardRows(once)[0];
  assert.equal(row?.n, 60);
  assert.equal(row?.method, "hazard/clustered");
  assert.ok((row?.hi ?? 0) - (row?.lo ?? 0) >= (alone?.hi ?? 0) - (alone?.lo ?? 0) - 1e-9);
});

Deno.test("questionCaseRows() gives both accuracies, and what independent answers would give", () => {
  const [row] = questionCaseRows(
    questions({ m: { a: [1, 1], b: [1, 0], c: [0, 1], d: [1, 1, 1] } }),
  );
  const { lo, hi } = wilson({ x: 2, n: 4 });
  assert.equal(row?.value, 7 / 9);
  assert.deepEqual([row?.n, row?.case_value, row?.case_lo, row?.case_hi], [9, 0.5, lo, hi]);
  // Three of four are right at each of the first two positions, all at the third.
  assert.equal(row?.independence, 0.5625);
  assert.deepEqual(row?.case_lengths, [0, 3, 1]);
});

Deno.test("questionCaseRows() knows a case by one wrong answer, and leaves undecided ones out", () => {
  const [row] = questionCaseRows(questions({ m: { a: [null, 0], b: [1, null], c: [1, 1] } }));
  assert.deepEqual([row?.case_n, row?.case_value, row?.n, row?.n_excluded], [2, 0.5, 4, 2]);
  assert.match(row?.warnings ?? "", /1 cases without a known outcome left out/);
});

Deno.test("questionCaseRows() has null where nothing is known", () => {
  const [row] = questionCaseRows(questions({ m: { a: [null, null] } }));
  assert.deepEqual([row?.value, row?.case_value, row?.independence], [null, null, null]);
});

Deno.test("firstErrorRows() puts every case into exactly one fate", () => {
  const frame = questions({
    m: { a: [0, 0], b: [1, 0, 1], c: [1, 1], d: [1, null, 0], e: [null], f: [1, 0] },
  });
  const rows = firstErrorRows(frame);
  assert.deepEqual(rows.map(({ fate, position, n, reachable }) => [fate, position, n, reachable]), [
    ["error", 1, 1, 6],
    ["error", 2, 2, 5],
    ["error", 3, 0, 2],
    ["right", null, 1, 6],
    ["unknown", null, 2, 6],
  ]);
  assert.equal(rows.reduce((sum, { n }) => sum + n, 0), 6);
  assert.equal(rows[1]?.value, 2 / 6);
});

Deno.test("cohesionRows() has the interval of a bootstrap that computes the whole profile again", () => {
  const cases = Object.fromEntries(
    Array.from({ length: 24 }, (_, k) => [
      `c${k}`,
      Array.from(
        { length: 2 + k % 3 },
        (_, q) => k === 5 && q === 1 ? null : (k * 7 + q) % 4 ? 1 : 0,
      ),
    ]),
  );
  const [row] = cohesionRows(questions({ m: cases }), { replicates: 60, seed: 7 });
  const list = Object.entries(cases).flatMap(([name, scores]) =>
    scores.map((y, q) => ({ name, y, q: q + 1 }))
  );
  let draw = 0;
  const full = clusterBootstrap(list, {
    cluster: ({ name }) => name,
    statistic: (some) => {
      draw++;
      // A case drawn twice is two cases.
      const seen = new Map<string, number>();
      const cluster = some.map(({ name, q }) => {
        const times = (seen.get(`${name} ${q}`) ?? 0) + 1;
        seen.set(`${name} ${q}`, times);
        return `${name} ${times}`;
      });
      return positionProfile({
        y: some.map(({ y }) => y),
        cluster,
        position: some.map(({ q }) => q),
      })
        .cohesionGap;
    },
    replicates: 60,
    seed: 7,
  });
  assert.ok(draw > 60);
  for (const name of ["value", "lo", "hi"] as const) {
    assert.ok(Math.abs((row?.[name] ?? 9) - (full[name] ?? 7)) < 1e-12, name);
  }
  assert.deepEqual([row?.n, row?.n_excluded, row?.clusters, row?.seed], [23, 1, 24, 7]);
});

Deno.test("cohesionRows() has no gap without a complete case, and no interval of one case", () => {
  const [none] = cohesionRows(questions({ m: { a: [1, null], b: [null] } }));
  assert.deepEqual([none?.value, none?.lo, none?.observed], [null, null, null]);
  assert.match(none?.warnings ?? "", /no complete case/);
  const [one] = cohesionRows(questions({ m: { a: [1, 0] } }));
  assert.deepEqual([one?.value, one?.lo], [0, null]);
  assert.match(one?.warnings ?? "", /one case: no interval/);
  const [few] = cohesionRows(questions({ m: { a: [1, 0], b: [1, 1] } }), { replicates: 20 });
  assert.match(few?.warnings ?? "", /2 cases: a bootstrap is poor below 10/);
});

Deno.test("cohesionRows() calls no gap clear because no case happens to be right throughout", () => {
  // Each question right in 3 of 24 cases, never two in one case: 24 · (1/8)³ = 0.05 whole cases were to be expected.
  const cases = Object.fromEntries(
    Array.from({ length: 24 }, (_, k) => [`c${k}`, [0, 1, 2].map((q) => k % 8 === q ? 1 : 0)]),
  );
  const [row] = cohesionRows(questions({ m: cases }), { replicates: 200 });
  const { hi } = wilson({ x: 0, n: 24 });
  assert.deepEqual([row?.observed, row?.observed_lo, row?.observed_hi], [0, 0, hi]);
  assert.ok((row?.value ?? 0) < 0 && (row?.lo ?? 0) < (row?.value ?? 0));
  assert.ok((row?.hi ?? -1) > 0.1, "one more case may well be right");
  assert.ok((row?.independence_lo ?? -1) >= 0 && (row?.independence_hi ?? 0) > 0);
  assert.equal(row?.method, "cohesion-gap/square-and-add");
  assert.match(row?.warnings ?? "", /no case is right throughout: the interval of the gap is comb/);
});

Deno.test("cohesionRows() has no interval of the gap where every answer or no answer is right", () => {
  for (const score of [0, 1]) {
    const cases = Object.fromEntries(
      Array.from({ length: 12 }, (_, k) => [`c${k}`, [score, score]]),
    );
    const [row] = cohesionRows(questions({ m: cases }), { replicates: 50 });
    const { lo, hi } = wilson({ x: 12 * score, n: 12 });
    assert.deepEqual([row?.value, row?.lo, row?.hi], [0, null, null]);
    assert.deepEqual([row?.observed_lo, row?.observed_hi], [lo, hi]);
    assert.deepEqual([row?.independence_lo, row?.independence_hi], [null, null]);
    assert.match(row?.warnings ?? "", /case is right throughout: no interval of the gap/);
  }
});

Deno.test("tables of the case as a process refuse frames they cannot read", () => {
  assert.throws(() => hazardRows(Polars.readRecords([{ run_id: "m", score: 1 }])), {
    name: "RangeError",
    message: /no column "case_id", "trial", "position": expected a questionsFrame/,
  });
  const scored = questions({ m: { a: [1] } }, { columns: () => ({ points: 5 }) });
  assert.throws(() => hazardRows(scored), { name: "RangeError", message: /carry points/ });
});
