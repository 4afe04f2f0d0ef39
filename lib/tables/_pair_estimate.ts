import { mcnemar } from "../stats/paired/mcnemar.ts";
import { clusterSignFlipTest } from "../stats/paired/cluster_sign_flip_test.ts";
import { pairedDifference } from "../stats/paired/paired_difference.ts";
import { pairedProportionsCI } from "../stats/paired/paired_proportions_ci.ts";
import { minimumDetectableEffect } from "../stats/power/minimum_detectable_effect.ts";
import { tQuantile } from "../stats/special/t_quantile.ts";
import type { CompareRow } from "./compare_row.ts";
import type { RunScores } from "./_run_scores.ts";

/** Two runs, and the units to compare them on. */
export interface PairEstimateOptions {
  /** Less this one. */
  readonly b: RunScores;
  /** Places of the units. */
  readonly units: readonly number[];
  /** Case of each unit of the table. */
  readonly cases: readonly number[];
  /** What a unit is. */
  readonly measure: "question" | "case";
  /** Confidence level. */
  readonly level: number;
  /** Seed, for scores without an exact distribution. */
  readonly seed: number;
}

/** The numbers of a row, and what an adjustment needs. */
export interface PairEstimate {
  /** The fields of the row that the scores decide. */
  readonly fields: Pick<
    CompareRow,
    | ("value" | "lo" | "hi" | "se" | "df" | "p" | "a_value" | "b_value" | "a_only" | "b_only")
    | ("n" | "clusters" | "n_eff" | "deff" | "n_excluded" | "excluded_why" | "mde")
    | ("se_unpaired" | "correlation" | "method" | "variant" | "test" | "seed")
  >;
  /** The interval at another level, by the same method. */
  readonly limitsAt: (level: number) => Limits;
  /** Difference of totals of each case that has one, by the case's number. */
  readonly totals: ReadonlyMap<number, number>;
  /** What to know. */
  readonly warnings: readonly string[];
}

/** Of an interval; null where there is none. */
export interface Limits {
  /** Lower. */
  readonly lo: number | null;
  /** Upper. */
  readonly hi: number | null;
}

/** Below this many cases the normal and t approximations are poor. */
const FEW_CASES = 20;

/** The paired, clustered difference of two runs on the units valid in both. */
export function pairEstimate(a: RunScores, options: PairEstimateOptions): PairEstimate {
  const { level, measure } = options;
  const { left, right, cluster, excluded } = split(a, options);
  const gap = pairedDifference({ a: left, b: right, cluster, level });
  const totals = new Map<number, number>();
  let [both, aOnly, bOnly] = [0, 0, 0];
  let [last, total] = [cluster[0] ?? 0, 0];
  const n = left.length;
  for (let k = 0; k < n; k++) {
    const x = left[k] ?? 0;
    const y = right[k] ?? 0;
    const g = cluster[k] ?? 0;
    if (g !== last) {
      totals.set(last, total);
      last = g;
      total = totals.get(g) ?? 0;
    }
    total = total + x - y;
    if (x > y) aOnly++;
    else if (y > x) bOnly++;
    else if (x === 1) both++;
  }
  if (n > 0) totals.set(last, total);
  const isBinary = measure === "case" && gap.clusters === n &&
    [...left, ...right].every((score) => score === 0 || score === 1);
  const counts = { n11: both, n10: aOnly, n01: bOnly, n00: n - both - aOnly - bOnly };
  const tango = isBinary ? pairedProportionsCI({ ...counts, level }) : null;
  const limitsAt = (level: number): Limits => {
    if (tango !== null) return pairedProportionsCI({ ...counts, level });
    const { value, se, df } = gap;
    if (value === null || !se || df === null) return { lo: null, hi: null };
    const reach = tQuantile(1 - (1 - level) / 2, df) * se;
    return { lo: value - reach, hi: value + reach };
  };
  const flip = isBinary || n === 0
    ? null
    : clusterSignFlipTest({ differences: [...totals.values()], seed: options.seed });
  const isFlat = tango === null && gap.se === 0;
  const limits = isFlat ? { lo: null, hi: null } : tango ?? gap;
  const deff = gap.se && gap.seIid ? (gap.se / gap.seIid) ** 2 : null;
  return {
    fields: {
      value: gap.value,
      lo: limits.lo,
      hi: limits.hi,
      se: gap.se,
      df: tango === null ? gap.df : null,
      p: n === 0 ? null : flip?.p ?? mcnemar({ b: aOnly, c: bOnly }).midP,
      a_value: meanOf(left),
      b_value: meanOf(right),
      a_only: aOnly,
      b_only: bOnly,
      n,
      clusters: gap.clusters,
      n_eff: deff === null ? null : Math.min(n, n / deff),
      deff,
      n_excluded: [...excluded.values()].reduce((sum, count) => sum + count, 0),
      excluded_why: excluded.size === 0
        ? null
        : [...excluded].map(([why, count]) => `${why} ${count}`).join(", "),
      mde: gap.se ? minimumDetectableEffect({ n, sd: gap.se * Math.sqrt(n) }) : null,
      se_unpaired: gap.seUnpaired,
      correlation: gap.itemCorrelation,
      method: tango?.method ?? gap.method,
      variant: tango === null ? gap.variant : null,
      test: flip?.method ?? "mcnemar/mid-p",
      seed: flip?.seed ?? null,
    },
    limitsAt,
    totals,
    warnings: [
      ...(n === 0 ? [`no ${measure} is valid in both runs`] : []),
      ...(isFlat ? ["the difference is the same in every case: no interval"] : []),
      ...(n > 0 && gap.clusters === 1 ? ["one case: no standard error"] : []),
      ...(gap.clusters > 1 && gap.clusters < FEW_CASES ? [`fewer than ${FEW_CASES} cases`] : []),
    ],
  };
}

function meanOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** What both runs have a score for, unit by unit, and counts of why the other units are left out. */
interface SharedUnits {
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** Case of each. */
  readonly cluster: readonly number[];
  readonly excluded: ReadonlyMap<string, number>;
}

function split(a: RunScores, { b, units, cases }: PairEstimateOptions): SharedUnits {
  const left: number[] = [];
  const right: number[] = [];
  const cluster: number[] = [];
  const excluded = new Map<string, number>();
  for (const unit of units) {
    const ofA = a.value[unit] ?? null;
    const ofB = b.value[unit] ?? null;
    if (ofA !== null && ofB !== null) {
      left.push(ofA);
      right.push(ofB);
      cluster.push(cases[unit] ?? 0);
      continue;
    }
    const inA = ofA !== null ? null : a.missing[unit] ?? "absent";
    const inB = ofB !== null ? null : b.missing[unit] ?? "absent";
    if (inA === "absent" && inB === "absent") continue;
    const why = inA !== null && inB !== null
      ? `a ${inA} and b ${inB}`
      : inA !== null
      ? `a ${inA}`
      : `b ${inB}`;
    excluded.set(why, (excluded.get(why) ?? 0) + 1);
  }
  return { left, right, cluster, excluded };
}
