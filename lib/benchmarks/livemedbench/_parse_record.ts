import * as v from "valibot";
import type { Item } from "../../types.ts";
import { CaseError } from "../../parse/case_error.ts";
import { describeValue } from "../../parse/describe_value.ts";
import { isRecord } from "../../parse/is_record.ts";
import { parseWith } from "../../parse/parse_with.ts";
import { hasChinese } from "./_has_chinese.ts";
import { livemedbenchMonth } from "./livemedbench_month.ts";
import type { LiveMedBenchCase } from "./livemedbench_types.ts";
import { questionText } from "./_question_text.ts";

/** Words first, so that a message says "expected a string" for whatever came instead, nothing included. */
const text = v.pipe(
  v.unknown(),
  v.check((value) => typeof value === "string", "a string"),
  v.transform(String),
);
const optionalText = v.nullish(text, null);
const oneOrMore = v.nullish(
  v.pipe(
    v.unknown(),
    v.check(
      (value) => typeof value === "string" || isTextList(value),
      "a string or a list of strings",
    ),
    v.transform((value) => isTextList(value) ? value : [String(value)]),
  ),
  null,
);

const criterionSchema = v.pipe(
  v.unknown(),
  v.check(isRecord, "an object"),
  v.transform((value) =>
    isRecord(value) ? { criterion: undefined, points: undefined, ...value } : value
  ),
  v.object({
    criterion: v.pipe(text, v.check((value) => value.trim() !== "", "a criterion in words")),
    points: v.pipe(
      v.unknown(),
      v.check((value) => typeof value === "number" && Number.isFinite(value), "a number"),
      v.transform(Number),
    ),
    axis: optionalText,
  }),
);

const recordSchema = v.pipe(
  v.unknown(),
  v.check(isRecord, "an object"),
  v.transform((value) =>
    isRecord(value)
      ? {
        case_id: undefined,
        narrative: undefined,
        core_request: undefined,
        rubric_items: undefined,
        ...value,
      }
      : value
  ),
  v.object({
    case_id: v.pipe(
      v.unknown(),
      v.check(isCaseId, "an integer or a text that is not empty"),
      v.transform((value) => isCaseId(value) ? value : ""),
    ),
    post_time: optionalText,
    narrative: text,
    core_request: text,
    doctor_advice: optionalText,
    rubric_items: v.pipe(v.unknown(), v.check(Array.isArray, "an array"), v.array(criterionSchema)),
    theme: oneOrMore,
    language: optionalText,
    specialty: oneOrMore,
    source: optionalText,
  }),
);

/**
 * Parses a dataset record. Throws a `CaseError` naming file, place, field, what was expected and what came. A case id may
 * be an integer (0 included) or a text; date, reference, theme, language, axis, specialty and source may be missing.
 */
export function parseRecord(record: unknown, where: string): LiveMedBenchCase {
  const fields = parseWith(recordSchema, record, { where });
  const id = String(fields.case_id);
  const postTime = fields.post_time ?? "";
  const body = { narrative: fields.narrative, coreRequest: fields.core_request };
  if (questionText(body).trim() === "") {
    throw new CaseError({
      where,
      field: "narrative",
      expected: "a narrative or a core request",
      received: describeValue(fields.narrative),
    });
  }
  const line = /:(\d+)$/.exec(where)?.[1];
  return {
    id,
    line: line === undefined ? null : Number(line),
    tags: {
      date: postTime === "" ? null : postTime,
      month: livemedbenchMonth(postTime),
      language: fields.language ?? (hasChinese(questionText(body)) ? "zh" : "en"),
      theme: fields.theme?.[0] ?? null,
      themes: fields.theme === null ? null : fields.theme.join("; "),
      specialty: fields.specialty?.[0] ?? null,
      source: fields.source,
    },
    items: fields.rubric_items.map((entry, index) => toItem(entry, index)),
    ...body,
    doctorAdvice: fields.doctor_advice,
    official: { case_id: fields.case_id, post_time: postTime },
  };
}

function toItem(
  entry: { readonly criterion: string; readonly points: number; readonly axis: string | null },
  index: number,
): Item {
  return {
    id: `rubric_${index + 1}`,
    position: index + 1,
    expected: null,
    optionCount: null,
    points: entry.points,
    tags: { criterion: entry.criterion, axis: entry.axis },
    labels: {},
  };
}

function isCaseId(value: unknown): value is string | number {
  return Number.isSafeInteger(value) || (typeof value === "string" && value !== "");
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 &&
    value.every((entry) => typeof entry === "string");
}
