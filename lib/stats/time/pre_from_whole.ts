/** Options of {@linkcode preFromWhole}. */
export interface PreFromWholeOptions {
  /** Published mean over all cases. */
  readonly meanAll: number;
  /** All cases. */
  readonly nAll: number;
  /** Published mean after the cut-off. */
  readonly meanPost: number;
  /** Cases after the cut-off. */
  readonly nPost: number;
}

/** What the part and the whole say about the rest. */
export interface PreFromWhole {
  /** Mean before the cut-off; null when no case lies before. */
  readonly meanPre: number | null;
  /** Post less pre; null when either side is empty. */
  readonly value: number | null;
  /** Cases before the cut-off. */
  readonly nPre: number;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * The mean before a cut-off from a published overall mean and the mean after it.
 *
 * `pre = (n·overall - n_post·post) / (n - n_post)`: comparing post with overall understates the gap.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { preFromWhole } from "@rounds/rounds";
 *
 * assert.equal(preFromWhole({ meanAll: 0.5, nAll: 4, meanPost: 0.4, nPost: 2 }).value?.toFixed(2), "-0.20");
 * ```
 */
export function preFromWhole(options: PreFromWholeOptions): PreFromWhole {
  const { meanAll, nAll, meanPost, nPost } = options;
  const nPre = nAll - nPost;
  const meanPre = nPre > 0 ? (nAll * meanAll - nPost * meanPost) / nPre : null;
  return {
    meanPre,
    value: meanPre === null || nPost === 0 ? null : meanPost - meanPre,
    nPre,
    method: "pre-post/part-whole",
    warnings: [
      meanPre === null
        ? "no case before the cut-off"
        : nPost === 0
        ? "no case after the cut-off"
        : "no interval: published means only",
    ],
  };
}
