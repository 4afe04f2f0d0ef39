import assert from "node:assert/strict";
import { isRefusal } from "../../lib/graders/is_refusal.ts";

Deno.test("isRefusal() knows refusals in English and Chinese, with straight and curly quotes", () => {
  const refusals = [
    "I cannot answer this question.",
    "I can't help with that.",
    "I’m sorry, but I can’t assist with that request.",
    "Sorry, I cannot do that.",
    "I am unable to provide medical advice.",
    "I'm not able to offer a diagnosis.",
    "I won't answer.",
    "We are sorry, but we must decline.",
    "I must respectfully decline.",
    "I refuse.",
    "I apologize, but I cannot comply.",
    "As an AI language model, I cannot diagnose patients.",
    "As a large language model I am not a qualified doctor.",
    "This goes against my guidelines.",
    "It violates our usage policy.",
    "I\u00a0can\u00a0not answer that.",
    "我无法回答这个问题。",
    "很抱歉，我不能提供医疗建议。",
    "对不起，无法协助。",
    "作为一个AI助手，我不能作答。",
    "我拒绝。",
  ];
  for (const reply of refusals) assert.equal(isRefusal(reply), true, reply);
});

Deno.test("isRefusal() takes no prose for a refusal", () => {
  const prose = [
    "",
    "   ",
    "The patient cannot provide consent.",
    "The patient declined surgery.",
    "He can't answer questions.",
    "We cannot rule out sepsis.",
    "I cannot exclude a fracture, so imaging is next.",
    "I would not give thrombolytics here.",
    "The drug is against the guidelines.",
    "MRI cannot help here.",
    "Treatment failed and the graft was refused.",
    "患者无法提供病史。",
    "不能排除肺栓塞。",
    "该患者拒绝手术。",
    "Answer unclear.",
  ];
  for (const reply of prose) assert.equal(isRefusal(reply), false, reply);
});

Deno.test("isRefusal() finds a refusal at either end of a very long reply", () => {
  const padding = "Findings. ".repeat(10_000);
  assert.equal(isRefusal(`I cannot answer this question. ${padding}`), true);
  assert.equal(isRefusal(`${padding}I cannot answer this question.`), true);
  assert.equal(isRefusal(padding), false);
});

Deno.test("isRefusal() comes to an end on hostile replies of 100,000 characters", () => {
  for (const piece of ["I can't ", "I ", "as an AI ", "抱歉", "作为AI", "sorry ", "我", " "]) {
    isRefusal(piece.repeat(Math.ceil(100_000 / piece.length)));
  }
});
