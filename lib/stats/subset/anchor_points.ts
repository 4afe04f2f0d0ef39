/** Options of {@linkcode anchorPoints}. */
export interface AnchorPointsOptions {
  /** `y[model][item]`: outcomes of the earlier models. */
  readonly y: readonly (readonly number[])[];
  /** Anchors wanted. */
  readonly k: number;
}

/** Anchor items and what each stands for. */
export interface AnchorPoints {
  /** Anchors as item indices, ascending. */
  readonly medoids: readonly number[];
  /** Share of the items each stands for. */
  readonly weights: readonly number[];
  /** Sum of the distances to the nearest anchor. */
  readonly cost: number;
  /** Whether every set was tried. */
  readonly exact: boolean;
  /** Stable id of the method. */
  readonly method: string;
  /** What to know. */
  readonly warnings: readonly string[];
}

/**
 * Anchor points: k-medoids on the items' response columns (L1 distance), weighted by what each stands for.
 *
 * Exhaustive where that takes about a second (the first best set in lexical order), else greedy building and swapping.
 * Predicts a new model as `Σ weight · outcome`. Fails for models unlike the earlier ones: validate by leaving the strongest
 * out.
 * Source: Vivek et al. 2023.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { anchorPoints } from "@rounds/rounds";
 *
 * const { medoids, weights } = anchorPoints({ y: [[1, 1, 0], [1, 1, 0]], k: 2 });
 * assert.deepEqual(medoids, [0, 2]);
 * assert.deepEqual(weights.map((w) => w.toFixed(2)), ["0.67", "0.33"]);
 * ```
 */
export function anchorPoints(options: AnchorPointsOptions): AnchorPoints {
  const { y, k } = options;
  const items = y[0]?.length ?? 0;
  if (!Number.isInteger(k) || k < 1 || k > items) {
    throw new RangeError(`k is ${k}, expected an integer from 1 to ${items}`);
  }
  const distance = Array.from(
    { length: items },
    (_, i) =>
      Float64Array.from(
        { length: items },
        (_, j) => y.reduce((sum, row) => sum + Math.abs((row[i] ?? 0) - (row[j] ?? 0)), 0),
      ),
  );
  const cost = (medoids: readonly number[]): number => {
    let sum = 0;
    for (let item = 0; item < items; item++) {
      let least = Infinity;
      for (const medoid of medoids) least = Math.min(least, distance[item]?.[medoid] ?? Infinity);
      sum += least;
    }
    return sum;
  };
  let sets = 1;
  for (let j = 0; j < k; j++) sets = (sets * (items - j)) / (j + 1);
  // About a second of work.
  const exact = sets * items * k <= 2e8;
  const medoids = exact ? exhaustive(items, k, cost) : swapping(items, k, cost);
  const counts = medoids.map(() => 0);
  for (let item = 0; item < items; item++) {
    let nearest = 0;
    medoids.forEach((medoid, m) => {
      const best = distance[item]?.[medoids[nearest] ?? 0] ?? Infinity;
      if ((distance[item]?.[medoid] ?? Infinity) < best) nearest = m;
    });
    counts[nearest] = (counts[nearest] ?? 0) + 1;
  }
  return {
    medoids,
    weights: counts.map((count) => count / items),
    cost: cost(medoids),
    exact,
    method: "anchor-points/k-medoids",
    warnings: ["fails for models unlike the earlier ones"],
  };
}

function exhaustive(items: number, k: number, cost: (some: readonly number[]) => number): number[] {
  let best: number[] = [];
  let least = Infinity;
  const walk = (start: number, chosen: readonly number[]): void => {
    if (chosen.length === k) {
      const total = cost(chosen);
      if (total < least - 1e-12) {
        least = total;
        best = [...chosen];
      }
      return;
    }
    for (let item = start; item <= items - (k - chosen.length); item++) {
      walk(item + 1, [...chosen, item]);
    }
  };
  walk(0, []);
  return best;
}

function swapping(items: number, k: number, cost: (some: readonly number[]) => number): number[] {
  const all = Array.from({ length: items }, (_, item) => item);
  let chosen: number[] = [];
  const cheapest = (candidates: readonly (readonly number[])[]): readonly number[] =>
    candidates.reduce((best, one) => (cost(one) < cost(best) - 1e-12 ? one : best));
  while (chosen.length < k) {
    const free = all.filter((item) => !chosen.includes(item));
    chosen = [...cheapest(free.map((item) => [...chosen, item]))];
  }
  for (let improved = true; improved;) {
    improved = false;
    for (let place = 0; place < k; place++) {
      const free = all.filter((item) => !chosen.includes(item));
      const next = cheapest([chosen, ...free.map((item) => chosen.with(place, item))]);
      if (next !== chosen) {
        chosen = [...next];
        improved = true;
      }
    }
  }
  return chosen.sort((a, b) => a - b);
}
