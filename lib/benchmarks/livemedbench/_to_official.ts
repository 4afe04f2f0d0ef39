import type { Grade, Item, Result } from "../../types.ts";
import { officialFields } from "./_official_fields.ts";

/** Attributes of a case that its groups are counted by; beside the official fields, where they are known. */
export const CASE_ATTRIBUTES = ["language", "theme", "specialty", "labels_by"];

/**
 * One case in the shape of the reference evaluator's evaluation file, every criterion listed, `null` where there is no
 * verdict. Date and attributes stand beside it, so that the summary needs no other file; the reference ignores them.
 */
export function toOfficial(result: Result): Readonly<Record<string, unknown>> {
  const { case: c, grades } = result;
  const { case_id, post_time } = officialFields(c);
  const attributes = CASE_ATTRIBUTES.flatMap((name) => {
    const value = c.tags[name] ?? null;
    return value === null ? [] : [[name, value]];
  });
  return {
    case_id,
    post_time,
    ...Object.fromEntries(attributes),
    evaluations: Object.fromEntries(
      c.items.map((item, index) => [item.id, toEvaluation(item, grades[index])]),
    ),
  };
}

function toEvaluation(
  item: Item,
  grade: Grade | undefined,
): Readonly<Record<string, unknown>> {
  const points = item.points ?? 0;
  const score = grade === undefined || grade.official.extracted === null
    ? null
    : grade.official.score;
  const axis = item.tags["axis"] ?? null;
  return {
    criterion: item.tags["criterion"] ?? "",
    points,
    score,
    // Never the negative zero of a penalty not triggered: JSON has none.
    weighted_score: score === null ? null : score === 0 ? 0 : points * score,
    ...(axis === null ? {} : { axis }),
  };
}
