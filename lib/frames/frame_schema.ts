import { CASE_COLUMNS } from "./_case_columns.ts";
import type { ColumnDescription } from "./column.ts";
import { ERROR_TAG_COLUMNS } from "./_error_tag_columns.ts";
import { CRITERION_COLUMNS } from "./_criterion_columns.ts";
import { LABEL_COLUMNS } from "./_label_columns.ts";
import { QUESTION_COLUMNS } from "./_question_columns.ts";
import { RATING_COLUMNS } from "./_rating_columns.ts";
import { REQUEST_COLUMNS } from "./_request_columns.ts";
import { RUN_COLUMNS } from "./_run_columns.ts";
import { VERDICT_COLUMNS } from "./_verdict_columns.ts";

const SCHEMAS: Readonly<Record<string, readonly ColumnDescription[]>> = {
  runs: RUN_COLUMNS,
  cases: CASE_COLUMNS,
  questions: QUESTION_COLUMNS,
  labels: [...QUESTION_COLUMNS, ...LABEL_COLUMNS],
  criteria: CRITERION_COLUMNS,
  verdicts: VERDICT_COLUMNS,
  ratings: RATING_COLUMNS,
  requests: REQUEST_COLUMNS,
  error_tags: ERROR_TAG_COLUMNS,
};

/**
 * The declared columns of a frame: name, type and what each means. Tags of the dataset beyond these are text columns.
 *
 * `name` is `runs`, `cases`, `questions`, `labels`, `criteria`, `verdicts`, `ratings`, `requests` or `error_tags`; anything else throws `RangeError`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { frameSchema } from "@rounds/rounds";
 *
 * const score = frameSchema("questions").find((column) => column.name === "score");
 * assert.equal(score?.type, "number");
 * ```
 */
export function frameSchema(name: string): ColumnDescription[] {
  const columns = Object.hasOwn(SCHEMAS, name) ? SCHEMAS[name] : undefined;
  if (columns === undefined) {
    throw new RangeError(
      `There is no frame "${name}", expected one of ${Object.keys(SCHEMAS).join(", ")}`,
    );
  }
  return columns.map(({ name, type, description }) => ({ name, type, description }));
}
