import { wilson } from "../uncertainty/wilson.ts";

/** Options of {@linkcode proportionDifference}. */
export interface ProportionDifferenceOptions {
  /** Successes of the first group. */
  readonly x1: number;
  /** Trials of the first group. */
  readonly n1: number;
  /** Successes of the second group. */
  readonly x2: number;
  /** Trials of the second group. */
  readonly n2: number;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** Difference of two independent proportions. */
export interface ProportionDifference {
  /** First minus second; null when one group is empty. */
  readonly value: number | null;
  /** Wald standard error. */
  readonly se: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Trials of both. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Difference of two independent proportions with Newcombe's hybrid score interval.
 *
 * Only where no pairing exists (a published x/n): on the same cases use the paired functions. Source: Newcombe 1998.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { proportionDifference } from "@rounds/rounds";
 *
 * const { value, lo } = proportionDifference({ x1: 366, n1: 1181, x2: 67, n2: 226 });
 * assert.deepEqual([value?.toFixed(4), lo?.toFixed(3)], ["0.0134", "-0.054"]);
 * ```
 */
export function proportionDifference(options: ProportionDifferenceOptions): ProportionDifference {
  const { x1, n1, x2, n2, level = 0.95 } = options;
  const first = wilson({ x: x1, n: n1, level });
  const second = wilson({ x: x2, n: n2, level });
  const method = "proportion-difference/newcombe";
  const n = n1 + n2;
  if (
    first.p === null || second.p === null || first.lo === null || first.hi === null ||
    second.lo === null || second.hi === null
  ) {
    const missing = { value: null, se: null, lo: null, hi: null };
    return { ...missing, level, n, method, warnings: ["an empty group"] };
  }
  const value = first.p - second.p;
  return {
    value,
    se: Math.sqrt((first.p * (1 - first.p)) / n1 + (second.p * (1 - second.p)) / n2),
    lo: value - Math.hypot(first.p - first.lo, second.hi - second.p),
    hi: value + Math.hypot(first.hi - first.p, second.p - second.lo),
    level,
    n,
    method,
    warnings: [],
  };
}
