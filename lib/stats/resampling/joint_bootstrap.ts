import { type Pcg32, pcg32 } from "./pcg32.ts";

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
  const clusters = totals[0]?.length ?? 0;
  if (totals.some((column) => column.length !== clusters)) {
    throw new RangeError("totals is ragged, expected as many clusters in every column");
  }
  const random = pcg32({ seed, stream });
  const resample = (columns: readonly ArrayLike<number>[]) =>
    resampled(columns, { clusters, replicates, random });
  if (!totals.every((column) => isSmall(column))) return resample(totals);
  const packed = resample(chunksOf(totals).map((chunk) => pack(chunk, clusters)));
  return totals.map((_, c) => unpack(packed[Math.floor(c / SHARED)], c % SHARED));
}

/** So many columns of whole numbers share one of doubles, each in its own digits: they add up exactly, in a third of the time. */
const SHARED = 3;

/** What the sum of a shared column stays below; its cube is below 2⁵³. */
const DIGITS = 2 ** 17;

function isSmall(column: ArrayLike<number>): boolean {
  const most = DIGITS / column.length;
  for (let g = 0; g < column.length; g++) {
    const total = column[g] ?? 0;
    if (!Number.isInteger(total) || total < 0 || total >= most) return false;
  }
  return true;
}

function chunksOf<T>(list: readonly T[]): readonly (readonly T[])[] {
  return Array.from(
    { length: Math.ceil(list.length / SHARED) },
    (_, n) => list.slice(n * SHARED, (n + 1) * SHARED),
  );
}

function pack(columns: readonly ArrayLike<number>[], clusters: number): Float64Array {
  const packed = new Float64Array(clusters);
  for (const [place, column] of columns.entries()) {
    for (let g = 0; g < clusters; g++) {
      packed[g] = (packed[g] ?? 0) + (column[g] ?? 0) * DIGITS ** place;
    }
  }
  return packed;
}

function unpack(packed: Float64Array | undefined, place: number): Float64Array {
  const unit = DIGITS ** place;
  return Float64Array.from(packed ?? [], (sum) => Math.floor(sum / unit) % DIGITS);
}

interface ResampledOptions {
  readonly clusters: number;
  readonly replicates: number;
  readonly random: Pcg32;
}

function resampled(
  totals: readonly ArrayLike<number>[],
  { clusters, replicates, random }: ResampledOptions,
): Float64Array[] {
  // Cluster-major order, in groups of columns: the sums of a group stay in registers while the clusters go by.
  const width = 4;
  const groups = Math.ceil(totals.length / width);
  const flat = new Float64Array(groups * clusters * width);
  totals.forEach((column, c) => {
    const start = Math.floor(c / width) * clusters * width + c % width;
    for (let g = 0; g < clusters; g++) flat[start + g * width] = column[g] ?? 0;
  });
  const sums = totals.map(() => new Float64Array(replicates));
  if (clusters === 0) return sums;
  const counts = new Float64Array(clusters);
  for (let b = 0; b < replicates; b++) {
    counts.fill(0);
    for (let draw = 0; draw < clusters; draw++) {
      const g = random.below(clusters);
      counts[g] = (counts[g] ?? 0) + 1;
    }
    for (let group = 0; group < groups; group++) {
      const [first, second, third, fourth] = weigh(flat, {
        counts,
        start: group * clusters * width,
      });
      put(sums[group * width], { b, total: first });
      put(sums[group * width + 1], { b, total: second });
      put(sums[group * width + 2], { b, total: third });
      put(sums[group * width + 3], { b, total: fourth });
    }
  }
  return sums;
}

/** Totals of four columns over the clusters, each as often as it was drawn. */
function weigh(
  flat: Float64Array,
  { counts, start }: { readonly counts: Float64Array; readonly start: number },
): readonly [number, number, number, number] {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  let at = start;
  for (let g = 0; g < counts.length; g++, at += 4) {
    const weight = counts[g] ?? 0;
    first += weight * (flat[at] ?? 0);
    second += weight * (flat[at + 1] ?? 0);
    third += weight * (flat[at + 2] ?? 0);
    fourth += weight * (flat[at + 3] ?? 0);
  }
  return [first, second, third, fourth];
}

function put(
  column: Float64Array | undefined,
  { b, total }: { readonly b: number; readonly total: number },
): void {
  if (column !== undefined) column[b] = total;
}
