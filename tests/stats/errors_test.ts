import assert from "node:assert/strict";
import {
  acceptabilityCurve,
  asymptoticCS,
  boundsCI,
  costPerCorrect,
  errorPolicies,
  errorSimilarity,
  frontierProbability,
  latencyQuantiles,
  optionConfusion,
  paretoFrontier,
  ratioOfTotals,
  rubricScore,
  sisonGlaz,
  taxonomyShares,
  verifiedTaxonomy,
} from "../../mod.ts";
import { near } from "./simulated.ts";

Deno.test("errorPolicies() counts sum to the items and bounds hold every policy", () => {
  const outcome = ["graded", "refused", "failed", "skipped", "graded", "truncated"];
  const right = [true, false, false, false, true, false];
  const result = errorPolicies({ right, outcome, cluster: ["a", "a", "b", "b", "c", "c"] });
  assert.equal(Object.values(result.counts).reduce((a, b) => a + b, 0), 6);
  assert.deepEqual(result.caseStatus, ["wrong", "unknown", "wrong"]);
  const { low, high, allAsWrong, excluded } = result.items;
  assert.deepEqual([low, allAsWrong, excluded, high], [2 / 6, 2 / 6, 0.5, 4 / 6]);
  assert.deepEqual([result.cases.low, result.cases.high], [0, 1 / 3]);
});

Deno.test("errorPolicies() of nothing is missing, of only failures is missing but bounded", () => {
  assert.equal(errorPolicies({ right: [], outcome: [], cluster: [] }).items.low, null);
  const lost = errorPolicies({ right: [false], outcome: ["failed"], cluster: [1] });
  assert.deepEqual([lost.items.excluded, lost.items.low, lost.items.high], [null, 0, 1]);
  assert.throws(() => errorPolicies({ right: [true], outcome: [], cluster: [] }), RangeError);
});

Deno.test("boundsCI() goes from the two-sided to the one-sided value as the bounds part", () => {
  const se = { seLower: 0.05, seUpper: 0.05 };
  const point = boundsCI({ lower: 0.5, upper: 0.5, ...se }).critical;
  const near1 = boundsCI({ lower: 0.5, upper: 0.55, ...se }).critical;
  const wide = boundsCI({ lower: 0.2, upper: 0.9, ...se }).critical;
  assert.ok(point > near1 && near1 > wide);
  assert.ok(near(point, 1.959963984540054) && near(wide, 1.6448536269514722, 1e-6));
  assert.ok(near(boundsCI({ lower: 0.1, upper: 0.2, seLower: 0, seUpper: 0 }).lo, 0.1));
  assert.throws(() => boundsCI({ lower: 1, upper: 0, ...se }), /expected lower <= upper/);
});

Deno.test("optionConfusion() of a perfect table has no tests, and refuses other shapes", () => {
  const perfect = optionConfusion([[3, 0], [0, 4]]);
  assert.deepEqual([perfect.rstd, perfect.bowker.chi2, perfect.stuartMaxwell.chi2], [
    0,
    null,
    null,
  ]);
  assert.equal(optionConfusion([[0, 0], [1, 1]]).recall[0], null);
  assert.throws(() => optionConfusion([[1, 2]]), /not square/);
});

Deno.test("errorSimilarity() leaves out unanswered items and is missing when both are always right", () => {
  const all = errorSimilarity({
    a: ["A", null],
    b: ["A", "B"],
    key: ["A", "B"],
    optionCount: [4, 4],
  });
  assert.deepEqual([all.value, all.nExcluded, all.oracle], [null, 1, 1]);
  assert.equal(errorSimilarity({ a: [], b: [], key: [], optionCount: [] }).value, null);
});

Deno.test("taxonomyShares() intervals hold the shares and stay in [0, 1]", () => {
  for (const counts of [[5, 0, 1], [1, 1], [100, 3, 2, 1]]) {
    for (const { value, goodman, sisonGlaz: glaz } of taxonomyShares({ counts }).rows) {
      for (const { lo, hi } of [goodman, glaz]) {
        assert.ok(
          (lo ?? -1) >= 0 && (lo ?? 2) <= (value ?? -1) && (value ?? 2) <= (hi ?? -1) &&
            (hi ?? 2) <= 1,
        );
      }
    }
  }
  assert.equal(taxonomyShares({ counts: [0, 0] }).rows[0]?.value, null);
  assert.equal(sisonGlaz([0]), null);
});

Deno.test("verifiedTaxonomy() shares sum to one, and need verified errors of every tag", () => {
  const { rows } = verifiedTaxonomy({ tagCounts: [50, 50], verified: [[8, 2], [3, 7]] });
  assert.ok(near(rows.reduce((sum, row) => sum + (row.value ?? 0), 0), 1));
  assert.equal(
    verifiedTaxonomy({ tagCounts: [5, 5], verified: [[1, 1], [0, 0]] }).rows[0]?.value,
    null,
  );
  assert.throws(() => verifiedTaxonomy({ tagCounts: [1], verified: [] }), RangeError);
});

Deno.test("rubricScore() clips by case when asked, bounds unreadable criteria by their sign", () => {
  const cases = [{ id: "1", points: [10, -30], met: [1, 1] }, {
    id: "2",
    points: [10, -10],
    met: [null, null],
  }];
  const [first, second] = rubricScore({ cases, clip: "case" }).rows;
  assert.deepEqual([first?.value, first?.unclipped, first?.penalty], [0, -2, 1]);
  assert.deepEqual([second?.low, second?.high, second?.unreadable], [-1, 1, 2]);
  assert.equal(rubricScore({ cases: [] }).value, null);
  const lost = { id: "3", points: [1], met: null };
  assert.equal(rubricScore({ cases: [lost], missing: "zero" }).value, 0);
  assert.equal(rubricScore({ cases: [lost] }).value, null);
  assert.throws(
    () => rubricScore({ cases: [{ id: "4", points: [1], met: [] }] }),
    /case 4 has 1 points/,
  );
});

Deno.test("costPerCorrect() is infinite when none is right, missing for nothing, never negative", () => {
  assert.equal(costPerCorrect({ cost: [1], correct: [0], cluster: [1] }).value, Infinity);
  assert.equal(costPerCorrect({ cost: [], correct: [], cluster: [] }).value, null);
  const some = costPerCorrect({ cost: [1, null, 2], correct: [1, 1, 1], cluster: [1, 2, 3] });
  assert.deepEqual([some.value, some.nExcluded], [1.5, 1]);
});

Deno.test("ratioOfTotals() has no Fieller interval when the denominator may be 0", () => {
  const weak = ratioOfTotals({ numerator: [1, 2, 3], denominator: [1, -1, 1], cluster: [1, 2, 3] });
  assert.deepEqual([weak.lo, weak.hi], [null, null]);
  assert.match(weak.warnings.join(), /no Fieller interval/);
  assert.equal(
    ratioOfTotals({ numerator: [1, 1], denominator: [1, 1], cluster: ["k", "k"] }).se,
    null,
  );
});

Deno.test("latencyQuantiles() treats time-outs as at least that long", () => {
  const latency = [1, 2, 3, 4, 10];
  const cut = latencyQuantiles({ latency, timedOut: [false, false, false, false, true] });
  assert.deepEqual([cut.rows[0]?.value, cut.rows[1]?.value, cut.timedOut], [3, null, 1]);
  assert.equal(latencyQuantiles({ latency: [null] }).rows[0]?.value, null);
  assert.equal(latencyQuantiles({ latency: [1, 2] }).rows[0]?.lowerRank, null);
});

Deno.test("paretoFrontier() keeps equals together, frontierProbability() of a dominated system is 0", () => {
  const same = [{ name: "a", cost: 1, score: 1 }, { name: "b", cost: 1, score: 1 }];
  assert.deepEqual(paretoFrontier(same).frontier, ["a", "b"]);
  assert.deepEqual(paretoFrontier([]), { frontier: [], dominated: [] });
  const p = frontierProbability({
    cost: [[1, 2], [1, 3]],
    score: [[1, 1], [1, 0]],
    replicates: 50,
  });
  assert.equal(p[0], 1);
  assert.ok((p[1] ?? 1) < 1);
  assert.throws(() => frontierProbability({ cost: [[1]], score: [] }), RangeError);
});

Deno.test("acceptabilityCurve() rises with what a right answer is worth and is missing without errors", () => {
  const given = {
    deltaCost: 0.01,
    seCost: 0.002,
    deltaEffect: 0.03,
    seEffect: 0.01,
    willingness: [0, 0.5, 2],
  };
  const { p } = acceptabilityCurve(given);
  assert.ok((p[0] ?? 1) < (p[1] ?? 0) && (p[1] ?? 1) < (p[2] ?? 0));
  const flat = acceptabilityCurve({ ...given, seCost: 0, seEffect: 0, deltaEffect: 0 });
  assert.deepEqual([flat.icer, flat.p[0]], [null, null]);
});

Deno.test("asymptoticCS() is wider than the fixed interval at every look, and missing before two cases", () => {
  for (const t of [2, 30, 500, 5000]) {
    const look = asymptoticCS({ mean: 0, sd: 1, t });
    assert.ok((look.halfWidth ?? 0) > (look.fixedHalfWidth ?? Infinity));
  }
  assert.equal(asymptoticCS({ mean: 0, sd: 1, t: 1 }).halfWidth, null);
});

Deno.test("verifiedTaxonomy() and errorSimilarity() say why an error or a kappa is missing", () => {
  const once = verifiedTaxonomy({ tagCounts: [10, 20], verified: [[1, 0], [3, 9]] });
  assert.ok(near(once.rows[0]?.value, 1 / 3 + 2 / 12));
  assert.equal(once.rows[0]?.se, null);
  assert.match(once.warnings.join(), /one verified error/);
  const wrong = errorSimilarity({ a: ["A"], b: ["A"], key: ["B"], optionCount: [4] });
  assert.deepEqual([wrong.value, wrong.errorConsistency], [1, null]);
  assert.match(wrong.warnings.join(), /both always wrong/);
});

Deno.test("optionConfusion() says that a letter which is never the key has no recall", () => {
  const table = optionConfusion([[10, 2, 1], [3, 9, 0], [0, 0, 0]]);
  assert.equal(table.recall[2], null);
  assert.match(table.warnings.join(), /never the key/);
});
