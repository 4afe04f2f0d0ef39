import { betaInc } from "../special/beta_inc.ts";

/** Options of {@linkcode bayesPaired}. */
export interface BayesPairedOptions {
  /** Cases only the first model has right. */
  readonly b: number;
  /** Cases only the second has right. */
  readonly c: number;
}

/**
 * Posterior probability that the first of two paired models is better, `P(Beta(b+1, c+1) > ½)`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { bayesPaired } from "@rounds/rounds";
 *
 * assert.equal(bayesPaired({ b: 9, c: 3 }).toFixed(4), "0.9539");
 * ```
 */
export function bayesPaired(options: BayesPairedOptions): number {
  const { b, c } = options;
  if (!(b >= 0 && c >= 0)) throw new RangeError(`b is ${b} and c is ${c}, expected counts`);
  return betaInc(0.5, { a: c + 1, b: b + 1 });
}
