import { qtukey } from "../special/qtukey.ts";

/** Options of {@linkcode criticalDifference}. */
export interface CriticalDifferenceOptions {
  /** Systems, at least 2. */
  readonly k: number;
  /** Blocks, at least 1. */
  readonly n: number;
  /** Familywise level; default 0.05. */
  readonly alpha?: number;
}

/**
 * Nemenyi's critical difference of mean ranks, `q_α/√2 · √(k(k+1)/6n)`. Source: Demšar 2006.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { criticalDifference } from "@rounds/rounds";
 *
 * assert.equal(criticalDifference({ k: 26, n: 16 }).toFixed(3), "9.945");
 * ```
 */
export function criticalDifference(options: CriticalDifferenceOptions): number {
  const { k, n, alpha = 0.05 } = options;
  if (!(k >= 2 && n >= 1)) {
    throw new RangeError(`k is ${k} and n is ${n}, expected at least 2 and 1`);
  }
  return (qtukey(1 - alpha, { k }) / Math.SQRT2) * Math.sqrt((k * (k + 1)) / (6 * n));
}
