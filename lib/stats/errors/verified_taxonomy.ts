/** Options of {@linkcode verifiedTaxonomy}. */
export interface VerifiedTaxonomyOptions {
  /** Errors with each tag. */
  readonly tagCounts: readonly number[];
  /** `verified[tag][label]`: physicians' labels of a random sample within each tag. */
  readonly verified: readonly (readonly number[])[];
}

/** One label. */
export interface VerifiedLabel {
  /** Share of the tag before verification. */
  readonly tagShare: number | null;
  /** Corrected share; null when a tag has no verified error. */
  readonly value: number | null;
  /** Stratified standard error; null when a tag has fewer than two. */
  readonly se: number | null;
}

/** A taxonomy corrected by verification. */
export interface VerifiedTaxonomy {
  /** One row a label. */
  readonly rows: readonly VerifiedLabel[];
  /** Verified errors. */
  readonly verified: number;
  /** Errors. */
  readonly n: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Shares of error types corrected by physicians' labels of a sample stratified by tag (double sampling).
 *
 * `Σ_g W_g p(k|g)`, `se² = Σ W_g² p(1-p)/(n_g - 1)`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { verifiedTaxonomy } from "@rounds/rounds";
 *
 * const { rows } = verifiedTaxonomy({ tagCounts: [60, 40], verified: [[9, 1], [2, 8]] });
 * assert.equal(rows[0]?.value?.toFixed(2), "0.62");
 * ```
 */
export function verifiedTaxonomy(options: VerifiedTaxonomyOptions): VerifiedTaxonomy {
  const { tagCounts, verified } = options;
  if (tagCounts.length !== verified.length) {
    throw new RangeError(
      `${tagCounts.length} tags and ${verified.length} verified rows, expected as many`,
    );
  }
  const n = tagCounts.reduce((sum, count) => sum + count, 0);
  const sizes = verified.map((row) => row.reduce((sum, count) => sum + count, 0));
  const used = tagCounts.map((count) => count > 0);
  const covered = n > 0 && sizes.every((size, g) => size > 0 || !used[g]);
  const measured = covered && sizes.every((size, g) => size > 1 || !used[g]);
  const labels = Math.max(0, ...verified.map((row) => row.length));
  return {
    rows: Array.from({ length: labels }, (_, label) => {
      let value = 0;
      let variance = 0;
      verified.forEach((row, g) => {
        const weight = n === 0 ? 0 : (tagCounts[g] ?? 0) / n;
        if (weight === 0) return;
        const size = sizes[g] ?? 0;
        const p = (row[label] ?? 0) / size;
        value += weight * p;
        variance += (weight * weight * p * (1 - p)) / (size - 1);
      });
      return {
        tagShare: n === 0 ? null : (tagCounts[label] ?? 0) / n,
        value: covered ? value : null,
        se: measured ? Math.sqrt(variance) : null,
      };
    }),
    verified: sizes.reduce((sum, size) => sum + size, 0),
    n,
    method: "taxonomy/verified",
    warnings: n === 0
      ? ["no data"]
      : !covered
      ? ["a tag has no verified error"]
      : measured
      ? []
      : ["a tag has one verified error: no standard error"],
  };
}
