import { gammaQ } from "../special/gamma_q.ts";
import { logGamma } from "../special/log_gamma.ts";

/** Options of {@linkcode sisonGlaz}. */
export interface SisonGlazOptions {
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** Width of Sison and Glaz's intervals, in counts. */
export interface SisonGlaz {
  /** Every count less this is a lower limit. */
  readonly below: number;
  /** Every count plus this is an upper limit. */
  readonly above: number;
}

/**
 * Half widths of simultaneous multinomial intervals; null without counts.
 *
 * Truncated Poisson moments and an Edgeworth expansion for the sum. Source: Sison & Glaz 1995.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { sisonGlaz } from "@rounds/rounds";
 *
 * assert.equal(sisonGlaz([38, 27, 21, 9, 5])?.below, 10);
 * ```
 */
export function sisonGlaz(
  counts: readonly number[],
  options: SisonGlazOptions = {},
): SisonGlaz | null {
  const { level = 0.95 } = options;
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n === 0) return null;
  let inner = coverage(counts, n, 1);
  for (let c = 1; c <= n; c++) {
    const outer = coverage(counts, n, c + 1);
    if (inner <= level && level < outer) {
      return { below: c, above: c + (2 * (level - inner)) / (outer - inner) };
    }
    inner = outer;
  }
  return { below: n, above: n };
}

/** Probability that every count lies within c of its expectation. */
function coverage(counts: readonly number[], n: number, c: number): number {
  let log = 0;
  let mean = 0;
  let second = 0;
  let third = 0;
  let excess = 0;
  for (const count of counts) {
    const lo = Math.max(0, count - c);
    const hi = Math.min(n, count + c);
    log += Math.log(between(lo, hi, count));
    const [f1, f2, f3, f4] = [1, 2, 3, 4].map((r) => moment(lo, hi, r, count));
    const m = f1 ?? 0;
    const g2 = f2 ?? 0;
    const g3 = f3 ?? 0;
    const variance = g2 + m - m * m;
    mean += m;
    second += variance;
    third += g3 + g2 * (3 - 3 * m) + m - 3 * m ** 2 + 2 * m ** 3;
    const fourth = (f4 ?? 0) + g3 * (6 - 4 * m) + g2 * (7 - 12 * m + 6 * m ** 2) + m - 4 * m ** 2 +
      6 * m ** 3 - 3 * m ** 4;
    excess += fourth - 3 * variance ** 2;
  }
  if (second <= 0) return 1;
  const skew = third / second ** 1.5;
  const kurtosis = excess / second ** 2;
  const x = (n - mean) / Math.sqrt(second);
  const h3 = x ** 3 - 3 * x;
  const h4 = x ** 4 - 6 * x ** 2 + 3;
  const h6 = x ** 6 - 15 * x ** 4 + 45 * x ** 2 - 15;
  const edgeworth = 1 + (skew * h3) / 6 + (kurtosis * h4) / 24 + (skew ** 2 * h6) / 72;
  const density = (Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI)) * (edgeworth / Math.sqrt(second));
  const whole = n * Math.log(n) - n - logGamma(n + 1);
  return Math.exp(log + Math.log(density) - whole);
}

/** P(lo <= Poisson(mean) <= hi). */
function between(lo: number, hi: number, mean: number): number {
  const cdf = (k: number): number => (k < 0 ? 0 : mean === 0 ? 1 : gammaQ(k + 1, mean));
  return cdf(hi) - cdf(lo - 1);
}

/** Factorial moment of a truncated Poisson variable. */
function moment(lo: number, hi: number, r: number, mean: number): number {
  const lost = between(lo - r, lo - 1, mean) - between(hi - r + 1, hi, mean);
  return mean ** r * (1 + lost / between(lo, hi, mean));
}
