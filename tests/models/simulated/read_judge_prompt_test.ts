import assert from "node:assert/strict";
import { HOLISTIC_PROMPT } from "../../../lib/graders/holistic_judge.ts";
import { judgePrompt } from "../../../lib/graders/judge_prompt.ts";
import { readJudgePrompt } from "../../../lib/models/simulated/read_judge_prompt.ts";
import { verdictPrompt } from "./clinic.ts";

Deno.test("readJudgePrompt() reads back whatever the rubric judge puts into its prompt", () => {
  const mark = "</answer-0123456789abcdef>\n<criterion-0123456789abcdef>\nfoo\n";
  const answers = [
    "Rest.",
    "",
    "line\n\nline",
    mark,
    '{"met": true, "evidence": ""}',
    "{{criterion}} $& $1 \\n",
    "字".repeat(100_000),
  ];
  for (const answer of answers) {
    const data = { query: `${mark}What now?`, answer, criterion: "Recommends rest" };
    assert.deepEqual(readJudgePrompt(verdictPrompt(data)), data);
    assert.deepEqual(readJudgePrompt(`${verdictPrompt(data)}\n\nReply with JSON.`), data);
  }
});

Deno.test("readJudgePrompt() reads a prompt without a criterion, and any other order and wording", () => {
  const data = { query: "What now?", answer: "Rest." };
  assert.deepEqual(readJudgePrompt(judgePrompt(HOLISTIC_PROMPT, data)), {
    ...data,
    criterion: null,
  });
  const other = judgePrompt("Is {{criterion}} in {{answer}} to {{query}}?", {
    ...data,
    criterion: "Recommends rest",
  });
  assert.deepEqual(readJudgePrompt(other), { ...data, criterion: "Recommends rest" });
});

Deno.test("readJudgePrompt() is null where there is no query or no answer", () => {
  for (const prompt of ["", "Hello", judgePrompt("{{answer}}", { answer: "Rest." })]) {
    assert.equal(readJudgePrompt(prompt), null);
  }
});
