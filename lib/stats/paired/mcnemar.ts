import { binomialCdf } from "../special/binomial_cdf.ts";
import { binomialPmf } from "../special/binomial_pmf.ts";
import { chi2Sf } from "../special/chi2_sf.ts";

/** Options of {@linkcode mcnemar}. */
export interface McnemarOptions {
  /** Cases the first model has right and the second wrong. */
  readonly b: number;
  /** Cases the second has right and the first wrong. */
  readonly c: number;
}

/** McNemar's tests. */
export interface Mcnemar {
  /** Mid-p: the default. */
  readonly p: number;
  /** Exact conditional p. */
  readonly exact: number;
  /** Mid-p. */
  readonly midP: number;
  /** `(b-c)²/(b+c)`; null without a discordant pair. */
  readonly chi2: number | null;
  /** Its p. */
  readonly chi2P: number | null;
  /** With continuity correction. */
  readonly chi2Corrected: number | null;
  /** Its p. */
  readonly chi2CorrectedP: number | null;
  /** Discordant pairs. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * McNemar's test for independent pairs (cases): exact, mid-p and chi-square.
 *
 * `exact = 2 P(Bin(b+c, ½) <= min(b, c))`, `mid-p = exact - P(= min)`; without a discordant pair p is 1.
 * Source: McNemar 1947; Fagerland et al. 2013.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { mcnemar } from "@rounds/rounds";
 *
 * assert.equal(mcnemar({ b: 150, c: 113 }).p.toFixed(5), "0.02259");
 * assert.equal(mcnemar({ b: 0, c: 0 }).exact, 1);
 * ```
 */
export function mcnemar(options: McnemarOptions): Mcnemar {
  const { b, c } = options;
  if (!(Number.isInteger(b) && Number.isInteger(c) && b >= 0 && c >= 0)) {
    throw new RangeError(`b is ${b} and c is ${c}, expected counts`);
  }
  const n = b + c;
  const least = Math.min(b, c);
  const doubled = 2 * binomialCdf(least, { n, p: 0.5 });
  const midP = n === 0 ? 1 : Math.min(1, doubled - binomialPmf(least, { n, p: 0.5 }));
  const chi2 = n === 0 ? null : (b - c) ** 2 / n;
  const chi2Corrected = n === 0 ? null : Math.max(0, Math.abs(b - c) - 1) ** 2 / n;
  return {
    p: midP,
    exact: Math.min(1, doubled),
    midP,
    chi2,
    chi2P: chi2 === null ? null : chi2Sf(chi2, 1),
    chi2Corrected,
    chi2CorrectedP: chi2Corrected === null ? null : chi2Sf(chi2Corrected, 1),
    n,
    method: "mcnemar/mid-p",
    warnings: n === 0 ? ["no discordant pair"] : [],
  };
}
