import assert from "node:assert/strict";
import { criterionWords } from "../../../lib/models/simulated/criterion_words.ts";
import { findEvidence } from "../../../lib/models/simulated/find_evidence.ts";
import { CLINIC } from "./clinic.ts";

Deno.test("findEvidence() cites the sentence that says it, letter for letter", () => {
  const answer =
    "A reading of 38.4 °C is fever. Please see a doctor today, not next week! 请今天就去医院。别担心。";
  assert.equal(
    findEvidence("States that 38.4 °C is fever", answer),
    "A reading of 38.4 °C is fever.",
  );
  assert.equal(findEvidence("建议今天去医院", answer), "请今天就去医院。");
  assert.equal(findEvidence("Recommends antibiotics", answer), null);
});

Deno.test("findEvidence() tells a negated sentence from a plain one", () => {
  const criterion = "Advises driving home";
  assert.equal(findEvidence(criterion, "I advise against driving home."), null);
  assert.equal(findEvidence(criterion, "I advise driving home."), "I advise driving home.");
  assert.equal(findEvidence("建议吃阿司匹林", "不要吃阿司匹林。"), null);
});

Deno.test("findEvidence() finds nothing in an empty answer, nor for an empty criterion", () => {
  assert.equal(findEvidence("Recommends rest", ""), null);
  assert.equal(findEvidence("", "I recommend rest."), null);
  assert.equal(findEvidence("States that it is", "It is."), null);
});

Deno.test("findEvidence() finds each criterion of a case in its own sentence and in no other", () => {
  for (const { criteria } of CLINIC.slice(0, 30)) {
    for (const said of criteria) {
      const { sentence } = criterionWords(said.criterion);
      for (const { criterion } of criteria) {
        const expected = criterion === said.criterion ? sentence : null;
        assert.equal(findEvidence(criterion, sentence), expected);
      }
    }
  }
});

Deno.test("findEvidence() reads an answer of 100,000 characters", () => {
  const answer = `${"Words that say little. ".repeat(4500)}I recommend rest.`;
  assert.equal(findEvidence("Recommends rest", answer), "I recommend rest.");
});
