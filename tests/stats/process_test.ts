import assert from "node:assert/strict";
import {
  caseSurvival,
  conditionalLogit,
  designMatrix,
  expectedRun,
  firstErrors,
  fixedEffectsOls,
  invertSymmetric,
  logit,
  logitFirth,
  logitMixed,
  mantelHaenszelOR,
  minimise,
  positionProfile,
  sandwich,
  standardiseLogit,
  survivalPermutation,
} from "../../mod.ts";
import { near, simulatedItems } from "./simulated.ts";

const items = simulatedItems(60, 11);
const rows = { y: items.a, cluster: items.cluster, position: items.position };

Deno.test("caseSurvival() ends at the case accuracy when every case is equally long", () => {
  const three = rows.position.map((q, k) => ({ q, k })).filter(({ q }) => q <= 3).map(({ k }) => k);
  const pick = <T>(values: readonly T[]): T[] => values.filter((_, k) => three.includes(k));
  const result = caseSurvival({
    y: pick(rows.y),
    cluster: pick(rows.cluster),
    position: pick(rows.position),
  });
  assert.ok(near(result.rows.at(-1)?.survival, result.caseAccuracy ?? NaN));
  for (const row of result.rows) {
    assert.ok((row.lo ?? 0) <= (row.survival ?? 1) && (row.survival ?? 0) <= (row.hi ?? 1));
  }
});

Deno.test("caseSurvival() of all wrong has an empty risk set, of none is empty, of unknown is censored", () => {
  const wrong = caseSurvival({ ...rows, y: rows.y.map(() => 0) });
  assert.deepEqual(wrong.rows.slice(0, 2).map((row) => row.survival), [0, null]);
  assert.deepEqual([wrong.rows[1]?.hazard, wrong.median], [null, 1]);
  assert.equal(caseSurvival({ y: [], cluster: [], position: [] }).caseAccuracy, null);
  const open = caseSurvival({ y: [1, null], cluster: ["a", "a"], position: [1, 2] });
  assert.deepEqual([open.cases[0]?.time, open.cases[0]?.event, open.caseAccuracy], [
    1,
    false,
    null,
  ]);
});

Deno.test("firstErrors() goes by position, not by row order, and refuses ragged columns", () => {
  const [one] = firstErrors({ y: [0, 1, 1], cluster: ["a", "a", "a"], position: [3, 1, 2] });
  assert.deepEqual([one?.time, one?.outcomes], [3, [1, 1, 0]]);
  assert.throws(() => firstErrors({ y: [1], cluster: [], position: [1] }), RangeError);
});

Deno.test("expectedRun() is the horizon when all is right, 0 when all is wrong, missing beyond the data", () => {
  assert.equal(expectedRun({ ...rows, y: rows.y.map(() => 1), horizon: 3 }), 3);
  assert.equal(expectedRun({ ...rows, y: rows.y.map(() => 0), horizon: 3 }), 0);
  assert.equal(expectedRun({ ...rows, horizon: 99 }), null);
});

Deno.test("survivalPermutation() is symmetric, seeded, and 1 for equal models", () => {
  const given = { cluster: items.cluster, position: items.position, replicates: 300 };
  const one = survivalPermutation({ ...given, a: items.a, b: items.b });
  const two = survivalPermutation({ ...given, a: items.b, b: items.a });
  assert.ok(near(one.value, -(two.value ?? NaN)));
  assert.equal(one.p, two.p);
  assert.equal(survivalPermutation({ ...given, a: items.a, b: items.a }).p, 1);
});

Deno.test("positionProfile() splits every position by what came before", () => {
  const profile = positionProfile(rows);
  for (const row of profile.rows.slice(1)) {
    assert.equal(row.nPreviousRight + row.nPreviousWrong, row.n);
    assert.ok(row.nAllRight <= row.nPreviousRight);
  }
  assert.ok((profile.cohesionGap ?? 0) > 0, "cases differ in difficulty here");
  assert.equal(positionProfile({ y: [null], cluster: ["a"], position: [1] }).cohesionGap, null);
});

Deno.test("mantelHaenszelOR() of one table is its odds ratio; one-sided tables are not finite", () => {
  assert.equal(mantelHaenszelOR({ strata: [[6, 2, 3, 5], [0, 0, 0, 0]] }).value, 5);
  assert.equal(mantelHaenszelOR({ strata: [[5, 0, 3, 2]] }).value, null);
  assert.equal(mantelHaenszelOR({ strata: [] }).value, null);
});

Deno.test("conditionalLogit() agrees with the McNemar odds ratio on pairs and needs informative strata", () => {
  const pairs = [...new Array<number>(6).fill(1), ...new Array<number>(2).fill(0)];
  const fit = conditionalLogit({
    y: pairs.flatMap((y) => [y, 1 - y]),
    x: { second: pairs.flatMap(() => [1, 0]) },
    strata: pairs.flatMap((_, k) => [k, k]),
  });
  assert.ok(near(fit.rows[0]?.oddsRatio, 3, 1e-8));
  const flat = conditionalLogit({ y: [1, 1], x: { t: [0, 1] }, strata: ["a", "a"] });
  assert.deepEqual([flat.rows[0]?.value, flat.informative], [null, 0]);
  const separated = conditionalLogit({
    y: [1, 0, 1, 0],
    x: { t: [1, 0, 1, 0] },
    strata: [1, 1, 2, 2],
  });
  assert.equal(separated.rows[0]?.value, null);
});

Deno.test("logit() fits the cells of a saturated model; standardiseLogit() gives back their means", () => {
  const y = [1, 1, 0, 1, 0, 0, 1, 0];
  const columns = { y, x: { late: [0, 0, 0, 0, 1, 1, 1, 1] }, cluster: [1, 1, 2, 2, 3, 3, 4, 4] };
  const fit = logit(columns);
  const effect = standardiseLogit(fit, { ...columns, term: "late" });
  assert.ok(near(effect.p0, 0.75, 1e-8) && near(effect.p1, 0.25, 1e-8));
  assert.throws(() => standardiseLogit(fit, { ...columns, term: "x" }), /term is "x"/);
});

Deno.test("logit() says separation and collinearity instead of giving numbers, logitFirth() stays finite", () => {
  const y = [1, 1, 1, 0, 0, 0];
  const separated = logit({ y, x: { t: [1, 1, 1, 0, 0, 0] } });
  assert.deepEqual([separated.coefficients, separated.rows[0]?.se], [null, null]);
  assert.match(separated.warnings.join(), /separation/);
  const twice = logit({
    y: [1, 0, 1, 0, 1, 0],
    x: { a: [1, 1, 0, 0, 1, 0], b: [1, 1, 0, 0, 1, 0] },
  });
  assert.match(twice.warnings.join(), /collinear/);
  assert.ok(Number.isFinite(logitFirth({ y, x: { t: [1, 1, 1, 0, 0, 0] } }).rows[1]?.value));
  assert.equal(logit({ y: [], x: {} }).coefficients, null);
  assert.equal(logitFirth({ y: [], x: {} }).rows[0]?.value, null);
});

Deno.test("logitMixed() finds variation between cases where there is some", () => {
  const fit = logitMixed({ y: items.a, x: {}, group: items.cluster });
  assert.ok((fit.sdGroup ?? 0) > 0.5 && (fit.sdGroup ?? 9) < 3);
  const plain = logit({ y: items.a, x: {} });
  assert.ok((fit.logLikelihood ?? -Infinity) > (plain.logLikelihood ?? 0));
});

Deno.test("fixedEffectsOls() equals dummies, and is missing for a covariate constant within groups", () => {
  const y = [1, 3, 2, 2, 5, 4];
  const absorb = ["a", "a", "b", "b", "c", "c"];
  const fit = fixedEffectsOls({ y, x: { t: [0, 1, 0, 1, 0, 1] }, absorb });
  assert.ok(near(fit.rows[0]?.value, (2 + 0 - 1) / 3));
  assert.equal(fixedEffectsOls({ y, x: { t: [1, 1, 2, 2, 3, 3] }, absorb }).rows[0]?.value, null);
});

Deno.test("designMatrix() drops incomplete rows and refuses ragged columns", () => {
  const design = designMatrix({ y: [1, null, 0], x: { a: [1, 2, null] }, intercept: false });
  assert.deepEqual([design.rows, design.nExcluded], [[[1]], 2]);
  assert.throws(() => designMatrix({ y: [1], x: { a: [] } }), /x\.a has 0 rows/);
});

Deno.test("sandwich() of singletons is the outer product, invertSymmetric() refuses singular matrices", () => {
  assert.deepEqual(sandwich({ bread: [[1]], scores: [[2], [3]], cluster: [1, 2] }).cr0, [[13]]);
  assert.equal(sandwich({ bread: [[1]], scores: [[2]], cluster: [1] }).correction, null);
  assert.equal(invertSymmetric([[1, 2], [2, 1]]), null);
  assert.equal(invertSymmetric([[0]]), null);
  assert.deepEqual(invertSymmetric([]), []);
});

Deno.test("minimise() finds the minimum of a steep valley", () => {
  const valley = ([a = 0, b = 0]: readonly number[]): number =>
    (1 - a) ** 2 + 100 * (b - a * a) ** 2;
  const { x, converged } = minimise(valley, { start: [-1, 1] });
  assert.ok(converged && near(x[0], 1, 1e-4) && near(x[1], 1, 1e-4));
});

Deno.test("logitFirth() reaches the closed form in groups of one or two", () => {
  for (const [right, wrong] of [[1, 0], [1, 1], [0, 2]] as const) {
    const y = [1, 0, ...new Array<number>(right).fill(1), ...new Array<number>(wrong).fill(0)];
    const fit = logitFirth({ y, x: { x: y.map((_, k) => (k < 2 ? 0 : 1)) } });
    assert.ok(near(fit.rows[1]?.value ?? NaN, Math.log((right + 0.5) / (wrong + 0.5)), 1e-9));
  }
});

Deno.test("expectedRun() is the sum so far when all have erred before the horizon, else missing", () => {
  const rows = { cluster: ["a", "a", "b", "b"], position: [1, 2, 1, 2] };
  assert.equal(expectedRun({ y: [1, 0, 0, 0], ...rows, horizon: 4 }), 0.5);
  assert.equal(expectedRun({ y: [1, 1, 0, 0], ...rows, horizon: 4 }), null);
});

Deno.test("survivalPermutation() leaves swaps without anybody at risk out of its p", () => {
  const test = survivalPermutation({
    a: [1, 0, 1, 1, 1],
    b: [1, 1, 1, 0, 1],
    cluster: ["x", "y", "y", "z", "z"],
    position: [1, 1, 2, 1, 2],
    at: 2,
  });
  assert.deepEqual([test.value, test.p], [0, 1]);
  assert.match(test.warnings.join(), /2 of 4 swaps/);
});
