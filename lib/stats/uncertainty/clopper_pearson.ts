import { betaQuantile } from "../special/beta_quantile.ts";
import type { ProportionInterval } from "./wilson.ts";

/** Options of {@linkcode clopperPearson}. */
export interface ClopperPearsonOptions {
  /** Successes. */
  readonly x: number;
  /** Trials. */
  readonly n: number;
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/**
 * Clopper-Pearson ("exact") interval of a proportion: guaranteed coverage, wider than Wilson's.
 *
 * Beta quantiles `B(α/2; x, n-x+1)` and `B(1-α/2; x+1, n-x)`. `n = 0` is missing.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { clopperPearson } from "@rounds/rounds";
 *
 * assert.equal(clopperPearson({ x: 0, n: 10 }).hi?.toFixed(4), "0.3085");
 * ```
 */
export function clopperPearson(options: ClopperPearsonOptions): ProportionInterval {
  const { x, n, level = 0.95 } = options;
  const method = "clopper-pearson";
  if (n === 0) return { p: null, lo: null, hi: null, n, level, method, warnings: ["no data"] };
  if (!(n > 0) || !(x >= 0 && x <= n)) {
    throw new RangeError(`x is ${x} and n is ${n}, expected 0 <= x <= n`);
  }
  const tail = (1 - level) / 2;
  const lo = x === 0 ? 0 : betaQuantile(tail, { a: x, b: n - x + 1 });
  const hi = x === n ? 1 : betaQuantile(1 - tail, { a: x + 1, b: n - x });
  return { p: x / n, lo, hi, n, level, method, warnings: [] };
}
