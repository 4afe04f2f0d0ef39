import assert from "node:assert/strict";
import {
  clusteredMean,
  estimateRow,
  lint,
  type LintInput,
  methodsText,
  optionFeatures,
  pcg32,
  resultSentence,
  stressTest,
} from "../../mod.ts";

Deno.test("lint() finds each unsound use by its own rule, and nothing in sound results", () => {
  const unsound: readonly LintInput[] = [
    { datasets: ["a", "b"] },
    { comparedByOverlap: true },
    { tests: [{ onQuestions: true, clustered: false }] },
    { groups: [{ name: "x", clusters: 5, flagged: false }] },
    { noDifference: [{ value: 0.01, mde: 0.04 }] },
    { subgroupTests: { count: 4, adjusted: false } },
    { rankedLists: [{ shrunk: false }] },
    { failures: { share: 0.02, bounds: false } },
    { fallbackShare: 0.03 },
    { postAgainstOverall: true },
    { cutoffs: ["2024-01", null] },
    { judged: [{ judgeFamily: "x", modelFamily: "x" }] },
    { calibrationLabels: 0 },
    { physicians: { n: null, sameCases: true } },
    { epochs: { count: 3, asItems: true } },
    { shown: [{ decimals: 2, se: 0.013 }] },
    { resumed: { duplicates: 0, missing: 2 } },
    { images: { proven: false } },
  ];
  unsound.forEach((input, k) =>
    assert.deepEqual(lint(input).map((finding) => finding.rule), [k + 1])
  );
  const sound: LintInput = {
    datasets: ["a", "a"],
    tests: [{ onQuestions: true, clustered: true }],
    groups: [{ name: "x", clusters: 5, flagged: true }],
    failures: { share: 0.02, bounds: true },
    physicians: { n: 100, sameCases: true },
    shown: [{ decimals: 1, se: 0.013 }],
  };
  assert.deepEqual(lint(sound), []);
  for (
    const unlike of [{ itemSets: ["a", "b"] }, { conditions: ["full", "no_image"] }, {
      unlike: true,
    }]
  ) {
    assert.deepEqual(lint(unlike).map(({ rule }) => rule), [1]);
  }
  assert.deepEqual(lint({ itemSets: ["a", "a"], conditions: ["full"], unlike: false }), []);
});

Deno.test("methodsText() names each method once, levels, seeds and exclusions, in both languages", () => {
  const rows = [
    { method: "clustered-mean/wilson-eff", level: 0.95, n_excluded: 3, excluded_why: "failed" },
    { method: "clustered-mean/wilson-eff", level: 0.95 },
    { method: "cluster-bootstrap/bca", level: 0.9, seed: 42 },
    { method: "something-new" },
  ];
  const text = methodsText(rows, { software: "Rounds 0.1.0" });
  assert.equal(text.match(/Shares pool all answers/g)?.length, 1);
  assert.match(text, /90 %, 95 %.*seed 42.*Up to 3 items.*failed.*Software: Rounds/);
  assert.match(text, /Method: something-new/);
  assert.match(methodsText(rows, { language: "zh" }), /按全部回答合并计算.*种子 42/);
  assert.equal(methodsText([]), "");
});

Deno.test("resultSentence() writes percent, points, p and what is missing, in both languages", () => {
  const mean = clusteredMean({ y: [1, 0, null], cluster: ["a", "b", "c"] });
  const row = estimateRow(mean, { term: "Accuracy", unit: "prop", group: { model: "m" } });
  assert.match(
    resultSentence(row),
    /^Accuracy \(model m\): 50\.0 % \(95 % interval .*n = 2, 2 clusters, 1 excluded\.$/,
  );
  assert.match(resultSentence(row, { language: "zh" }), /^Accuracy.*：50\.0 %（95 % 区间/);
  const gap = estimateRow({ value: 0.031, p: 0.0001 }, { term: "A less B", unit: "diff" });
  assert.equal(resultSentence(gap), "A less B: +3.1 percentage points, p < 0.001.");
  const none = estimateRow(clusteredMean({ y: [], cluster: [] }), {
    term: "Accuracy",
    unit: "prop",
  });
  assert.equal(resultSentence(none), "Accuracy: missing (no data).");
});

Deno.test("stressTest() finds the longest-option shortcut and nothing where there is none", () => {
  const random = pcg32({ seed: 5 });
  const items = Array.from({ length: 80 }, () => ({
    stem: "A patient presents.",
    options: Array.from({ length: 4 }, () => "word ".repeat(1 + random.below(8)).trim()),
  }));
  const cluster = items.map((_, k) => Math.floor(k / 4));
  const longest = items.map(({ options }) =>
    options.reduce(
      (best, option, k) => (option.length > (options[best] ?? "").length ? k : best),
      0,
    )
  );
  const cued = stressTest({ items, key: longest, cluster });
  assert.ok((cued.value ?? 0) > 0.7 && (cued.p ?? 1) < 1e-6);
  const blind = stressTest({ items, key: items.map(() => random.below(4)), cluster });
  assert.ok((blind.value ?? 1) < 0.45 && (blind.p ?? 0) > 1e-3);
  assert.deepEqual(cued, stressTest({ items, key: longest, cluster }));
});

Deno.test("stressTest() is missing with fewer cases than folds and refuses a key that is no option", () => {
  const items = [{ stem: "", options: ["a", "b"] }];
  assert.equal(stressTest({ items, key: [0], cluster: [1] }).value, null);
  assert.throws(() => stressTest({ items, key: [2], cluster: [1] }), /key is 2 for item 0/);
  assert.throws(() => stressTest({ items, key: [], cluster: [1] }), RangeError);
});

Deno.test("optionFeatures() has one row an option, all of one width", () => {
  const rows = optionFeatures({ stem: "fever", options: ["fever 39", "always", "may be", ""] });
  assert.equal(rows.length, 4);
  assert.ok(rows.every((row) => row.length === rows[0]?.length && row.every(Number.isFinite)));
});
