import type { Case, FromOfficialOptions, Grade, Item, Result, Turn, Usage } from "../../types.ts";
import { CaseError } from "../../parse/case_error.ts";
import { isRecord } from "../../parse/is_record.ts";
import { describeValue } from "../../parse/describe_value.ts";
import { pythonTruth } from "../../parse/python_truth.ts";
import { splitReasoning } from "../../parse/split_reasoning.ts";
import { buildItem } from "./_build_item.ts";
import { gradeCase } from "./_grade_case.ts";
import type { OfficialFields } from "./liveclin_types.ts";
import { officialTags } from "./_official_groups.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What the official file copies from the record. */
const RECORD_FIELDS = ["case_id", "pmc", "doi", "rarity", "level1", "level2"];

/**
 * Reads one case of an official result file. The official reading is taken from the file as it stands, the clean one is
 * made anew from the stored reply; a failure's kind is unknown. Throws a `CaseError` for what is no case.
 */
export function fromOfficial(
  caseResult: unknown,
  where: string,
  options: FromOfficialOptions = {},
): Result {
  const { readReplies = true } = options;
  if (!isRecord(caseResult)) throw unfit(caseResult, { where, field: null, expected: "an object" });
  const list = caseResult.mcqs ?? [];
  if (!Array.isArray(list)) throw unfit(list, { where, field: "mcqs", expected: "an array" });
  const mcqs = list.map((mcq: unknown, index): Fields => {
    if (isRecord(mcq)) return mcq;
    throw unfit(mcq, { where, field: `mcqs[${index}]`, expected: "an object" });
  });
  const official: OfficialFields = {
    record: Object.fromEntries(
      RECORD_FIELDS.filter((field) => Object.hasOwn(caseResult, field))
        .map((field) => [field, caseResult[field]]),
    ),
    questions: mcqs.map((mcq) => ({
      stage: mcq.stage ?? "",
      correct_answer: mcq.correct_answer ?? "",
      image_types: arrayOf(mcq.image_types),
      table_types: arrayOf(mcq.table_types),
    })),
  };
  const tags = {
    level1: tag(caseResult.level1),
    level2: tag(caseResult.level2),
    rarity: caseResult.rarity === "unknown" ? null : tag(caseResult.rarity),
    pmc: tag(caseResult.pmc),
    doi: tag(caseResult.doi),
  };
  const read: Case & { readonly official: OfficialFields } = {
    id: idOf(caseResult, where),
    line: null,
    tags: { ...tags, ...officialTags(official.record, tags) },
    items: official.questions.map((question, index) =>
      buildItem(question, { index, optionCount: null })
    ),
    official,
  };
  const turns = mcqs.map((mcq, index) => toTurn(mcq, { index, readReplies })).filter((turn) =>
    turn !== null
  );
  const graded = readReplies
    ? gradeCase(read, turns, { isConversation: true })
    : read.items.map((item, index) => unread(item, turns.some((turn) => turn.index === index)));
  const grades = graded.map((grade, index) => asStored(grade, mcqs[index] ?? {}));
  return { case: read, model: "unknown", trial: 1, turns, grades };
}

/** The reference evaluator counts no tokens. */
const NO_USAGE: Usage = {
  inputTokens: null,
  outputTokens: null,
  reasoningTokens: null,
  cachedTokens: null,
};

/** A grade whose strict reading stands elsewhere. */
function unread(item: Item, isAsked: boolean): Grade {
  return {
    item: item.id,
    metric: "accuracy",
    outcome: "ungraded",
    score: null,
    reason: "the reply was not read",
    expected: item.expected,
    extracted: null,
    official: { extracted: null, score: 0, error: null },
    turn: isAsked ? item.position - 1 : null,
    detail: {},
  };
}

/** Null for a question that was not asked. */
function toTurn(
  mcq: Fields,
  { index, readReplies }: { readonly index: number; readonly readReplies: boolean },
): Turn | null {
  const failure = errorOf(mcq);
  if (failure !== null && /^(?:Skipped|Not run):/.test(failure)) return null;
  const content = typeof mcq.model_response === "string" ? mcq.model_response : null;
  const isAnswered = failure === null && content !== null;
  return {
    index,
    items: [`q${index + 1}`],
    promptSha256: null,
    images: [],
    reply: isAnswered
      ? {
        content,
        ...(readReplies ? splitReasoning(content) : { text: content, reasoning: null }),
        refusal: null,
        finishReason: null,
        usage: NO_USAGE,
        requestId: null,
        servedModel: null,
      }
      : null,
    error: isAnswered
      ? null
      : { kind: "unknown", status: null, message: failure ?? "the file keeps no reply" },
    ms: null,
    attempts: null,
    costUsd: null,
  };
}

/** The file's own official reading, and the outcomes that only its words tell. */
function asStored(grade: Grade, mcq: Fields): Grade {
  const error = errorOf(mcq);
  let { outcome, reason } = grade;
  if (grade.turn === null) {
    outcome = error?.startsWith("Skipped:") ? "skipped" : "not_run";
    reason = error;
  } else if (error === null && typeof mcq.model_response !== "string") {
    outcome = "ungraded";
    reason = "the file keeps no reply";
  }
  // Field by field: copying the grade takes several times as long, and a file has thousands.
  return {
    item: grade.item,
    metric: grade.metric,
    outcome,
    score: grade.score,
    reason,
    expected: grade.expected,
    extracted: grade.extracted,
    official: {
      extracted: typeof mcq.extracted_answer === "string" ? mcq.extracted_answer : null,
      score: pythonTruth(mcq.is_correct) ? 1 : 0,
      error,
    },
    turn: grade.turn,
    detail: grade.detail,
  };
}

function errorOf({ error }: Fields): string | null {
  if (typeof error === "string") return error === "" ? null : error;
  return pythonTruth(error) ? JSON.stringify(error) : null;
}

function idOf(caseResult: Fields, where: string): string {
  const id = [caseResult.case_id, caseResult.pmc].map(tag).find((value) => value !== null);
  if (id !== undefined && id !== null) return id;
  const place = /\[(\d+)\]$/.exec(where)?.[1];
  return place === undefined ? where : `case-${Number(place) + 1}`;
}

function tag(value: unknown): string | null {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? value : null;
}

function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function unfit(
  value: unknown,
  place: { readonly where: string; readonly field: string | null; readonly expected: string },
): CaseError {
  return new CaseError({ ...place, thing: "stored case", received: describeValue(value) });
}
