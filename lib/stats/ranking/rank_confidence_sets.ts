import { adjustP } from "../multiplicity/adjust_p.ts";
import { clusterSignFlipTest } from "../paired/cluster_sign_flip_test.ts";

/** Options of {@linkcode rankConfidenceSets}. */
export interface RankConfidenceSetsOptions {
  /** `totals[model][case]`: right answers (or the score) of the model in the case; all models on the same items. */
  readonly totals: readonly (readonly number[])[];
  /** Familywise level; default 0.05. */
  readonly alpha?: number;
}

/** One pair of models. */
export interface RankPair {
  /** Index of the first. */
  readonly a: number;
  /** Index of the second. */
  readonly b: number;
  /** Difference of totals, first less second. */
  readonly difference: number;
  /** Sign-flip p. */
  readonly p: number;
  /** Holm's, over all pairs. */
  readonly pAdjusted: number;
}

/** One model of {@linkcode rankConfidenceSets}. */
export interface RankSet {
  /** Sum over cases. */
  readonly total: number;
  /** Best rank it may have. */
  readonly lo: number;
  /** Worst rank it may have. */
  readonly hi: number;
  /** Letter shared by models with the same rank set, best first. */
  readonly tier: string;
}

/** Simultaneous rank sets. */
export interface RankConfidenceSets {
  /** One row a model. */
  readonly rows: readonly RankSet[];
  /** Every pair. */
  readonly pairs: readonly RankPair[];
  /** Familywise level. */
  readonly alpha: number;
  /** Cases. */
  readonly clusters: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Rank sets valid for all models at once: sign-flip tests of all pairs, Holm over the pairs. Exact but for totals on no
 * common grid, where tests are seeded Monte Carlo draws and the method says so.
 *
 * The rank set is `[1 + #significantly better, M - #significantly worse]`. Idea as in Mogstad et al. 2024.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { rankConfidenceSets } from "@rounds/rounds";
 *
 * const strong = Array.from({ length: 12 }, () => 2);
 * const { rows } = rankConfidenceSets({ totals: [strong, strong.map(() => 1)] });
 * assert.deepEqual(rows.map((row) => [row.lo, row.hi, row.tier]), [[1, 1, "A"], [2, 2, "B"]]);
 * ```
 */
export function rankConfidenceSets(options: RankConfidenceSetsOptions): RankConfidenceSets {
  const { totals, alpha = 0.05 } = options;
  const clusters = totals[0]?.length ?? 0;
  if (totals.some((row) => row.length !== clusters)) {
    throw new RangeError("totals is ragged, expected one total a case for every model");
  }
  const raw = totals.flatMap((first, a) =>
    totals.slice(a + 1).map((second, k) => {
      const differences = first.map((value, g) => value - (second[g] ?? 0));
      const test = clusterSignFlipTest({ differences });
      return { a, b: a + 1 + k, difference: test.value, p: test.p, kind: test.kind };
    })
  );
  const adjusted = adjustP(raw.map((pair) => pair.p));
  const pairs = raw.map(({ kind: _kind, ...pair }, k) => ({
    ...pair,
    pAdjusted: adjusted[k] ?? 1,
  }));
  const sets = totals.map((row, model) => {
    let better = 0;
    let worse = 0;
    for (const pair of pairs) {
      if (pair.pAdjusted > alpha || (pair.a !== model && pair.b !== model)) continue;
      if (pair.difference > 0 === (pair.a === model)) worse++;
      else better++;
    }
    return {
      total: row.reduce((sum, value) => sum + value, 0),
      lo: 1 + better,
      hi: totals.length - worse,
    };
  });
  const kinds = [
    ...new Set(
      sets.toSorted((x, y) => x.lo - y.lo || x.hi - y.hi).map((set) => `${set.lo}-${set.hi}`),
    ),
  ];
  return {
    rows: sets.map((set) => ({ ...set, tier: letters(kinds.indexOf(`${set.lo}-${set.hi}`)) })),
    pairs,
    alpha,
    clusters,
    method: raw.some(({ kind }) => kind === "monte-carlo")
      ? "rank-sets/sign-flip-holm-monte-carlo"
      : "rank-sets/sign-flip-holm",
    warnings: clusters === 0 ? ["no data"] : [],
  };
}

/** A to Z, then AA. */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}
