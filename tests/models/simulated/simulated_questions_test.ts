import assert from "node:assert/strict";
import { simulatedQuestions } from "../../../lib/models/simulated/simulated_questions.ts";

const options = { A: "gout", B: "lupus" };
const mcq = { stage: "Diagnosis", question: "Which?", options, correct_answer: "A" };

function record(policy: Record<string, unknown>, extra: Record<string, unknown> = {}): unknown {
  return { pmc: "7", ...extra, exam_creation: { final_policy: policy } };
}

Deno.test("simulatedQuestions() reads letters, places and where images are", () => {
  const image = { file: "a.png" };
  const questions = simulatedQuestions(
    record({
      scenario: "A man.",
      scenario_image_details: [image],
      mcqs: [mcq, { ...mcq, correct_answer: " b " }, { ...mcq, image_details: [image] }],
    }),
    "x.jsonl:1",
  );
  assert.deepEqual(questions.map(({ letter }) => letter), ["A", "B", "A"]);
  assert.deepEqual(questions.map(({ position }) => position), [1, 2, 3]);
  assert.deepEqual(questions.map(({ hasImage }) => hasImage), [true, false, true]);
  assert.deepEqual(new Set(questions.map(({ caseId }) => caseId)), new Set(["7"]));
});

Deno.test("simulatedQuestions() tells cases without an id apart by their scenario", () => {
  const policy = { scenario: "A man.", scenario_image_details: null, mcqs: [mcq] };
  assert.equal(simulatedQuestions(record(policy, { pmc: " " }), "x:1")[0]?.caseId, "A man.");
  assert.equal(simulatedQuestions(record(policy, { pmc: null }), "x:1")[0]?.caseId, "A man.");
  assert.deepEqual(simulatedQuestions(record({ mcqs: [] }), "x:1"), []);
});

Deno.test("simulatedQuestions() refuses a record it cannot read, naming file, line and field", () => {
  assert.throws(
    () => simulatedQuestions({}, "x.jsonl:3"),
    /Cannot parse case at x\.jsonl:3: "exam_creation" is missing/,
  );
  assert.throws(
    () => simulatedQuestions(record({ mcqs: [mcq, { ...mcq, correct_answer: "K" }] }), "x.jsonl:4"),
    /Cannot parse case at x\.jsonl:4: "mcqs\[1\]\.correct_answer" is "K", expected one of A, B/,
  );
});
