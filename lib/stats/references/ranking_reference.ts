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

/** Outcomes `y[model][item]` and the models' names. */
function matrixOf(i: ReferenceInputs): { y: Observation[][]; models: string[] } {
  const rows = i.column("y").map((row) =>
    (Array.isArray(row) ? row : []).map((value) => (typeof value === "number" ? value : null))
  );
  const { models } = i.frame;
  return {
    y: rows,
    models: Array.isArray(models) ? models.map(String) : rows.map((_, k) => `M${k + 1}`),
  };
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
      : pairwiseWins(matrixOf(i).y);
    const models = i.has("wins") ? given.wins.map((_, k) => `M${k + 1}`) : matrixOf(i).models;
    const prior = i.raw("prior");
    const added = typeof prior === "number"
      ? prior
      : Number(/\d*\.\d+|\d+/.exec(String(prior ?? ""))?.[0] ?? 0);
    const half = i.mentions(/half|0\.5 (win )?(to )?each|split/i) && prior === undefined;
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
      finite: result.rows[0]?.value !== null,
      connected: result.rows[0]?.value !== null,
      warning: warning(result),
    };
  },
  bradleyTerryDavidson: (i) => {
    const given = i.has("wins")
      ? { wins: i.matrix("wins"), ties: i.matrix("ties") }
      : pairwiseWins(matrixOf(i).y);
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
    return { log_worth_sum0: result.worth, loglik: result.logLikelihood, warning: warning(result) };
  },
  aggregateRanks: (i) => {
    const tasks = i.raw("scores_by_task", "rankings_by_task", "scores");
    const rows = Object.values(typeof tasks === "object" && tasks !== null ? tasks : {});
    const scores = rows.map((row: unknown) => (Array.isArray(row) ? row.map(Number) : []));
    const systems = i.has("systems") ? i.names("systems") : (scores[0] ?? []).map((_, k) => k);
    const result = aggregateRanks({ scores });
    return {
      mean_score: result.meanScore,
      mean_rank: result.meanRank,
      borda: result.borda,
      copeland: result.copeland,
      kemeny_distance: result.kemenyDistance,
      kemeny_orders: result.kemenyOrders.map((order) => order.map((k) => systems[k])),
      condorcet_winner: result.condorcetWinner === null ? null : systems[result.condorcetWinner],
      warning: warning(result),
    };
  },
  friedmanNemenyi: (i) => {
    let scores: number[][];
    if (i.has("scores") || i.has("block_by_model")) {
      scores = i.matrix(i.has("scores") ? "scores" : "block_by_model");
    } else {
      const { y } = matrixOf(i);
      const cluster = referenceColumns(i).cluster();
      scores = [...new Set(cluster)].map((name) =>
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
    const tau = kendallTau(i.numbers("x"), i.numbers("y"));
    return { tau_b: tau, warning: tau === null ? "a column does not vary" : null };
  },
  cochranQ: (i) => {
    const result = cochranQ(i.matrix(i.has("case_by_model") ? "case_by_model" : "y"));
    return { Q: result.value, df: result.df, p: result.p, warning: warning(result) };
  },
  rankIntervals: (i) => {
    const { y } = matrixOf(i);
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
      p_best: result.rows.map((row) => row.pBest),
      p_top3: result.rows.map((row) => row.pTop3),
      p_beats: result.rows.map((row) => row.pBeats),
      warning: warning(result),
    };
  },
  rankConfidenceSets: (i) => {
    const name = i.has("correct_by_model_and_case") ? "correct_by_model_and_case" : "totals";
    const result = rankConfidenceSets({ totals: i.matrix(name), alpha: i.number("alpha", 0.05) });
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
