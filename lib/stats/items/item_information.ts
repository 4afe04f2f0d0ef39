/** Options of {@linkcode itemInformation}. */
export interface ItemInformationOptions {
  /** Discrimination. */
  readonly a: number;
  /** Difficulty. */
  readonly b: number;
  /** Ability. */
  readonly theta: number;
}

/**
 * Fisher information of a 2PL item at an ability, `a² P (1 - P)`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { itemInformation } from "@rounds/rounds";
 *
 * assert.equal(itemInformation({ a: 1, b: 0, theta: 0 }), 0.25);
 * ```
 */
export function itemInformation(options: ItemInformationOptions): number {
  const { a, b, theta } = options;
  const p = 1 / (1 + Math.exp(-a * (theta - b)));
  return a * a * p * (1 - p);
}
