import { mcnemar } from "../paired/mcnemar.ts";
import { binomialPmf } from "../special/binomial_pmf.ts";

/** Options of {@linkcode powerMcNemar}. */
export interface PowerMcNemarOptions {
  /** Cases. */
  readonly n: number;
  /** Probability that only the first model is right. */
  readonly p10: number;
  /** Probability that only the second is. */
  readonly p01: number;
  /** Two-sided level; default 0.05. */
  readonly alpha?: number;
  /** Which test; default `exact` (conditional). */
  readonly test?: "exact" | "mid-p";
}

/**
 * Power of McNemar's test, summed over the number of discordant pairs.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { powerMcNemar } from "@rounds/rounds";
 *
 * assert.equal(powerMcNemar({ n: 226, p10: 0.18, p01: 0.1 }).toFixed(4), "0.5845");
 * ```
 */
export function powerMcNemar(options: PowerMcNemarOptions): number {
  const { n, p10, p01, alpha = 0.05, test = "exact" } = options;
  const discordance = p10 + p01;
  if (!(p10 >= 0 && p01 >= 0 && discordance <= 1)) {
    throw new RangeError(
      `p10 is ${p10} and p01 is ${p01}, expected probabilities with a sum below 1`,
    );
  }
  if (discordance === 0) return 0;
  let power = 0;
  for (let m = 1; m <= n; m++) {
    const weight = binomialPmf(m, { n, p: discordance });
    if (weight < 1e-17) continue;
    for (let b = 0; b <= m; b++) {
      // By symmetry the rejected outcomes are both tails: walk inwards and stop at the first accepted one.
      const low = binomialPmf(b, { n: m, p: p10 / discordance });
      const high = binomialPmf(m - b, { n: m, p: p10 / discordance });
      const { exact, midP } = mcnemar({ b, c: m - b });
      if ((test === "exact" ? exact : midP) > alpha || 2 * b >= m) break;
      power += weight * (low + high);
    }
  }
  return power;
}
