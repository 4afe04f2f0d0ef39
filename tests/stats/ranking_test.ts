import assert from "node:assert/strict";
import {
  aggregateRanks,
  averageRanks,
  bradleyTerry,
  bradleyTerryDavidson,
  cochranQ,
  connectedWins,
  criticalDifference,
  friedmanNemenyi,
  kemenyOrders,
  kendallTau,
  mcnemar,
  pairwiseWins,
  plackettLuce,
  rankConfidenceSets,
  rankIntervals,
} from "../../mod.ts";
import { near } from "./simulated.ts";

Deno.test("averageRanks() sums to n(n+1)/2 whatever the ties", () => {
  for (const values of [[1, 1, 1], [3, 1, 2, 1], [], [5]]) {
    const n = values.length;
    assert.equal(averageRanks(values).reduce((a, b) => a + b, 0), (n * (n + 1)) / 2);
  }
});

Deno.test("bradleyTerry() of two is the log odds of their wins, a tie as half a win each", () => {
  const two = bradleyTerry({ wins: [[0, 8], [2, 0]] });
  assert.ok(near((two.rows[0]?.value ?? 0) - (two.rows[1]?.value ?? 0), Math.log(4), 1e-9));
  const half = bradleyTerry({ wins: [[0, 7], [1, 0]], ties: [[0, 2], [2, 0]], tieRule: "half" });
  assert.ok(near(half.rows[0]?.value, two.rows[0]?.value ?? NaN, 1e-9));
});

Deno.test("bradleyTerry() is missing when not connected and finite with a prior", () => {
  const wins = [[0, 3, 2], [1, 0, 3], [0, 0, 0]];
  assert.equal(connectedWins(wins), false);
  const without = bradleyTerry({ wins });
  assert.ok(without.rows.every((row) => row.value === null));
  assert.match(without.warnings.join(), /not finite/);
  assert.ok(bradleyTerry({ wins, prior: 0.5 }).rows.every((row) => row.value !== null));
  assert.equal(bradleyTerry({ wins: [[0]] }).rows[0]?.value, null);
});

Deno.test("bradleyTerryDavidson() without ties is bradleyTerry() with nu at its bound 0", () => {
  const wins = [[0, 4, 3], [2, 0, 5], [3, 2, 0]];
  const none = bradleyTerryDavidson({ wins, ties: [] });
  assert.equal(none.nu, 0);
  assert.match(none.warnings.join(), /no ties/);
  assert.deepEqual(none.values, bradleyTerry({ wins }).rows.map((row) => row.value));
  assert.equal(bradleyTerryDavidson({ wins: [[0, 1], [0, 0]], ties: [] }).nu, null);
  assert.equal(bradleyTerryDavidson({ wins: [[0, 0], [0, 0]], ties: [[0, 3], [3, 0]] }).nu, null);
});

Deno.test("pairwiseWins() counts only common items", () => {
  const { wins, ties } = pairwiseWins([[1, null, 0], [0, 1, 0]]);
  assert.deepEqual([wins, ties], [[[0, 1], [0, 0]], [[0, 1], [1, 0]]]);
});

Deno.test("plackettLuce() of pairs is bradleyTerry(), missing when someone always wins", () => {
  const pairs = [...new Array(8).fill(["a", "b"]), ...new Array(2).fill(["b", "a"])];
  assert.ok(near(plackettLuce(pairs).worth["a"], Math.log(4) / 2, 1e-9));
  assert.equal(plackettLuce([["a", "b"]]).worth["a"], null);
  assert.equal(plackettLuce([]).logLikelihood, null);
});

Deno.test("aggregateRanks() agrees on a clear order and reports all orders of a cycle", () => {
  const clear = aggregateRanks({ scores: [[3, 2, 1], [30, 20, 10]] });
  assert.deepEqual([clear.kemenyOrders, clear.condorcetWinner, clear.kemenyDistance], [
    [[0, 1, 2]],
    0,
    0,
  ]);
  const cycle = aggregateRanks({ scores: [[3, 2, 1], [1, 3, 2], [2, 1, 3]] });
  assert.deepEqual(cycle.kemenyOrders, [[0, 1, 2], [1, 2, 0], [2, 0, 1]]);
  assert.throws(() => aggregateRanks({ scores: [[1], [1, 2]] }), /ragged/);
});

Deno.test("kemenyOrders() of many systems falls back to a local search that keeps a clear order", () => {
  const size = 18;
  const cost = Array.from(
    { length: size },
    (_, i) => Array.from({ length: size }, (_, j) => (i > j ? 1 : 0)),
  );
  const found = kemenyOrders(cost);
  assert.deepEqual([found.exact, found.distance], [false, 0]);
});

Deno.test("rankIntervals() is seeded, its first places share one, and ties share ranks", () => {
  const y = [[1, 1, 0, 1, 1, 0], [1, 0, 1, 1, 0, 1], [0, 0, 0, 1, 0, 0]];
  const cluster = [1, 1, 2, 2, 3, 3];
  const one = rankIntervals({ y, cluster, replicates: 500 });
  assert.deepEqual(one, rankIntervals({ y, cluster, replicates: 500 }));
  assert.ok(near(one.rows.reduce((sum, row) => sum + (row.pBest ?? 0), 0), 1));
  assert.deepEqual(one.rows.map((row) => row.value), [1.5, 1.5, 3]);
  for (const row of one.rows) assert.ok((row.lo ?? 9) <= (row.hi ?? 0));
});

Deno.test("rankIntervals() compares on what is there, says what is missing, and is missing for a model without items", () => {
  const result = rankIntervals({ y: [[1, null], [null, null]], cluster: [1, 2], replicates: 20 });
  assert.match(result.warnings.join(), /missing/);
  assert.deepEqual([result.rows[1]?.score, result.rows[1]?.pBest], [null, null]);
  assert.equal(rankIntervals({ y: [[]], cluster: [] }).rows[0]?.value, null);
});

Deno.test("rankConfidenceSets() of equal models cannot separate them, and letters go beyond Z", () => {
  const same = [1, 2, 3, 2];
  const { rows } = rankConfidenceSets({ totals: [same, same, same] });
  assert.deepEqual(rows.map((row) => [row.lo, row.hi, row.tier]), [[1, 3, "A"], [1, 3, "A"], [
    1,
    3,
    "A",
  ]]);
  assert.throws(() => rankConfidenceSets({ totals: [[1], [1, 2]] }), /ragged/);
});

Deno.test("friedmanNemenyi() is missing when every block ties; criticalDifference() needs two systems", () => {
  assert.equal(friedmanNemenyi({ scores: [[1, 1], [2, 2]] }).chi2, null);
  assert.equal(friedmanNemenyi({ scores: [] }).p, null);
  assert.throws(() => criticalDifference({ k: 1, n: 5 }), RangeError);
});

Deno.test("friedmanNemenyi() has an infinite F when all blocks agree, none for one block", () => {
  const all = friedmanNemenyi({ scores: [[3, 2, 1], [9, 5, 0], [1, 0.5, 0.2]] });
  assert.deepEqual([all.chi2, all.f, all.pF], [6, Infinity, 0]);
  assert.equal(friedmanNemenyi({ scores: [[3, 2, 1]] }).f, null);
});

Deno.test("cochranQ() of two models is McNemar's chi-square", () => {
  const y = [...new Array(7).fill([1, 0]), ...new Array(2).fill([0, 1]), [1, 1]];
  assert.ok(near(cochranQ(y).value, mcnemar({ b: 7, c: 2 }).chi2 ?? NaN));
  assert.equal(cochranQ([[1, 1]]).p, null);
});

Deno.test("kendallTau() is 1 for one order, -1 for its reverse, missing without variation", () => {
  assert.equal(kendallTau([1, 2, 3], [2, 5, 9]), 1);
  assert.equal(kendallTau([1, 2, 3], [9, 5, 2]), -1);
  assert.equal(kendallTau([], []), null);
  assert.throws(() => kendallTau([1], []), RangeError);
});
