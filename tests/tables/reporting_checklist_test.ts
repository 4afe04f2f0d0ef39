import assert from "node:assert/strict";
import {
  accuracyTable,
  agreementTable,
  casesFrame,
  type ChecklistRow,
  checklistToMarkdown,
  compareRuns,
  criteriaFrame,
  firstErrorRows,
  leaderboard,
  outcomesTable,
  parseAnalysisPlan,
  questionsFrame,
  rankingMethods,
  ratingsFrame,
  reportingChecklist,
  resultSentence,
  runsFrame,
  stampPlan,
  tableMethods,
} from "../../mod.ts";
import { syntheticRun } from "../frames/synthetic_run.ts";
import { humanRatings, judgedRuns } from "./judged_runs.ts";

const RUNS = [
  syntheticRun({ model: "strong", cases: 40, seed: 1 }),
  syntheticRun({ model: "weak", skill: 0.4, cases: 40, seed: 2, trouble: 0.1 }),
  syntheticRun({ model: "other", skill: 0.5, cases: 40, seed: 3 }),
];
const QUESTIONS = questionsFrame(RUNS);
const TABLES = {
  Board: leaderboard(casesFrame(RUNS), { replicates: 50 }),
  Pairs: compareRuns(QUESTIONS),
  Stages: accuracyTable(QUESTIONS, { by: "stage" }),
};
const ITEMS = [
  ...["estimand", "unit", "interval", "test", "multiplicity", "exclusions", "denominators"],
  ...["seeds", "software", "models", "data", "prompts", "judge", "plan"],
];

function of(rows: readonly ChecklistRow[], item: string): ChecklistRow {
  const row = rows.find((one) => one.item === item);
  assert.ok(row !== undefined, item);
  return row;
}

Deno.test("reportingChecklist() fills every item from tables, runs, software and plan, and says where", () => {
  const plan = parseAnalysisPlan(
    { name: "main", primary: { unit: "question", reading: "clean" }, groups: ["stage"] },
    "plan.json",
  );
  const stamped = {
    ...TABLES,
    Stages: stampPlan(TABLES.Stages, { plan, sha256: "ab".repeat(32) }),
  };
  const rows = reportingChecklist(stamped, {
    runs: runsFrame(RUNS),
    software: "Rounds 1",
    plan,
  });
  assert.deepEqual(rows.map(({ item }) => item), ITEMS);
  assert.deepEqual(rows.filter(({ answer }) => answer !== "yes"), []);
  assert.equal(of(rows, "test").where, "Board, Pairs");
  assert.match(of(rows, "test").text, /exact sign-flip test on case totals/);
  assert.doesNotMatch(of(rows, "test").text, /Wilson/);
  assert.match(of(rows, "estimand").text, /Case accuracy is.*every question right/);
  assert.match(of(rows, "interval").text, /Wilson intervals.*The confidence level is 95 %\./);
  assert.match(of(rows, "multiplicity").text, /Holm.*3 pairs × 1 groups.*p-values are reported/);
  assert.match(
    of(rows, "exclusions").text,
    /^Up to \d+ were left out \(.*failed.*Outcomes of \d+ planned: .*failed \d+.*graded \d+\.$/,
  );
  assert.match(of(rows, "seeds").text, /^PCG32, seed 42\./);
  assert.match(of(rows, "models").text, /^strong, weak, other\. Started 2026-03-01\.$/);
  assert.match(of(rows, "plan").text, /^Plan main \(abababababab\)\. 0 of \d+ rows are explor/);
  assert.ok(rows.every(({ text }) => text.length > 0 && !/undefined|NaN|null/.test(text)));
});

Deno.test("reportingChecklist() of nothing knows nothing, claims nothing, and names what to give", () => {
  const rows = reportingChecklist([]);
  assert.deepEqual(rows.map(({ item }) => item), ITEMS);
  for (const item of ["estimand", "unit", "interval", "denominators", "software", "models"]) {
    assert.equal(of(rows, item).answer, "unknown", item);
    assert.equal(of(rows, item).where, null, item);
  }
  for (const item of ["data", "prompts", "judge"]) {
    assert.equal(of(rows, item).answer, "unknown", item);
    assert.match(of(rows, item).text, /give runs/, item);
  }
  assert.equal(of(rows, "plan").answer, "no");
});

Deno.test("reportingChecklist() says no where a number is bare, not adjusted, not explained or not seeded", () => {
  const rows = reportingChecklist([[
    { run: "m", value: 0.5, p: 0.01, test: "mcnemar/mid-p", adjust: "none", p_adj: 0.01 },
    { run: "w", value: 0.4, p: 0.02, n_excluded: 3, method: "cluster-bootstrap/bca" },
  ]]);
  for (const item of ["interval", "multiplicity", "exclusions", "denominators", "seeds"]) {
    assert.equal(of(rows, item).answer, "no", item);
  }
  assert.match(of(rows, "interval").text, /2 of 2 estimates have no interval, 2 of them without/);
  assert.match(of(rows, "multiplicity").text, /2 of 2 p-values are not adjusted/);
  assert.equal(of(rows, "interval").where, null);
  assert.equal(of(rows, "exclusions").where, "table 1");
});

Deno.test("reportingChecklist() counts the outcomes of all that was planned, from runs or from outcomesTable()", () => {
  const planned = RUNS.reduce((sum, run) => sum + run.planned.items, 0);
  const row = { run: "m", value: 0.5, n: 2, n_excluded: 0 };
  const [fromRuns, fromTable, without] = [
    reportingChecklist([[row]], { runs: runsFrame(RUNS) }),
    reportingChecklist([[row], outcomesTable(QUESTIONS)]),
    reportingChecklist([[row]]),
  ].map((rows) => of(rows, "exclusions"));
  for (const told of [fromRuns, fromTable]) {
    assert.match(told?.text ?? "", new RegExp(`Outcomes of ${planned} planned: .*graded`));
    assert.equal(told?.answer, "yes");
  }
  const place = {
    ...row,
    n_excluded: 6,
    excluded_why: null,
    rank_method: "rank-sets/sign-flip-holm",
  };
  const board = of(reportingChecklist([[place]], { runs: runsFrame(RUNS) }), "exclusions");
  assert.equal(board.answer, "yes");
  assert.equal(without?.answer, "no");
  assert.match(without?.text ?? "", /outcomes of what was planned are not given/);
});

Deno.test("reportingChecklist() wants a judge named and checked against physicians", () => {
  const judged = judgedRuns({ cases: 12 });
  const scores = accuracyTable(casesFrame(judged));
  const unchecked = of(reportingChecklist([scores]), "judge");
  assert.deepEqual([unchecked.answer, unchecked.where], ["no", null]);
  assert.match(unchecked.text, /judge is not named.*Not checked against physicians/);
  const agreement = agreementTable(criteriaFrame(judged), {
    ratings: ratingsFrame(humanRatings(judged)),
    replicates: 20,
  });
  const checked = of(reportingChecklist({ Scores: scores, Agreement: agreement }), "judge");
  assert.deepEqual([checked.answer, checked.where], ["yes", "Agreement"]);
  assert.match(checked.text, /Checked against \d+ labels/);
  const told = of(reportingChecklist([scores], { calibrationLabels: 200 }), "judge");
  assert.match(told.text, /Checked against 200 labels/);
});

Deno.test("checklistToMarkdown() writes one line an item, in Chinese throughout where asked", () => {
  const rows = reportingChecklist(TABLES, { runs: runsFrame(RUNS), software: "Rounds 1" });
  const lines = checklistToMarkdown(rows).trimEnd().split("\n");
  assert.equal(lines.length, 2 + ITEMS.length);
  assert.ok(lines.every((line) => line.startsWith("| ") && line.endsWith(" |")));
  const language = "zh" as const;
  const chinese = reportingChecklist({ 排行榜: TABLES.Board, 比较: TABLES.Pairs }, { language });
  const text = checklistToMarkdown(chinese, { language });
  assert.match(text, /^\| 条目 \| 问题 \| 回答 \| 位置 \| 内容 \|\n/);
  assert.match(text, /\| 检验 \| .* \| 是 \| 排行榜、比较 \|/);
  assert.doesNotMatch(text, /[a-z]{2,} [a-z]{2,}/);
  assert.match(
    checklistToMarkdown([{
      ...{ item: "x", question: "a | b", answer: "no" as const, where: null },
      text: "<b>\n[x](y)",
    }]),
    /\| x \| a \\\| b \| no \| – \| &lt;b&gt; \\\[x\\\]\(y\) \|/,
  );
});

Deno.test("resultSentence() tells a row of a table: whose accuracy of what, difference, ranks, reading", () => {
  const [place, pair, stage] = Object.values(TABLES).map((table) => table.toRecords()[0] ?? {});
  assert.match(
    resultSentence(place ?? {}),
    /^Case accuracy of strong: \d+\.\d % \(95 % interval .*\), ranks 1.*, n = \d+, \d+ clusters/,
  );
  assert.match(
    resultSentence(pair ?? {}),
    /^Question accuracy of strong less that of weak: \+\d+\.\d percentage points .*adjusted p < 0\.001.*excluded \(.*weak failed \d/,
  );
  assert.match(resultSentence(stage ?? {}), /^Question accuracy of strong \(stage .*\): \d+\.\d %/);
  const [official] = accuracyTable(QUESTIONS, { reading: "official" }).toRecords();
  assert.match(
    resultSentence(official ?? {}),
    /^Question accuracy of strong \(official reading\):/,
  );
  assert.match(
    resultSentence(official ?? {}, { language: "zh" }),
    /^strong 的问题准确率（官方读法）：\d+\.\d %（95 % 区间/,
  );
  const [score] = accuracyTable(casesFrame(judgedRuns({ cases: 12 }))).toRecords();
  assert.match(resultSentence(score ?? {}), /^Mean case score of sim-good: \d+\.\d % \(95 %/);
  const criteria = accuracyTable(criteriaFrame(judgedRuns({ cases: 12 }))).toRecords()[0] ?? {};
  assert.match(resultSentence(criteria), /^Share of criteria met of sim-good: /);
});

Deno.test("resultSentence() says why a number or its interval is missing, and refuses what holds none", () => {
  const bare = { run: "m", unit: "case", value: 1, lo: null, hi: null, warnings: "no interval" };
  assert.equal(resultSentence(bare), "Case accuracy of m: 100.0 %, no interval (no interval).");
  const none = { run: "m", unit: "case", value: null, warnings: "no data" };
  assert.equal(resultSentence(none), "Case accuracy of m: missing (no data).");
  assert.equal(resultSentence(none, { language: "zh" }), "m 的病例准确率：缺失（无数据）。");
  const stamped = { ...none, status: "exploratory", term: "stage", group: "x" };
  assert.match(resultSentence(stamped), /^Case accuracy of m \(stage x, exploratory\): missing/);
  assert.throws(() => resultSentence({ run: "m", mean_score: 1 }), {
    name: "TypeError",
    message: /has no "value".*it has run, mean_score/,
  });
});

Deno.test("firstErrorRows() and rankingMethods() name their methods, so that tableMethods() can", () => {
  const text = tableMethods([
    firstErrorRows(QUESTIONS),
    rankingMethods(QUESTIONS, { by: "stage" }),
  ]);
  assert.match(text, /first error are counts.*Borda.*Bradley and Terry's, by maximum likelihood/);
  assert.doesNotMatch(text, /Method: /);
});
