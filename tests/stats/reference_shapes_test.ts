import assert from "node:assert/strict";
import { compareReference, runReference } from "../../mod.ts";

// Reference files by other authors say the same things in other shapes: [function, inputs, expected].
const rater = [3, 3, 3, 3];
const cells = { treated_pre: 0.6, treated_post: 0.45, control_pre: 0.5, control_post: 0.48 };
const cycle = [["A", "B", "C"], ["B", "C", "A"], ["C", "A", "B"]];
const wins = [[0, 4], [2, 0]];
const half = { log_strength_sum0: [Math.log(5 / 3) / 2, -Math.log(5 / 3) / 2] };
const data = {
  month: ["2024-01", "2024-02", "2024-03", "2024-04"],
  case: ["c1", "c2", "c3", "c4"],
  cutoff: { M1: "2024-02", M2: "2025-01" },
  score: { M1: [0.5, 0.6, 0.3, null], M2: [0.4, 0.5, 0.4, 0.5] },
};
const SHAPES: [fn: string, inputs: Record<string, unknown>, expected: unknown][] = [
  ["bradleyTerry", { wins, ties: [[0, 2], [2, 0]] }, half],
  ["bradleyTerry", { wins, ties: [[0, 2], [2, 0]], rule: "half a win each" }, half],
  ["bradleyTerry", { wins: [[0, 3], [0, 0]] }, {
    log_strength_sum0: null,
    finite: false,
    strongly_connected: false,
    warning: "not finite",
  }],
  ["bradleyTerryDavidson", { wins }, { nu: 0 }],
  ["plackettLuce", { rankings: [["a", "b"]] }, { log_worth_sum0: null, warning: "not finite" }],
  ["aggregateRanks", { rankings: cycle }, {
    kemeny_distance: 4,
    kemeny_orders: cycle,
    condorcet_winner: null,
    condorcet_cycle: true,
  }],
  ["aggregateRanks", { scores_by_task: { t1: { x: 1, y: 0 } } }, { kemeny_orders: [["x", "y"]] }],
  ["kendallTau", { a: [1, 2, null, 4], b: [1, 2, 3, 9] }, { tau_b: 1, n: 3 }],
  ["friedmanNemenyi", { frame: "D" }, { df: 1, mean_rank: [4 / 3, 5 / 3] }],
  ["cochranQ", { frame: "Y" }, { df: 1, Q: 1 }],
  ["rankConfidenceSets", { frame: "Y", cluster: ["k", "k"] }, { totals: [2, 1] }],
  ["cronbachAlpha", { scores: [[1, 1, 0], [0, 0, 0]] }, { items: 2, alpha: 1 }],
  ["keySuspicion", { choices: ["B"], accuracy: [0.8], n_options: 2, key: "A" }, { flag: false }],
  ["regressionEstimator", { y: [0, 1, 1], x: [0, 1, 1], population_mean: 0.5, N: 30 }, {
    beta: 1,
    estimate: 0.5,
  }],
  ["prePostGap", { frame: "D", model: "M1" }, { n_pre: 2, n_post: 1, diff: -0.25, p: null }],
  ["prePostGap", { pre: [0.4, null], post: [] }, { n_pre: 1, diff: null, warning: "none after" }],
  ["prePostPermutation", { frame: "D", model: "M1" }, { arrangements: 3, p_lower: 1 / 3 }],
  ["contaminationDiD", cells, { beta_post: -0.13, se_cr1: null, warning: "exact" }],
  ["contaminationDiD", { means: { leaky: { pre: 0.6, post: 0.45 }, clean: [0.5, 0.48] } }, {
    did: -0.13,
  }],
  ["contaminationDiD", { y: [0.6, 0.45, 0.5, 0.48], treated: [1, 1, 0, 0], post: [0, 1, 0, 1] }, {
    did: -0.13,
  }],
  ["contaminationDiD", { frame: "D", models: ["M1"] }, { n: 3, beta_post: null }],
  ["stratifiedGap", { strata: [{ n_pre: 9, p_pre: 0.5, n_post: 9, p_post: 0.4 }] }, {
    standardised_diff: -0.1,
  }],
  ["mannKendall", { y: [1, null, 3] }, { S: 1, theil_sen: 1 }],
  ["lowess", { x: [0, 1, 2, 3], y: [0, 1, 2, 3], f: 0.9, iter: 0 }, { fitted: [0, 1, 2, 3] }],
  ["segmentedRegression", { y: [1, 2, 3], break_index: 1 }, { coef: null, warning: "too few" }],
  ["chanceCorrected", { y: [1, 0], n_options: 5 }, { chance: 0.2 }],
  ["chanceCorrected", { accuracy: 0.6, n_options: [5, 5] }, { corrected: 0.5 }],
  ["keyPositionTest", { counts: { A: 10, B: 30 } }, { chi2: 10 }],
  ["poissonBinomialTest", { n_options: [4, 4], observed: 2 }, { p_upper: 1 / 16 }],
  ["agreementBinary", { physician: [1, 0, null], llm: [1, 0, 1] }, { n: 2, agreement: 1 }],
  ["agreementOrdinal", { physician: [1, 2, 3, 4], judge: rater }, {
    pearson: null,
    spearman: null,
    kendall_tau_b: null,
    warning: "constant",
  }],
  ["correlation", { x: rater, y: [1, 2, 3, 4] }, {
    r: null,
    rho: null,
    ci: null,
    warning: "constant",
  }],
  ["pearsonCI", { r: [null, 0], n: [9, 4] }, {
    ci: [null, [-Math.tanh(1.959963984540054), Math.tanh(1.959963984540054)]],
    warning: "one is missing",
  }],
  ["krippendorffAlpha", { unit_by_rater: [["a", "a"], ["a", "a"]] }, {
    alpha: null,
    warning: "flat",
  }],
  ["krippendorffAlpha", { ratings: [[1, 2, 3], [1, 2, 3]], metric: "ordinal" }, { alpha: 1 }],
  ["fleissKappa", { ratings: [[1, 1], [2, 2]] }, { kappa: 1 }],
  ["altTest", { annotators: [[1, 0, 1], [1, 0, 1], [1, 0, 1]], llm: [1, 0, 1] }, { passes: true }],
  ["judgeCorrectedRate", { judged_rate: 0.5, sensitivity: 0.4, specificity: 0.6 }, {
    corrected: null,
    ci: null,
    warning: "useless",
  }],
  ["judgeNoise", { met_criterion_by_repeat: [[1, 0], [1, 1]] }, { flip_rate: 0.5 }],
  ["positionBias", { pairs: 4, inconsistent_prefer_first: 1, inconsistent_prefer_second: 0 }, {
    consistency: 0.75,
  }],
  ["calibration", { confidence: [0.5], correct: [1] }, { brier: 0.25 }],
  ["riskCoverage", { p: [0.9, 0.1], y: [1, 0] }, { aurc: 0.25 }],
  ["errorSimilarity", { a: ["A"], b: ["B"], key: ["A"], n_options: 4 }, { agree_choice: 0 }],
  ["optionConfusion", { key: ["A", "A", "B"], choice: ["A", "B", "B"] }, { recall: [0.5, 1] }],
  ["taxonomyShares", { counts: { image: 1, text: 3 } }, { share: [0.25, 0.75] }],
];

Deno.test("runReference() takes the shapes another author may write the same case in", () => {
  const fixtures = { D: { data }, Y: { data: { models: ["a", "b"], y: [[1, 1], [1, 0]] } } };
  for (const [fn, inputs, expected] of SHAPES) {
    const got = runReference({ name: fn, fn, inputs }, fixtures);
    assert.deepEqual(compareReference(expected, got, { tol: 1e-9 }), [], JSON.stringify(inputs));
  }
});
