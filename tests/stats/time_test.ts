import assert from "node:assert/strict";
import {
  chanceCorrected,
  clusteredGap,
  contaminationDiD,
  keyPositionTest,
  lowess,
  mannKendall,
  meanScore,
  monthIndex,
  monthly,
  pcg32,
  placeboCutoffs,
  poissonBinomialTest,
  preFromWhole,
  prePostGap,
  prePostPermutation,
  retentionRatio,
  segmentedRegression,
  stratifiedGap,
  welchDifference,
} from "../../mod.ts";
import { near } from "./simulated.ts";

const months = Array.from({ length: 12 }, (_, k) => `2024-${String(k + 1).padStart(2, "0")}`);

Deno.test("monthIndex() counts months over years and refuses other forms", () => {
  assert.equal((monthIndex("2025-01") ?? 0) - (monthIndex("2024-12-31") ?? 0), 1);
  assert.throws(() => monthIndex("2024-13"), /date is "2024-13", expected yyyy-mm/);
  assert.throws(() => monthIndex("March"), SyntaxError);
});

Deno.test("welchDifference() needs two scores on each side and variation", () => {
  assert.equal(welchDifference({ pre: [1], post: [1, 2] }).se, null);
  assert.deepEqual([welchDifference({ pre: [], post: [] }).value], [null]);
  assert.equal(welchDifference({ pre: [1, 1], post: [1, 1] }).p, null);
});

Deno.test("prePostGap() puts the cut-off month before, counts what it leaves out, and takes clusters", () => {
  const y = [1, 0.9, 0.8, null, 0.2, 0.1, 0.3, 0.2, 0.1, 0.2, 0.3, 0.1];
  const gap = prePostGap({ y, date: months, cutoff: "2024-03" });
  assert.deepEqual([gap.nPre, gap.nPost, gap.nExcluded], [3, 8, 1]);
  const donut = prePostGap({ y, date: months, cutoff: "2024-03", donutMonths: 1 });
  assert.deepEqual([donut.nPre, donut.nPost], [2, 8]);
  const clustered = prePostGap({
    y,
    date: months,
    cutoff: "2024-03",
    cluster: months.map((_, k) => k),
  });
  assert.ok(near(clustered.value, gap.value ?? NaN) && clustered.method === "pre-post/cr1");
  const after = prePostGap({ y, date: months, cutoff: "2030-01" });
  assert.deepEqual([after.meanPost, after.value, after.p], [null, null, null]);
});

Deno.test("clusteredGap() is missing for one cluster or an empty side", () => {
  assert.equal(
    clusteredGap([{ value: 1, post: false, name: 1 }, { value: 0, post: true, name: 1 }]).se,
    null,
  );
  assert.equal(clusteredGap([]).p, null);
});

Deno.test("preFromWhole() recovers the part that was not published", () => {
  assert.ok(near(preFromWhole({ meanAll: 0.5, nAll: 10, meanPost: 0.2, nPost: 4 }).meanPre, 0.7));
  assert.equal(preFromWhole({ meanAll: 0.5, nAll: 4, meanPost: 0.5, nPost: 4 }).value, null);
});

Deno.test("prePostPermutation() is exact for few, seeded for many, missing without one side", () => {
  const exact = prePostPermutation({ pre: [5, 6, 7], post: [1, 2, 3] });
  assert.deepEqual([exact.p, exact.pLower, exact.replicates], [0.1, 0.05, 20]);
  const many = Array.from({ length: 40 }, (_, k) => k / 40);
  const drawn = prePostPermutation({ pre: many, post: many, replicates: 400 });
  assert.deepEqual(drawn, prePostPermutation({ pre: many, post: many, replicates: 400 }));
  assert.equal(prePostPermutation({ pre: [1], post: [] }).value, null);
});

Deno.test("placeboCutoffs() ranks the real cut-off among all months", () => {
  const y = months.map((_, k) => (k < 6 ? 1 - k / 100 : 0.2 + k / 100));
  const { rows, rank } = placeboCutoffs({ y, date: months, cutoff: "2024-06" });
  assert.deepEqual([rank, rows.filter((row) => row.real).length], [1, 1]);
  assert.equal(placeboCutoffs({ y, date: months, cutoff: "2024-12" }).rank, null);
});

Deno.test("stratifiedGap() leaves out strata with one side and names them", () => {
  const both = { name: "a", nPre: 4, pPre: 0.5, nPost: 4, pPost: 0.25 };
  const half = { name: "b", nPre: 4, pPre: 0.5, nPost: 0, pPost: null };
  const gap = stratifiedGap({ strata: [both, half] });
  assert.deepEqual([gap.value, gap.excluded, gap.nExcluded], [-0.25, ["b"], 4]);
  assert.equal(stratifiedGap({ strata: [half] }).value, null);
});

Deno.test("contaminationDiD() removes a drift that a plain gap takes for leakage", () => {
  const random = pcg32({ seed: 4 });
  const rows = {
    y: [] as number[],
    model: [] as string[],
    cluster: [] as number[],
    date: [] as string[],
  };
  for (let c = 0; c < 120; c++) {
    const difficulty = 0.6 - 0.002 * c + 0.1 * random.uniform();
    for (const [model, skill] of [["old", 0.1], ["mid", 0.05], ["new", 0]] as const) {
      rows.y.push(difficulty + skill + 0.02 * random.uniform());
      rows.model.push(model);
      rows.cluster.push(c);
      rows.date.push(months[Math.floor(c / 10)] ?? "");
    }
  }
  const cutoff = { old: "2024-04", mid: "2024-08", new: null };
  const did = contaminationDiD({ ...rows, cutoff });
  assert.ok(Math.abs(did.value ?? 1) < 0.01);
  assert.deepEqual([did.modelsCrossing, did.clusters, did.perModel.length], [2, 120, 2]);
  const old = rows.y.filter((_, k) => rows.model[k] === "old");
  assert.ok(
    (prePostGap({ y: old, date: rows.date.filter((_, k) => k % 3 === 0), cutoff: "2024-04" })
      .value ?? 0) < -0.1,
  );
  for (const bin of did.eventStudy) assert.ok(Math.abs(bin.value ?? 1) < 0.02);
});

Deno.test("contaminationDiD() is missing when no model crosses, and leaves out unknown models", () => {
  const did = contaminationDiD({
    y: [1, 0],
    model: ["a", "zz"],
    cluster: [1, 2],
    date: ["2024-01", "2024-02"],
    cutoff: { a: null },
  });
  assert.deepEqual([did.value, did.nExcluded, did.modelsCrossing], [null, 1, 0]);
});

Deno.test("lowess() does not depend on the order of points and follows a line exactly", () => {
  const x = [5, 1, 4, 2, 3, 9, 7];
  const fitted = lowess({ x, y: x.map((v) => 3 * v - 1), iterations: 1 });
  fitted.forEach((value, k) => assert.ok(near(value, 3 * (x[k] ?? 0) - 1, 1e-9)));
  assert.deepEqual(lowess({ x: [1], y: [5] }), [5]);
  assert.throws(() => lowess({ x: [1], y: [] }), RangeError);
});

Deno.test("segmentedRegression() finds an exact break and is missing with too few periods", () => {
  const y = Array.from({ length: 10 }, (_, t) => 1 + t + (t >= 5 ? 2 - 0.5 * (t - 5) : 0));
  const { rows } = segmentedRegression({ y, breakAt: 5 });
  [1, 1, 2, -0.5].forEach((value, k) => assert.ok(near(rows[k]?.value, value, 1e-8)));
  assert.equal(segmentedRegression({ y: [1, 2, 3], breakAt: 1 }).rows[0]?.value, null);
});

Deno.test("mannKendall() is missing without variation and antisymmetric in time", () => {
  const flat = mannKendall({ y: [2, 2, 2] });
  assert.deepEqual([flat.s, flat.z, flat.p, flat.value], [0, null, null, 0]);
  const y = [1, 4, 2, 5, 3, 6];
  assert.equal(mannKendall({ y }).s, -mannKendall({ y: y.toReversed() }).s);
  assert.equal(mannKendall({ y: [] }).value, null);
});

Deno.test("monthly() leaves a month without scores missing", () => {
  assert.deepEqual(monthly({ y: [], date: [] }), []);
  const rows = monthly({ y: [1, null], date: ["2024-12", "2025-02"] });
  assert.deepEqual(rows.map((row) => [row.month, row.value, row.nExcluded]), [
    ["2024-12", 1, 0],
    ["2025-01", null, 0],
    ["2025-02", null, 1],
  ]);
});

Deno.test("chanceCorrected() is 0 at chance and 1 when all is right", () => {
  assert.ok(near(chanceCorrected({ y: [1, 0, 0, 0], optionCount: [4, 4, 4, 4] }).value, 0));
  assert.equal(chanceCorrected({ y: [1, 1], optionCount: [4, 9] }).value, 1);
  assert.equal(chanceCorrected({ y: [], optionCount: [] }).value, null);
  assert.throws(() => chanceCorrected({ y: [1], optionCount: [1] }), /optionCount is 1 at row 0/);
});

Deno.test("retentionRatio() of equal columns is 1, keyPositionTest() of even keys is 0", () => {
  const full = [1, 0, 1, 1, 1, 1, 0, 1, 1, 1];
  const same = retentionRatio({ full, condition: full, cluster: full.map((_, k) => k) });
  assert.ok(near(same.value, 1) && near(same.lo, 1, 1e-6) && near(same.hi, 1, 1e-6));
  assert.equal(keyPositionTest({ counts: [5, 5, 5] }).value, 0);
  assert.equal(keyPositionTest({ counts: [0, 0] }).p, null);
  assert.ok(near(keyPositionTest({ counts: [10, 20], expected: [1, 2] }).value, 0));
});

Deno.test("poissonBinomialTest() of equal chances is binomial; its tails overlap in one point", () => {
  const { pmf, pUpper, pLower } = poissonBinomialTest({ p: [0.5, 0.5, 0.5, 0.5], observed: 2 });
  assert.deepEqual(pmf.map((v) => v * 16), [1, 4, 6, 4, 1]);
  assert.ok(near(pUpper + pLower, 1 + 6 / 16));
  assert.equal(poissonBinomialTest({ p: [], observed: 0 }).pUpper, 1);
  assert.throws(() => poissonBinomialTest({ p: [0.5], observed: 2 }), /observed is 2/);
});

Deno.test("stratifiedGap() takes the variances of scores where they are given, else those of proportions", () => {
  const stratum = { name: "all", nPre: 40, pPre: 0.5, nPost: 40, pPost: 0.4 };
  const proportions = stratifiedGap({ strata: [stratum] });
  assert.ok(near(proportions.se ?? 0, Math.sqrt(0.25 / 40 + 0.24 / 40)));
  const scores = stratifiedGap({
    strata: [{ ...stratum, variancePre: 0.04, variancePost: 0.01 }],
  });
  assert.ok(near(scores.se ?? 0, Math.sqrt(0.05 / 40)));
  assert.equal(scores.value, proportions.value);
});

Deno.test("monthly() with t has the interval of a mean, narrower for scores than for outcomes", () => {
  const y = [0.4, 0.45, 0.5, 0.55, 0.6, 0.5];
  const date = y.map(() => "2024-01");
  const [t] = monthly({ y, date, interval: "t" });
  const { lo, hi } = meanScore({ y });
  assert.ok(near(t?.lo ?? 0, lo ?? 1) && near(t?.hi ?? 0, hi ?? 1));
  const [wilson] = monthly({ y, date });
  assert.ok((wilson?.hi ?? 0) - (wilson?.lo ?? 0) > (hi ?? 0) - (lo ?? 0));
});

Deno.test("welchDifference() of scores that do not vary has no p, however 0.1 is rounded", () => {
  const flat = welchDifference({ pre: [0.1, 0.1, 0.1], post: new Array<number>(6).fill(0.7) });
  assert.deepEqual([flat.se, flat.t, flat.p, flat.lo], [0, null, null, null]);
  assert.deepEqual(flat.warnings, ["no variation"]);
  const clustered = prePostGap({
    y: [0.1, 0.1, 0.1, 0.7, 0.7, 0.7],
    date: ["2024-01", "2024-01", "2024-01", "2024-05", "2024-05", "2024-05"],
    cutoff: "2024-02",
    cluster: ["a", "a", "b", "c", "c", "d"],
  });
  assert.deepEqual([clustered.se, clustered.t, clustered.p], [0, null, null]);
});

Deno.test("contaminationDiD() of two means a model has an estimate and no error", () => {
  const did = contaminationDiD({
    y: [0.6, 0.45, 0.5, 0.48],
    model: ["a", "a", "b", "b"],
    cluster: ["k1", "k2", "k1", "k2"],
    date: ["2024-01", "2024-03", "2024-01", "2024-03"],
    cutoff: { a: "2024-02", b: null },
  });
  assert.ok(near(did.value, -0.13));
  assert.deepEqual([did.se, did.seCr0, did.p, did.lo], [null, null, null, null]);
  assert.match(did.warnings.join(), /fits every row exactly/);
});

Deno.test("segmentedRegression() has no HC3 error where two periods fix one side of the break", () => {
  const y = [0.1, 0.3, 0.2, 0.5, 0.4, 0.45, 0.6, 0.55, 0.2, 0.7];
  for (const breakAt of [2, 8]) {
    const { rows, warnings } = segmentedRegression({ y, breakAt });
    assert.ok(rows.every((row) => row.value !== null && row.seOls !== null && row.seHc3 === null));
    assert.match(warnings.join(), /no HC3 error/);
  }
  assert.deepEqual(segmentedRegression({ y, breakAt: 5 }).warnings, []);
});

Deno.test("preFromWhole() has no gap when no case came after", () => {
  const none = preFromWhole({ meanAll: 0.2, nAll: 50, meanPost: 0, nPost: 0 });
  assert.deepEqual([none.meanPre, none.value], [0.2, null]);
  assert.match(none.warnings.join(), /no case after/);
});

Deno.test("prePostPermutation() enumerates a million relabellings", () => {
  const pre = Array.from({ length: 9 }, (_, k) => 0.5 + k / 40);
  const post = Array.from({ length: 15 }, (_, k) => 0.4 + k / 30);
  const { replicates, seed } = prePostPermutation({ pre, post });
  assert.deepEqual([replicates, seed], [1_307_504, null]);
});
