import type { Observation } from "../interval.ts";
import { adjustP } from "../multiplicity/adjust_p.ts";
import { tCdf } from "../special/t_cdf.ts";

/** Options of {@linkcode altTest}. */
export interface AltTestOptions {
  /** `humans[rater][item]`; null is missing. */
  readonly humans: readonly (readonly Observation[])[];
  /** The judge's rating of each item; null is missing. */
  readonly judge: readonly Observation[];
  /** How much worse than a physician is still worth its price; default 0.2 (experts). */
  readonly epsilon?: number;
  /** `accuracy` (share of the others agreed with, default) or `rmse` for scores. */
  readonly alignment?: "accuracy" | "rmse";
  /** Level after Benjamini-Yekutieli; default 0.05. */
  readonly alpha?: number;
}

/** One physician of {@linkcode altTest}. */
export interface AltTestRow {
  /** Share of items on which the judge agrees with the others at least as well as this physician. */
  readonly advantageJudge: number | null;
  /** The reverse. */
  readonly advantageHuman: number | null;
  /** p of "the physician's advantage is at least epsilon greater". */
  readonly p: number | null;
  /** Benjamini-Yekutieli's. */
  readonly pAdjusted: number | null;
  /** Items compared. */
  readonly n: number;
}

/** The alternative annotator test. */
export interface AltTest {
  /** One row a physician. */
  readonly rows: readonly AltTestRow[];
  /** Share of physicians the judge may replace. */
  readonly winningRate: number | null;
  /** Mean of the judge's advantages. */
  readonly value: number | null;
  /** Whether at least half are rejected. */
  readonly passes: boolean | null;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * May a judge replace a physician? The alt-test.
 *
 * For each physician: how often the judge agrees with the other physicians at least as well as the physician does, and
 * the reverse; one-sided paired t test of the difference against ε; Benjamini-Yekutieli over physicians; passed when at
 * least half are rejected. Wants three physicians and thirty items. Source: Calderon, Reichart & Dror 2025.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { altTest } from "@rounds/rounds";
 *
 * const test = altTest({ humans: [[1, 0, 1, 1], [1, 0, 0, 1], [1, 1, 1, 1]], judge: [1, 0, 1, 1] });
 * assert.equal(test.rows.length, 3);
 * ```
 */
export function altTest(options: AltTestOptions): AltTest {
  const { humans, judge, epsilon = 0.2, alignment = "accuracy", alpha = 0.05 } = options;
  const score = (value: number, others: readonly number[]): number =>
    alignment === "accuracy"
      ? others.filter((other) => other === value).length / others.length
      : -Math.sqrt(others.reduce((sum, other) => sum + (other - value) ** 2, 0) / others.length);
  const raw = humans.map((own, j) => {
    const wins = own.flatMap((value, item) => {
      const rating = judge[item] ?? null;
      const others = humans.filter((_, k) => k !== j).map((row) => row[item] ?? null)
        .filter((other) => other !== null);
      if (value === null || rating === null || others.length === 0) return [];
      const gap = score(rating, others) - score(value, others);
      return [{ judge: gap >= -1e-12 ? 1 : 0, human: gap <= 1e-12 ? 1 : 0 }];
    });
    const n = wins.length;
    const mean = (f: (win: { judge: number; human: number }) => number): number =>
      wins.reduce((sum, win) => sum + f(win), 0) / n;
    if (n < 2) return { advantageJudge: null, advantageHuman: null, p: null, n };
    const difference = mean((win) => win.human - win.judge);
    const variance = (mean((win) => (win.human - win.judge - difference) ** 2) * n) / (n - 1);
    return {
      advantageJudge: mean((win) => win.judge),
      advantageHuman: mean((win) => win.human),
      // Without variation the t statistic is infinite: the sign alone decides.
      p: variance > 0
        ? tCdf((difference - epsilon) / Math.sqrt(variance / n), n - 1)
        : difference < epsilon
        ? 0
        : 1,
      n,
    };
  });
  const adjusted = adjustP(raw.map((row) => row.p), { method: "by" });
  const rows = raw.map((row, k) => ({ ...row, pAdjusted: adjusted[k] ?? null }));
  const tested = rows.filter((row) => row.pAdjusted !== null);
  const rejected = tested.filter((row) => (row.pAdjusted ?? 1) < alpha).length;
  const winningRate = tested.length === 0 ? null : rejected / tested.length;
  const advantages = rows.map((row) => row.advantageJudge).filter((value) => value !== null);
  const fewest = Math.min(...rows.map((row) => row.n));
  return {
    rows,
    winningRate,
    value: advantages.length === 0
      ? null
      : advantages.reduce((sum, value) => sum + value, 0) / advantages.length,
    passes: winningRate === null ? null : winningRate >= 0.5,
    method: `alt-test/${alignment}`,
    warnings: [
      ...(humans.length < 3 ? ["fewer than three physicians"] : []),
      ...(tested.length > 0 && fewest < 30 ? ["fewer than 30 items: the t test is rough"] : []),
      ...(tested.length === 0 ? ["no data"] : []),
    ],
  };
}
