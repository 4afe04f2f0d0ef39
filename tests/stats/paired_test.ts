import assert from "node:assert/strict";
import {
  adjustP,
  bayesPaired,
  clusteredMcNemar,
  clusteredMean,
  clusterSignFlipTest,
  equivalenceTest,
  fragilityIndex,
  mcnemar,
  pairedDifference,
  pairedProportionsCI,
  proportionDifference,
  signFlipDistribution,
  signTest,
  westfallYoung,
  wilcoxonSignedRank,
} from "../../mod.ts";
import { near, simulatedItems } from "./simulated.ts";

Deno.test("pairedDifference() variance is the unpaired variance less twice the covariance", () => {
  const { a, b, cluster } = simulatedItems(40, 5);
  const gap = pairedDifference({ a, b, cluster });
  const sum = clusteredMean({ y: a.map((v, k) => v + (b[k] ?? 0)), cluster });
  // Var(a-b) + Var(a+b) = 2 Var(a) + 2 Var(b), for the cluster-robust variances too.
  const both = (gap.se ?? 0) ** 2 + (sum.seCr1 ?? 0) ** 2;
  assert.ok(near(both, 2 * (gap.seUnpaired ?? 0) ** 2, 1e-12));
  assert.ok((gap.se ?? 1) < (gap.seUnpaired ?? 0));
});

Deno.test("pairedDifference() turns its sign with the models and is missing for none", () => {
  const { a, b, cluster } = simulatedItems(20, 6);
  const one = pairedDifference({ a, b, cluster });
  const two = pairedDifference({ a: b, b: a, cluster });
  assert.ok(near(one.value, -(two.value ?? 0)) && near(one.p, two.p ?? NaN));
  const none = pairedDifference({ a: [null], b: [1], cluster: ["x"] });
  assert.deepEqual([none.value, none.p, none.nExcluded], [null, null, 1]);
  const same = pairedDifference({ a: [1, 0], b: [1, 0], cluster: ["x", "y"] });
  assert.deepEqual([same.value, same.p], [0, null]);
  assert.throws(() => pairedDifference({ a: [1], b: [], cluster: [1] }), RangeError);
});

Deno.test("clusterSignFlipTest() equals enumeration of all signs for few cases", () => {
  for (const differences of [[1, 2, -1, 3, 0, 2], [0.5, 0.25, -0.25, 1], [2, 2, 2]]) {
    const total = Math.abs(differences.reduce((sum, d) => sum + d, 0));
    let extreme = 0;
    for (let code = 0; code < 2 ** differences.length; code++) {
      const sum = differences.reduce((s, d, k) => s + ((code >> k) & 1 ? -d : d), 0);
      if (Math.abs(sum) >= total - 1e-12) extreme++;
    }
    const test = clusterSignFlipTest({ differences });
    assert.equal(test.kind, "exact");
    assert.ok(near(test.p, extreme / 2 ** differences.length, 1e-14));
  }
});

Deno.test("clusterSignFlipTest() on cases of one question is McNemar's exact test", () => {
  const differences = [...new Array<number>(9).fill(1), ...new Array<number>(3).fill(-1), 0, 0];
  assert.ok(near(clusterSignFlipTest({ differences }).p, mcnemar({ b: 9, c: 3 }).exact, 1e-14));
});

Deno.test("clusterSignFlipTest() takes items, counts what is missing, and falls back for odd scores", () => {
  const items = clusterSignFlipTest({ a: [1, 1, null], b: [0, 1, 1], cluster: ["x", "x", "y"] });
  assert.deepEqual([items.value, items.nExcluded, items.p], [1, 1, 1]);
  const scores = [Math.PI, Math.E, -Math.SQRT2];
  const first = clusterSignFlipTest({ differences: scores, replicates: 500 });
  assert.equal(first.kind, "monte-carlo");
  assert.deepEqual(first, clusterSignFlipTest({ differences: scores, replicates: 500 }));
  assert.ok(first.p > 0);
  assert.equal(clusterSignFlipTest({ differences: [] }).p, 1);
});

Deno.test("signFlipDistribution() sums to one and refuses fractions", () => {
  const { mass } = signFlipDistribution([1, 2, 2, 5, ...new Array<number>(900).fill(1)]);
  assert.ok(near(mass.reduce((a, b) => a + b, 0), 1, 1e-10));
  assert.throws(() => signFlipDistribution([0.5]), /holds 0.5, expected integers/);
});

Deno.test("mcnemar() mid-p lies below exact, both are symmetric, counts are checked", () => {
  const one = mcnemar({ b: 12, c: 4 });
  assert.ok(one.midP < one.exact);
  assert.deepEqual(one.exact, mcnemar({ b: 4, c: 12 }).exact);
  assert.equal(mcnemar({ b: 5, c: 5 }).midP, 1);
  assert.throws(() => mcnemar({ b: 1.5, c: 2 }), /expected counts/);
});

Deno.test("pairedProportionsCI() contains the estimate inside [-1, 1] for every small table", () => {
  for (let n10 = 0; n10 <= 4; n10++) {
    for (let n01 = 0; n01 <= 4; n01++) {
      const { value, tango, newcombe } = pairedProportionsCI({ n11: 2, n10, n01, n00: 1 });
      for (const { lo, hi } of [tango, newcombe]) {
        assert.ok(value !== null && lo !== null && hi !== null);
        assert.ok(-1 <= lo && lo <= value && value <= hi && hi <= 1, `${n10} ${n01}`);
      }
    }
  }
  assert.equal(pairedProportionsCI({ n11: 0, n10: 0, n01: 0, n00: 0 }).lo, null);
});

Deno.test("clusteredMcNemar() is missing when no case differs and refuses ragged input", () => {
  const flat = clusteredMcNemar({ b: [1, 0], c: [1, 0], items: [2, 2] });
  assert.deepEqual(flat.score, { chi2: null, p: null });
  assert.throws(() => clusteredMcNemar({ b: [1], c: [], items: [1] }), RangeError);
});

Deno.test("wilcoxonSignedRank() drops zeros, is exact for few and normal for many", () => {
  assert.equal(wilcoxonSignedRank([0, 0]).p, 1);
  assert.equal(wilcoxonSignedRank([1, 2, 3, null]).p, 0.25);
  const many = Array.from({ length: 300 }, (_, k) => (k % 3 === 0 ? -1 : 1) * (k + 1));
  assert.match(wilcoxonSignedRank(many).method, /normal/);
});

Deno.test("equivalenceTest() agrees with its interval, and needs a margin and an error", () => {
  for (const diff of [0, 0.01, 0.03]) {
    const { p, lo, hi, equivalent } = equivalenceTest({ diff, se: 0.01, df: 50, margin: 0.025 });
    assert.equal(equivalent, (lo ?? -1) > -0.025 && (hi ?? 1) < 0.025);
    assert.equal(equivalent, (p ?? 1) <= 0.05);
  }
  assert.equal(equivalenceTest({ diff: 0, se: 0, margin: 0.1 }).p, null);
  assert.throws(() => equivalenceTest({ diff: 0, se: 1, margin: 0 }), /margin is 0/);
});

Deno.test("fragilityIndex() is the same for the mirror image, 0 for a tie, and finds lost significance", () => {
  const differences = [2, 1, 1, -1, 0, 1, 1, 1, 1, 1];
  const one = fragilityIndex({ differences });
  assert.equal(
    one.casesToErase,
    fragilityIndex({ differences: differences.map((d) => -d) }).casesToErase,
  );
  assert.ok(one.casesToLoseSignificance !== null && one.casesToLoseSignificance < one.casesToErase);
  assert.equal(fragilityIndex({ differences: [1, -1] }).casesToErase, 0);
  assert.equal(fragilityIndex({ differences: [] }).share, null);
});

Deno.test("bayesPaired() is ½ for a draw and refuses negative counts", () => {
  assert.ok(near(bayesPaired({ b: 4, c: 4 }), 0.5, 1e-12));
  assert.throws(() => bayesPaired({ b: -1, c: 0 }), RangeError);
});

Deno.test("proportionDifference() is missing for an empty group", () => {
  assert.equal(proportionDifference({ x1: 0, n1: 0, x2: 1, n2: 2 }).value, null);
  const { lo, hi } = proportionDifference({ x1: 5, n1: 5, x2: 0, n2: 5 });
  assert.ok((lo ?? -2) >= -1 && (hi ?? 2) <= 1);
});

Deno.test("signTest() always says that its units share cases", () => {
  assert.equal(signTest({ lower: 0, higher: 0 }).value, null);
  assert.match(signTest({ lower: 3, higher: 1 }).warnings.join(), /not independent/);
});

Deno.test("adjustP() keeps the order, is monotone, and skips what is missing", () => {
  const p = [0.04, 0.01, null, 0.03];
  for (const method of ["holm", "hochberg", "bonferroni", "bh", "by", "none"] as const) {
    const adjusted = adjustP(p, { method });
    assert.equal(adjusted[2], null);
    assert.ok((adjusted[1] ?? 1) <= (adjusted[3] ?? 0) && (adjusted[3] ?? 1) <= (adjusted[0] ?? 0));
    adjusted.forEach((value, k) => assert.ok((value ?? 1) >= (p[k] ?? 1)));
  }
  assert.throws(() => adjustP([2]), /p holds 2/);
});

Deno.test("westfallYoung() lies between raw and Holm, by enumeration and by seeded draws", () => {
  const differences = [[3, 2, 2, 1, 1, 2, 1], [1, 1, 0, -1, 1, 1, 1], [0, 0, 1, 0, 0, 0, 0]];
  const exact = westfallYoung({ differences });
  const holm = adjustP(exact.rows.map((row) => row.p));
  exact.rows.forEach((row, k) => {
    assert.ok(row.pAdjusted >= row.p - 1e-12 && row.pAdjusted <= (holm[k] ?? 0) + 1e-12);
  });
  const drawn = westfallYoung({ differences, replicates: 2000 });
  assert.ok(Math.abs((drawn.rows[0]?.p ?? 0) - (exact.rows[0]?.p ?? 1)) < 0.02);
  assert.deepEqual(drawn, westfallYoung({ differences, replicates: 2000 }));
  assert.equal(westfallYoung({ differences: [[0, 0]] }).rows[0]?.t, null);
  assert.throws(() => westfallYoung({ differences: [[1], [1, 2]] }), /ragged/);
});

Deno.test("pairedDifference() takes what rounding leaves of a constant difference for none", () => {
  const gap = pairedDifference({ a: [0.1, 0.2, 0.3], b: [0, 0.1, 0.2], cluster: ["x", "y", "z"] });
  assert.deepEqual([gap.se, gap.t, gap.p, gap.clusterCorrelation !== null], [0, null, null, true]);
  assert.match(gap.warnings.join(), /no variation/);
});

Deno.test("clusteredMcNemar() says why one case gives no Obuchowski test", () => {
  const one = clusteredMcNemar({ b: [2], c: [0], items: [3] });
  assert.deepEqual([one.score.chi2, one.obuchowski.chi2], [1, null]);
  assert.match(one.warnings.join(), /Obuchowski/);
});
