import assert from "node:assert/strict";
import {
  bayesCompare,
  betaBinomialInterval,
  caseAccuracy,
  clopperPearson,
  clusteredMean,
  clusterErrors,
  clusterIndex,
  estimateRow,
  expectedMaxNormal,
  macroByGroup,
  macroMean,
  meanScore,
  questionAccuracy,
  sampleMean,
  wilson,
} from "../../mod.ts";
import { near, simulatedItems } from "./simulated.ts";

Deno.test("wilson() contains the estimate and stays inside [0, 1] for every x of n", () => {
  for (const n of [1, 2, 10, 57]) {
    for (let x = 0; x <= n; x++) {
      const { p, lo, hi } = wilson({ x, n });
      assert.ok(lo !== null && hi !== null && p !== null);
      assert.ok(lo >= 0 && lo <= p && p <= hi && hi <= 1, `${x} of ${n}`);
    }
  }
});

Deno.test("wilson() is symmetric in right and wrong, wider at a higher level", () => {
  const a = wilson({ x: 3, n: 10 });
  const b = wilson({ x: 7, n: 10 });
  assert.ok(near(a.lo, 1 - (b.hi ?? 0)));
  assert.ok((wilson({ x: 3, n: 10, level: 0.99 }).hi ?? 0) > (a.hi ?? 1));
});

Deno.test("wilson() is missing for no data and refuses impossible counts and levels", () => {
  assert.deepEqual(wilson({ x: 0, n: 0 }).warnings, ["no data"]);
  assert.throws(() => wilson({ x: 3, n: 2 }), /x is 3 and n is 2, expected 0 <= x <= n/);
  assert.throws(() => wilson({ x: 1, n: 2, level: 95 }), /level is 95/);
});

Deno.test("clopperPearson() is never narrower than wilson() at the ends, and missing for no data", () => {
  assert.equal(clopperPearson({ x: 0, n: 10 }).lo, 0);
  assert.equal(clopperPearson({ x: 10, n: 10 }).hi, 1);
  assert.ok((clopperPearson({ x: 0, n: 10 }).hi ?? 0) > (wilson({ x: 0, n: 10 }).hi ?? 1));
  assert.equal(clopperPearson({ x: 0, n: 0 }).p, null);
  assert.throws(() => clopperPearson({ x: -1, n: 5 }), RangeError);
});

Deno.test("betaBinomialInterval() is the prior without data", () => {
  const prior = betaBinomialInterval({ x: 0, n: 0, prior: [1, 1] });
  assert.ok(near(prior.value, 0.5) && near(prior.lo, 0.025) && near(prior.hi, 0.975));
  assert.match(prior.warnings.join(), /prior alone/);
  assert.throws(() => betaBinomialInterval({ x: 2, n: 1 }), RangeError);
});

Deno.test("clusteredMean() does not depend on the order of rows", () => {
  const { a, cluster } = simulatedItems(30, 1);
  const order = a.map((_, k) => k).reverse();
  const turned = clusteredMean({
    y: order.map((k) => a[k] ?? 0),
    cluster: order.map((k) => cluster[k] ?? 0),
  });
  const plain = clusteredMean({ y: a, cluster });
  for (const field of ["value", "se", "lo", "hi", "icc", "seCr2", "dfCr2"] as const) {
    assert.ok(near(turned[field], plain[field] ?? NaN), field);
  }
});

Deno.test("clusteredMean() of singletons is s/√n, and CR2 has G-1 degrees of freedom for equal sizes", () => {
  const single = clusteredMean({ y: [1, 0, 1, 1], cluster: [1, 2, 3, 4] });
  assert.ok(near(single.seCr1, 0.25) && near(single.seIid, 0.25));
  assert.equal(single.icc, null);
  const equal = clusteredMean({ y: [1, 0, 1, 1, 0, 0], cluster: [1, 1, 2, 2, 3, 3] });
  assert.ok(near(equal.dfCr2, 2));
});

Deno.test("clusteredMean() of equal answers uses the number of clusters and says so", () => {
  const mean = clusteredMean({ y: [1, 1, 1, 1], cluster: ["a", "a", "b", "b"] });
  assert.deepEqual([mean.value, mean.se, mean.nEff, mean.deff, mean.hi], [1, 0, null, null, 1]);
  assert.ok((mean.lo ?? 1) > 0 && (mean.lo ?? 1) < 0.5);
  assert.match(mean.warnings.join(), /no variation/);
});

Deno.test("clusteredMean() is missing for none, all null and one cluster, never 0 or NaN", () => {
  for (const options of [{ y: [], cluster: [] }, { y: [null, null], cluster: ["a", "b"] }]) {
    const mean = clusteredMean(options);
    assert.deepEqual([mean.value, mean.se, mean.lo, mean.hi], [null, null, null, null]);
    assert.deepEqual(mean.warnings, ["no data"]);
  }
  const one = clusteredMean({ y: [1, 0, 1], cluster: ["k", "k", "k"] });
  assert.deepEqual([one.se, one.lo, one.hi, one.df], [null, null, null, null]);
  assert.match(one.warnings.join(), /one cluster/);
});

Deno.test("clusteredMean() takes scores: inside [0, 1] by Wilson, outside by t with a warning", () => {
  const inside = clusteredMean({ y: [0.5, 0.7, 0.2], cluster: [1, 2, 3] });
  assert.ok((inside.lo ?? -1) >= 0 && inside.method.endsWith("wilson-eff"));
  const outside = clusteredMean({ y: [-0.5, 0.7, 0.2], cluster: [1, 2, 3] });
  assert.equal(outside.lo, outside.t.lo);
  assert.match(outside.warnings.join(), /outside/);
});

Deno.test("clusteredMean() chooses the interval asked for and refuses bad input", () => {
  const options = { y: [1, 0, 1, 1], cluster: [1, 1, 2, 3] };
  assert.equal(clusteredMean({ ...options, interval: "t" }).lo, clusteredMean(options).t.lo);
  const cr2 = clusteredMean({ ...options, interval: "cr2" });
  assert.deepEqual([cr2.se, cr2.variant], [cr2.seCr2, "CR2"]);
  assert.throws(() => clusteredMean({ y: [1], cluster: [] }), /1 rows and cluster 0/);
  assert.throws(() => clusteredMean({ y: [NaN], cluster: [1] }), /y holds NaN at row 0/);
});

Deno.test("clusterErrors() is missing below two clusters, clusterIndex() numbers by appearance", () => {
  assert.equal(clusterErrors({ n: 2, sizes: [2], residuals: [0], squares: 0.5 }).cr1, null);
  assert.deepEqual([...clusterIndex([]).index], []);
  assert.deepEqual(clusterIndex([3, 1, 3]).names, [3, 1]);
});

Deno.test("questionAccuracy(), macroMean() and caseAccuracy() are three different numbers", () => {
  const rows = { y: [1, 1, 1, 1, 0], cluster: ["a", "a", "a", "b", "b"] };
  assert.deepEqual(
    [questionAccuracy(rows).value, macroMean(rows).value, caseAccuracy(rows).value],
    [0.8, 0.75, 0.5],
  );
});

Deno.test("caseAccuracy() decides a case by a wrong answer, leaves the unknown out, is missing for none", () => {
  const cases = caseAccuracy({ y: [0, null, 1, null], cluster: ["a", "a", "b", "b"] });
  assert.deepEqual([cases.correct, cases.n, cases.nExcluded], [0, 1, 1]);
  assert.equal(caseAccuracy({ y: [], cluster: [] }).value, null);
  assert.throws(() => caseAccuracy({ y: [1], cluster: [] }), RangeError);
});

Deno.test("macroMean() leaves out empty cases, macroByGroup() needs two clusters a group", () => {
  assert.equal(macroMean({ y: [1, null], cluster: ["a", "b"] }).nExcluded, 1);
  assert.throws(() => macroMean({ y: [1], cluster: [] }), RangeError);
  const lone = macroByGroup({ y: [1, 0, 1], cluster: ["a", "b", "c"], group: ["x", "x", "z"] });
  assert.deepEqual([lone.value, lone.se], [0.75, null]);
  assert.equal(macroByGroup({ y: [], cluster: [], group: [] }).value, null);
});

Deno.test("meanScore() and sampleMean() handle none, one, a census and a population too small", () => {
  assert.deepEqual([meanScore({ y: [] }).value, meanScore({ y: [2] }).se], [null, null]);
  assert.equal(meanScore({ y: [1, null, 3] }).value, 2);
  assert.equal(sampleMean({ y: [1, 0, 1], population: 3 }).se, 0);
  assert.throws(() => sampleMean({ y: [1, 0], population: 1 }), /population is 1/);
});

Deno.test("bayesCompare() is ½ for equal data and complementary", () => {
  assert.ok(near(bayesCompare({ x1: 4, n1: 9, x2: 4, n2: 9 }), 0.5, 1e-9));
  const p = bayesCompare({ x1: 70, n1: 90, x2: 65, n2: 90, prior: [0.5, 0.5] });
  const q = bayesCompare({ x1: 65, n1: 90, x2: 70, n2: 90, prior: [0.5, 0.5] });
  assert.ok(near(p + q, 1, 1e-9));
  assert.ok(near(bayesCompare({ x1: 0, n1: 0, x2: 0, n2: 5 }), 6 / 7, 1e-9));
  assert.throws(() => bayesCompare({ x1: 5, n1: 4, x2: 0, n2: 1 }), RangeError);
});

Deno.test("expectedMaxNormal() grows with k and refuses fractions", () => {
  assert.ok(expectedMaxNormal(48) > expectedMaxNormal(16));
  assert.throws(() => expectedMaxNormal(2.5), /k is 2.5/);
});

Deno.test("estimateRow() turns any estimate into the one shape, nothing undefined", () => {
  const row = estimateRow(clusteredMean({ y: [1, 0], cluster: [1, 2] }), {
    term: "question accuracy",
    unit: "prop",
    group: { model: "m" },
    excludedWhy: "failed",
  });
  assert.ok(Object.values(row).every((value) => value !== undefined));
  assert.deepEqual([row.value, row.clusters, row.group, row.n_excluded], [
    0.5,
    2,
    { model: "m" },
    0,
  ]);
  assert.equal(estimateRow({}, { term: "t", unit: "u" }).value, null);
});

Deno.test("means whose residuals cancel out within every cluster have no error, rounding or not", () => {
  const thirds = clusteredMean({
    y: [1, 0, 0, 1, 0, 0, 0, 1, 0],
    cluster: ["a", "a", "a", "b", "b", "b", "c", "c", "c"],
  });
  assert.deepEqual([thirds.seCr1, thirds.nEff], [0, null]);
  assert.match(thirds.warnings.join(), /no variation/);
  assert.deepEqual(meanScore({ y: [0.1, 0.1, 0.1] }).se, 0);
});

Deno.test("macroByGroup() says which groups have no data", () => {
  const some = macroByGroup({
    y: [1, 0, null],
    cluster: ["a", "b", "c"],
    group: ["x", "x", "y"],
  });
  assert.equal(some.groups, 1);
  assert.match(some.warnings.join(), /1 groups without data/);
});
