import { buildFrame } from "../frames/build_frame.ts";
import type { Column, ColumnType } from "../frames/column.ts";
import type { Frame } from "../frames/frame.ts";
import { RUN_COLUMN, RUN_KEY_COLUMNS } from "./_accuracy_columns.ts";
import type { LeaderboardRow } from "./leaderboard_row.ts";
import { type LeaderboardOptions, leaderboardRows } from "./leaderboard_rows.ts";

/**
 * All runs by score, each with the ranks it may have instead of a bare one: tiers of runs that cannot be told apart.
 *
 * `frame` is a `questionsFrame` or `casesFrame`. All runs are scored on the units valid in every one of them; a run
 * with nothing valid is not ranked, and the others are ranked without it. Rank sets are valid for all runs at once (sign-flip
 * tests of all pairs, exact but for scores on no common grid, Holm); rank intervals and the probability of being best come from one cluster bootstrap
 * over cases shared by all runs. Unlike runs are refused, and a frame without the columns, as `compareRuns` does.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { leaderboard, questionsFrame } from "@rounds/rounds";
 *
 * assert.deepEqual(leaderboard(questionsFrame([])).columns.slice(0, 4), ["tier", "ranks", "run", "value"]);
 * ```
 */
export function leaderboard(frame: Frame, options: LeaderboardOptions = {}): Frame {
  const columns: Column<LeaderboardRow>[] = [
    column(
      "tier",
      "string",
      "Letter shared by runs with the same rank set: a group of ties; null for a run alone",
    ),
    column("ranks", "string", "The ranks it may have, valid for all runs at once"),
    RUN_COLUMN,
    ...COLUMNS,
    ...RUN_KEY_COLUMNS,
  ];
  return buildFrame(
    { name: "leaderboard", columns, describeRow: (row) => row.run },
    leaderboardRows(frame, options),
  );
}

/** What is read first in front. */
const COLUMNS: readonly Column<LeaderboardRow>[] = [
  column("value", "number", "Accuracy over what is valid in every run"),
  column("lo", "number", "Lower limit of its interval"),
  column("hi", "number", "Upper limit of its interval"),
  column("p_best", "number", "Probability of the first place"),
  column("p_top3", "number", "Probability of a rank of at most 3"),
  column("tied_with", "string", "Runs it cannot be told apart from; null when none"),
  column("n", "integer", "Questions or cases valid in every run"),
  column("n_excluded", "integer", "Questions or cases not valid in every run"),
  column("excluded_why", "string", "Why not valid in this run, with counts; null when none"),
  column("own_value", "number", "Accuracy over all that is valid in this run"),
  column("own_n", "integer", "Questions or cases valid in this run"),
  column("warnings", "string", "What is missing, approximate or unlike, and why"),
  column("rank_lo", "integer", "Best rank of the rank set"),
  column("rank_hi", "integer", "Worst rank of the rank set"),
  column("boot_rank_lo", "number", "Lower limit of the bootstrap's rank interval"),
  column("boot_rank_hi", "number", "Upper limit of the bootstrap's rank interval"),
  column("p", "number", "p of the sign-flip test against the highest score"),
  column("p_adj", "number", "The same, adjusted for all pairs"),
  column("reading", "string", "clean or official"),
  column("unit", "string", "What is counted: question or case"),
  column("level", "number", "Confidence level; of the rank sets, for all runs at once"),
  column("se", "number", "Standard error, clustered by case"),
  column("df", "number", "Degrees of freedom"),
  column("clusters", "integer", "Cases that contribute"),
  column("n_eff", "number", "Effective number of independent questions or cases"),
  column("deff", "number", "Design effect"),
  column("method", "string", "Id of the method of value and interval"),
  column("variant", "string", "Variance estimator"),
  column("rank_method", "string", "Ids of the methods of ranks"),
  column("seed", "integer", "Seed of the bootstrap"),
  column("replicates", "integer", "Resamples of the bootstrap"),
  column("term", "string", "What the rows are grouped by"),
  column("group", "string", "The group, as text"),
];

function column(
  name: keyof LeaderboardRow,
  type: ColumnType,
  description: string,
): Column<LeaderboardRow> {
  return { name, type, description, read: (row) => row[name] };
}
