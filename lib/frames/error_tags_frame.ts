import { buildFrame } from "./build_frame.ts";
import type { ErrorTag } from "./error_tag.ts";
import { ERROR_TAG_COLUMNS } from "./_error_tag_columns.ts";
import type { Frame } from "./frame.ts";

/**
 * One row per answer that a judge tagged with a type of error. Columns: `frameSchema("error_tags")`.
 *
 * Throws `TypeError` for a value of the wrong kind, `RangeError` for an answer tagged twice.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { errorTagsFrame } from "@rounds/rounds";
 *
 * const tags = errorTagsFrame([{
 *   run_id: "r", model: "m", dataset: null, case_id: "1", trial: 1, score: 0.1, judge: "j", type: "KGOC", gap: "g",
 *   cause: "c", reason: null,
 * }]);
 * assert.equal(tags.height, 1);
 * ```
 */
export function errorTagsFrame(tags: readonly ErrorTag[]): Frame {
  const seen = new Set<string>();
  for (const { run_id, case_id, trial } of tags) {
    const key = JSON.stringify([run_id, case_id, trial]);
    if (seen.has(key)) {
      throw new RangeError(`run ${run_id}, case ${case_id}, trial ${trial} is tagged twice`);
    }
    seen.add(key);
  }
  return buildFrame({
    name: "error_tags",
    columns: ERROR_TAG_COLUMNS,
    describeRow: ({ run_id, case_id }) => `run ${run_id}, case ${case_id}`,
  }, tags);
}
