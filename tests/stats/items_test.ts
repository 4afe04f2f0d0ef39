import assert from "node:assert/strict";
import {
  anchorPoints,
  cronbachAlpha,
  irt1pl,
  irt2pl,
  irtGrid,
  irtPosterior,
  itemAnalysis,
  itemInformation,
  keySuspicion,
  pcg32,
  raschConditional,
  regressionEstimator,
  sampleCases,
  validateSubset,
} from "../../mod.ts";
import { near } from "./simulated.ts";

/** Forty persons, six items of rising difficulty. */
function rasch(): number[][] {
  const random = pcg32({ seed: 3 });
  return Array.from({ length: 40 }, (_, person) =>
    Array.from({ length: 6 }, (_, item) => {
      const eta = (person - 20) / 10 - (item - 2.5) / 2;
      return random.uniform() < 1 / (1 + Math.exp(-eta)) ? 1 : 0;
    }));
}

Deno.test("itemAnalysis() has no correlation for a constant item and is missing for no models", () => {
  const { rows, warnings } = itemAnalysis({ y: [[1, 0, 1], [1, 1, 0]] });
  assert.equal(rows[0]?.pointBiserial, null);
  assert.match(warnings.join(), /without variation/);
  assert.equal(itemAnalysis({ y: [] }).alpha, null);
  assert.throws(() => itemAnalysis({ y: [[1], [1, 0]] }), /ragged/);
});

Deno.test("cronbachAlpha() is missing when totals do not vary and drops constant items", () => {
  assert.equal(cronbachAlpha({ y: [[1, 0], [0, 1]] }).value, null);
  assert.equal(cronbachAlpha({ y: [[1, 1, 0], [1, 0, 0], [1, 1, 0]] }).nExcluded, 2);
  assert.equal(cronbachAlpha({ y: [[0.5, 1], [0.1, 0.2]] }).kr20, null);
});

Deno.test("irt1pl(), irt2pl() and raschConditional() order the items alike", () => {
  const y = rasch();
  const marginal = irt1pl({ y }).difficulty.map(Number);
  const conditional = raschConditional({ y }).difficulty.map(Number);
  const mean = marginal.reduce((a, b) => a + b, 0) / marginal.length;
  marginal.forEach((b, k) => assert.ok(Math.abs(b - mean - (conditional[k] ?? 9)) < 0.1));
  const { difficulty, discrimination } = irt2pl({ y });
  assert.ok((difficulty[0] ?? 9) < (difficulty[5] ?? -9));
  assert.ok(discrimination.every((a) => a > 0));
});

Deno.test("irt1pl() and raschConditional() have no difficulty for items all or none has right", () => {
  const y = [[1, 1, 0], [1, 0, 0], [1, 1, 0], [1, 0, 0]];
  assert.deepEqual([irt1pl({ y }).difficulty[0], irt1pl({ y }).difficulty[2]], [null, null]);
  assert.equal(raschConditional({ y }).difficulty[0], null);
  assert.equal(irt1pl({ y: [[1], [1]] }).sigma, null);
  assert.equal(raschConditional({ y: [[1, 1]] }).logLikelihood, null);
});

Deno.test("irtPosterior() without answers is the prior", () => {
  const { mean, sd } = irtPosterior({ y: [[null]], grid: irtGrid(41), eta: (_item, z) => z });
  assert.ok(near(mean[0], 0) && near(sd[0], 1, 1e-9));
});

Deno.test("itemInformation() is largest at the difficulty", () => {
  const at = (theta: number): number => itemInformation({ a: 2, b: 0.5, theta });
  assert.ok(at(0.5) > at(0.4) && at(0.5) > at(0.6) && at(0.5) === 1);
});

Deno.test("keySuspicion() sums to one, ignores missing answers, and refuses an unknown key", () => {
  const given = {
    choices: { a: "B", b: null },
    accuracy: { a: 0.9, b: 0.5 },
    options: ["A", "B"],
    key: "A",
  };
  const result = keySuspicion(given);
  assert.ok(near(Object.values(result.posterior).reduce((x, y) => x + y, 0), 1));
  assert.deepEqual([result.n, result.alternative, result.agreeing], [1, "B", ["a"]]);
  assert.throws(() => keySuspicion({ ...given, key: "K" }), /key is "K"/);
  assert.throws(() => keySuspicion({ ...given, accuracy: { a: 1 } }), /accuracy.a is 1/);
});

Deno.test("anchorPoints() weights sum to one; a large set is searched, not enumerated", () => {
  const random = pcg32({ seed: 9 });
  const y = Array.from({ length: 5 }, () => Array.from({ length: 40 }, () => random.below(2)));
  for (const k of [2, 6]) {
    const { weights, medoids, exact } = anchorPoints({ y, k });
    assert.ok(near(weights.reduce((a, b) => a + b, 0), 1));
    assert.deepEqual([medoids.length, exact], [k, k === 2]);
  }
  assert.throws(() => anchorPoints({ y, k: 0 }), /k is 0/);
});

Deno.test("regressionEstimator() of everything is the truth, of a flat control the plain mean", () => {
  const y = [1, 0, 1, 1];
  const x = [0.9, 0.1, 0.4, 0.8];
  const all = regressionEstimator({ y, x, population: x });
  assert.deepEqual([all.value, all.se], [0.75, 0]);
  const flat = regressionEstimator({ y: [1, 0], x: [0.5, 0.5], population: [0.5, 0.5, 0.9] });
  assert.deepEqual([flat.value, flat.beta], [0.5, null]);
  assert.equal(regressionEstimator({ y: [], x: [], population: [] }).value, null);
});

Deno.test("sampleCases() is seeded, keeps the shares of strata and the order", () => {
  const cases = Array.from({ length: 100 }, (_, k) => k);
  const strata = cases.map((k) => (k < 80 ? "rare" : "common"));
  const some = sampleCases(cases, { n: 10, strata });
  assert.deepEqual(some, sampleCases(cases, { n: 10, strata }));
  assert.equal(some.filter((k) => k < 80).length, 8);
  assert.deepEqual(some, some.toSorted((a, b) => a - b));
  assert.throws(() => sampleCases(cases, { n: 101 }), /n is 101/);
});

Deno.test("validateSubset() leaves out the strongest models", () => {
  const y = [[1, 1, 1, 1], [1, 1, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0]];
  const rows = validateSubset({ y, subset: [0, 1, 2], leaveOut: 2 });
  assert.deepEqual(rows.map((row) => row.model), [0, 1]);
  assert.throws(() => validateSubset({ y, subset: [0], leaveOut: 4 }), /leaveOut is 4/);
});

Deno.test("itemAnalysis() of one item says why it has no alpha", () => {
  const one = itemAnalysis({ y: [[1], [0], [1]] });
  assert.deepEqual([one.alpha, one.rows[0]?.restCorrelation], [null, null]);
  assert.match(one.warnings.join(), /fewer than two items/);
});

Deno.test("regressionEstimator() has no error when the control says it all, to the last digits", () => {
  const x = [0.1, 0.25, 0.3, 0.7, 0.9, 0.35];
  const y = x.map((value) => 0.3 * value + 0.07);
  const exact = regressionEstimator({ y, x, population: [...x, 0.2, 0.8, 0.55] });
  assert.ok(near(exact.beta, 0.3, 1e-12));
  assert.ok((exact.se ?? 1) < 1e-15);
});

Deno.test("anchorPoints() tries every set of four of 54 items, and swaps where there are too many", () => {
  const y = [3, 5, 7].map((step) =>
    Array.from({ length: 54 }, (_, item) => item % step === 0 ? 1 : 0)
  );
  assert.equal(anchorPoints({ y, k: 4 }).exact, true);
  assert.equal(anchorPoints({ y, k: 20 }).exact, false);
});
