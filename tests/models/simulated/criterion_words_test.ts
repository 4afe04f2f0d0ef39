import assert from "node:assert/strict";
import { criterionWords } from "../../../lib/models/simulated/criterion_words.ts";

Deno.test("criterionWords() turns a criterion into a sentence that meets it", () => {
  const table = [
    ["Advises seeing a doctor today", "I advise seeing a doctor today."],
    ["Recommends rest.", "I recommend rest."],
    ["The response states that colds are caused by viruses", "Colds are caused by viruses."],
    ["States that HLA-DQ2 can be tested", "HLA-DQ2 can be tested."],
    ["Asks about fever", "Please tell me about fever."],
    ["Warns that it can get worse", "Please be aware that it can get worse."],
    ["Warns against driving", "I warn you against driving."],
    ["Explains why rest helps", "Let me explain why rest helps."],
    ["ECG is mentioned", "ECG is mentioned."],
    ["建议今天做CT", "建议今天做CT。"],
    ["指出感冒由病毒引起。", "感冒由病毒引起。"],
    ["认为不用就医", "我认为不用就医。"],
    ["询问有没有发热", "请告诉我有没有发热。"],
    ["回答中提醒多喝水", "提醒您多喝水。"],
    ["安慰说不必紧张", "请放心，不必紧张。"],
    ["Advises stopping 何首乌 today", "I advise stopping 何首乌 today."],
  ] as const;
  for (const [criterion, sentence] of table) {
    assert.equal(criterionWords(criterion).sentence, sentence);
  }
});

Deno.test("criterionWords() keeps what the criterion is about", () => {
  assert.equal(criterionWords("Advises against driving").core, "against driving");
  assert.equal(criterionWords("说明奥美拉唑影响检测").core, "奥美拉唑影响检测");
  assert.equal(criterionWords("建议多喝水").core, "多喝水");
  assert.equal(criterionWords("").core, "");
});
