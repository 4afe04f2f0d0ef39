import type { ErrorTag } from "./error_tag.ts";

/** Schema of a file of error tags. */
export const ERROR_TAGS_SCHEMA = "rounds.error_types/1";

/**
 * Reads the tags of a file that `deno task error-types` wrote, from its parsed JSON.
 *
 * Throws `SyntaxError` naming file, entry and field for what is none.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseErrorTags } from "@rounds/rounds";
 *
 * assert.deepEqual(parseErrorTags({ schema: "rounds.error_types/1", tags: [] }, "errors.json"), []);
 * assert.throws(() => parseErrorTags({}, "errors.json"), /Cannot read errors.json: "schema" is undefined/);
 * ```
 */
export function parseErrorTags(file: unknown, where: string): readonly ErrorTag[] {
  const { schema, tags } = Object(file);
  if (schema !== ERROR_TAGS_SCHEMA || !Array.isArray(tags)) {
    throw new SyntaxError(
      `Cannot read ${where}: "schema" is ${
        JSON.stringify(schema)
      }, expected "${ERROR_TAGS_SCHEMA}" and a list of tags`,
    );
  }
  return tags.map((entry: unknown, index): ErrorTag => {
    const fields: Readonly<Record<string, unknown>> = Object(entry);
    const wrong = (name: string, expected: string): never => {
      throw new SyntaxError(
        `Cannot read ${where}: "${name}" of tag ${index + 1} is ${
          JSON.stringify(fields[name])
        }, expected ${expected}`,
      );
    };
    const text = (name: string): string => {
      const value = fields[name];
      return typeof value === "string" ? value : wrong(name, "text");
    };
    const orNull = (name: string): string | null =>
      (fields[name] ?? null) === null ? null : text(name);
    const trial = fields["trial"];
    const score = fields["score"] ?? null;
    return {
      run_id: text("run_id"),
      model: text("model"),
      dataset: orNull("dataset"),
      case_id: text("case_id"),
      trial: typeof trial === "number" && Number.isSafeInteger(trial) && trial > 0
        ? trial
        : wrong("trial", "a whole number from 1"),
      score: score === null || (typeof score === "number" && Number.isFinite(score))
        ? score
        : wrong("score", "a number or null"),
      judge: text("judge"),
      type: orNull("type"),
      gap: orNull("gap"),
      cause: orNull("cause"),
      reason: orNull("reason"),
    };
  });
}
