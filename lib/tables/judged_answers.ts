import { buildFrame } from "../frames/build_frame.ts";
import type { Column } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import { RUN_COLUMN, RUN_KEY_COLUMNS } from "./_accuracy_columns.ts";
import type { RunKey } from "./accuracy_row.ts";
import { answerScores } from "./_answer_scores.ts";
import { columnOf } from "./_estimate_columns.ts";
import { ratedCriteria } from "./_rated_criteria.ts";

interface JudgedAnswer extends RunKey {
  readonly case_id: string;
  readonly trial: number;
  readonly judge: string | null;
  readonly judge_score: number | null;
  readonly physician_score: number | null;
  readonly raters: number;
  readonly both_met: number;
  readonly judge_only: number;
  readonly physician_only: number;
  readonly neither: number;
  readonly unjudged: number;
  readonly physicians_agree: number;
  readonly physician_pairs: number;
  readonly warnings: string | null;
}

const COLUMNS: readonly Column<JudgedAnswer>[] = [
  columnOf("case_id", "string", "Id of the case"),
  columnOf("trial", "integer", "Repetition, from 1"),
  columnOf("judge", "string", "Who judged"),
  columnOf(
    "judge_score",
    "number",
    "Score by the judge, clipped to [0,1]; null when a verdict is missing",
  ),
  columnOf(
    "physician_score",
    "number",
    "Mean score by physicians who rated every criterion; null when none did",
  ),
  columnOf("raters", "integer", "Physicians with a score"),
  columnOf("both_met", "integer", "Verdict-rating pairs: both met"),
  columnOf("judge_only", "integer", "Met by the judge only"),
  columnOf("physician_only", "integer", "Met by the physician only"),
  columnOf("neither", "integer", "Neither met"),
  columnOf("unjudged", "integer", "Ratings of criteria without a verdict"),
  columnOf("physicians_agree", "integer", "Pairs of physicians who say the same of a criterion"),
  columnOf("physician_pairs", "integer", "Pairs of physicians who rated the same criterion"),
  columnOf("warnings", "string", "Ratings that belong to no criterion; null when all do"),
];

/**
 * The answers that physicians rated, one row each: scores and the four cells of judge against physician, as
 * `judgePlot` draws them.
 *
 * `frame` is a `criteriaFrame`, `ratings` a `ratingsFrame`. Every pair of a verdict and a rating counts once.
 *
 * Throws `RangeError` for frames without the columns and for a criterion rated twice by one person.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { criteriaFrame, judgedAnswers, ratingsFrame } from "@rounds/rounds";
 *
 * assert.equal(judgedAnswers(criteriaFrame([]), { ratings: ratingsFrame([]) }).height, 0);
 * ```
 */
export function judgedAnswers(frame: Frame, options: { readonly ratings: Frame }): Frame {
  const rated = ratedCriteria(frame, options);
  const rows = answerScores(rated.criteria).flatMap(
    ({ criteria, judge, people, physician }): readonly JudgedAnswer[] => {
      const [first] = criteria;
      const ratings = criteria.flatMap(({ judged, ratings }) =>
        [...ratings.values()].flatMap((met) => met === null ? [] : [{ judged, met }])
      );
      if (first === undefined || ratings.length === 0) return [];
      const count = (judged: number | null, met: number): number =>
        ratings.filter((one) => one.judged === judged && one.met === met).length;
      let [agree, pairs] = [0, 0];
      for (const { ratings } of criteria) {
        const said = [...ratings.values()].filter((met) => met !== null);
        said.forEach((met, k) => {
          pairs += said.length - k - 1;
          agree += said.slice(k + 1).filter((other) => other === met).length;
        });
      }
      return [{
        ...first.run,
        case_id: first.caseId,
        trial: first.trial,
        judge: first.judge,
        judge_score: judge,
        physician_score: physician,
        raters: people.size,
        both_met: count(1, 1),
        judge_only: count(1, 0),
        physician_only: count(0, 1),
        neither: count(0, 0),
        unjudged: ratings.filter(({ judged }) => judged === null).length,
        physicians_agree: agree,
        physician_pairs: pairs,
        warnings: rated.unmatched,
      }];
    },
  );
  return buildFrame({
    name: "judged answers",
    columns: [RUN_COLUMN, ...COLUMNS, ...RUN_KEY_COLUMNS],
    describeRow: (row: JudgedAnswer) => `${row.run}, case ${row.case_id}`,
  }, rows);
}
