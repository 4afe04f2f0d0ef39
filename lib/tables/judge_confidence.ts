import { buildFrame } from "../frames/build_frame.ts";
import type { Column } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import { columnOf } from "./_estimate_columns.ts";
import { judgedCriteria } from "./_judged_criteria.ts";
import { ratedCriteria } from "./_rated_criteria.ts";

interface ConfidentRow {
  readonly run: string;
  readonly judged: string;
  readonly case_id: string;
  readonly item: string;
  readonly confidence: number;
  readonly correct: number;
  readonly verdicts: number;
  readonly raters: number;
}

const COLUMNS: readonly Column<ConfidentRow>[] = [
  columnOf("run", "string", "The judge or panel whose confidence it is"),
  columnOf("judged", "string", "The run whose answer was judged"),
  columnOf("case_id", "string", "Id of the case"),
  columnOf("item", "string", "Id of the criterion"),
  columnOf("confidence", "number", "Share of all verdicts (judges and repetitions) that say met"),
  columnOf("correct", "integer", "1 when most physicians say met, 0 when not"),
  columnOf("verdicts", "integer", "Verdicts behind the share"),
  columnOf("raters", "integer", "Physicians behind the truth"),
];

/**
 * How sure a judge or panel is of "met" by the share of its verdicts, beside what most physicians say.
 *
 * `frame` is a `criteriaFrame`, first trial; criteria with fewer than two verdicts, or on which physicians tie, have no
 * row. Rows for `calibrationTable`, `calibrationPlot` and `riskCoveragePlot`; the risk of the latter is that of "met".
 *
 * Throws `RangeError` for frames without the columns.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { criteriaFrame, judgeConfidence, ratingsFrame, verdictsFrame } from "@rounds/rounds";
 *
 * const frames = { ratings: ratingsFrame([]), verdicts: verdictsFrame([]) };
 * assert.equal(judgeConfidence(criteriaFrame([]), frames).height, 0);
 * ```
 */
export function judgeConfidence(
  frame: Frame,
  options: { readonly ratings: Frame; readonly verdicts: Frame },
): Frame {
  const { answers, judges } = judgedCriteria(frame, options);
  const { criteria } = ratedCriteria(frame, { ratings: options.ratings });
  const places = new Map<string, number>();
  const rows = criteria.filter(({ trial }) => trial === 1).flatMap(
    (one): readonly ConfidentRow[] => {
      const answer = `${one.run.run_id}\n${one.caseId}`;
      const place = places.get(answer) ?? 0;
      places.set(answer, place + 1);
      const said = (answers.get(one.run.run_id)?.get(one.caseId)?.criteria[place]?.met ?? []).flat()
        .filter((met) => met !== null);
      const rated = [...one.ratings.values()].filter((met) => met !== null);
      const met = rated.reduce<number>((sum, rating) => sum + rating, 0);
      if (said.length < 2 || 2 * met === rated.length) return [];
      return [{
        run: judges.join(" + "),
        judged: one.run.run,
        case_id: one.caseId,
        item: one.item,
        confidence: said.reduce<number>((sum, verdict) => sum + verdict, 0) / said.length,
        correct: 2 * met > rated.length ? 1 : 0,
        verdicts: said.length,
        raters: rated.length,
      }];
    },
  );
  return buildFrame({
    name: "judge confidence",
    columns: COLUMNS,
    describeRow: ({ judged, case_id, item }) => `${judged}, case ${case_id}, ${item}`,
  }, rows);
}
