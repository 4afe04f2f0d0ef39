import assert from "node:assert/strict";
import { liveclin } from "../../../lib/benchmarks/liveclin/liveclin.ts";

const benchmark = liveclin({ imageMode: "url" });
const META = { model: "GPT-5", dataset: "2025_H1" };

function caseBlock(cases: number, caseAccuracy: number, questionAccuracy: number) {
  return { cases, case_accuracy: caseAccuracy, question_accuracy: questionAccuracy };
}

Deno.test("renderSummary() prints the blocks in the published layout", () => {
  const text = benchmark.renderSummary({
    total_cases: 1407,
    total_mcqs: 6605,
    correct_mcqs: 5179,
    correct_cases: 433,
    question_accuracy: 0.7841,
    case_accuracy: 0.3077,
    by_rarity: { rare: caseBlock(1181, 0.3099, 0.7852), unrare: caseBlock(226, 0.2965, 0.78) },
    by_chapter: {
      "Chapter 4: Endocrine, nutritional and metabolic diseases": caseBlock(79, 0.4557, 0.8333),
      "Chapter 2: Neoplasms": caseBlock(131, 0.2443, 0.7455),
    },
    by_subcategory: {
      "Chapter 2: Neoplasms": { "Glomerular diseases (N00-N08)": caseBlock(20, 0.1, 0.723) },
    },
    by_stage: { "Presentation & Assessment": { mcqs: 1618, question_accuracy: 0.778 } },
    by_position: { Q1: { mcqs: 1407, question_accuracy: 0.785, error_rate: 0.001 } },
    by_image_modality: { CT: { mcqs: 832, question_accuracy: 0.764 } },
    by_table_modality: { "Lab Results": { mcqs: 1023, question_accuracy: 0.798 } },
  }, META);
  const heavy = "=".repeat(60);
  const light = "-".repeat(60);
  assert.equal(
    text,
    [
      heavy,
      "  LiveClin Results: GPT-5 (2025_H1)",
      heavy,
      "  Question Accuracy:  5179/6605 (78.4%)",
      "  Case Accuracy:      433/1407 (30.8%)",
      light,
      "  By Chapter (Top-5 Case Accuracy):",
      "    Chapter 4: Endocrine, nutritional and me...  ( 79 cases)  C-Acc 45.6%  Q-Acc 83.3%",
      "    Chapter 2: Neoplasms                         (131 cases)  C-Acc 24.4%  Q-Acc 74.6%",
      light,
      "  By Subcategory (Top-5 Case Accuracy):",
      "    Glomerular diseases (N00-N08)                ( 20 cases)  C-Acc 10.0%  Q-Acc 72.3%",
      light,
      "  By Rarity:",
      "    Rare         (1181 cases)  Q-Acc 78.5%  C-Acc 31.0%",
      "    Unrare       ( 226 cases)  Q-Acc 78.0%  C-Acc 29.6%",
      light,
      "  By Clinical Stage:",
      "    Presentation & Assessment      (1618 MCQs)  Q-Acc 77.8%",
      light,
      "  By Question Position:",
      "    Q1     (1407 MCQs)  Q-Acc 78.5%  Err 0.1%",
      light,
      "  By Image Modality:",
      "    CT                   ( 832 MCQs)  Q-Acc 76.4%",
      light,
      "  By Table Modality:",
      "    Lab Results          (1023 MCQs)  Q-Acc 79.8%",
      heavy,
    ].join("\n"),
  );
});

Deno.test("renderSummary() names the best and the worst five, ties in first-seen order, none twice", () => {
  const rates = [0.5, 0, 0.5, 1, 0, 0.25, 0, 0, 0, 0, 0, 1];
  const by_chapter = Object.fromEntries(
    rates.map((rate, n) => [`chapter ${n}`, caseBlock(1, rate, rate)]),
  );
  const text = benchmark.renderSummary({ by_chapter }, META);
  const named = [...text.matchAll(/^ {4}chapter (\d+)/gm)].map((match) => Number(match[1]));
  assert.deepEqual(named, [3, 11, 0, 2, 5, 1, 4, 6, 7, 8]);
  assert.match(text, /^ {4}\.\.\. and 2 more$/m);
  const few = Object.fromEntries(Object.entries(by_chapter).slice(0, 3));
  assert.ok(!benchmark.renderSummary({ by_chapter: few }, META).includes("Bottom-5"));
});

Deno.test("renderSummary() cuts names by characters and lets no name act on the terminal", () => {
  const name = `\x1b[31m${"𝔸".repeat(50)}`;
  const text = benchmark.renderSummary({ by_stage: { [name]: { mcqs: 1 } } }, {
    ...META,
    model: "\u202ex\n",
  });
  assert.ok(!/[\p{Cc}\u202e]/u.test(text.replaceAll("\n", "")));
  assert.match(text, /LiveClin Results: \\u202ex\\u000a \(2025_H1\)/);
  const chapters = benchmark.renderSummary({
    by_chapter: { [`${"𝔸".repeat(41)}`]: caseBlock(1, 0, 0) },
  }, META);
  assert.ok(chapters.includes(`    ${"𝔸".repeat(40)}...  (  1 cases)`));
});

Deno.test("renderSummary() says so when there is nothing to print", () => {
  assert.equal(benchmark.renderSummary({}, META), "No results to summarize.");
});
