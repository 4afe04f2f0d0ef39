import assert from "node:assert/strict";
import {
  agreementBinary,
  agreementOrdinal,
  altTest,
  calibration,
  calibrationAllocation,
  calibrationSlope,
  correlation,
  dawidSkene,
  fleissKappa,
  icc,
  isotonic,
  judgeCorrectedRate,
  judgeNoise,
  krippendorffAlpha,
  pearsonCI,
  positionBias,
  ppiMean,
  riskCoverage,
  selfPreference,
  twoWayAnova,
  varianceComponents,
  verbosityBias,
} from "../../mod.ts";
import { near } from "./simulated.ts";

Deno.test("agreementBinary() is 1 for perfect agreement and missing where nothing is defined", () => {
  const perfect = agreementBinary({ tp: 5, fp: 0, fn: 0, tn: 5 });
  assert.deepEqual([perfect.kappa, perfect.ac1, perfect.mcc, perfect.macroF1], [1, 1, 1, 1]);
  const both = agreementBinary({ tp: 8, fp: 0, fn: 0, tn: 0 });
  assert.deepEqual([both.kappa, both.mcc, both.specificity, both.f1NotMet], [
    null,
    null,
    null,
    null,
  ]);
  assert.match(both.warnings.join(), /kappa is not defined/);
  const constant = agreementBinary({ tp: 5, fp: 3, fn: 0, tn: 0 });
  assert.deepEqual([constant.kappa, constant.mcc], [0, null]);
  assert.equal(agreementBinary({ tp: 0, fp: 0, fn: 0, tn: 0 }).value, null);
});

Deno.test("agreementOrdinal() turns its bias with the raters, and refuses ratings off the scale", () => {
  const a = [1, 2, 3, 4, 2];
  const b = [2, 2, 4, 4, 3];
  const one = agreementOrdinal({ a, b });
  const two = agreementOrdinal({ a: b, b: a });
  assert.ok(
    near(one.bias, -(two.bias ?? NaN)) && near(one.kappaQuadratic, two.kappaQuadratic ?? NaN),
  );
  assert.throws(() => agreementOrdinal({ a: [9], b: [1], levels: [1, 2] }), /a rating is 9 or 1/);
  assert.equal(agreementOrdinal({ a: [], b: [] }).kappa, null);
});

Deno.test("correlation() and pearsonCI() are missing for constant columns and too few pairs", () => {
  assert.equal(correlation([1, 1], [1, 2]), null);
  assert.equal(correlation([], []), null);
  assert.throws(() => correlation([1], []), RangeError);
  assert.equal(pearsonCI({ r: null, n: 10 }).lo, null);
  assert.equal(pearsonCI({ r: 0.5, n: 3 }).lo, null);
  assert.equal(pearsonCI({ r: 1, n: 30 }).hi, null);
});

Deno.test("krippendorffAlpha() is 1 without disagreement, missing without variation or pairs", () => {
  assert.equal(krippendorffAlpha({ ratings: [[1, 2], [1, 2]], metric: "interval" }).value, 1);
  assert.equal(krippendorffAlpha({ ratings: [[3, 3], [3, 3]] }).value, null);
  const lonely = krippendorffAlpha({ ratings: [[1, null], [null, 2]] });
  assert.deepEqual([lonely.value, lonely.nExcluded], [null, 2]);
});

Deno.test("fleissKappa(), icc() and varianceComponents() refuse or miss incomplete tables", () => {
  assert.throws(() => fleissKappa([[2, 1], [1, 1]]), /different numbers of raters/);
  assert.equal(fleissKappa([[3, 0], [3, 0]]).value, null);
  assert.equal(icc([[1, null], [2, 3]]).icc21, null);
  assert.equal(icc([[1, 2]]).icc11, null);
  assert.equal(varianceComponents({ scores: [[1, 2]] }).varCase, null);
  assert.equal(twoWayAnova([]), null);
});

Deno.test("varianceComponents() of additive scores has no residual and g of 1", () => {
  const parts = varianceComponents({ scores: [[1, 2], [3, 4], [7, 8]], panels: [1] });
  assert.ok(near(parts.varResidual, 0) && near(parts.panels[0]?.g, 1));
  assert.ok((parts.panels[0]?.phi ?? 1) < 1);
});

Deno.test("altTest() of a clone has no variation and never divides by it", () => {
  const humans = [[1, 0, 1, 1], [1, 0, 1, 1], [0, 0, 1, 0]];
  const test = altTest({ humans, judge: [1, 0, 1, 1] });
  assert.deepEqual([test.rows[0]?.advantageJudge, test.rows[0]?.p], [1, 0]);
  assert.equal(altTest({ humans: [[1]], judge: [null] }).passes, null);
  const scores = altTest({
    humans: [[0.1, 0.9], [0.2, 0.8], [0.1, 0.7]],
    judge: [0.1, 0.8],
    alignment: "rmse",
  });
  assert.equal(scores.rows.length, 3);
});

Deno.test("judgeCorrectedRate() with a perfect judge is the rate; a useless one says nothing; out of range is clipped", () => {
  const given = {
    rate: 0.4,
    n: 100,
    sensitivity: 1,
    nSensitivity: 50,
    specificity: 1,
    nSpecificity: 50,
  };
  assert.ok(near(judgeCorrectedRate(given).value, 0.4));
  const useless = judgeCorrectedRate({ ...given, sensitivity: 0.5, specificity: 0.5 });
  assert.deepEqual([useless.value, useless.lo], [null, null]);
  const low = judgeCorrectedRate({ ...given, rate: 0.05, specificity: 0.9 });
  assert.equal(low.value, 0);
  assert.match(low.warnings.join(), /clipped to 0/);
});

Deno.test("calibrationAllocation() spends the whole budget and refuses certainty", () => {
  const split = calibrationAllocation({
    rate: 0.3,
    budget: 101,
    sensitivity: 0.8,
    specificity: 0.9,
  });
  assert.equal(split.met + split.notMet, 101);
  const certain = { rate: 1, budget: 10, sensitivity: 0.9, specificity: 0.9 };
  assert.throws(() => calibrationAllocation(certain), /rate is 1/);
});

Deno.test("ppiMean() of a perfect judge trusts it, of a constant judge is missing", () => {
  const labelled = [0.1, 0.5, 0.9];
  const perfect = ppiMean({ labelled, judgedLabelled: labelled, judged: [0.2, 0.4, 0.6, 0.8] });
  assert.ok(near(perfect.ppi.value, 0.5));
  assert.ok((perfect.lambda ?? 0) > 0.5);
  assert.equal(ppiMean({ labelled, judgedLabelled: [1, 1, 1], judged: [1, 1] }).value, null);
  assert.throws(() => ppiMean({ labelled, judgedLabelled: [], judged: [] }), RangeError);
});

Deno.test("icc() and varianceComponents() of equal scores are missing, however 0.1 is rounded", () => {
  const equal = [[0.1, 0.1, 0.1], [0.1, 0.1, 0.1], [0.1, 0.1, 0.1]];
  assert.deepEqual([icc(equal).icc11, icc(equal).icc21, icc(equal).icc2k], [null, null, null]);
  const parts = varianceComponents({ scores: equal });
  assert.deepEqual([parts.varCase, parts.varResidual, parts.panels[0]?.g], [0, 0, null]);
  assert.match(parts.warnings.join(), /cases do not vary/);
  const sure = icc([[0.1, 0.1, 0.1], [0.2, 0.2, 0.2], [0.7, 0.7, 0.7]]);
  assert.deepEqual([sure.icc11, sure.icc21, sure.icc3k], [1, 1, 1]);
});

Deno.test("calibrationSlope() says how many certain predictions it moved", () => {
  const p = [0, 0.2, 0.8, 1, 0.5, 0.6, 0.3];
  assert.match(calibrationSlope({ p, y: [0, 1, 1, 1, 0, 0, 1] }).warnings.join(), /^2 predictions/);
});

Deno.test("judgeNoise() of a steady judge is 0, and needs repeats and positive points", () => {
  const steady = judgeNoise({ met: [[1, 1, 1], [0, 0, 0]], points: [5, -2] });
  assert.deepEqual([steady.flipRate, steady.sd, steady.sdIndependent], [0, 0, 0]);
  const once = judgeNoise({ met: [[1], [0]], points: [5, 5] });
  assert.deepEqual([once.flipRate, once.scores, once.sd], [null, [0.5], null]);
  assert.match(once.warnings.join(), /fewer than two repeats/);
  const penalties = judgeNoise({ met: [[1, 1], [0, 1]], points: [-5, -5] });
  assert.deepEqual([penalties.flipRate, penalties.scores, penalties.sd], [0.5, [], null]);
  assert.match(penalties.warnings.join(), /no positive points/);
  assert.throws(() => judgeNoise({ met: [[1, 0]], points: [] }), RangeError);
});

Deno.test("dawidSkene() goes on until weak judges settle, and says when it was stopped before", () => {
  // Counts of the eight ways three judges can label an item, all three little better than a coin.
  const counts = [[0, 0, 0, 9], [0, 0, 1, 6], [0, 1, 0, 7], [1, 0, 0, 5], [0, 1, 1, 6], [
    1,
    0,
    1,
    4,
  ]]
    .concat([[1, 1, 0, 5], [1, 1, 1, 8]]);
  const labels = counts.flatMap(([a = 0, b = 0, c = 0, n = 0]) => new Array(n).fill([a, b, c]));
  const settled = dawidSkene({ labels });
  assert.deepEqual(settled.warnings, []);
  const longer = dawidSkene({ labels, iterations: 1_000_000 });
  assert.deepEqual(settled.posterior, longer.posterior);
  assert.match(dawidSkene({ labels, iterations: 20 }).warnings.join(), /not converged after 20/);
  assert.match(dawidSkene({ labels: [[1, 1], [1, 1]] }).warnings.join(), /no item of one class/);
  assert.match(dawidSkene({ labels: [[1, 0], [null, null]] }).warnings.join(), /1 items without/);
});

Deno.test("dawidSkene() does not depend on the order of items, and leaves unlabelled items missing", () => {
  const labels = [[1, 1, 0], [0, 0, 0], [1, 1, 1], [0, 1, 0], [null, null, null]];
  const one = dawidSkene({ labels });
  const two = dawidSkene({ labels: labels.toReversed() });
  assert.ok(near(one.posterior[0], two.posterior[4] ?? NaN, 1e-8));
  assert.deepEqual([one.posterior[4], one.n], [null, 4]);
  assert.equal(dawidSkene({ labels: [] }).prevalence, null);
});

Deno.test("positionBias() has no share without inconsistent pairs", () => {
  const bias = positionBias({ consistent: 5, preferFirst: 0, preferSecond: 0 });
  assert.deepEqual([bias.value, bias.firstShare, bias.p], [1, null, null]);
});

Deno.test("verbosityBias() and selfPreference() are missing when nothing varies within a case", () => {
  const flat = verbosityBias({ score: [1, 0], length: [10, 10], cluster: ["a", "a"] });
  assert.equal(flat.value, null);
  assert.throws(() => verbosityBias({ score: [1], length: [0], cluster: [1] }), /length holds 0/);
  const one = selfPreference({
    score: [1],
    physician: [1],
    judgeFamily: ["x"],
    modelFamily: ["x"],
    cluster: [1],
  });
  assert.equal(one.value, null);
});

Deno.test("calibration() parts add up, and one class has no AUROC", () => {
  const p = [0.1, 0.4, 0.4, 0.8, 0.9];
  const parts = calibration({ p, y: [0, 1, 0, 0, 1], bins: 2 });
  const sum = (parts.miscalibration ?? NaN) - (parts.discrimination ?? NaN) +
    (parts.uncertainty ?? NaN);
  assert.ok(near(parts.value, sum, 1e-14));
  assert.ok(parts.pav.every((value, k) => k === 0 || value >= (parts.pav[k - 1] ?? 1)));
  assert.equal(calibration({ p: [0.5], y: [1] }).auroc, null);
  assert.equal(calibration({ p: [], y: [] }).value, null);
  assert.equal(calibration({ p: [0], y: [1] }).logLoss, Infinity);
  assert.throws(() => calibration({ p: [0.5], y: [] }), RangeError);
});

Deno.test("isotonic() leaves an increasing column alone and pools ties", () => {
  assert.deepEqual(isotonic([1, 2, 3], [0, 0.5, 1]), [0, 0.5, 1]);
  assert.deepEqual(isotonic([1, 1], [0, 1]), [0.5, 0.5]);
  assert.deepEqual(isotonic([], []), []);
});

Deno.test("calibrationSlope() takes certain predictions and is missing under separation", () => {
  assert.equal(calibrationSlope({ p: [0, 0.1, 0.9, 1], y: [0, 0, 1, 1] }).value, null);
});

Deno.test("riskCoverage() at full coverage is the error rate", () => {
  const { risk, curve } = riskCoverage({
    confidence: [3, 1, 2],
    correct: [1, 0, 0],
    coverage: [1],
  });
  assert.ok(near(risk[0], 2 / 3));
  assert.equal(curve[0], 0);
  assert.equal(riskCoverage({ confidence: [], correct: [] }).value, null);
  assert.throws(() => riskCoverage({ confidence: [1], correct: [] }), RangeError);
});
