import { pcg32 } from "./pcg32.ts";

/** Options of {@linkcode jointBootstrap}. */
export interface JointBootstrapOptions {
  /** `totals[column][cluster]`: what each column (a model, a cost) sums to in each cluster. */
  readonly totals: readonly ArrayLike<number>[];
  /** Resamples; default 10,000. */
  readonly replicates?: number;
  /** Seed of PCG32; default 42. */
  readonly seed?: number;
  /** Stream of PCG32; default 54. */
  readonly stream?: number;
}

/**
 * Cluster bootstrap of many columns at once: clusters are drawn once a replicate for all columns.
 *
 * Gives `sums[column][replicate]`, the column total over the drawn clusters (G draws of `below(G)`, in order).
 * Ratios of two columns, differences and ranks of a replicate therefore share the draw. Throws a RangeError for ragged
 * columns. Source: Field & Welsh 2007; Davison & Hinkley 1997.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { jointBootstrap } from "@rounds/rounds";
 *
 * const [right, asked] = jointBootstrap({ totals: [[1, 2], [2, 2]], replicates: 50 });
 * assert.ok(asked?.every((total) => total === 4));
 * assert.ok(right?.every((total) => total >= 2 && total <= 4));
 * ```
 */
export function jointBootstrap(options: JointBootstrapOptions): Float64Array[] {
  const { totals, replicates = 10_000, seed = 42, stream = 54 } = options;
  const columns = totals.length;
  const clusters = totals[0]?.length ?? 0;
  if (totals.some((column) => column.length !== clusters)) {
    throw new RangeError("totals is ragged, expected as many clusters in every column");
  }
  // Cluster-major order: one draw touches one run of memory.
  const flat = new Float64Array(columns * clusters);
  totals.forEach((column, c) => {
    for (let g = 0; g < clusters; g++) flat[g * columns + c] = column[g] ?? 0;
  });
  const sums = totals.map(() => new Float64Array(replicates));
  if (clusters === 0) return sums;
  const random = pcg32({ seed, stream });
  const counts = new Float64Array(clusters);
  const row = new Float64Array(columns);
  for (let b = 0; b < replicates; b++) {
    counts.fill(0);
    for (let draw = 0; draw < clusters; draw++) {
      const g = random.below(clusters);
      counts[g] = (counts[g] ?? 0) + 1;
    }
    row.fill(0);
    for (let g = 0; g < clusters; g++) {
      const weight = counts[g] ?? 0;
      if (weight === 0) continue;
      const start = g * columns;
      for (let c = 0; c < columns; c++) {
        row[c] = (row[c] ?? 0) + weight * (flat[start + c] ?? 0);
      }
    }
    for (let c = 0; c < columns; c++) {
      const column = sums[c];
      if (column) column[b] = row[c] ?? 0;
    }
  }
  return sums;
}
