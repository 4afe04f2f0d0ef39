import * as v from "valibot";
import { parseWith } from "../../parse/parse_with.ts";
import type { SimulatedRubric } from "./types.ts";

const HAN = /[\u4E00-\u9FFF]/g;
const LATIN = /[A-Za-z]/g;

const RecordSchema = v.object({
  case_id: v.union([v.number(), v.string()]),
  post_time: v.nullish(v.string()),
  narrative: v.string(),
  core_request: v.string(),
  rubric_items: v.array(v.object({ criterion: v.string(), points: v.number() })),
});

/**
 * The rubric of one record in the format of open questions with signed criteria (`narrative`, `core_request`,
 * `rubric_items`), for a simulated server to know; none when the record has no criteria. Throws `CaseError` for a record
 * it cannot read.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { simulatedRubrics } from "@rounds/rounds";
 *
 * const record = {
 *   case_id: 7,
 *   post_time: "2026-04-27T00:00:00",
 *   narrative: "I have a cold.",
 *   core_request: "Do I need antibiotics?",
 *   rubric_items: [{ criterion: "States that colds are caused by viruses", points: 5 }],
 * };
 * assert.deepEqual(simulatedRubrics(record, "cases.json:1"), [{
 *   caseId: "7",
 *   query: "I have a cold.\n\nDo I need antibiotics?",
 *   criteria: [{ criterion: "States that colds are caused by viruses", points: 5 }],
 *   date: "2026-04-27",
 *   language: "en",
 * }]);
 * ```
 */
export function simulatedRubrics(record: unknown, where: string): readonly SimulatedRubric[] {
  const parsed = parseWith(RecordSchema, record, { where });
  const criteria = parsed.rubric_items;
  if (criteria.length === 0) return [];
  const words = criteria.map(({ criterion }) => criterion).join("\n");
  return [{
    caseId: String(parsed.case_id),
    query: `${parsed.narrative}\n\n${parsed.core_request}`,
    criteria,
    date: /^\d{4}-\d{2}-\d{2}/.exec(parsed.post_time ?? "")?.[0] ?? null,
    language: count(words, HAN) > count(words, LATIN) ? "zh" : "en",
  }];
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
