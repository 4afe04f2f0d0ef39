import type { Answer, CallFailure, Turn } from "../../types.ts";
import { CaseError } from "../../parse/case_error.ts";
import { describeValue } from "../../parse/describe_value.ts";
import { isRecord } from "../../parse/is_record.ts";
import { pythonStrip } from "../../parse/python_strip.ts";
import { splitReasoning } from "../../parse/split_reasoning.ts";
import type { LiveMedBenchCase } from "./livemedbench_types.ts";

/** How a file of answers is read. */
export interface LivemedbenchAnswersOptions {
  /** The cases the answers belong to. */
  readonly cases: Iterable<LiveMedBenchCase>;
  /** Name of the model, which such files do not say. */
  readonly model: string;
  /** Field of the answer; `model_response` unless told. An empty one falls back to `response`. */
  readonly responseField?: string;
  /** Path, for messages. */
  readonly where: string;
}

/** Answers read from a file, and what to say of it. */
export interface LivemedbenchAnswers {
  /** One for each case, in the order of the cases; a case without an answer has no turn. */
  readonly answers: readonly Answer<LiveMedBenchCase>[];
  /** Answers to no known case, and cases without one. */
  readonly warnings: readonly string[];
}

/**
 * Reads the answers of an official answer file, a list of cases or an object keyed by case id. An answer `ERROR: …` with
 * the finish reason `error` is a failed call, never an answer; an empty text is an empty reply.
 *
 * Throws a `CaseError` when the file is neither a list nor an object, or an answer is no text.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { livemedbench, livemedbenchAnswers } from "@rounds/rounds";
 *
 * const benchmark = livemedbench();
 * const cases = [benchmark.parse(benchmark.examples[0]?.record, "a.json:1")];
 * const { answers } = livemedbenchAnswers(
 *   [{ case_id: 0, model_response: "ERROR: Request timed out.", finish_reason: "error" }],
 *   { cases, model: "m", where: "answers.json" },
 * );
 * assert.equal(answers[0]?.turns[0]?.error?.message, "Request timed out.");
 * ```
 */
export function livemedbenchAnswers(
  file: unknown,
  options: LivemedbenchAnswersOptions,
): LivemedbenchAnswers {
  const { model, where, responseField = "model_response" } = options;
  const byId = new Map<string, Turn>();
  for (const { id, entry, place } of entriesOf(file, where)) {
    byId.set(id, toTurn(entry, { responseField, place }));
  }
  const missing: string[] = [];
  const answers = [...options.cases].map((c) => {
    const turn = byId.get(c.id);
    byId.delete(c.id);
    if (turn === undefined) missing.push(c.id);
    const items = c.items.map(({ id }) => id);
    return { case: c, model, trial: 1, turns: turn === undefined ? [] : [{ ...turn, items }] };
  });
  const warnings = [
    ...(missing.length > 0
      ? [`${where} has no answer to ${missing.length} cases (${listed(missing)})`]
      : []),
    ...(byId.size > 0
      ? [`${where} answers ${byId.size} cases that are not planned (${listed([...byId.keys()])})`]
      : []),
  ];
  return { answers, warnings };
}

interface Entry {
  readonly id: string;
  readonly entry: Readonly<Record<string, unknown>>;
  readonly place: string;
}

/** As the reference reads them: of two answers to one case the later counts; what is no object is passed over. */
function entriesOf(file: unknown, where: string): readonly Entry[] {
  if (Array.isArray(file)) {
    return file.flatMap((entry: unknown, n) => {
      if (!isRecord(entry) || entry["case_id"] === undefined || entry["case_id"] === null) {
        return [];
      }
      return [{ id: String(entry["case_id"]), entry, place: `${where}[${n}]` }];
    });
  }
  if (isRecord(file)) {
    return Object.entries(file).flatMap(([key, entry]) =>
      isRecord(entry)
        ? [{ id: String(entry["case_id"] || key), entry, place: `${where} ${JSON.stringify(key)}` }]
        : []
    );
  }
  throw new CaseError({
    where,
    thing: "answer file",
    field: null,
    expected: "a list of answers, or an object of answers by case id",
    received: describeValue(file),
  });
}

function toTurn(
  entry: Readonly<Record<string, unknown>>,
  { responseField, place }: { readonly responseField: string; readonly place: string },
): Turn {
  const value = entry[responseField] || entry["response"] || "";
  if (typeof value !== "string") {
    throw new CaseError({
      where: place,
      thing: "answer",
      field: responseField,
      expected: "a string",
      received: describeValue(value),
    });
  }
  const reason = entry["finish_reason"];
  const finishReason = typeof reason === "string" ? reason : null;
  const failure = failureOf(value, finishReason);
  const content = pythonStrip(value);
  return {
    index: 0,
    items: [],
    promptSha256: null,
    images: [],
    reply: failure === null
      ? {
        content,
        ...splitReasoning(content),
        refusal: null,
        finishReason,
        usage: { inputTokens: null, outputTokens: null, reasoningTokens: null, cachedTokens: null },
        requestId: null,
        servedModel: null,
      }
      : null,
    error: failure,
    ms: null,
    attempts: null,
    costUsd: null,
  };
}

function failureOf(content: string, finishReason: string | null): CallFailure | null {
  if (finishReason !== "error" || !content.startsWith("ERROR:")) return null;
  return { kind: "unknown", status: null, message: content.slice("ERROR:".length).trim() };
}

function listed(ids: readonly string[]): string {
  const shown = ids.slice(0, 5).join(", ");
  return ids.length > 5 ? `${shown}, …` : shown;
}
