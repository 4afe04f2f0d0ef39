import { buildFrame } from "../frames/build_frame.ts";
import type { Column } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import { aggregateRanks } from "../stats/ranking/aggregate_ranks.ts";
import { averageRanks } from "../stats/ranking/average_ranks.ts";
import { bradleyTerry } from "../stats/ranking/bradley_terry.ts";
import { pairwiseWins } from "../stats/ranking/pairwise_wins.ts";
import { RUN_COLUMN, RUN_KEY_COLUMNS } from "./_accuracy_columns.ts";
import type { RunKey } from "./accuracy_row.ts";
import { columnOf } from "./_estimate_columns.ts";
import { refuseUnlike } from "./_pair_warnings.ts";
import { runScores } from "./_run_scores.ts";

/** What ranks are aggregated over. */
export interface RankingMethodsOptions {
  /** Column whose groups are the units, such as `level1`. */
  readonly by: string;
  /** What is scored; default questions, or cases where the frame has one row a case. */
  readonly measure?: "question" | "case";
  /** Ranks runs of different data, prompts or conditions too; `unlike` says how they differ. */
  readonly acrossDifferences?: boolean;
}

interface MethodRow extends RunKey {
  readonly mean_score: number | null;
  readonly mean_rank: number | null;
  readonly borda: number | null;
  readonly copeland: number | null;
  readonly kemeny_place: number | null;
  readonly bradley_terry: number | null;
  readonly bradley_terry_rank: number | null;
  readonly elo: number | null;
  readonly units: number;
  readonly units_left_out: number;
  readonly n: number;
  readonly method: string;
  readonly warnings: string | null;
}

const COLUMNS: readonly Column<MethodRow>[] = [
  columnOf(
    "kemeny_place",
    "integer",
    "Place in the first order of least total disagreement (Kemeny)",
  ),
  columnOf("mean_score", "number", "Mean of the scores of the units, each counted once"),
  columnOf("mean_rank", "number", "Mean rank over the units, ties averaged"),
  columnOf("borda", "number", "Borda count"),
  columnOf("copeland", "number", "Pairwise majorities won less lost"),
  columnOf(
    "bradley_terry",
    "number",
    "Bradley-Terry log strength over shared questions or cases, ties dropped; null when not finite",
  ),
  columnOf("bradley_terry_rank", "number", "Rank by it"),
  columnOf("elo", "number", "The same on Elo's scale"),
  columnOf("units", "integer", "Units every run has a score in"),
  columnOf("units_left_out", "integer", "Units some run has no score in"),
  columnOf("n", "integer", "Questions or cases of this run with a known score"),
  columnOf("method", "string", "Ids of the methods"),
  columnOf("warnings", "string", "Cycles, ties and what is missing"),
];

/**
 * The order of the runs by six methods side by side: means and ranks over units (chapters, say), Borda, Copeland, Kemeny, and
 * Bradley-Terry, which serves runs that answered different questions.
 *
 * `frame` is a `questionsFrame` or `casesFrame`; clean reading. Where methods disagree, the order is not the data's own.
 *
 * Throws `RangeError` for a frame without the columns, and for runs that differ in more than the model, unless told
 * otherwise.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { questionsFrame, rankingMethods } from "@rounds/rounds";
 *
 * assert.equal(rankingMethods(questionsFrame([]), { by: "level1" }).height, 0);
 * ```
 */
export function rankingMethods(frame: Frame, options: RankingMethodsOptions): Frame {
  const { by } = options;
  const { runs, groupOf, groups } = runScores(frame, {
    measure: options.measure,
    reading: "clean",
    by: [by],
  });
  if (!options.acrossDifferences) refuseUnlike(runs);
  const scores = groups.map((_, group) =>
    runs.map(({ value }) => {
      const known = value.flatMap((score, unit) =>
        groupOf[unit] === group && score !== null ? [score] : []
      );
      return known.length === 0
        ? null
        : known.reduce((sum, score) => sum + score, 0) / known.length;
    })
  );
  const whole = scores.flatMap((row) => {
    const known = row.filter((score) => score !== null);
    return known.length === row.length ? [known] : [];
  });
  const ranks = whole.length === 0 ? null : aggregateRanks({ scores: whole });
  const strengths = runs.length < 2
    ? null
    : bradleyTerry({ wins: pairwiseWins(runs.map(({ value }) => value)).wins });
  const known = strengths?.rows.map(({ value }) => value) ?? [];
  const strengthRanks = known.length > 0 && known.every((value) => value !== null)
    ? averageRanks(known.map((value) => -(value ?? 0)))
    : [];
  const warnings = [
    ...(whole.length === 0 ? ["no unit has a score in every run"] : []),
    ...(ranks?.warnings ?? []),
    ...(ranks !== null && ranks.kemenyOrders.length > 1
      ? [`${ranks.kemenyOrders.length} orders disagree equally little`]
      : []),
    ...(strengths?.warnings ?? ["one run: there is nothing to rank it against"]),
  ].join("; ") || null;
  const rows = runs.map(({ run, value }, k): MethodRow => ({
    ...run,
    mean_score: ranks?.meanScore[k] ?? null,
    mean_rank: ranks?.meanRank[k] ?? null,
    borda: ranks?.borda[k] ?? null,
    copeland: ranks?.copeland[k] ?? null,
    kemeny_place: ranks === null ? null : (ranks.kemenyOrders[0]?.indexOf(k) ?? -1) + 1 || null,
    bradley_terry: strengths?.rows[k]?.value ?? null,
    bradley_terry_rank: strengthRanks[k] ?? null,
    elo: strengths?.rows[k]?.elo ?? null,
    units: whole.length,
    units_left_out: scores.length - whole.length,
    n: value.filter((score) => score !== null).length,
    method: ["rank-aggregation", ...(strengths === null ? [] : [strengths.method])].join(", "),
    warnings,
  }));
  return buildFrame({
    name: "ranking methods",
    columns: [RUN_COLUMN, ...COLUMNS, ...RUN_KEY_COLUMNS],
    describeRow: ({ run }) => run,
  }, rows.toSorted((a, b) => (a.kemeny_place ?? Infinity) - (b.kemeny_place ?? Infinity) || 0));
}
