/** Options of {@linkcode monteCarloP}. */
export interface MonteCarloPOptions {
  /** Replicates at least as extreme as the observed value. */
  readonly extreme: number;
  /** Replicates drawn. */
  readonly replicates: number;
}

/**
 * p-value from a simulation, `(b + 1) / (B + 1)`: never 0. Source: Phipson & Smyth 2010.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { monteCarloP } from "@rounds/rounds";
 *
 * assert.equal(monteCarloP({ extreme: 0, replicates: 9999 }), 0.0001);
 * ```
 */
export function monteCarloP(options: MonteCarloPOptions): number {
  const { extreme, replicates } = options;
  if (!(extreme >= 0 && extreme <= replicates)) {
    throw new RangeError(`extreme is ${extreme}, expected a count from 0 to ${replicates}`);
  }
  return (extreme + 1) / (replicates + 1);
}
