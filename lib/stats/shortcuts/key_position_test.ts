import { chi2Sf } from "../special/chi2_sf.ts";

/** Options of {@linkcode keyPositionTest}. */
export interface KeyPositionOptions {
  /** How often each letter is the key. */
  readonly counts: readonly number[];
  /** Expected share of each letter; default equal shares. */
  readonly expected?: readonly number[];
}

/** A goodness-of-fit test. */
export interface KeyPositionTest {
  /** Chi-square; null without counts. */
  readonly value: number | null;
  /** Letters - 1. */
  readonly df: number;
  /** p. */
  readonly p: number | null;
  /** Share of each letter. */
  readonly shares: readonly (number | null)[];
  /** Items. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Are keys spread evenly over the letters? Chi-square, to be done for each number of options apart.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { keyPositionTest } from "@rounds/rounds";
 *
 * assert.equal(keyPositionTest({ counts: [30, 10] }).value, 10);
 * ```
 */
export function keyPositionTest(options: KeyPositionOptions): KeyPositionTest {
  const { counts } = options;
  const n = counts.reduce((sum, count) => sum + count, 0);
  const total = options.expected?.reduce((sum, share) => sum + share, 0) ?? counts.length;
  const expected = counts.map((_, k) => (n * (options.expected?.[k] ?? 1)) / total);
  const df = counts.length - 1;
  const defined = n > 0 && df > 0 && expected.every((value) => value > 0);
  const value = defined
    ? counts.reduce(
      (sum, count, k) => sum + (count - (expected[k] ?? 0)) ** 2 / (expected[k] ?? 1),
      0,
    )
    : null;
  return {
    value,
    df,
    p: value === null ? null : chi2Sf(value, df),
    shares: counts.map((count) => (n === 0 ? null : count / n)),
    n,
    method: "key-position/chi-square",
    warnings: [
      ...(defined ? [] : ["no data"]),
      ...(defined && expected.some((value) => value < 5) ? ["expected counts below 5"] : []),
    ],
  };
}
