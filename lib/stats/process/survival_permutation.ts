import type { Observation } from "../interval.ts";
import { monteCarloP } from "../resampling/monte_carlo_p.ts";
import { pcg32 } from "../resampling/pcg32.ts";
import { type FirstError, firstErrors, type ProcessRows } from "./first_errors.ts";

/** Options of {@linkcode survivalPermutation}. */
export interface SurvivalPermutationOptions extends Omit<ProcessRows, "y"> {
  /** Outcomes of the first model. */
  readonly a: readonly Observation[];
  /** Outcomes of the second model on the same questions. */
  readonly b: readonly Observation[];
  /** Position at which survival is compared; default 3. */
  readonly at?: number;
  /** Swaps; default `all` up to 16 cases that differ, else 10,000. */
  readonly replicates?: number | "all";
  /** Seed of PCG32; default 42. */
  readonly seed?: number;
}

/** A paired permutation test of survival. */
export interface SurvivalPermutation {
  /** Survival of the first model less that of the second. */
  readonly value: number | null;
  /** Two-sided p. */
  readonly p: number | null;
  /** Cases in which the two differ. */
  readonly discordant: number;
  /** Cases. */
  readonly n: number;
  /** Seed; null when all swaps were enumerated. */
  readonly seed: number | null;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Compares the survival of two models at one question by swapping them within cases.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { survivalPermutation } from "@rounds/rounds";
 *
 * const rows = { a: [1, 1, 1], b: [0, 0, 0], cluster: ["x", "y", "z"], position: [1, 1, 1] };
 * assert.equal(survivalPermutation({ ...rows, at: 1 }).p, 0.25);
 * ```
 */
export function survivalPermutation(options: SurvivalPermutationOptions): SurvivalPermutation {
  const { a, b, cluster, position, at = 3, seed = 42 } = options;
  const first = firstErrors({ y: a, cluster, position });
  const second = firstErrors({ y: b, cluster, position });
  const differing = first.flatMap((one, g) => {
    const other = second[g];
    return other && (one.time !== other.time || one.event !== other.event) ? [g] : [];
  });
  const gap = (swapped: ReadonlySet<number>): number | null => {
    const pick = (own: readonly FirstError[], other: readonly FirstError[]): number | null =>
      survivalAt(own.map((one, g) => (swapped.has(g) ? (other[g] ?? one) : one)), at);
    const left = pick(first, second);
    const right = pick(second, first);
    return left === null || right === null ? null : left - right;
  };
  const value = gap(new Set());
  const replicates = options.replicates ?? (differing.length <= 16 ? "all" : 10_000);
  const method = `survival-permutation/${replicates === "all" ? "exact" : "monte-carlo"}`;
  const base = { discordant: differing.length, n: first.length, method };
  if (value === null) {
    return { ...base, value, p: null, seed: null, warnings: ["survival is not defined there"] };
  }
  let extreme = 0;
  let undefinedSwaps = 0;
  const count = replicates === "all" ? 2 ** differing.length : replicates;
  const random = pcg32({ seed });
  for (let k = 0; k < count; k++) {
    const swapped = new Set(
      differing.filter((_, bit) =>
        replicates === "all" ? (k >> bit) & 1 : random.next() >= 0x80000000
      ),
    );
    const replicate = gap(swapped);
    if (replicate === null) undefinedSwaps++;
    else if (Math.abs(replicate) >= Math.abs(value) - 1e-12) extreme++;
  }
  // A swap that leaves nobody at risk tells nothing: counted as not extreme it would make p too small.
  const defined = count - undefinedSwaps;
  const warnings = differing.length === 0 ? ["no case differs"] : [];
  if (undefinedSwaps > 0) warnings.push(`${undefinedSwaps} of ${count} swaps leave nobody at risk`);
  return {
    ...base,
    value,
    p: replicates === "all" ? extreme / defined : monteCarloP({ extreme, replicates: defined }),
    seed: replicates === "all" ? null : seed,
    warnings,
  };
}

function survivalAt(cases: readonly FirstError[], at: number): number | null {
  let survival = 1;
  for (let q = 1; q <= at; q++) {
    let atRisk = 0;
    let errors = 0;
    for (const one of cases) {
      if (one.time >= q) atRisk++;
      if (one.event && one.time === q) errors++;
    }
    if (atRisk === 0) return survival === 0 ? 0 : null;
    survival *= 1 - errors / atRisk;
  }
  return survival;
}
