import type { Judge, Model, RequestParameters } from "../types.ts";
import { canonicalJson } from "../parse/canonical_json.ts";
import { sha256Hex } from "../parse/sha256_hex.ts";
import { askJudge } from "./_ask_judge.ts";
import { JUDGE_PROMPT, judgePrompt } from "./judge_prompt.ts";
import { parseVerdict } from "./parse_verdict.ts";

/** How a rubric judge works. */
export interface RubricJudgeOptions {
  /** Replaces the instructions; must hold `{{query}}`, `{{answer}}` and `{{criterion}}`. */
  readonly prompt?: string;
  /** Replies asked for at most until one can be read; 3 unless told. */
  readonly maxReplies?: number;
}

/**
 * The request parameters of a rubric judge: temperature 0, room for a reasoning model, and a JSON schema for the reply,
 * which an endpoint that knows none may leave out.
 */
export const JUDGE_PARAMETERS: RequestParameters = {
  temperature: 0,
  max_completion_tokens: 2048,
  response_format: {
    type: "json_schema",
    json_schema: {
      name: "verdict",
      strict: true,
      schema: {
        type: "object",
        properties: { met: { type: "boolean" }, evidence: { type: "string" } },
        required: ["met", "evidence"],
        additionalProperties: false,
      },
    },
  },
};

/**
 * A judge that asks a model about one criterion at a time. A reply that is no verdict is asked for again, and then there
 * is no verdict; a failed call is no verdict. It never sees points.
 *
 * Throws a SyntaxError for a prompt without its placeholders, a RangeError when `maxReplies` is no integer of at least 1.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { rubricJudge, scriptedModel } from "@rounds/rounds";
 *
 * const judge = rubricJudge(scriptedModel(["Yes!", '{"met": true, "evidence": "go to hospital"}']));
 * const request = { query: "Chest pain?", answer: "Please go to hospital.", criterion: "Sends to hospital" };
 * const { met, evidence } = await judge.judge(request);
 * assert.deepEqual([met, evidence], [true, "go to hospital"]);
 * ```
 */
export function rubricJudge(model: Model, options: RubricJudgeOptions = {}): Judge {
  const { prompt = JUDGE_PROMPT, maxReplies = 3 } = options;
  if (!Number.isInteger(maxReplies) || maxReplies < 1) {
    throw new RangeError(`maxReplies is ${maxReplies}, expected an integer of at least 1`);
  }
  // A prompt that cannot be filled in is a mistake of the set-up, to be known before anything is asked.
  judgePrompt(prompt, { query: "", answer: "", criterion: "" });
  const promptSha256 = sha256Hex(prompt);
  return {
    name: model.name,
    promptSha256,
    origins: [model.origin],
    identity: [
      `${model.name} at ${model.origin}, prompt ${promptSha256}, ${
        canonicalJson(model.parameters)
      }`,
    ],
    judge: async ({ query, answer, criterion }, { signal, repeat = 1 } = {}) => {
      const { value, ...ended } = await askJudge(model, {
        prompt: judgePrompt(prompt, { query, answer, criterion }),
        parse: parseVerdict,
        maxReplies,
        ...(signal ? { signal } : {}),
      });
      return {
        judge: model.name,
        met: value?.met ?? null,
        evidence: value?.evidence ?? null,
        repeat,
        verdicts: [],
        ...ended,
      };
    },
  };
}
