import * as v from "valibot";
import { CaseError } from "../../parse/case_error.ts";
import { describeValue } from "../../parse/describe_value.ts";
import { parseWith } from "../../parse/parse_with.ts";
import type { SimulatedQuestion } from "./types.ts";

const Images = v.nullish(v.array(v.unknown()), []);
const RecordSchema = v.object({
  pmc: v.nullish(v.string()),
  exam_creation: v.object({
    final_policy: v.object({
      scenario: v.nullish(v.string(), ""),
      scenario_image_details: Images,
      mcqs: v.array(v.object({
        question: v.string(),
        options: v.record(v.string(), v.string()),
        correct_answer: v.string(),
        image_details: Images,
      })),
    }),
  }),
});

/**
 * The questions of one record in the exam format (`exam_creation.final_policy.mcqs`) with their right letters, for a
 * simulated server to know. Throws `CaseError` for a record it cannot read.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { simulatedQuestions } from "@rounds/rounds";
 *
 * const mcqs = [{ question: "Which?", options: { A: "This", B: "That" }, correct_answer: "b" }];
 * const record = { pmc: "1", exam_creation: { final_policy: { scenario: "A man.", mcqs } } };
 * assert.deepEqual(simulatedQuestions(record, "demo.jsonl:1"), [{
 *   question: "Which?",
 *   options: { A: "This", B: "That" },
 *   letter: "B",
 *   hasImage: false,
 *   position: 1,
 *   caseId: "1",
 * }]);
 * ```
 */
export function simulatedQuestions(record: unknown, where: string): readonly SimulatedQuestion[] {
  const { pmc, exam_creation } = parseWith(RecordSchema, record, { where });
  const { scenario, scenario_image_details: scenarioImages, mcqs } = exam_creation.final_policy;
  return mcqs.map((mcq, index) => {
    const letter = mcq.correct_answer.trim().toUpperCase();
    if (!Object.hasOwn(mcq.options, letter)) {
      throw new CaseError({
        where,
        field: `mcqs[${index}].correct_answer`,
        expected: `one of ${Object.keys(mcq.options).sort().join(", ")}`,
        received: describeValue(mcq.correct_answer),
      });
    }
    return {
      question: mcq.question,
      options: mcq.options,
      letter,
      hasImage: mcq.image_details.length > 0 || (index === 0 && scenarioImages.length > 0),
      position: index + 1,
      caseId: pmc?.trim() || scenario,
    };
  });
}
