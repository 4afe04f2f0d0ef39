import type { Benchmark, Case, Run } from "../types.ts";
import { caseRows } from "./_case_rows.ts";
import { csvText } from "./_csv_text.ts";
import { drawOrder } from "./_draw_order.ts";
import { refusePrivate } from "./_refuse_private.ts";
import { questionRows } from "./_question_rows.ts";

/** What the sheet holds, and for whom. */
export interface RatingSheetOptions {
  /** Write the texts of private runs too; false unless told: then such runs are refused. */
  readonly showPrivate?: boolean;
  /** Who will rate: every criterion gets a line for each of them. */
  readonly raters: readonly string[];
  /** At most so many answers, drawn at random; default all. */
  readonly answers?: number;
  /** Another seed is another draw and order; default 42. */
  readonly seed?: number;
  /** Says what was asked, through its `judgements`; without it the question is left out. */
  readonly benchmark?: Pick<Benchmark, "judgements">;
  /** Names the models; default false: the run's id tells answers apart without saying whose they are. */
  readonly showModels?: boolean;
  /** The cases as the dataset has them, by id, where result files do not repeat the question. */
  readonly cases?: ReadonlyMap<string, Case>;
}

/** The columns of the sheet, in order; `met` and `comment` are to be filled. */
const COLUMNS = [
  "run_id",
  "case_id",
  "trial",
  "item",
  "rater",
  "question",
  "answer",
  "criterion",
  "met",
  "comment",
] as const;

/**
 * A blank sheet on which people rate the same criteria as the judge did: CSV that any spreadsheet opens, to be read back
 * by `ratingsFrame`.
 *
 * Blind: neither the judge's verdicts nor points nor (unless asked for) models are on it. The criteria of one answer
 * stand together, answers in an order drawn by the seed. Only answered cases with criteria (items with points) are
 * drawn. A text that a spreadsheet would run as a formula gets an apostrophe in front, which reading takes away again.
 *
 * Throws a `RangeError` for a private run, no rater, a rater named twice, or `answers` below 1.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { ratingSheet, ratingsFrame } from "@rounds/rounds";
 *
 * const sheet = ratingSheet([], { raters: ["dr-a"] });
 * assert.equal(sheet, "run_id,case_id,trial,item,rater,question,answer,criterion,met,comment\n");
 * assert.equal(ratingsFrame(sheet).height, 0);
 * ```
 */
export function ratingSheet(runs: readonly Run[], options: RatingSheetOptions): string {
  if (!options.showPrivate) refusePrivate(runs);
  const { raters, answers = Infinity, seed = 42, benchmark, showModels = false, cases } = options;
  if (raters.length === 0 || new Set(raters).size < raters.length || raters.includes("")) {
    throw new RangeError(`raters are ${JSON.stringify(raters)}, expected names, each once`);
  }
  if (!(answers >= 1)) throw new RangeError(`answers is ${answers}, expected at least 1`);
  const answered = caseRows(runs).filter(({ result }) =>
    result.turns.some(({ reply }) => (reply?.text ?? "") !== "") &&
    result.case.items.some(({ points }) => points !== null)
  );
  const drawn = drawOrder(answered, {
    seed,
    key: ({ run, result }) => `${run.id} ${result.case.id} ${result.trial}`,
  }).slice(0, answers);
  const lines = raters.flatMap((rater) =>
    drawn.flatMap((row) => {
      const { run, result } = row;
      const answer = result.turns.map(({ reply }) => reply?.text ?? "").filter((text) =>
        text !== ""
      )
        .join("\n\n");
      const asked = benchmark?.judgements?.(cases?.get(result.case.id) ?? result.case) ?? [];
      const question = asked[0]?.query.trim() ?? "";
      return questionRows([row]).filter(({ item }) => item.points !== null).map(({ item }) => ({
        run_id: run.id,
        model: run.model,
        case_id: result.case.id,
        trial: result.trial,
        item: item.id,
        rater,
        question,
        answer,
        criterion: item.tags["criterion"] ?? "",
        met: "",
        comment: "",
      }));
    })
  );
  const columns = showModels ? ["model", ...COLUMNS] as const : COLUMNS;
  return csvText([columns, ...lines.map((line) => columns.map((name) => line[name]))]);
}
