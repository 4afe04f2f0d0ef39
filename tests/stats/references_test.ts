import assert from "node:assert/strict";
import { compareReference, runReference } from "../../mod.ts";
import file from "./stat-references.json" with { type: "json" };

for (const one of file.cases) {
  Deno.test(`${one.fn} gives the reference value of ${one.name}`, () => {
    const got = runReference(one, file.fixtures);
    assert.notEqual(got, undefined, "not implemented");
    assert.deepEqual(compareReference(one.expected, got, { tol: one.tol }), []);
  });
}

Deno.test("compareReference() wants null where null is expected, and a warning where one is expected", () => {
  assert.equal(compareReference({ p: null }, { p: 0 }, { tol: 1 }).length, 1);
  assert.equal(compareReference({ warning: "no data" }, { warning: null }, { tol: 1 }).length, 1);
  assert.deepEqual(
    compareReference({ warning: "no data" }, { warning: "nothing" }, { tol: 0 }),
    [],
  );
});

Deno.test("compareReference() compares relatively above 1 and absolutely below", () => {
  assert.deepEqual(compareReference(1000, 1000.5, { tol: 1e-3 }), []);
  assert.equal(compareReference(0.001, 0.0025, { tol: 1e-3 }).length, 1);
  assert.equal(compareReference([1, 2], [1], { tol: 1 }).length, 1);
});

Deno.test("runReference() names an unknown frame and a missing input", () => {
  const unknown = { name: "x", fn: "wilson", inputs: { frame: "F9" } };
  assert.throws(() => runReference(unknown, {}), /frame is "F9"/);
  const missing = { name: "x", fn: "wilson", inputs: { x: 1 } };
  assert.throws(() => runReference(missing, {}), /input "n" is missing/);
});

Deno.test("compareReference() matches rows that name themselves, whatever their order", () => {
  const expected = [{ chapter: "C02", n: 1 }, { chapter: "C09", n: 2 }];
  assert.deepEqual(compareReference(expected, expected.toReversed(), { tol: 0 }), []);
  const other = [{ chapter: "C09", n: 1 }, { chapter: "C02", n: 2 }];
  assert.equal(compareReference(expected, other, { tol: 0 }).length, 2);
  const unnamed = [{ q: 1 }, { q: 2 }];
  assert.equal(compareReference(unnamed, unnamed.toReversed(), { tol: 0 }).length, 2);
});

/** The result of a case without fixtures of its own: those of the file. */
function result(fn: string, inputs: Readonly<Record<string, unknown>>): unknown {
  return runReference({ name: fn, fn, inputs }, file.fixtures);
}

function passes(fn: string, inputs: Readonly<Record<string, unknown>>, expected: unknown): void {
  assert.deepEqual(compareReference(expected, result(fn, inputs), { tol: 1e-9 }), [], fn);
}

Deno.test("runReference() knows every special function by its own name, one number or many", () => {
  passes("normQuantile", { p: [0.5] }, { quantile: [0] });
  passes("tCdf", { cdf: [[0, 4]] }, { cdf: [0.5] });
  passes("betaInc", { cdf: [[0.3, 1, 1]] }, { cdf: [0.3] });
  passes("fSf", { f_sf: [[1, 1, 1]] }, { f_sf: [0.5] });
  passes("expectedMaxNormal", { k: 1 }, { e_max: 0 });
  passes("quantile", { x: [1, 2, 3], p: 0.5 }, { q: 2 });
  passes("monteCarloP", { b: 0, B: 9 }, { p: 0.1 });
});

Deno.test("runReference() drops pairs with a missing side unless the inputs count them wrong", () => {
  const models = { frame: "F1", a: "A", b: "C", cluster: "case" };
  passes("pairedDifference", models, { diff: 0.17777777777777778, pairs_dropped: 9 });
  const wrong = { ...models, note: "a failed call counts 0" };
  passes("pairedDifference", wrong, { diff: 0.2777777777777778, pairs_dropped: 0 });
  passes("pairedDifference", { ...models, b: "C == key" }, { pairs_dropped: 0 });
});

Deno.test("runReference() works by the defaults where inputs are left out", () => {
  const spoken = result("errorPolicies", {
    frame: "F1",
    model: "C",
    infra: ["api_error", "skipped"],
    model_failures: ["refusal", "unparseable", "truncated"],
  });
  assert.deepEqual(result("errorPolicies", { frame: "F1", model: "C" }), spoken);
  const totals = { D_by_case: [2, 1, 1, -1], group_by_case: ["x", "x", "y", "y"] };
  passes("westfallYoung", totals, { p_raw: [0.5, 1], p_stepdown: [0.75, 1] });
  passes("betaBinomialInterval", { x: 1, n: 2, prior: "uniform" }, { mean: 0.5 });
  passes("wilson", { x: 0, n: 10, alpha: 0.1 }, { ci: [0, 0.2129419700834104] });
  passes("minimumDetectableEffect", { paired_sd: 0.3, n: 2756 }, { mde: 0.016009784473004867 });
  passes("sampleSize", { omega2: 0, sigma2_a: 1, sigma2_b: 1, K_A: 2, K_B: 4, delta: 1 }, {
    n: 5.886659800761821,
  });
});

Deno.test("runReference() takes columns as lists, a list a case, and models of the frame", () => {
  const nested = { y: [[1, 1, 0], [1, 0]] };
  passes("caseSurvival", nested, { first_error_position: [3, 2], survival: [1, 0.5, 0] });
  passes("caseAccuracy", nested, { cases: 2, correct: 0 });
  const lists = { a: [1, 1], b: [1, 0], case: ["p", "q"], pos: [1, 1], at: 1 };
  passes("survivalPermutation", lists, { difference: 0.5, p_two_sided: 1 });
  passes("labelIntersections", { labels: [["CT"], []] }, { intersections: { CT: 1, none: 1 } });
  const y = [1, 0, 1, 0];
  const flat = { y, x: [[1, 0], [1, 0], [1, 1], [1, 1]], cluster: ["p", "q", "r", "s"] };
  passes("logit", flat, { coef: [0, 0] });
  passes("logit", { ...flat, x: { late: [0, 0, 1, 1] } }, { coef: [0, 0] });
  passes("accuracyBy", { y, cluster: y.map((_, k) => k), by: [10, 9, 10, 9] }, {
    rows: [{ group: 9, mcqs: 2, correct: 0 }, { group: 10, mcqs: 2, correct: 2 }],
  });
  passes("costPerCorrect", { frame: "F5", y: "all zero" }, { usd_per_correct: "Infinity" });
  passes("clusteredMcNemar", { frame: "F1", a: "A", b: "B" }, {
    durkalski_chi2: 1.0468497576736666,
  });
  passes("clusterBootstrap", { frame: "F1", a: "A", b: "B", B: 10 }, { estimate: 3 / 54 });
});

Deno.test("runReference() says what is not defined, and compareReference() wants it said where it is expected", () => {
  passes("expectedRun", { y: [], case: [], pos: [] }, { warning: "no data" });
  passes("passAtK", { n: 2, c: 1, k: 3 }, { pass_at_k: null, warnings: ["k above n"] });
  passes("wilson", { x: 1, n: 2 }, { p: 0.5, warning: null });
  const unsaid = compareReference({ warnings: ["x"] }, { warning: null }, { tol: 0 });
  assert.equal(unsaid.length, 1);
});

Deno.test("runReference() reads columns by name, label, product and order of rows", () => {
  passes("clusteredMean", { frame: "F5", y: "correct", cluster: "case" }, { mean: 0.55 });
  passes("clusteredMean", { frame: "F6", cluster: "case" }, { mean: 0.5666666666666667 });
  passes("caseSurvival", { frame: "F2", model: "M1" }, { at_risk: [8, 7, 4] });
  const { coef } = Object(result("logit", { frame: "F1", x: ["CT", "late", "CT * late"] }));
  assert.equal(coef.length, 4);
  const bootstrap = { frame: "F5", statistic: "sum(cost_usd)/sum(correct)", B: 50 };
  passes("clusterBootstrap", bootstrap, { estimate: 0.08915454545454547 });
});

Deno.test("runReference() counts from a frame what other cases give as numbers", () => {
  const models = { frame: "F1", a: "A", b: "B", cluster: "case" };
  passes("mcnemar", models, { exact: 1, midp: 0.6875 });
  passes("pairedProportionsCI", models, { diff: 1 / 12 });
  passes("equivalenceTest", { ...models, margin: 0.05 }, { p_tost: 0.5395143513743861 });
  passes("wilson", { p: 0.38, n: 100 }, { p: 0.38, ci: [0.29097599252478734, 0.4779024470448899] });
  passes("betaBinomialInterval", { x: 7, n: 10, prior: "Beta(1, 1)" }, { mean: 8 / 12 });
  passes("quantile", { x: [4, 2, 1, 3], p: [0.25], type: "inverse cdf" }, { q: [1] });
  passes("latencyQuantiles", { latency_s: [1, 2, 3], p: [0.9] }, { p90_type7: 2.8 });
  passes("clusteredMean", { y: [1, 0, 1], cluster: "each its own" }, { clusters: 3 });
});
