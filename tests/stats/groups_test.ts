import assert from "node:assert/strict";
import {
  accuracyBy,
  accuracyByLabel,
  effectVariance,
  expectedMajority,
  interactionContrast,
  labelIntersections,
  majorityVote,
  minimumDetectableEffect,
  passAtK,
  powerMcNemar,
  powerTwoProportions,
  repeatVariance,
  sampleSize,
  shrinkGroups,
} from "../../mod.ts";
import { near } from "./simulated.ts";

Deno.test("accuracyBy() rows add up to all items, unknown groups and missing outcomes included", () => {
  const rows = accuracyBy({ y: [1, 0, null, 1], cluster: [1, 2, 3, 4], by: ["x", null, "x", "z"] });
  assert.equal(rows.reduce((sum, row) => sum + row.n + row.nExcluded, 0), 4);
  assert.deepEqual(rows.map((row) => row.group), ["x", null, "z"]);
  assert.ok(rows.every((row) => row.few && row.warnings.some((w) => /fewer than 20/.test(w))));
  assert.deepEqual(accuracyBy({ y: [], cluster: [], by: [] }), []);
  assert.throws(() => accuracyBy({ y: [1], cluster: [1], by: [] }), RangeError);
});

Deno.test("accuracyByLabel() counts an item once a label, or once an instance, and keeps items without", () => {
  const given = { y: [1, 0], cluster: [1, 2], labels: [["CT", "CT", "MRI"], []] };
  assert.deepEqual(
    accuracyByLabel(given).map((row) => [row.label, row.n, row.exclusiveN]),
    [["CT", 1, 0], ["MRI", 1, 0], [null, 1, 0]],
  );
  assert.equal(accuracyByLabel({ ...given, mode: "official" })[0]?.n, 2);
  assert.throws(() => accuracyByLabel({ ...given, labels: [] }), RangeError);
});

Deno.test("labelIntersections() sums to the items whatever the order of labels", () => {
  const sets = labelIntersections({
    labels: [["b", "a"], ["a", "b"], ["a"], []],
    y: [1, 0, null, 1],
  });
  assert.equal(sets.reduce((sum, set) => sum + set.n, 0), 4);
  assert.deepEqual([sets[0]?.labels, sets[0]?.value], [["a", "b"], 0.5]);
  assert.equal(sets.find((set) => set.known === 0)?.value, null);
});

Deno.test("shrinkGroups() pulls towards the mean, leaves out what has no variance, needs two groups", () => {
  const { rows, mu, nExcluded } = shrinkGroups({
    estimate: [0.9, 0.1, 0.5, 1, null],
    variance: [0.01, 0.01, 0.002, 0, 0.1],
  });
  assert.equal(nExcluded, 2);
  assert.deepEqual([rows[3]?.shrunk, rows[4]?.shrunk], [null, null]);
  for (const row of rows.slice(0, 3)) {
    assert.ok(Math.abs((row.shrunk ?? 9) - (mu ?? 0)) <= Math.abs((row.value ?? 0) - (mu ?? 0)));
  }
  assert.equal(shrinkGroups({ estimate: [0.5], variance: [0.1] }).q, null);
  assert.throws(() => shrinkGroups({ estimate: [1], variance: [] }), RangeError);
});

Deno.test("interactionContrast() needs four cells, and inner cells on the odds scale", () => {
  const cells = { y: [1, 0, 1, 1], a: [0, 0, 1, 1], b: [0, 1, 0, 1], cluster: [1, 2, 3, 4] };
  assert.equal(interactionContrast(cells).value, 1);
  assert.equal(interactionContrast({ ...cells, scale: "odds" }).value, null);
  assert.equal(interactionContrast({ ...cells, b: [0, 0, 0, 0] }).value, null);
});

Deno.test("sampleSize() and minimumDetectableEffect() invert each other", () => {
  const variance = { omega2: 0.1, sigma2A: 0.05, sigma2B: 0.02, epochsA: 4, epochsB: 2 };
  const n = sampleSize({ ...variance, delta: 0.03 });
  assert.ok(near(minimumDetectableEffect({ ...variance, n }), 0.03));
  assert.equal(minimumDetectableEffect({ discordance: 0.2, n: 0 }), null);
  assert.ok(near(effectVariance({ sd: 0.3 }), 0.09));
  assert.throws(() => effectVariance({}), /none of omega2, discordance and sd/);
  assert.throws(() => sampleSize({ sd: 1, delta: 0 }), /delta is 0/);
});

Deno.test("powerMcNemar() and powerTwoProportions() stay near the level without a difference", () => {
  assert.ok(powerMcNemar({ n: 200, p10: 0.1, p01: 0.1 }) < 0.05);
  const mid = { n: 200, p10: 0.15, p01: 0.05 };
  assert.ok(powerMcNemar({ ...mid, test: "mid-p" }) > powerMcNemar(mid));
  assert.equal(powerMcNemar({ n: 50, p10: 0, p01: 0 }), 0);
  assert.ok(near(powerTwoProportions({ p1: 0.3, p2: 0.3, n1: 100, n2: 100 }), 0.05, 1e-9));
  assert.throws(() => powerMcNemar({ n: 5, p10: 0.8, p01: 0.4 }), RangeError);
  assert.throws(() => powerTwoProportions({ p1: 0.1, p2: 0.2, n1: 0, n2: 3 }), RangeError);
});

Deno.test("passAtK() of one run is the mean, any >= share >= all, and k above n is missing", () => {
  for (let c = 0; c <= 6; c++) {
    assert.ok(near(passAtK({ n: 6, c, k: 1 }), c / 6));
    const any = passAtK({ n: 6, c, k: 4 }) ?? NaN;
    const share = passAtK({ n: 6, c, k: 4, kind: "share" }) ?? NaN;
    const all = passAtK({ n: 6, c, k: 4, kind: "all" }) ?? NaN;
    assert.ok(any >= share - 1e-12 && share >= all - 1e-12);
    assert.ok(near(passAtK({ n: 6, c, k: 4, kind: "share", tau: 1 }), all));
  }
  assert.throws(() => passAtK({ n: 2, c: 3, k: 1 }), RangeError);
});

Deno.test("majorityVote() splits ties, counts missing votes and leaves out items without any", () => {
  const vote = majorityVote({
    votes: [["A", "B"], [null, null], ["C", "C"]],
    key: ["A", "A", "C"],
  });
  assert.deepEqual(vote.items, [0.5, null, 1]);
  assert.deepEqual([vote.value, vote.ties, vote.missingVotes, vote.nExcluded], [0.75, 1, 2, 1]);
  assert.throws(() => majorityVote({ votes: [], key: ["A"] }), RangeError);
});

Deno.test("expectedMajority() of one run is its probability, and probabilities must sum to 1", () => {
  assert.ok(near(expectedMajority({ probabilities: [0.7, 0.3], correct: 0, k: 1 }), 0.7));
  assert.ok(near(expectedMajority({ probabilities: [0.5, 0.5], correct: 1, k: 4 }), 0.5));
  assert.throws(() => expectedMajority({ probabilities: [0.5], correct: 0, k: 1 }), /sum to 0.5/);
});

Deno.test("repeatVariance() leaves out single runs; without repeats only the variance within is missing", () => {
  const parts = repeatVariance({ y: [[1, 1, null], [0, 1, 1], [1, null, null]] });
  assert.deepEqual([parts.n, parts.nExcluded], [2, 1]);
  assert.equal(parts.runMeans.length, 3);
  const none = repeatVariance({ y: [[1], [0]] });
  assert.deepEqual([none.value, none.se, none.varWithin, none.icc], [0.5, 0.5, null, null]);
  assert.match(none.warnings.join(), /no item with two runs/);
  const flat = repeatVariance({ y: [[1, 1], [1, 1]] });
  assert.equal(flat.icc, null);
  assert.match(flat.warnings.join(), /no variance/);
  assert.deepEqual(repeatVariance({ y: [] }).warnings, ["no data"]);
});
