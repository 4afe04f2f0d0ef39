import type { Observation } from "../interval.ts";
import { aggregateRanks } from "../ranking/aggregate_ranks.ts";
import { bradleyTerry } from "../ranking/bradley_terry.ts";
import { bradleyTerryDavidson } from "../ranking/bradley_terry_davidson.ts";
import { cochranQ } from "../ranking/cochran_q.ts";
import { criticalDifference } from "../ranking/critical_difference.ts";
import { friedmanNemenyi } from "../ranking/friedman_nemenyi.ts";
import { kendallTau } from "../ranking/kendall_tau.ts";
import { pairwiseWins } from "../ranking/pairwise_wins.ts";
import { plackettLuce } from "../ranking/plackett_luce.ts";
import { rankConfidenceSets } from "../ranking/rank_confidence_sets.ts";
import { rankIntervals } from "../ranking/rank_intervals.ts";
import { referenceColumns } from "./reference_columns.ts";
import { referenceMatrix } from "./reference_matrix.ts";
import type { ReferenceInputs } from "./reference_inputs.ts";
import { referencePair as pair } from "./reference_pair.ts";
import { referenceWarning as warning } from "./reference_warning.ts";

/**
 * Rankings of a reference case; undefined for another function.
 *
 * @internal
 */
export function rankingReference(fn: string, inputs: ReferenceInputs): unknown {
  return HANDLERS[fn]?.(inputs);
}

/** Right answers `[model][cluster]`, clusters as they first occur. */
function totalsOf(i: ReferenceInputs): number[][] {
  const cluster = referenceColumns(i).cluster();
  const names = [...new Set(cluster)];
  return referenceMatrix(i).y.map((row) =>
    names.map((name) =>
      row.reduce<number>((sum, value, k) => sum + (cluster[k] === name ? (value ?? 0) : 0), 0)
    )
  );
}

/** The table turned round, nulls as 0. */
function columnsOf(rows: readonly (readonly Observation[])[]): number[][] {
  return (rows[0] ?? []).map((_, k) => rows.map((row) => row[k] ?? 0));
}

/** Scores by task: given as such, or orders of names from the best down. */
function tasksOf(i: ReferenceInputs): { systems: (string | number)[]; scores: number[][] } {
  const tasks = i.raw("scores_by_task", "rankings_by_task", "rankings", "orders", "scores");
  const rows: unknown[] = Object.values(typeof tasks === "object" && tasks !== null ? tasks : {});
  const lists = rows.map((row) => (Array.isArray(row) ? row : Object.values(Object(row))));
  const [first = []] = rows;
  const named = Array.isArray(first) ? [] : Object.keys(Object(first));
  const orders = lists.some((row) => row.some((one) => typeof one === "string"));
  const systems = i.has("systems")
    ? i.names("systems")
    : orders
    ? [...new Set(lists.flat().map(String))].sort()
    : named.length > 0
    ? named
    : (lists[0] ?? []).map((_, k) => k);
  const scores = orders
    ? lists.map((row) => systems.map((name) => -row.map(String).indexOf(String(name))))
    : lists.map((row) => row.map(Number));
  return { systems, scores };
}

function none<T>(values: readonly (T | null)[]): readonly (T | null)[] | null {
  return values.length > 0 && values.every((value) => value === null) ? null : values;
}

const HANDLERS: Readonly<Record<string, (i: ReferenceInputs) => unknown>> = {
  bradleyTerry: (i) => {
    const given = i.has("wins")
      ? {
        wins: i.matrix("wins"),
        ties: i.has("ties") && Array.isArray(i.raw("ties")) ? i.matrix("ties") : [],
      }
      : pairwiseWins(referenceMatrix(i).y);
    const models = i.has("wins")
      ? given.wins.map((_, k) => `M${k + 1}`)
      : referenceMatrix(i).models;
    const prior = i.raw("prior");
    const added = typeof prior === "number"
      ? prior
      : Number(/\d*\.\d+|\d+/.exec(String(prior ?? ""))?.[0] ?? 0);
    // Ties handed over as a table are meant to count, unless the inputs say otherwise.
    const half = i.mentions(/half|0\.5 (win )?(to )?each|split/i) && prior === undefined ||
      (i.has("wins") && given.ties.length > 0 && !i.mentions(/drop|ignore|discard/i));
    const result = bradleyTerry({ ...given, tieRule: half ? "half" : "drop", prior: added });
    const order = result.rows.map((_, k) => k)
      .sort((a, b) => (result.rows[b]?.value ?? 0) - (result.rows[a]?.value ?? 0));
    return {
      wins: half
        ? given.wins.map((row, a) => row.map((value, b) => value + (given.ties[a]?.[b] ?? 0) / 2))
        : given.wins,
      log_strength_sum0: none(result.rows.map((row) => row.value)),
      se_sum0: none(result.rows.map((row) => row.se)),
      elo_scale: none(result.rows.map((row) => row.elo)),
      order: result.rows[0]?.value === null ? null : order.map((k) => models[k]),
      loglik: result.logLikelihood,
      finite: typeof result.rows[0]?.value === "number",
      connected: typeof result.rows[0]?.value === "number",
      strongly_connected: typeof result.rows[0]?.value === "number",
      warning: warning(result),
    };
  },
  bradleyTerryDavidson: (i) => {
    const given = i.has("wins")
      ? { wins: i.matrix("wins"), ties: i.has("ties") ? i.matrix("ties") : [] }
      : pairwiseWins(referenceMatrix(i).y);
    const result = bradleyTerryDavidson(given);
    return {
      log_strength_sum0: none(result.values),
      nu: result.nu,
      loglik: result.logLikelihood,
      warning: warning(result),
    };
  },
  plackettLuce: (i) => {
    const rankings = i.column("rankings").map((row) => (Array.isArray(row) ? row.map(String) : []));
    const result = plackettLuce(rankings);
    return {
      log_worth_sum0: result.logLikelihood === null ? null : result.worth,
      loglik: result.logLikelihood,
      warning: warning(result),
    };
  },
  aggregateRanks: (i) => {
    const { systems, scores } = tasksOf(i);
    const result = aggregateRanks({ scores });
    return {
      mean_score: result.meanScore,
      mean_rank: result.meanRank,
      borda: result.borda,
      copeland: result.copeland,
      kemeny_distance: result.kemenyDistance,
      kemeny_orders: result.kemenyOrders.map((order) => order.map((k) => systems[k])),
      condorcet_winner: result.condorcetWinner === null ? null : systems[result.condorcetWinner],
      condorcet_cycle: result.condorcetWinner === null,
      warning: warning(result),
    };
  },
  friedmanNemenyi: (i) => {
    let scores: number[][];
    if (i.has("scores") || i.has("block_by_model")) {
      scores = i.matrix(i.has("scores") ? "scores" : "block_by_model");
    } else {
      // A block with a missing outcome says nothing about the order of all systems.
      const { y } = referenceMatrix(i);
      const cluster = referenceColumns(i).cluster();
      const whole = new Set(cluster);
      y.forEach((row) => row.forEach((one, k) => one === null && whole.delete(cluster[k] ?? "")));
      scores = [...whole].map((name) =>
        y.map((row) => {
          const some = row.filter((_, item) => cluster[item] === name).map((value) => value ?? 0);
          return some.reduce((sum, value) => sum + value, 0) / some.length;
        })
      );
    }
    const result = friedmanNemenyi({ scores, alpha: i.number("alpha", 0.05) });
    return {
      chi2: result.chi2,
      df: result.df,
      p: result.p,
      mean_rank: result.meanRank,
      critical_difference: result.criticalDifference,
      iman_davenport_F: result.f,
      iman_davenport_p: result.pF,
      warning: warning(result),
    };
  },
  criticalDifference: (i) => ({
    cd: criticalDifference({
      k: i.number("k"),
      n: i.has("N") ? i.number("N") : i.number("n"),
      alpha: i.number("alpha", 0.05),
    }),
  }),
  kendallTau: (i) => {
    const y = i.observations(i.has("y") ? "y" : "b");
    const both = i.observations(i.has("x") ? "x" : "a").flatMap((x, k) => {
      const other = y[k] ?? null;
      return x === null || other === null ? [] : [[x, other] as const];
    });
    const tau = kendallTau(both.map(([x]) => x), both.map(([, other]) => other));
    return {
      tau_b: tau,
      tau,
      n: both.length,
      warning: tau === null ? "a column does not vary" : null,
    };
  },
  cochranQ: (i) => {
    const table = i.has("case_by_model")
      ? i.matrix("case_by_model")
      : columnsOf(referenceMatrix(i).y);
    const result = cochranQ(table);
    return { Q: result.value, df: result.df, p: result.p, warning: warning(result) };
  },
  rankIntervals: (i) => {
    const { y } = referenceMatrix(i);
    const rng = String(i.raw("rng") ?? "");
    const result = rankIntervals({
      y,
      cluster: referenceColumns(i).cluster(),
      replicates: i.number("B", 10_000),
      seed: i.number("seed", Number(/seed (\d+)/.exec(rng)?.[1] ?? 42)),
      stream: i.number("stream", Number(/stream (\d+)/.exec(rng)?.[1] ?? 54)),
      level: i.number("level", 0.95),
    });
    return {
      rank_by_score: result.rows.map((row) => row.value),
      mean_rank: result.rows.map((row) => row.meanRank),
      interval95_type1: result.rows.map(pair),
      [`interval${Math.round(100 * i.number("level", 0.95))}_type1`]: result.rows.map(pair),
      p_best: result.rows.map((row) => row.pBest),
      p_top3: result.rows.map((row) => row.pTop3),
      p_beats: result.rows.map((row) => row.pBeats),
      warning: warning(result),
    };
  },
  rankConfidenceSets: (i) => {
    const given = ["correct_by_model_and_case", "totals"].find((name) => i.has(name));
    const totals = given === undefined ? totalsOf(i) : i.matrix(given);
    const result = rankConfidenceSets({ totals, alpha: i.number("alpha", 0.05) });
    return {
      totals: result.rows.map((row) => row.total),
      pairs: result.pairs.map(({ a, b }) => [a, b]),
      p_raw: result.pairs.map(({ p }) => p),
      p_holm: result.pairs.map(({ pAdjusted }) => pAdjusted),
      rank_sets: result.rows.map(pair),
      tiers: result.rows.map((row) => row.tier),
      warning: warning(result),
    };
  },
};
