import { type MeanScore, meanScore, type MeanScoreOptions } from "./mean_score.ts";

/**
 * Mean of a simple random sample from a finite population: {@linkcode meanScore} with a population required.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { sampleMean } from "@rounds/rounds";
 *
 * assert.equal(sampleMean({ y: [1, 0, 1], population: 3 }).se, 0);
 * ```
 */
export function sampleMean(options: MeanScoreOptions & { readonly population: number }): MeanScore {
  return meanScore(options);
}
