import type { Grade, Item, Result } from "../../types.ts";
import { FieldReader } from "../../parse/field_reader.ts";
import { isRecord } from "../../parse/is_record.ts";
import { CASE_ATTRIBUTES } from "./_to_official.ts";
import { livemedbenchMonth } from "./livemedbench_month.ts";
import type { LiveMedBenchCase } from "./livemedbench_types.ts";

/**
 * Reads one case of an official evaluation file; what it does not hold (question, answer) is empty. A criterion without a
 * score is ungraded. Throws a `CaseError` for what is no case.
 */
export function fromOfficial(stored: unknown, where: string): Result {
  const read = new FieldReader(stored, { where, thing: "stored case" });
  const id = read.value("case_id");
  const caseId = typeof id === "number" ? id : read.required("case_id", read.text("case_id"));
  const postTime = read.text("post_time") ?? "";
  const evaluations = read.object("evaluations");
  const entries = (evaluations?.fields() ?? []).map((name, index) =>
    readEvaluation(evaluations?.object(name) ?? null, { name, index })
  );
  const c: LiveMedBenchCase = {
    id: String(caseId),
    line: null,
    tags: {
      date: postTime === "" ? null : postTime,
      month: livemedbenchMonth(postTime),
      ...Object.fromEntries(CASE_ATTRIBUTES.map((name) => [name, read.text(name)])),
    },
    items: entries.map(({ item }) => item),
    narrative: "",
    coreRequest: "",
    doctorAdvice: null,
    official: { case_id: caseId, post_time: postTime },
  };
  return {
    case: c,
    model: "unknown",
    trial: 1,
    turns: [],
    grades: entries.map(({ grade }) => grade),
  };
}

/** Whether a value is one of those that `fromOfficial` reads without an error; made to cost little. */
export function isOfficial(stored: unknown): boolean {
  if (!isRecord(stored)) return false;
  const { case_id: id, post_time: time, evaluations = null } = stored;
  if (typeof id !== "string" && typeof id !== "number") return false;
  if (!isText(time)) return false;
  for (const name of CASE_ATTRIBUTES) if (!isText(stored[name])) return false;
  if (evaluations === null) return true;
  if (!isRecord(evaluations)) return false;
  // What JSON makes inherits no field that `for in` would meet.
  for (const name in evaluations) if (!isEvaluation(evaluations[name])) return false;
  return true;
}

function isEvaluation(entry: unknown): boolean {
  if (entry === null) return true;
  return isRecord(entry) && isText(entry["criterion"]) && isText(entry["axis"]) &&
    isNumber(entry["score"]) && isNumber(entry["points"]);
}

function isText(value: unknown): boolean {
  return typeof value === "string" || value === undefined || value === null;
}

function isNumber(value: unknown): boolean {
  return value === undefined || value === null || Number.isFinite(value);
}

function readEvaluation(
  read: FieldReader | null,
  { name, index }: { readonly name: string; readonly index: number },
): { readonly item: Item; readonly grade: Grade } {
  const position = Number(/^rubric_([1-9]\d*)$/.exec(name)?.[1] ?? index + 1);
  const score = read?.number("score") ?? null;
  const extracted = score === null ? null : score === 0 ? "not met" : "met";
  return {
    item: {
      id: name,
      position,
      expected: null,
      optionCount: null,
      points: read?.number("points") ?? null,
      tags: { criterion: read?.text("criterion") ?? null, axis: read?.text("axis") ?? null },
      labels: {},
    },
    grade: {
      item: name,
      metric: "criterion",
      outcome: score === null ? "ungraded" : "graded",
      score,
      reason: score === null ? "the file gives no verdict" : null,
      expected: null,
      extracted,
      official: { extracted, score: score ?? 0, error: null },
      turn: null,
      detail: {},
    },
  };
}
