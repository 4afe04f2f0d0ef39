import type { Benchmark, Case, Run } from "../types.ts";
import { csvText } from "./_csv_text.ts";
import { drawOrder } from "./_draw_order.ts";
import { refusePrivate } from "./_refuse_private.ts";
import type { ErrorTag } from "./error_tag.ts";

/** What is drawn, and for whom. */
export interface ErrorSheetOptions {
  /** Write the texts of private runs too; false unless told: then such runs are refused. */
  readonly showPrivate?: boolean;
  /** The runs the tags are of: their answers stand on the sheet. */
  readonly runs: readonly Run[];
  /** Who will verify: every drawn error gets a line for each of them. */
  readonly raters: readonly string[];
  /** Errors drawn at random from each type; default 20. */
  readonly perType?: number;
  /** Another seed is another draw; default 42. */
  readonly seed?: number;
  /** Says what was asked, through its `judgements`; without it the question is left out. */
  readonly benchmark?: Pick<Benchmark, "judgements">;
  /** The cases as the dataset has them, by id, where result files do not repeat the question. */
  readonly cases?: ReadonlyMap<string, Case>;
}

const COLUMNS = [
  "run_id",
  "case_id",
  "trial",
  "rater",
  "question",
  "answer",
  "failed",
  "label",
  "comment",
] as const;

/**
 * A blank sheet on which physicians give the type of errors a judge has tagged: a random sample, stratified by the
 * judge's tag, to be read back by `ratingsFrame` and given to `errorTypesTable`.
 *
 * Blind: the judge's tag is not on it, and lines are shuffled, so that the stratum does not show. `label` takes one code of
 * the codebook. Texts that a spreadsheet would run get an apostrophe in front, which reading takes away again.
 *
 * Throws a `RangeError` for a private run, no rater, a rater named twice, `perType` below 1, or a tag of an answer no run holds.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { errorSheet } from "@rounds/rounds";
 *
 * const sheet = errorSheet([], { runs: [], raters: ["dr-a"] });
 * assert.equal(sheet, "run_id,case_id,trial,rater,question,answer,failed,label,comment\n");
 * ```
 */
export function errorSheet(tags: readonly ErrorTag[], options: ErrorSheetOptions): string {
  if (!options.showPrivate) refusePrivate(options.runs);
  const { runs, raters, perType = 20, seed = 42, benchmark, cases } = options;
  if (raters.length === 0 || new Set(raters).size < raters.length || raters.includes("")) {
    throw new RangeError(`raters are ${JSON.stringify(raters)}, expected names, each once`);
  }
  if (!(perType >= 1)) throw new RangeError(`perType is ${perType}, expected at least 1`);
  const key = ({ run_id, case_id, trial }: ErrorTag): string =>
    JSON.stringify([run_id, case_id, trial]);
  const answers = new Map(
    runs.flatMap((run) =>
      run.results.map((result) =>
        [JSON.stringify([run.id, result.case.id, result.trial]), result] as const
      )
    ),
  );
  const strata = Map.groupBy(tags.filter(({ type }) => type !== null), ({ type }) => type);
  const drawn = drawOrder(
    [...strata.values()].flatMap((own) => drawOrder(own, { seed, key }).slice(0, perType)),
    { seed: seed + 1, key },
  );
  const rows = drawn.map((tag) => {
    const result = answers.get(key(tag));
    if (result === undefined) {
      throw new RangeError(
        `no run here holds the tagged answer of ${tag.model} to case ${tag.case_id} (run ${tag.run_id})`,
      );
    }
    const scores = new Map(result.grades.map(({ item, score }) => [item, score]));
    const failed = result.case.items
      .filter(({ id, points }) => scores.get(id) === ((points ?? 0) > 0 ? 0 : 1))
      .map(({ points, tags }) =>
        `${(points ?? 0) > 0 ? "not met" : "error committed"}: ${tags["criterion"] ?? ""}`
      );
    const asked = benchmark?.judgements?.(cases?.get(tag.case_id) ?? result.case) ?? [];
    return {
      run_id: tag.run_id,
      case_id: tag.case_id,
      trial: tag.trial,
      question: asked[0]?.query.trim() ?? "",
      answer: result.turns.map(({ reply }) => reply?.text ?? "").join("\n\n").trim(),
      failed: failed.join("\n"),
      label: "",
      comment: "",
    };
  });
  return csvText([
    COLUMNS,
    ...raters.flatMap((rater) =>
      rows.map((row) => COLUMNS.map((name) => ({ ...row, rater })[name]))
    ),
  ]);
}
