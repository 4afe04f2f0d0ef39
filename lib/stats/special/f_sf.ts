import { betaInc } from "./beta_inc.ts";

/** Options of {@linkcode fSf}. */
export interface FSfOptions {
  /** Numerator degrees of freedom. */
  readonly df1: number;
  /** Denominator degrees of freedom. */
  readonly df2: number;
}

/**
 * Upper tail probability of the F distribution, `P(F > f) = I_{df2/(df2+df1 f)}(df2/2, df1/2)`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { fSf } from "@rounds/rounds";
 *
 * assert.ok(Math.abs(fSf(1, { df1: 1, df2: 1 }) - 0.5) < 1e-13);
 * ```
 */
export function fSf(f: number, options: FSfOptions): number {
  const { df1, df2 } = options;
  if (f <= 0) return 1;
  return betaInc(df2 / (df2 + df1 * f), { a: df2 / 2, b: df1 / 2 });
}
