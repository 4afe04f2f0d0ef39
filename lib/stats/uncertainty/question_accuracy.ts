import { clusteredMean, type ClusteredMeanOptions } from "./clustered_mean.ts";
import type { ClusteredMean } from "./clustered_mean_fields.ts";

/**
 * Question accuracy: the pooled share of right answers, where a case with more questions weighs more.
 *
 * {@linkcode clusteredMean} under the name of its estimand; not to be mixed with `macroMean` or `caseAccuracy`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { questionAccuracy } from "@rounds/rounds";
 *
 * const accuracy = questionAccuracy({ y: [1, 0, 1, 1], cluster: ["a", "a", "b", "c"] });
 * assert.equal(accuracy.value, 0.75);
 * assert.equal(accuracy.method, "question-accuracy/wilson-eff");
 * ```
 */
export function questionAccuracy(options: ClusteredMeanOptions): ClusteredMean {
  const mean = clusteredMean(options);
  return { ...mean, method: mean.method.replace("clustered-mean", "question-accuracy") };
}
