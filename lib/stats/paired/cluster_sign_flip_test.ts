import { clusterIndex } from "../cluster_index.ts";
import type { ClusterName, Observation } from "../interval.ts";
import { monteCarloP } from "../resampling/monte_carlo_p.ts";
import { pcg32 } from "../resampling/pcg32.ts";
import { normalCdf } from "../special/normal_cdf.ts";
import { signFlipDistribution } from "./sign_flip_distribution.ts";

/** Options of {@linkcode clusterSignFlipTest}: totals a case, or the items of two models. */
export type ClusterSignFlipOptions =
  & {
    /** Replicates when the exact distribution is out of reach; default 10,000. */
    readonly replicates?: number;
    /** Seed of PCG32 for those; default 42. */
    readonly seed?: number;
  }
  & ({
    /** `right by A - right by B` (or the score difference) of each case. */
    readonly differences: readonly number[];
  } | {
    /** Outcome or score of the first model on each item. */
    readonly a: readonly Observation[];
    /** The same items by the second model. */
    readonly b: readonly Observation[];
    /** Case of each item. */
    readonly cluster: readonly ClusterName[];
  });

/** The sign-flip test. */
export interface ClusterSignFlipTest {
  /** T, the sum of the differences, in items. */
  readonly value: number;
  /** Two-sided p. */
  readonly p: number;
  /** `exact` (convolution) or `monte-carlo`. */
  readonly kind: "exact" | "monte-carlo";
  /** T over its null standard deviation; null when every case ties. */
  readonly z: number | null;
  /** Two-sided p of the normal approximation. */
  readonly pNormal: number | null;
  /** Cases. */
  readonly clusters: number;
  /** Cases with a difference other than 0. */
  readonly discordant: number;
  /** Pairs left out because one side is missing. */
  readonly nExcluded: number;
  /** Seed; null when exact. */
  readonly seed: number | null;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Exact test that two models are exchangeable within each case.
 *
 * Under the null each case total keeps its size and flips its sign with probability ½. Totals on an integer grid (or a
 * grid of up to 1/1000) give the exact distribution of T by convolution: no seed, no Monte Carlo error, any number of
 * cases. Other scores fall back to seeded Monte Carlo; where none of its draws is as extreme, p is at most Hoeffding's
 * bound 2·exp(-z²/2), which the exact p never exceeds. On case accuracy it is McNemar's exact test.
 * Sources: Pagano & Tritchler 1983; Hoeffding 1963.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { clusterSignFlipTest } from "@rounds/rounds";
 *
 * const test = clusterSignFlipTest({ differences: [0, 1, 0, 2, 0, -1, 0, 1, 0, 1, -1, 0] });
 * assert.deepEqual([test.value, test.p, test.kind], [3, 0.53125, "exact"]);
 * ```
 */
export function clusterSignFlipTest(options: ClusterSignFlipOptions): ClusterSignFlipTest {
  const { replicates = 10_000, seed = 42 } = options;
  const { differences, nExcluded } = "differences" in options
    ? { differences: options.differences, nExcluded: 0 }
    : totals(options);
  const value = differences.reduce((sum, d) => sum + d, 0);
  const nonzero = differences.filter((d) => d !== 0);
  const squares = nonzero.reduce((sum, d) => sum + d * d, 0);
  const z = squares === 0 ? null : value / Math.sqrt(squares);
  const scale = grid(nonzero);
  const kind = scale === null ? "monte-carlo" : "exact";
  const p = scale === null
    ? monteCarlo(nonzero, { replicates, seed, z })
    : signFlipDistribution(nonzero.map((d) => Math.round(d * scale))).p;
  return {
    value,
    p,
    kind,
    z,
    pNormal: z === null ? null : 2 * normalCdf(-Math.abs(z)),
    clusters: differences.length,
    discordant: nonzero.length,
    nExcluded,
    seed: kind === "exact" ? null : seed,
    method: `cluster-sign-flip/${kind}`,
    warnings: nonzero.length === 0 ? ["no case differs"] : [],
  };
}

function totals(options: {
  readonly a: readonly Observation[];
  readonly b: readonly Observation[];
  readonly cluster: readonly ClusterName[];
}): { readonly differences: readonly number[]; readonly nExcluded: number } {
  const { index, names } = clusterIndex(options.cluster);
  const differences = new Array<number>(names.length).fill(0);
  let nExcluded = 0;
  options.a.forEach((first, row) => {
    const second = options.b[row] ?? null;
    const g = index[row] ?? 0;
    if (first === null || second === null) nExcluded++;
    else differences[g] = (differences[g] ?? 0) + first - second;
  });
  return { differences, nExcluded };
}

/** The factor that makes every difference an integer; null when none up to 1000 does or the grid is too long. */
function grid(differences: readonly number[]): number | null {
  const span = differences.reduce((sum, d) => sum + Math.abs(d), 0);
  for (let scale = 1; scale <= 1000; scale++) {
    const fits = differences.every((d) => Math.abs(d * scale - Math.round(d * scale)) < 1e-9);
    if (fits) return span * scale <= 2e6 ? scale : null;
  }
  return null;
}

function monteCarlo(
  differences: readonly number[],
  options: { readonly replicates: number; readonly seed: number; readonly z: number | null },
): number {
  const random = pcg32({ seed: options.seed });
  const observed = Math.abs(differences.reduce((sum, d) => sum + d, 0)) * (1 - 1e-12);
  let extreme = 0;
  for (let b = 0; b < options.replicates; b++) {
    let sum = 0;
    for (const d of differences) sum += random.next() >= 0x80000000 ? d : -d;
    if (Math.abs(sum) >= observed) extreme++;
  }
  const p = monteCarloP({ extreme, replicates: options.replicates });
  // Where no draw is as extreme, p would stop at 1/(replicates + 1) and many comparisons could never be told apart.
  const bound = 2 * Math.exp(-((options.z ?? 0) ** 2) / 2);
  return extreme === 0 ? Math.min(p, bound) : p;
}
