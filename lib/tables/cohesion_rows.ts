import type { Frame } from "../frames/frame.ts";
import { type FirstError, firstErrors } from "../stats/process/first_errors.ts";
import { positionProfile } from "../stats/process/position_profile.ts";
import { jointBootstrap } from "../stats/resampling/joint_bootstrap.ts";
import { quantile } from "../stats/special/quantile.ts";
import { wilson } from "../stats/uncertainty/wilson.ts";
import type { RunKey } from "./accuracy_row.ts";
import { processRows } from "./_process_rows.ts";

/** How much the errors of one run gather in the same cases. Proportions are in [0,1]; null means not defined. */
export interface CohesionRow extends RunKey {
  /** The cohesion gap, `observed - independence`: above 0 errors gather in hard cases, near 0 they are spread. */
  readonly value: number | null;
  /** Lower limit: percentile of the bootstrap over cases, or combined from both shares; `method` says which. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Case accuracy observed. */
  readonly observed: number | null;
  /** Lower limit: same bootstrap, or Wilson's where no case or every case is right. */
  readonly observed_lo: number | null;
  /** Upper limit. */
  readonly observed_hi: number | null;
  /** Case accuracy if the answers of a case were independent, each as likely right as its position is. */
  readonly independence: number | null;
  /** Lower limit, same bootstrap; null where no answer or every answer is right. */
  readonly independence_lo: number | null;
  /** Upper limit. */
  readonly independence_hi: number | null;
  /** Cases (× trials) without unknown answers. */
  readonly n: number;
  /** Cases (× trials) left out because an answer is unknown. */
  readonly n_excluded: number;
  /** Cases that are resampled. */
  readonly clusters: number;
  /** Confidence level. */
  readonly level: number;
  /** Resamples. */
  readonly replicates: number;
  /** Seed. */
  readonly seed: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What is missing or approximate, and why; null when nothing. */
  readonly warnings: string | null;
}

/** How to resample. */
export interface CohesionRowsOptions {
  /** Bootstrap resamples; default 2,000. */
  readonly replicates?: number;
  /** Seed; default 42. */
  readonly seed?: number;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** A bootstrap is poor below as many cases. */
const FEW_CASES = 10;

/**
 * The cohesion gap of each run with its bootstrap interval, as plain rows for `cohesionPlot`.
 *
 * `frame` is a `questionsFrame`; clean reading. The gap is that of `positionProfile`; cases are drawn with replacement,
 * with all their trials. Where no case or every case is right throughout, every resample says the same of them: then the
 * interval of the gap is combined (square and add) from Wilson's for the share observed and the bootstrap's for the share
 * expected, and where no answer or every answer is right there is none. Throws `RangeError` for items that carry points.
 * Source: Zou & Donner 2008 for the combination.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { cohesionRows, questionsFrame } from "@rounds/rounds";
 *
 * assert.deepEqual(cohesionRows(questionsFrame([])), []);
 * ```
 */
export function cohesionRows(
  frame: Frame,
  options: CohesionRowsOptions = {},
): readonly CohesionRow[] {
  const { replicates = 2000, seed = 42, level = 0.95 } = options;
  return processRows(frame).map(({ run, cases, ...rows }): CohesionRow => {
    const profile = positionProfile(rows);
    const subjects = firstErrors(rows);
    const clusters = [...new Set(cases)];
    const draws = profile.independence === null || clusters.length < 2
      ? { gap: [], observed: [], independence: [] }
      : resample(subjects, { cases, clusters, replicates, seed });
    const tail = (1 - level) / 2;
    const limitsOf = (values: readonly number[]): Limits =>
      values.length === 0 || Math.max(...values) - Math.min(...values) < 1e-12
        ? { lo: null, hi: null }
        : { lo: quantile(values, { p: tail }), hi: quantile(values, { p: 1 - tail }) };
    const { value, expected, ...observed } = combine(profile, {
      gap: limitsOf(draws.gap),
      observed: limitsOf(draws.observed),
      expected: limitsOf(draws.independence),
      clusters: Math.min(clusters.length, profile.n),
      level,
    });
    const isResampled = draws.gap.length > 0;
    const warnings = [
      ...profile.warnings,
      ...(profile.independence !== null && clusters.length < 2 ? ["one case: no interval"] : []),
      ...(clusters.length >= 2 && clusters.length < FEW_CASES
        ? [`${clusters.length} cases: a bootstrap is poor below ${FEW_CASES}`]
        : []),
      ...(isResampled && observed.isExtreme
        ? [
          `${profile.observed === 0 ? "no" : "every"} case is right throughout: ${
            value.lo === null
              ? "no interval of the gap"
              : "the interval of the gap is combined from those of both shares"
          }`,
        ]
        : []),
    ];
    return {
      ...run,
      value: profile.cohesionGap,
      lo: value.lo,
      hi: value.hi,
      observed: profile.observed,
      observed_lo: observed.lo,
      observed_hi: observed.hi,
      independence: profile.independence,
      independence_lo: expected.lo,
      independence_hi: expected.hi,
      n: profile.n,
      n_excluded: profile.nExcluded,
      clusters: clusters.length,
      level,
      replicates,
      seed,
      method: `cohesion-gap/${observed.isExtreme ? "square-and-add" : "cluster-bootstrap"}`,
      warnings: warnings.join("; ") || null,
    };
  });
}

interface Limits {
  readonly lo: number | null;
  readonly hi: number | null;
}

/** Square and add where the bootstrap has nothing to say of the share observed: it is 0 or 1 in every resample. */
function combine(
  { observed, independence, cohesionGap }: ReturnType<typeof positionProfile>,
  limits: {
    readonly gap: Limits;
    readonly observed: Limits;
    readonly expected: Limits;
    readonly clusters: number;
    readonly level: number;
  },
): {
  readonly value: Limits;
  readonly expected: Limits;
  readonly isExtreme: boolean;
} & Limits {
  const { expected, clusters, level } = limits;
  const isExtreme = clusters > 1 && (observed === 0 || observed === 1);
  if (!isExtreme || observed === null || independence === null || cohesionGap === null) {
    return { value: limits.gap, expected, isExtreme, ...limits.observed };
  }
  // Cases, not trials: those of one case are not independent.
  const { lo, hi } = wilson({ x: observed * clusters, n: clusters, level });
  if (lo === null || hi === null || expected.lo === null || expected.hi === null) {
    return { value: { lo: null, hi: null }, expected, isExtreme, lo, hi };
  }
  const value = {
    lo: cohesionGap - Math.hypot(observed - lo, expected.hi - independence),
    hi: cohesionGap + Math.hypot(hi - observed, independence - expected.lo),
  };
  return { value, expected, isExtreme, lo, hi };
}

/**
 * The gap depends on the cases only through sums: right and known answers by position, complete cases by length, and
 * those right throughout. So these are summed over the drawn cases, and nothing else is computed again.
 */
function resample(
  subjects: readonly FirstError[],
  { cases, clusters, replicates, seed }: {
    readonly cases: readonly string[];
    readonly clusters: readonly string[];
    readonly replicates: number;
    readonly seed: number;
  },
): Readonly<Record<"gap" | "observed" | "independence", readonly number[]>> {
  const longest = Math.max(...subjects.map(({ outcomes }) => outcomes.length));
  const columns = (): Float64Array[] =>
    Array.from({ length: longest }, () => new Float64Array(clusters.length));
  const [right, known, complete] = [columns(), columns(), columns()];
  const whole = new Float64Array(clusters.length);
  const place = new Map(clusters.map((name, index) => [name, index]));
  const add = (column: Float64Array | undefined, index: number, by: number): void => {
    if (column !== undefined) column[index] = (column[index] ?? 0) + by;
  };
  subjects.forEach(({ outcomes }, k) => {
    const index = place.get(cases[k] ?? "") ?? 0;
    outcomes.forEach((y, q) => {
      if (y === null) return;
      add(right[q], index, y);
      add(known[q], index, 1);
    });
    if (outcomes.includes(null)) return;
    add(complete[outcomes.length - 1], index, 1);
    if (outcomes.every((y) => y === 1)) add(whole, index, 1);
  });
  const totals = [...right, ...known, ...complete, whole];
  const sums = jointBootstrap({ totals, replicates, seed });
  const at = (column: number, replicate: number) => sums[column]?.[replicate] ?? 0;
  const drawn = { gap: [] as number[], observed: [] as number[], independence: [] as number[] };
  for (let b = 0; b < replicates; b++) {
    let [product, expected, n] = [1, 0, 0];
    for (let q = 0; q < longest; q++) {
      product *= at(q, b) / at(longest + q, b);
      const some = at(2 * longest + q, b);
      // Without a complete case this long, a position that nobody reached in the draw does not matter.
      if (some > 0) expected += some * product;
      n += some;
    }
    if (n === 0) continue;
    const observed = at(3 * longest, b) / n;
    drawn.observed.push(observed);
    drawn.independence.push(expected / n);
    drawn.gap.push(observed - expected / n);
  }
  return drawn;
}
