import { binomialCdf } from "../special/binomial_cdf.ts";

/** Options of {@linkcode signTest}. */
export interface SignTestOptions {
  /** Units that went down. */
  readonly lower: number;
  /** Units that went up. */
  readonly higher: number;
  /** Units without change; default 0. */
  readonly equal?: number;
}

/** A sign test. */
export interface SignTest {
  /** Share that went down, of all units; null without units. */
  readonly value: number | null;
  /** Two-sided exact p over the units that changed. */
  readonly p: number;
  /** All units. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know: units that share cases are not independent. */
  readonly warnings: readonly string[];
}

/**
 * Sign test on counts of units that went down or up.
 *
 * Valid for independent units only. Models tested on the same cases are not: a common drift in difficulty moves all of
 * them, so the p is naive and the result says so.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { signTest } from "@rounds/rounds";
 *
 * assert.equal(signTest({ lower: 32, higher: 4, equal: 2 }).value?.toFixed(2), "0.84");
 * ```
 */
export function signTest(options: SignTestOptions): SignTest {
  const { lower, higher, equal = 0 } = options;
  const changed = lower + higher;
  const n = changed + equal;
  return {
    value: n === 0 ? null : lower / n,
    p: Math.min(1, 2 * binomialCdf(Math.min(lower, higher), { n: changed, p: 0.5 })),
    n,
    method: "sign-test",
    warnings: [
      ...(changed === 0 ? ["no unit changed"] : []),
      "units that share cases are not independent: the p is naive",
    ],
  };
}
