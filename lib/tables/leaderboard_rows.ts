import type { Frame } from "../frames/frame.ts";
import { rankConfidenceSets } from "../stats/ranking/rank_confidence_sets.ts";
import { rankIntervals } from "../stats/ranking/rank_intervals.ts";
import type { Reading } from "./accuracy_row.ts";
import type { CompareOptions } from "./compare_rows.ts";
import type { LeaderboardRow } from "./leaderboard_row.ts";
import { pairWarnings, refuseUnlike } from "./_pair_warnings.ts";
import { type RunScores, runScores, type ScoreTable } from "./_run_scores.ts";
import { scoreEstimate } from "./_score_estimate.ts";

/** What to rank by, and how. */
export interface LeaderboardOptions
  extends Pick<CompareOptions, "measure" | "acrossDifferences" | "level" | "seed"> {
  /** Default `clean`. */
  readonly reading?: Reading;
  /** Bootstrap resamples; default 10,000. */
  readonly replicates?: number;
}

const NOT_RANKED =
  "nothing valid in this run: it is not ranked, and the others are ranked without it";

/** More of the units left out than this share is worth a warning. */
const MUCH_EXCLUDED = 0.05;

/**
 * The places of all runs as plain rows, best score first; `leaderboard` makes a frame of them. Same errors as `leaderboard`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { leaderboardRows, questionsFrame } from "@rounds/rounds";
 *
 * assert.deepEqual(leaderboardRows(questionsFrame([])), []);
 * ```
 */
export function leaderboardRows(
  frame: Frame,
  options: LeaderboardOptions = {},
): readonly LeaderboardRow[] {
  const { reading = "clean", level = 0.95, seed = 42, replicates = 10_000 } = options;
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`level is ${level}, expected a number between 0 and 1`);
  }
  const table = runScores(frame, { measure: options.measure, reading, by: [] });
  const { runs } = table;
  // A run without anything valid would leave nothing to rank the others on.
  const valid = runs.filter(({ value }) => value.some((score) => score !== null));
  const ranked = valid.length === 0 ? runs : valid;
  if (!options.acrossDifferences) refuseUnlike(runs);
  const common = [...table.cases.keys()].filter((unit) =>
    ranked.every(({ value }) => (value[unit] ?? null) !== null)
  );
  const cluster = common.map((unit) => table.cases[unit] ?? 0);
  const y = ranked.map(({ value }) => common.map((unit) => value[unit] ?? null));
  const places = new Map([...new Set(cluster)].map((one, place) => [one, place]));
  const totals = y.map((scores) => {
    const sums = new Array<number>(places.size).fill(0);
    scores.forEach((score, k) => {
      const place = places.get(cluster[k] ?? 0) ?? 0;
      sums[place] = (sums[place] ?? 0) + (score ?? 0);
    });
    return sums;
  });
  const isEmpty = common.length === 0;
  const sets = rankConfidenceSets({ totals, alpha: 1 - level });
  const tiers = sharedTiers(sets.rows.map(({ tier }) => tier));
  const drawn = isEmpty ? null : rankIntervals({ y, cluster, level, seed, replicates });
  const excluded = table.cases.length - common.length;
  const shared = [
    ...(runs.length === 1 ? ["one run: there is nothing to rank it against"] : []),
    ...(isEmpty ? [`no ${table.measure} is valid in every run`] : []),
    ...(!isEmpty && excluded > MUCH_EXCLUDED * table.cases.length
      ? [costliest({ ...table, runs: ranked }, excluded)]
      : []),
    ...(drawn?.warnings ?? []),
  ];
  const best = sets.rows.reduce(
    (top, row, place) => row.total > (sets.rows[top]?.total ?? -Infinity) ? place : top,
    0,
  );
  const unranked = common.map(() => null);
  const rows = runs.map((run): LeaderboardRow => {
    const place = ranked.indexOf(run);
    const set = isEmpty ? undefined : sets.rows[place];
    const rank = drawn?.rows[place];
    const pairs = sets.pairs.filter(({ a, b }) => a === place || b === place);
    const tied = isEmpty ? [] : pairs.filter(({ pAdjusted }) => pAdjusted > sets.alpha)
      .map(({ a, b }) => ranked[a === place ? b : a]?.run.run ?? "");
    const top = pairs.find(({ a, b }) => place !== best && (a === best || b === best));
    const own = run.value.filter((score) => score !== null);
    const { warnings, ...estimate } = scoreEstimate(y[place] ?? unranked, {
      cluster,
      level,
      unit: run.unit,
      trials: common.map((unit) => run.trials[unit] ?? 0),
    });
    const notes = [
      ...(place < 0 ? [NOT_RANKED] : shared),
      ...(isEmpty || place < 0 ? [] : warnings),
      ...rivalWarnings(run, runs),
    ];
    return {
      ...run.run,
      tier: tiers.get(set?.tier ?? "") ?? null,
      ranks: set === undefined ? null : set.lo === set.hi ? `${set.lo}` : `${set.lo}-${set.hi}`,
      rank_lo: set?.lo ?? null,
      rank_hi: set?.hi ?? null,
      tied_with: tied.join(", ") || null,
      unit: run.unit,
      reading,
      term: "all",
      group: "all",
      level,
      ...estimate,
      p: isEmpty || place < 0 ? null : top?.p ?? null,
      p_adj: isEmpty || place < 0 ? null : top?.pAdjusted ?? null,
      boot_rank_lo: rank?.lo ?? null,
      boot_rank_hi: rank?.hi ?? null,
      p_best: rank?.pBest ?? null,
      p_top3: rank?.pTop3 ?? null,
      n_excluded: excluded,
      excluded_why: whyOf(run),
      own_value: own.length === 0 ? null : own.reduce((sum, score) => sum + score, 0) / own.length,
      own_n: own.length,
      rank_method: drawn === null ? sets.method : `${sets.method}, ${drawn.method}`,
      seed: drawn?.seed ?? null,
      replicates: drawn?.replicates ?? null,
      warnings: notes.join("; ") || null,
      notes,
    };
  });
  return rows.toSorted((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity) || 0);
}

/** New letters for the rank sets that several runs share: a letter for one run alone would say nothing. */
function sharedTiers(tiers: readonly string[]): ReadonlyMap<string, string> {
  const letters = [...new Set(tiers)].toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const shared = letters.filter((tier) => tiers.filter((other) => other === tier).length > 1);
  return new Map(shared.map((tier, place) => [tier, letters[place] ?? tier]));
}

function whyOf({ missing, value }: RunScores): string | null {
  const counts = new Map<string, number>();
  missing.forEach((outcome, unit) => {
    if ((value[unit] ?? null) !== null) return;
    const why = outcome ?? "absent";
    counts.set(why, (counts.get(why) ?? 0) + 1);
  });
  return [...counts].map(([why, count]) => `${why} ${count}`).join(", ") || null;
}

/** Which run costs the comparison most: without it the others stand on more units. */
function costliest({ runs, cases, measure }: ScoreTable, excluded: number): string {
  const alone = runs.map((run) =>
    [...cases.keys()].filter((unit) =>
      (run.value[unit] ?? null) === null &&
      runs.every((other) => other === run || (other.value[unit] ?? null) !== null)
    ).length
  );
  const most = alone.indexOf(Math.max(...alone));
  return `${excluded} of ${cases.length} ${measure}s are not valid in every run, ${
    alone[most] ?? 0
  } of them only for ${runs[most]?.run.run ?? ""}`;
}

function rivalWarnings(run: RunScores, runs: readonly RunScores[]): readonly string[] {
  return runs.filter((rival) => rival !== run)
    .flatMap((rival) =>
      pairWarnings(run, rival).map((warning) => `with ${rival.run.run}: ${warning}`)
    );
}
