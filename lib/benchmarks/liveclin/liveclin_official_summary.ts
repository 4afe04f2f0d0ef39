/*
 * The reference evaluator counts whatever its file holds. Where the protocol is silent, these are its habits, kept here:
 *
 * - A field is missing only when its key is absent (`officialGroups`).
 * - `is_correct` and `error` count by Python's truth: 0, "", [] and {} are false, "false" is true.
 * - A case is right when its number of right questions equals its number of questions and is not 0. The number is the
 *   case's own `correct_mcqs` when present, for the group of the case too; stages, positions and modalities count
 *   the questions themselves.
 * - A question without `mcq_index` stands first.
 *
 * Where it would break off (`mcqs`, types or counts that are null or of another kind), the summary goes on: no
 * questions, no types, the count of right questions.
 */
import type { Summary } from "../../types.ts";
import { isRecord } from "../../parse/is_record.ts";
import { pythonRound } from "../../parse/python_round.ts";
import { pythonTruth } from "../../parse/python_truth.ts";
import {
  type AttachmentKind,
  LIVECLIN_MODALITIES,
  liveclinModalities,
} from "./liveclin_modalities.ts";
import { LIVECLIN_STAGES, liveclinStage } from "./liveclin_stage.ts";
import { officialGroups } from "./_official_groups.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A case as it is counted. */
interface CountedCase {
  readonly rarity: string;
  readonly chapter: string;
  readonly subcategory: string;
  readonly mcqs: readonly Fields[];
  readonly correct: number;
}

/**
 * The reference evaluator's summary of cases in its own shape. No cases give an empty summary.
 * Rates have 4 decimals, rounded as Python rounds; names sort by code point; modalities with equal counts stand in the
 * protocol's order.
 *
 * All of it follows from the frames, too. From `casesFrame`: rarity, chapter and subcategory, where a column
 * `official_rarity`, `official_level1` or `official_level2` stands for a group that the tag itself does not name
 * (`official_rarity ?? rarity`), with `questions` and `official_right`. From `questionsFrame`: stage and position, with
 * `official_correct` and `official_error`. From `labelsFrame`: modalities, the sums of `n_instances` under the protocol's
 * own mapping (`liveclinModalities` of each of `labels.image`), without questions that were skipped, whose attachments
 * the evaluator does not count. What does not follow: a case's own `correct_mcqs` that is not the number of its right
 * questions, an `mcq_index` that is not the question's place, a `stage` or a type that is no text, and attachments that a
 * file gives to a skipped question.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { liveclinOfficialSummary } from "@rounds/rounds";
 *
 * const mcq = (mcq_index: number, is_correct: boolean) => ({ stage: "Follow-up", mcq_index, is_correct, error: null });
 * const summary = liveclinOfficialSummary([
 *   { rarity: "rare", level1: "Chapter 2: Neoplasms", level2: "C", mcqs: [mcq(0, true), mcq(1, false), mcq(2, true)] },
 * ]);
 * assert.equal(summary.question_accuracy, 0.6667);
 * assert.equal(summary.case_accuracy, 0);
 * assert.deepEqual(summary.by_stage, { "Follow-up": { mcqs: 3, correct_mcqs: 2, question_accuracy: 0.6667 } });
 * ```
 */
export function liveclinOfficialSummary(cases: readonly unknown[]): Summary {
  if (cases.length === 0) return {};
  const counted = cases.map((entry) => countedCase(isRecord(entry) ? entry : {}));
  const mcqs = counted.flatMap((entry) => entry.mcqs);
  const total = caseBlock(counted);
  const chapters = groupBy(counted, ({ chapter }) => chapter);
  return {
    total_cases: total.cases,
    total_mcqs: total.mcqs,
    correct_mcqs: total.correct_mcqs,
    correct_cases: total.correct_cases,
    question_accuracy: total.question_accuracy,
    case_accuracy: total.case_accuracy,
    by_rarity: Object.fromEntries(
      byName(groupBy(counted, ({ rarity }) => rarity)).map((
        [name, group],
      ) => [name, caseBlock(group)]),
    ),
    by_chapter: byFallingMcqs(chapters, caseBlock),
    by_subcategory: Object.fromEntries(
      byName(chapters).map(([chapter, group]) => [
        chapter,
        byFallingMcqs(groupBy(group, ({ subcategory }) => subcategory), caseBlock),
      ]),
    ),
    by_stage: byStage(mcqs),
    by_position: byPosition(mcqs),
    by_image_modality: byModality(mcqs, "image"),
    by_table_modality: byModality(mcqs, "table"),
  };
}

function countedCase(entry: Fields): CountedCase {
  const mcqs = Array.isArray(entry.mcqs)
    ? entry.mcqs.map((mcq: unknown): Fields => isRecord(mcq) ? mcq : {})
    : [];
  const own = entry.correct_mcqs;
  const { rarity, level1, level2 } = officialGroups(entry);
  return {
    rarity,
    chapter: level1,
    subcategory: level2,
    mcqs,
    correct: typeof own === "number" || typeof own === "boolean"
      ? Number(own)
      : countTrue(mcqs, "is_correct"),
  };
}

function byStage(mcqs: readonly Fields[]): Summary {
  const stages = groupBy(
    mcqs,
    ({ stage }) => liveclinStage(typeof stage === "string" ? stage : ""),
  );
  return Object.fromEntries(
    LIVECLIN_STAGES.filter((stage) => stages.has(stage)).map((stage) => [
      stage,
      questionBlock(stages.get(stage) ?? []),
    ]),
  );
}

function byPosition(mcqs: readonly Fields[]): Summary {
  const positions = groupBy(
    mcqs,
    ({ mcq_index: index }) => typeof index === "number" ? index : 0,
  );
  return Object.fromEntries(
    [...positions].sort(([left], [right]) => left - right).map(([index, group]) => {
      const errors = countTrue(group, "error");
      return [`Q${index + 1}`, {
        ...questionBlock(group),
        errors,
        error_rate: rate(errors, group.length),
      }];
    }),
  );
}

/** Each attachment adds one to every modality it mentions, so a question may count more than once. */
function byModality(mcqs: readonly Fields[], kind: AttachmentKind): Summary {
  const rows = new Map<string, Fields[]>(
    LIVECLIN_MODALITIES[kind].map((modality) => [modality, []]),
  );
  const field = kind === "image" ? "image_types" : "table_types";
  for (const mcq of mcqs) {
    const types: unknown = mcq[field];
    for (const type of Array.isArray(types) ? types : []) {
      if (typeof type !== "string") continue;
      for (const modality of liveclinModalities(type, kind)) {
        rows.get(modality)?.push(mcq);
      }
    }
  }
  return byFallingMcqs(new Map([...rows].filter(([, row]) => row.length > 0)), questionBlock);
}

function caseBlock(cases: readonly CountedCase[]) {
  const right = cases.filter(({ correct, mcqs }) => mcqs.length > 0 && correct === mcqs.length);
  const mcqs = sum(cases.map((entry) => entry.mcqs.length));
  const correct = sum(cases.map((entry) => entry.correct));
  return {
    cases: cases.length,
    correct_cases: right.length,
    case_accuracy: rate(right.length, cases.length),
    mcqs,
    correct_mcqs: correct,
    question_accuracy: rate(correct, mcqs),
  };
}

/** Of questions, or of the attachments that each stand for their question. */
function questionBlock(questions: readonly Fields[]) {
  const correct = countTrue(questions, "is_correct");
  return {
    mcqs: questions.length,
    correct_mcqs: correct,
    question_accuracy: rate(correct, questions.length),
  };
}

function countTrue(questions: readonly Fields[], field: "is_correct" | "error"): number {
  let count = 0;
  for (const question of questions) if (pythonTruth(question[field])) count++;
  return count;
}

function rate(part: number, whole: number): number {
  return whole === 0 ? 0 : pythonRound(part / whole, 4);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Groups in first-seen order. */
function groupBy<T, K>(values: readonly T[], key: (value: T) => K): ReadonlyMap<K, readonly T[]> {
  return Map.groupBy(values, key);
}

function byName<T>(groups: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...groups].sort(([left], [right]) => compareCodePoints(left, right));
}

function byFallingMcqs<T, B extends { readonly mcqs: number }>(
  groups: ReadonlyMap<string, T>,
  toBlock: (group: T) => B,
): Readonly<Record<string, B>> {
  const blocks = [...groups].map(([name, group]) => [name, toBlock(group)] as const);
  return Object.fromEntries(blocks.sort(([, left], [, right]) => right.mcqs - left.mcqs));
}

/** UTF-16 order differs beyond U+FFFF, where surrogates stand below U+E000. */
function compareCodePoints(left: string, right: string): number {
  const [a, b] = [[...left], [...right]];
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const difference = (a[at]?.codePointAt(0) ?? 0) - (b[at]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
