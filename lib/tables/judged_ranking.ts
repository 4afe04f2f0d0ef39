import { buildFrame } from "../frames/build_frame.ts";
import type { Column } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import { judgedRanks } from "../stats/judges/judged_ranks.ts";
import { RUN_COLUMN, RUN_KEY_COLUMNS } from "./_accuracy_columns.ts";
import type { RunKey } from "./accuracy_row.ts";
import { columnOf } from "./_estimate_columns.ts";
import { runsOf } from "./_run_keys.ts";
import { judgedCriteria } from "./_judged_criteria.ts";

/** What is drawn anew. */
export interface JudgedRankingOptions {
  /** A `verdictsFrame`: every single verdict, repetitions too. */
  readonly verdicts: Frame;
  /** Times the panel is drawn anew; default 100. */
  readonly realisations?: number;
  /** Resamples of cases in all; default 2,000. */
  readonly replicates?: number;
  /** Confidence level; default 0.95. */
  readonly level?: number;
  /** Seed; default 42. */
  readonly seed?: number;
}

interface RankRow extends RunKey {
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly rank: number | null;
  readonly cases_rank_lo: number | null;
  readonly cases_rank_hi: number | null;
  readonly cases_p_best: number | null;
  readonly rank_lo: number | null;
  readonly rank_hi: number | null;
  readonly p_best: number | null;
  readonly judge_sd: number | null;
  readonly ranks_by_judge: string | null;
  readonly ranks_left_out: string | null;
  readonly flip_rate: string | null;
  readonly n: number;
  readonly n_excluded: number;
  readonly excluded_why: string | null;
  readonly level: number;
  readonly unit: string;
  readonly seed: number;
  readonly replicates: number;
  readonly realisations: number;
  readonly method: string;
  readonly warnings: string | null;
}

const COLUMNS: readonly Column<RankRow>[] = [
  columnOf("value", "number", "Mean case score over cases scored in every run"),
  columnOf(
    "lo",
    "number",
    "Lower limit of it, cases and judges drawn anew; null when the judges' noise is not known",
  ),
  columnOf("hi", "number", "Upper limit"),
  columnOf("rank", "number", "Rank by it, ties averaged"),
  columnOf("cases_rank_lo", "number", "Lower limit of the rank, cases drawn anew"),
  columnOf("cases_rank_hi", "number", "Upper limit"),
  columnOf("cases_p_best", "number", "Probability of the first place, cases drawn anew"),
  columnOf(
    "rank_lo",
    "number",
    "Lower limit of the rank, cases and judges drawn anew; null when the judges' noise is not known",
  ),
  columnOf("rank_hi", "number", "Upper limit"),
  columnOf("p_best", "number", "Probability of the first place, judges drawn too"),
  columnOf("judge_sd", "number", "Standard deviation of the mean over draws of the judges"),
  columnOf("ranks_by_judge", "string", "Its rank by each single judge"),
  columnOf(
    "ranks_left_out",
    "string",
    "Its rank with each judge left out; null below three judges",
  ),
  columnOf(
    "flip_rate",
    "string",
    "How often a second verdict differs, by judge; null where none is repeated",
  ),
  columnOf("n", "integer", "Cases scored in every run"),
  columnOf("n_excluded", "integer", "Cases that are not"),
  columnOf("excluded_why", "string", "Why; null when none"),
  columnOf("warnings", "string", "What is missing or approximate, and why"),
  columnOf("level", "number", "Confidence level"),
  columnOf("unit", "string", "What is counted"),
  columnOf("seed", "integer", "Seed of the draws"),
  columnOf("replicates", "integer", "Draws of the cases in all"),
  columnOf("realisations", "integer", "Draws of judges and verdicts among them"),
  columnOf("method", "string", "Id of the method"),
];

/**
 * The ranking of judged runs with the judge's noise in it, beside the one that takes the judge for certain.
 *
 * `frame` is a `criteriaFrame`. Judges are drawn with replacement, verdicts anew as their repetitions say, cases as usual;
 * first trial only. Ranks under each single judge, and with each left out, tell whether the order hangs on one of them.
 *
 * Throws `RangeError` for frames without the columns.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { criteriaFrame, judgedRanking, verdictsFrame } from "@rounds/rounds";
 *
 * assert.equal(judgedRanking(criteriaFrame([]), { verdicts: verdictsFrame([]) }).height, 0);
 * ```
 */
export function judgedRanking(frame: Frame, options: JudgedRankingOptions): Frame {
  const { level = 0.95, seed = 42, replicates = 2000, realisations = 100 } = options;
  const { answers, judges, ids } = judgedCriteria(frame, options);
  const runs = [...runsOf(frame, ids).values()];
  const cases = new Set(runs.flatMap(({ run_id }) => [...answers.get(run_id)?.keys() ?? []]));
  const common = [...cases].filter((id) =>
    runs.every(({ run_id }) => answers.get(run_id)?.get(id)?.isDecided === true)
  );
  const ranks = judgedRanks({
    answers: runs.map(({ run_id }) =>
      common.map((id) => answers.get(run_id)?.get(id)?.criteria ?? [])
    ),
    judges: judges.length,
    level,
    seed,
    replicates,
    realisations,
  });
  const named = (values: readonly (number | null)[], text: (value: number) => string) =>
    values.length === 0 || values.every((value) => value === null)
      ? null
      : values.map((value, k) => `${judges[k]} ${value === null ? "–" : text(value)}`).join(", ");
  const excluded = cases.size - common.length;
  const rows = runs.map((run, k): RankRow => {
    const row = ranks.rows[k];
    return {
      ...run,
      value: row?.value ?? null,
      lo: row?.scoreLo ?? null,
      hi: row?.scoreHi ?? null,
      rank: row?.rank ?? null,
      cases_rank_lo: row?.casesLo ?? null,
      cases_rank_hi: row?.casesHi ?? null,
      cases_p_best: row?.casesBest ?? null,
      rank_lo: row?.lo ?? null,
      rank_hi: row?.hi ?? null,
      p_best: row?.pBest ?? null,
      judge_sd: row?.judgeSd ?? null,
      ranks_by_judge: judges.length < 2 ? null : named(row?.byJudge ?? [], String),
      ranks_left_out: named(row?.leftOut ?? [], String),
      flip_rate: named(ranks.flips, (rate) => rate.toFixed(3)),
      n: common.length,
      n_excluded: excluded,
      excluded_why: excluded === 0 ? null : `not scored in every run ${excluded}`,
      level,
      unit: "case score",
      seed,
      replicates: realisations * Math.max(1, Math.round(replicates / realisations)),
      realisations,
      method: ranks.method,
      warnings: ranks.warnings.join("; ") || null,
    };
  });
  return buildFrame({
    name: "judged ranking",
    columns: [RUN_COLUMN, ...COLUMNS, ...RUN_KEY_COLUMNS],
    describeRow: ({ run }) => run,
  }, rows.toSorted((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity) || 0));
}
