import { buildFrame } from "./build_frame.ts";
import type { Frame } from "./frame.ts";
import { parseRatings, type ParseRatingsOptions } from "./parse_ratings.ts";
import type { HumanRatingInput } from "./human_rating.ts";
import { RATING_COLUMNS } from "./_rating_columns.ts";

/**
 * One row per human rating: of a criterion (`met`), of a whole answer (`score`), or of an error (`label`).
 *
 * `ratings` are CSV text, read as `parseRatings` does, or rows. Columns: `frameSchema("ratings")`. What was not rated stays
 * null. Throws `SyntaxError` for text that cannot be read, and `TypeError` for a row whose value is of the wrong kind.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { ratingsFrame } from "@rounds/rounds";
 *
 * const ratings = ratingsFrame("case_id;rater;met\n7;dr-a;yes\n7b;dr-a;\n");
 * assert.deepEqual(ratings.getColumn("met").toArray(), [true, null]);
 * ```
 */
export function ratingsFrame(
  ratings: string | readonly HumanRatingInput[],
  options: ParseRatingsOptions = {},
): Frame {
  const rows = typeof ratings === "string" ? parseRatings(ratings, options) : ratings;
  return buildFrame(
    {
      name: "ratings",
      columns: RATING_COLUMNS,
      describeRow: ({ rater, case_id, line }) =>
        `${rater}, case ${case_id}${line === null ? "" : `, line ${line}`}`,
    },
    rows.map((row) => ({
      run_id: null,
      model: null,
      dataset: null,
      trial: 1,
      item: null,
      criterion: null,
      met: null,
      score: null,
      label: null,
      comment: null,
      line: null,
      ...row,
    })),
  );
}
