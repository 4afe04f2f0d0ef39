import type { Frame } from "../frames/frame.ts";
import { adjustP } from "../stats/multiplicity/adjust_p.ts";
import { minimumDetectableEffect } from "../stats/power/minimum_detectable_effect.ts";
import { monthIndex } from "../stats/time/month_index.ts";
import { prePostGap } from "../stats/time/pre_post_gap.ts";
import { prePostPermutation } from "../stats/time/pre_post_permutation.ts";
import type { StratifiedGap } from "../stats/time/stratified_gap.ts";
import { clusteredMean } from "../stats/uncertainty/clustered_mean.ts";
import type { RunKey } from "./accuracy_row.ts";
import { type DatedRun, datedRuns } from "./_dated_runs.ts";
import type { DatedOptions } from "./dated_options.ts";
import { requireColumns } from "./_score_rows.ts";
import { standardiseGap } from "./_standardise_gap.ts";

/** The scores of one run before and after its knowledge cut-off. Null means not defined, see `warnings`. */
export interface CutoffGapRow extends RunKey {
  /** `as known`, or how the cut-off was varied: `+3 months`, `donut 2 months`. */
  readonly variant: string;
  /** The cut-off used, `yyyy-mm`; null when unknown. */
  readonly cutoff: string | null;
  /** Mean after less mean before. */
  readonly value: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Standard error. */
  readonly se: number | null;
  /** Degrees of freedom. */
  readonly df: number | null;
  /** Two-sided p. */
  readonly p: number | null;
  /** The same adjusted over the runs (Holm), for each variant apart. */
  readonly p_adj: number | null;
  /** Two-sided p when dates are exchanged between cases; null unless permutations are asked for. */
  readonly p_permutation: number | null;
  /** Smallest gap seen with 80 % power at two-sided 5 %. */
  readonly mde: number | null;
  /** Mean of the cases up to the cut-off. */
  readonly mean_pre: number | null;
  /** Lower limit of that mean. */
  readonly pre_lo: number | null;
  /** Upper limit. */
  readonly pre_hi: number | null;
  /** Scores before. */
  readonly n_pre: number;
  /** Mean of the cases after it. */
  readonly mean_post: number | null;
  /** Lower limit of that mean. */
  readonly post_lo: number | null;
  /** Upper limit. */
  readonly post_hi: number | null;
  /** Scores after. */
  readonly n_post: number;
  /** The gap at equal case mix; null without `by`. */
  readonly standardised: number | null;
  /** Its lower limit. */
  readonly standardised_lo: number | null;
  /** Its upper limit. */
  readonly standardised_hi: number | null;
  /** What it was standardised by; null for nothing. */
  readonly standardised_by: string | null;
  /** Cases left out: no score, no date, or inside the donut. */
  readonly n_excluded: number;
  /** What a score is: a case right throughout or not, or points. */
  readonly unit: "case" | "case score";
  /** Which score. */
  readonly score: "clipped" | "unclipped" | "official";
  /** Stable id of the method. */
  readonly method: string;
  /** What to know; null when nothing. */
  readonly warnings: string | null;
}

/** Which cut-offs, and what to hold equal. */
export interface CutoffGapOptions extends DatedOptions {
  /** Column or columns of the case mix to standardise by, such as `specialty` and `language`. */
  readonly by?: string | readonly string[];
  /** Rows too for cut-offs 1 and 3 months earlier and later, and without the 2 months on each side. */
  readonly sensitivity?: boolean;
  /** Exchanges of dates between cases, such as 10,000; few cases are enumerated; default none. */
  readonly permutations?: number;
  /** Seed of the exchanges; default 42. */
  readonly seed?: number;
}

const VARIANTS = [
  { variant: "as known", shift: 0, donut: 0 },
  { variant: "−3 months", shift: -3, donut: 0 },
  { variant: "−1 month", shift: -1, donut: 0 },
  { variant: "+1 month", shift: 1, donut: 0 },
  { variant: "+3 months", shift: 3, donut: 0 },
  { variant: "donut 2 months", shift: 0, donut: 2 },
];

/**
 * The gap of each run between cases after and up to its knowledge cut-off, as plain rows for `slopePlot`.
 *
 * `frame` is a `casesFrame` with `month` (or `date`). Welch's interval; clustered by case where cases repeat. After is
 * compared with before, never with overall. A gap is no proof of contamination: see `twoWayFixedEffects`. A run without
 * a known cut-off keeps its row, empty. Throws `RangeError` for a missing column.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { casesFrame, cutoffGap } from "@rounds/rounds";
 *
 * assert.deepEqual(cutoffGap(casesFrame([]), { models: [{ model: "m", cutoff: "2024-06" }] }), []);
 * ```
 */
export function cutoffGap(
  frame: Frame,
  options: CutoffGapOptions = {},
): readonly CutoffGapRow[] {
  const by = [options.by ?? []].flat();
  requireColumns(frame, by);
  const mix = by.map((name) => frame.getColumn(name).toArray());
  const stratum = (row: number): string =>
    mix.map((values) => values[row] ?? "(unknown)").join(" · ");
  const runs = datedRuns(frame, options);
  return VARIANTS.slice(0, options.sensitivity ? VARIANTS.length : 1).flatMap((variant) => {
    const rows = runs.map((one) => ({
      ...one.run,
      ...gapOf(one, { ...variant, stratum, by, level: options.level ?? 0.95, options }),
    }));
    const adjusted = adjustP(rows.map(({ p }) => p), { method: "holm" });
    return rows.map((row, k) => ({
      ...row,
      p_adj: adjusted[k] ?? null,
      score: options.score ?? "clipped",
    }));
  });
}

type Gap = Omit<CutoffGapRow, keyof RunKey | "p_adj" | "score">;

function gapOf(
  { y, date, cluster, interval, repeated, rows, cutoff: known }: DatedRun,
  { variant, shift, donut, stratum, by, level, options }: {
    readonly variant: string;
    readonly shift: number;
    readonly donut: number;
    readonly stratum: (row: number) => string;
    readonly by: readonly string[];
    readonly level: number;
    readonly options: CutoffGapOptions;
  },
): Gap {
  // Without a cut-off every case is left out, by a border that no case reaches.
  const cutoff = known === null ? null : moved(known, shift);
  const border = cutoff ?? "9999-12";
  const gap = prePostGap({
    y: known === null ? y.map(() => null) : y,
    date,
    cutoff: border,
    level,
    donutMonths: donut,
    ...(repeated ? { cluster } : {}),
  });
  const side = (month: string | null): "pre" | "post" | null => {
    if (month === null || cutoff === null) return null;
    const [low, high] = [moved(cutoff, -donut), moved(cutoff, donut)];
    return month > high ? "post" : month <= low ? "pre" : null;
  };
  const sides = date.map(side);
  const [pre, post] = (["pre", "post"] as const).map((which) =>
    clusteredMean({
      y: y.map((one, k) => sides[k] === which ? one : null),
      cluster,
      level,
      interval,
    })
  );
  const strata = rows.map(stratum);
  const even = by.length === 0 || cutoff === null
    ? null
    : standardiseGap({ y, sides, strata, level });
  return {
    variant,
    cutoff,
    value: gap.value,
    lo: gap.lo,
    hi: gap.hi,
    level,
    se: gap.se,
    df: gap.df,
    p: gap.p,
    p_permutation: options.permutations === undefined
      ? null
      : permutedP(y, { sides, replicates: options.permutations, seed: options.seed ?? 42 }),
    mde: gap.se ? minimumDetectableEffect({ n: 1, sd: gap.se }) : null,
    mean_pre: gap.meanPre,
    pre_lo: pre?.lo ?? null,
    pre_hi: pre?.hi ?? null,
    n_pre: gap.nPre,
    mean_post: gap.meanPost,
    post_lo: post?.lo ?? null,
    post_hi: post?.hi ?? null,
    n_post: gap.nPost,
    standardised: even?.value ?? null,
    standardised_lo: even?.lo ?? null,
    standardised_hi: even?.hi ?? null,
    standardised_by: even === null ? null : by.join(" × "),
    n_excluded: gap.nExcluded,
    unit: interval === "t" ? "case score" : "case",
    method: gap.method,
    warnings:
      (known === null ? ["knowledge cut-off unknown"] : [...gap.warnings, ...mixWarnings(even)])
        .join("; ") || null,
  };
}

function permutedP(
  y: readonly (number | null)[],
  { sides, replicates, seed }: {
    readonly sides: readonly ("pre" | "post" | null)[];
    readonly replicates: number;
    readonly seed: number;
  },
): number | null {
  const [pre, post] = (["pre", "post"] as const).map((side) =>
    y.filter((_, k) => sides[k] === side).filter((value) => value !== null)
  );
  const few = (pre?.length ?? 0) + (post?.length ?? 0) <= 16;
  return prePostPermutation({
    pre: pre ?? [],
    post: post ?? [],
    replicates: few ? "all" : replicates,
    seed,
  }).p;
}

function mixWarnings(even: StratifiedGap | null): readonly string[] {
  const few = even?.excluded.length ?? 0;
  if (even === null || few === 0) return [];
  return [
    `standardised without ${few} strata that have one side only (${even.nExcluded} cases)`,
  ];
}

function moved(month: string, by: number): string {
  const index = (monthIndex(month) ?? 0) + by;
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${
    String(index % 12 + 1).padStart(2, "0")
  }`;
}
