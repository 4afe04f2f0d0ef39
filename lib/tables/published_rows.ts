import { adjustP } from "../stats/multiplicity/adjust_p.ts";
import { normalCdf } from "../stats/special/normal_cdf.ts";
import { normalQuantile } from "../stats/special/normal_quantile.ts";
import { wilson } from "../stats/uncertainty/wilson.ts";
import type { PublishedScores } from "../types.ts";

/** A published score with the interval that it was published without. Null means not defined. */
export interface PublishedRow {
  /** The model as published; the name that figures use. */
  readonly run: string;
  /** The same. */
  readonly model: string;
  /** Who may use it; null when the source does not say. */
  readonly type: "proprietary" | "open" | "medical" | null;
  /** The score as published. */
  readonly value: number;
  /** Lower limit. */
  readonly lo: number;
  /** Upper limit. */
  readonly hi: number;
  /** Confidence level. */
  readonly level: number;
  /** Cases. */
  readonly n: number;
  /** What is counted. */
  readonly unit: PublishedScores["unit"];
  /** Best rank it may have, for all models at once. */
  readonly rank_lo: number;
  /** Worst rank it may have. */
  readonly rank_hi: number;
  /** Score on the cases after its cut-off, as published; null when not. */
  readonly after: number | null;
  /** `after` less `value`: the part less the whole, as leaderboards show it. */
  readonly after_less_whole: number | null;
  /** `after` less the score before, had `afterShare` of the cases come after. */
  readonly gap: number | null;
  /** Lower limit of the gap. */
  readonly gap_lo: number | null;
  /** Upper limit of the gap. */
  readonly gap_hi: number | null;
  /** p of no gap, Holm over the models. */
  readonly gap_p_adj: number | null;
  /** Standard deviation of a case's score that was assumed; null where the score is a share of right ones. */
  readonly sd: number | null;
  /** Stable id of the method. */
  readonly method: string;
  /** What was assumed. */
  readonly warnings: string | null;
}

/** What the source does not say. */
export interface PublishedRowsOptions {
  /** Standard deviation of a case's score, for scores by points; default 0.3. */
  readonly sd?: number;
  /** Share of the cases after a model's cut-off; default 0.5. */
  readonly afterShare?: number;
  /** Correlation of two models over cases; default 0, which errs on the side of ties. */
  readonly correlation?: number;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/**
 * A published leaderboard re-read with intervals and rank sets, and its scores after the cut-off as gaps against before.
 *
 * `scores` are those of `readPublishedScores`. Shares of right cases or questions: Wilson's interval. Scores by points:
 * normal with the standard deviation assumed. Ranks: two-sided normal tests of all pairs, Holm; the cases of two models
 * are the same, so tests on the single answers would see more. What is assumed is in every row. Rows come best first.
 * Throws `RangeError` for an `sd` or `afterShare` that cannot be.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { publishedRows, readPublishedScores } from "@rounds/rounds";
 *
 * const [first] = publishedRows(await readPublishedScores("liveclin"));
 * assert.deepEqual([first?.run, first?.lo.toFixed(3), first?.hi.toFixed(3), first?.rank_lo], ["o3", "0.332", "0.382", 1]);
 * ```
 */
export function publishedRows(
  scores: PublishedScores,
  options: PublishedRowsOptions = {},
): readonly PublishedRow[] {
  const { sd = 0.3, afterShare = 0.5, correlation = 0, level = 0.95 } = options;
  if (!(sd > 0 && sd < Infinity)) throw new RangeError(`sd is ${sd}, expected a number above 0`);
  if (!(afterShare > 0 && afterShare < 1)) {
    throw new RangeError(`afterShare is ${afterShare}, expected a number between 0 and 1`);
  }
  const z = normalQuantile(1 - (1 - level) / 2);
  const byPoints = scores.unit === "case score";
  const models = scores.models.map(({ model, value, n, after = null, type = null }) => {
    const deviation = byPoints ? sd : Math.sqrt(value * (1 - value));
    const whole = byPoints ? null : wilson({ x: Math.round(value * n), n, level });
    const half = z * deviation / Math.sqrt(n);
    const gap = after === null ? null : (after - value) / (1 - afterShare);
    return {
      ...{ model, value, n, after, type, deviation, gap },
      // Published scores are means from 0 to 1, so their limits are too.
      lo: whole?.lo ?? Math.max(0, value - half),
      hi: whole?.hi ?? Math.min(1, value + half),
      isCut: whole === null && (value - half < 0 || value + half > 1),
      se: deviation / Math.sqrt(n),
      gapSe: deviation * Math.sqrt(1 / (n * afterShare) + 1 / (n * (1 - afterShare))),
    };
  }).toSorted((a, b) => b.value - a.value);
  const pairs = models.flatMap((a, i) =>
    models.slice(i + 1).map((b, k) => {
      const variance = a.se ** 2 + b.se ** 2 - 2 * correlation * a.se * b.se;
      const same = a.value === b.value;
      return { i, j: i + 1 + k, p: same ? 1 : twoSided((a.value - b.value) / Math.sqrt(variance)) };
    })
  );
  const adjusted = adjustP(pairs.map(({ p }) => p));
  const apart = pairs.filter((_, k) => (adjusted[k] ?? 1) <= 1 - level);
  const gapP = adjustP(
    models.map(({ gap, gapSe }) => gap === null || gapSe === 0 ? null : twoSided(gap / gapSe)),
  );
  const assumed = [
    byPoints ? `standard deviation of a case's score ${sd} assumed` : null,
    correlation === 0 ? "models taken for independent" : `correlation ${correlation} assumed`,
    models.some(({ after }) => after !== null)
      ? `${Math.round(100 * afterShare)} % of the cases after the cut-off assumed`
      : null,
  ].filter((text) => text !== null).join("; ");
  return models.map(({ model, type, value, lo, hi, isCut, n, after, gap, gapSe }, place) => ({
    run: model,
    model,
    type,
    value,
    lo,
    hi,
    level,
    n,
    unit: scores.unit,
    rank_lo: 1 + apart.filter(({ j }) => j === place).length,
    rank_hi: models.length - apart.filter(({ i }) => i === place).length,
    after,
    after_less_whole: after === null ? null : after - value,
    gap,
    gap_lo: gap === null ? null : gap - z * gapSe,
    gap_hi: gap === null ? null : gap + z * gapSe,
    gap_p_adj: gapP[place] ?? null,
    sd: byPoints ? sd : null,
    method: byPoints ? "published/normal" : "published/wilson",
    warnings: isCut ? `${assumed}; interval cut at the end of the scale` : assumed,
  }));
}

function twoSided(z: number): number {
  return Math.min(1, 2 * normalCdf(-Math.abs(z)));
}
