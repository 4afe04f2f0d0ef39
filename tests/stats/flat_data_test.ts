import assert from "node:assert/strict";
import {
  caseSurvival,
  clusterBootstrap,
  clusteredAgreement,
  clusteredGap,
  clusteredMean,
  macroByGroup,
  meanScore,
  pairedDifference,
  rankConfidenceSets,
  sampleMean,
} from "../../mod.ts";

const FLAT = [0.1, 0.1, 0.1, 0.1, 0.1, 0.1];
const CLUSTER = ["a", "a", "b", "b", "c", "c"];

Deno.test("data that do not vary have no t interval: null and a warning, not a width of 0", () => {
  for (const interval of ["t", "cr2"] as const) {
    const mean = clusteredMean({ y: FLAT, cluster: CLUSTER, interval });
    assert.deepEqual([mean.value, mean.se, mean.lo, mean.hi], [0.1, 0, null, null]);
    assert.deepEqual(mean.warnings, ["no variation between clusters: no interval"]);
  }
  const outside = clusteredMean({ y: FLAT.map(() => 7), cluster: CLUSTER });
  assert.deepEqual([outside.value, outside.lo, outside.hi], [7, null, null]);
  const wilson = clusteredMean({ y: FLAT, cluster: CLUSTER });
  assert.ok((wilson.lo ?? 1) < 0.1 && (wilson.hi ?? 0) > 0.1);
  assert.deepEqual(wilson.warnings, [
    "no variation between clusters: interval on the number of clusters",
  ]);
  const same = pairedDifference({ a: FLAT, b: FLAT, cluster: CLUSTER });
  assert.deepEqual([same.value, same.se, same.lo, same.hi, same.p], [0, 0, null, null, null]);
  assert.match(same.warnings.join(), /no variation between clusters/);
  const scores = meanScore({ y: FLAT });
  assert.deepEqual([scores.value, scores.se, scores.lo, scores.hi], [0.1, 0, null, null]);
  assert.match(scores.warnings.join(), /all scores are equal: no interval/);
  const macro = macroByGroup({ y: FLAT, cluster: CLUSTER.map((_, k) => k), group: CLUSTER });
  assert.deepEqual([macro.se, macro.lo, macro.hi], [0, null, null]);
  const gap = clusteredGap([
    ...["a", "b"].map((name) => ({ value: 1, post: false, name })),
    ...["a", "b"].map((name) => ({ value: 0, post: true, name })),
  ]);
  assert.deepEqual([gap.se, gap.lo, gap.hi, gap.p], [0, null, null, null]);
});

Deno.test("a whole population has an interval of its own width, for nothing is left to chance", () => {
  const census = sampleMean({ y: [1, 0, 1], population: 3 });
  assert.deepEqual([census.se, census.lo, census.hi], [0, census.value, census.value]);
  assert.deepEqual(sampleMean({ y: [1, 1, 1], population: 9 }).lo, null);
});

Deno.test("a bootstrap whose resamples all say the same has no interval, and says why", () => {
  const rows = FLAT.map((y, k) => ({ y, id: CLUSTER[k] ?? "" }));
  for (const interval of ["percentile", "bca"] as const) {
    const flat = clusterBootstrap(rows, {
      cluster: ({ id }) => id,
      statistic: (some) => some.reduce((sum, { y }) => sum + y, 0) / some.length,
      replicates: 50,
      interval,
    });
    assert.deepEqual([flat.lo, flat.hi], [null, null]);
    assert.match(flat.warnings.join(), /every resample gives the same value: no interval/);
  }
  const perfect = { tp: 2, fp: 0, fn: 0, tn: 1 };
  const { measures } = clusteredAgreement({ cells: [perfect, perfect, perfect], replicates: 50 });
  const kappa = measures.get("kappa");
  assert.deepEqual([kappa?.value, kappa?.lo, kappa?.hi], [1, null, null]);
  assert.match(kappa?.warnings.join() ?? "", /every resample gives the same value/);
});

Deno.test("rankConfidenceSets() names exact tests and seeded draws apart", () => {
  const grid = rankConfidenceSets({ totals: [[1, 2, 0], [0, 1, 1]] });
  assert.equal(grid.method, "rank-sets/sign-flip-holm");
  const drawn = rankConfidenceSets({ totals: [[Math.PI, 2, 0], [0, Math.E, 1]] });
  assert.equal(drawn.method, "rank-sets/sign-flip-holm-monte-carlo");
});

Deno.test("caseSurvival() with owners of one subject each is Greenwood's, and refuses owners of others", () => {
  const rows = {
    y: [1, 0, 1, 1, 0, 1, 1, 1],
    cluster: ["a", "a", "b", "b", "c", "c", "d", "d"],
    position: [1, 2, 1, 2, 1, 2, 1, 2],
  };
  const plain = caseSurvival(rows);
  assert.deepEqual(caseSurvival({ ...rows, owners: ["w", "x", "y", "z"] }), plain);
  const shared = caseSurvival({ ...rows, owners: ["w", "w", "y", "y"] });
  assert.deepEqual(
    shared.rows.map(({ survival }) => survival),
    plain.rows.map(({ survival }) => survival),
  );
  assert.equal(shared.method, "case-survival/kaplan-meier-clustered");
  assert.throws(() => caseSurvival({ ...rows, owners: ["w"] }), {
    name: "RangeError",
    message: /owners names 1 subjects, expected one for each of 4/,
  });
});
