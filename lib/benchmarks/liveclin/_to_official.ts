import type { Case, Result } from "../../types.ts";
import { isRecord } from "../../parse/is_record.ts";
import type { OfficialFields } from "./liveclin_types.ts";

/**
 * One case in the shape of the reference evaluator's result file, with exactly its fields.
 */
export function toOfficial(result: Result): Readonly<Record<string, unknown>> {
  const { record, questions } = officialFieldsOf(result.case);
  const turns = new Map(result.turns.map((turn) => [turn.index, turn]));
  const mcqs = result.grades.map(({ official, turn }, index) => {
    const question = questions[index];
    const isSkipped = official.error?.startsWith("Skipped:") ?? false;
    const reply = turn === null ? null : turns.get(turn)?.reply ?? null;
    return {
      stage: question?.stage ?? "",
      mcq_index: index,
      correct_answer: question?.correct_answer ?? "",
      extracted_answer: official.extracted,
      is_correct: official.score === 1,
      model_response: official.error === null ? reply?.content ?? null : null,
      error: official.error,
      image_types: isSkipped ? [] : question?.image_types ?? [],
      table_types: isSkipped ? [] : question?.table_types ?? [],
    };
  });
  return {
    ...record,
    total_mcqs: mcqs.length,
    correct_mcqs: mcqs.filter((mcq) => mcq.is_correct).length,
    mcqs,
  };
}

/** A case that is not of this room has them in its tags. */
function officialFieldsOf(c: Case): OfficialFields {
  if ("official" in c && isOfficialFields(c.official)) return c.official;
  return {
    record: {
      case_id: c.id,
      pmc: c.tags.pmc ?? null,
      doi: c.tags.doi ?? null,
      rarity: c.tags.rarity ?? "unknown",
      level1: c.tags.level1 ?? "",
      level2: c.tags.level2 ?? "",
    },
    questions: c.items.map((item) => ({
      stage: item.tags.stage_text ?? "",
      correct_answer: item.expected ?? "",
      image_types: item.labels.image ?? [],
      table_types: item.labels.table ?? [],
    })),
  };
}

function isOfficialFields(value: unknown): value is OfficialFields {
  return isRecord(value) && isRecord(value.record) && Array.isArray(value.questions) &&
    value.questions.every(isRecord);
}
