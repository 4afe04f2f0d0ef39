import { averageRanks } from "../ranking/average_ranks.ts";
import { rankIntervals } from "../ranking/rank_intervals.ts";
import { pcg32 } from "../resampling/pcg32.ts";
import { normalQuantile } from "../special/normal_quantile.ts";
import { quantile } from "../special/quantile.ts";
import type { JudgedCriterion } from "./judged_criterion.ts";
import { fixedVerdict, flipRates, noisyVerdict } from "./_noisy_verdict.ts";

/** Options of {@linkcode judgedRanks}. */
export interface JudgedRanksOptions {
  /** `answers[run][case]`: the criteria of each answer; every run on the same cases in the same order. */
  readonly answers: readonly (readonly (readonly JudgedCriterion[])[])[];
  /** Judges of the panel. */
  readonly judges: number;
  /** Times the panel is drawn anew; default 100. */
  readonly realisations?: number;
  /** Resamples of cases in all; default 2,000. */
  readonly replicates?: number;
  /** Confidence level; default 0.95. */
  readonly level?: number;
  /** Seed of PCG32; default 42. */
  readonly seed?: number;
}

/** One run. */
export interface JudgedRank {
  /** Mean case score as recorded. */
  readonly value: number | null;
  /** Its rank, 1 is best. */
  readonly rank: number | null;
  /** Lower rank limit, cases drawn anew. */
  readonly casesLo: number | null;
  /** Upper. */
  readonly casesHi: number | null;
  /** Probability of the first place, cases drawn anew. */
  readonly casesBest: number | null;
  /** Lower rank limit, cases and judges drawn anew; null when the judges' noise is not known. */
  readonly lo: number | null;
  /** Upper. */
  readonly hi: number | null;
  /** Probability of the first place. */
  readonly pBest: number | null;
  /** Lower limit of the mean score, cases and judges drawn anew; null when the judges' noise is not known. */
  readonly scoreLo: number | null;
  /** Upper limit. */
  readonly scoreHi: number | null;
  /** Standard deviation of the mean score over draws of the judges, cases fixed. */
  readonly judgeSd: number | null;
  /** Rank by each single judge. */
  readonly byJudge: readonly number[];
  /** Rank with each judge left out of the panel; empty below three judges. */
  readonly leftOut: readonly number[];
}

/** Ranks that carry the noise of the judge. */
export interface JudgedRanks {
  /** One a run, in the order given. */
  readonly rows: readonly JudgedRank[];
  /** Cases. */
  readonly n: number;
  /** Of each judge, how often a second verdict differs; null where none is repeated. */
  readonly flips: readonly (number | null)[];
  /** Seed. */
  readonly seed: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Ranks of judged runs with the noise of the judges carried into them: judges are drawn with replacement, every verdict is
 * given anew as its repetitions say, and cases are drawn as usual.
 *
 * A verdict that was repeated is drawn from its repetitions; one that was not is turned over as often as the judge
 * contradicts itself on those that were. A panel decides by majority, a tie by lot. With one judge
 * and no repetition the noise is not known: null, never 0. Scores are points met over positive points, clipped to [0,1].
 * Limits of ranks are percentiles of type 1. Those of a score are the recorded mean less and plus normal quantiles of the
 * standard deviation over the same draws, for a verdict that is drawn anew carries its noise twice, which shifts the draws
 * but not their spread; null where no draw differs. Throws a RangeError for runs of different numbers of cases.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { judgedRanks } from "@rounds/rounds";
 *
 * const met = [[{ points: 5, fixed: null, met: [[1, 1]] }]];
 * const not = [[{ points: 5, fixed: null, met: [[0, 0]] }]];
 * const { rows } = judgedRanks({ answers: [met, not], judges: 1, realisations: 5, replicates: 20 });
 * assert.deepEqual(rows.map((row) => [row.rank, row.lo, row.hi]), [[1, 1, 1], [2, 2, 2]]);
 * ```
 */
export function judgedRanks(options: JudgedRanksOptions): JudgedRanks {
  const { answers, judges, realisations = 100, replicates = 2000, level = 0.95, seed = 42 } =
    options;
  const n = answers[0]?.length ?? 0;
  if (answers.some((own) => own.length !== n)) {
    throw new RangeError("answers is ragged, expected the same cases for every run");
  }
  const flips = flipRates(answers.flat(2), { judges });
  const isKnown = judges > 1 || flips.some((flip) => flip !== null);
  const all = Array.from({ length: judges }, (_, judge) => judge);
  const recorded = scoresOf(answers, (one) => fixedVerdict(one, all));
  const plain = rankIntervals({
    y: recorded,
    cluster: Array.from({ length: n }, (_, k) => k),
    replicates,
    level,
    seed,
  });
  const noisy = isKnown && n > 0
    ? drawAnew(answers, { judges, flips, realisations, replicates, seed })
    : null;
  const tail = (1 - level) / 2;
  const single = all.map((judge) =>
    ranksOf(meansOf(scoresOf(answers, (one) => fixedVerdict(one, [judge]))))
  );
  const without = judges < 3
    ? []
    : all.map((left) =>
      ranksOf(meansOf(scoresOf(answers, (one) =>
        fixedVerdict(one, all.filter((judge) => judge !== left)))))
    );
  return {
    rows: plain.rows.map((row, run): JudgedRank => {
      const ranks = Float64Array.from(noisy?.ranks[run] ?? []).sort();
      const at = (p: number) =>
        noisy === null ? null : quantile(ranks, { p, type: 1, sorted: true });
      return {
        value: row.score,
        rank: row.value,
        casesLo: row.lo,
        casesHi: row.hi,
        casesBest: row.pBest,
        lo: at(tail),
        hi: at(1 - tail),
        pBest: noisy?.best[run] ?? null,
        ...scoreLimits(row.score, { sd: noisy?.spread[run] ?? null, tail }),
        judgeSd: noisy?.sd[run] ?? null,
        byJudge: n === 0 ? [] : single.map((ranks) => ranks[run] ?? 0),
        leftOut: n === 0 ? [] : without.map((ranks) => ranks[run] ?? 0),
      };
    }),
    n,
    flips,
    seed,
    method: "judged-ranks/panel-bootstrap",
    warnings: [
      ...plain.warnings,
      ...(isKnown || n === 0 ? [] : ["one judge and no verdict repeated: its noise is not known"]),
      ...(isKnown && judges > 1 && flips.every((flip) => flip === null)
        ? ["no verdict repeated: judges vary, but each is taken for consistent"]
        : []),
      ...(judges > 1 && judges < 5 ? [`${judges} judges: a bootstrap of so few is rough`] : []),
    ],
  };
}

/** A spread of 0 is no certainty: every draw was the same. */
function scoreLimits(
  score: number | null,
  { sd, tail }: { readonly sd: number | null; readonly tail: number },
): Pick<JudgedRank, "scoreLo" | "scoreHi"> {
  if (score === null || sd === null || !(sd > 1e-12)) return { scoreLo: null, scoreHi: null };
  const half = normalQuantile(1 - tail) * sd;
  return { scoreLo: Math.max(0, score - half), scoreHi: Math.min(1, score + half) };
}

type Answers = JudgedRanksOptions["answers"];

function scoresOf(answers: Answers, verdict: (one: JudgedCriterion) => number): number[][] {
  return answers.map((own) =>
    own.map((criteria) => {
      let [positive, earned] = [0, 0];
      for (const one of criteria) {
        positive += Math.max(0, one.points);
        earned += one.points * verdict(one);
      }
      return positive === 0 ? 0 : Math.min(1, Math.max(0, earned / positive));
    })
  );
}

function meansOf(scores: readonly (readonly number[])[]): number[] {
  return scores.map((own) => own.reduce((sum, score) => sum + score, 0) / own.length);
}

/** Rounded, so that equal means reached by different sums are ties. */
function ranksOf(means: readonly number[]): number[] {
  return averageRanks(means.map((mean) => -Math.round(mean * 1e12) / 1e12));
}

function drawAnew(
  answers: Answers,
  { judges, flips, realisations, replicates, seed }: {
    readonly judges: number;
    readonly flips: readonly (number | null)[];
    readonly realisations: number;
    readonly replicates: number;
    readonly seed: number;
  },
): {
  readonly ranks: number[][];
  readonly best: number[];
  readonly sd: number[];
  readonly spread: number[];
} {
  const random = pcg32({ seed });
  const n = answers[0]?.length ?? 0;
  const ranks = answers.map((): number[] => []);
  const best = answers.map(() => 0);
  const means: number[][] = [];
  const all = answers.map((): number[] => []);
  const each = Math.max(1, Math.round(replicates / realisations));
  for (let r = 0; r < realisations; r++) {
    const panel = Array.from({ length: judges }, () => random.below(judges));
    const scores = scoresOf(answers, (one) => noisyVerdict(one, { panel, flips, random }));
    means.push(meansOf(scores));
    for (let b = 0; b < each; b++) {
      const sums = answers.map(() => 0);
      for (let draw = 0; draw < n; draw++) {
        const c = random.below(n);
        scores.forEach((own, run) => sums[run] = (sums[run] ?? 0) + (own[c] ?? 0));
      }
      const drawnMeans = sums.map((sum) => sum / n);
      drawnMeans.forEach((mean, run) => all[run]?.push(mean));
      const drawn = ranksOf(drawnMeans);
      const top = Math.min(...drawn);
      const share = 1 / drawn.filter((rank) => rank === top).length;
      drawn.forEach((rank, run) => {
        ranks[run]?.push(rank);
        if (rank === top) best[run] = (best[run] ?? 0) + share / (realisations * each);
      });
    }
  }
  return {
    ranks,
    best,
    sd: answers.map((_, run) => deviation(means.map((row) => row[run] ?? 0))),
    spread: all.map(deviation),
  };
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return Math.sqrt(
    values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / Math.max(1, values.length - 1),
  );
}
