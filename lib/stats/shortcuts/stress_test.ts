import { clusterIndex } from "../cluster_index.ts";
import type { ClusterName } from "../interval.ts";
import { pcg32 } from "../resampling/pcg32.ts";
import { minimise } from "../regression/minimise.ts";
import { optionFeatures, type OptionItem } from "./option_features.ts";
import { poissonBinomialTest } from "./poisson_binomial_test.ts";

/** Options of {@linkcode stressTest}. */
export interface StressTestOptions {
  /** The items as text. */
  readonly items: readonly OptionItem[];
  /** Index of the right option of each item. */
  readonly key: readonly number[];
  /** Case of each item: folds never split a case. */
  readonly cluster: readonly ClusterName[];
  /** Features of the options of one item, one row an option; default `optionFeatures`. */
  readonly features?: (item: OptionItem) => readonly (readonly number[])[];
  /** Folds; default 5. */
  readonly folds?: number;
  /** Ridge penalty on the standardised weights; default 1. */
  readonly penalty?: number;
  /** Seed of PCG32 for the folds; default 42. */
  readonly seed?: number;
}

/** How far text alone solves a test. */
export interface StressTest {
  /** Out-of-fold accuracy of the text-only predictor; null without items. */
  readonly value: number | null;
  /** Mean chance. */
  readonly chance: number | null;
  /** P(at least as many hits by chance), exact for unequal numbers of options. */
  readonly p: number | null;
  /** Out-of-fold probability of the key of each item: its bias score. */
  readonly bias: readonly number[];
  /** Items. */
  readonly n: number;
  /** Cases. */
  readonly clusters: number;
  /** Seed. */
  readonly seed: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Test-set stress test: cross-validated accuracy of a predictor that sees option texts only.
 *
 * A penalised softmax over option features, folds by case; what it has above chance is solvable without the case.
 * Prune the items of highest bias. Source: Brown et al. 2025.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { stressTest } from "@rounds/rounds";
 *
 * const items = Array.from({ length: 30 }, () => ({ stem: "", options: ["no", "the long one", "maybe"] }));
 * const test = stressTest({ items, key: items.map(() => 1), cluster: items.map((_, k) => k) });
 * assert.equal(test.value, 1);
 * ```
 */
export function stressTest(options: StressTestOptions): StressTest {
  const { items, key, cluster, features = optionFeatures } = options;
  const { folds = 5, penalty = 1, seed = 42 } = options;
  if (key.length !== items.length || cluster.length !== items.length) {
    throw new RangeError(
      `items, key and cluster have ${items.length}, ${key.length} and ${cluster.length} entries, expected as many`,
    );
  }
  items.forEach((item, k) => {
    if (item.options[key[k] ?? -1] === undefined) {
      throw new RangeError(`key is ${key[k]} for item ${k}, expected an index of its options`);
    }
  });
  const { index, names } = clusterIndex(cluster);
  const base = { n: items.length, clusters: names.length, seed, method: "stress-test/softmax" };
  if (names.length < folds) {
    const warnings = [`${names.length} cases: fewer than ${folds} folds`];
    return { value: null, chance: null, p: null, bias: [], ...base, warnings };
  }
  const rows = items.map((item) => features(item));
  const random = pcg32({ seed });
  const order = names.map((_, g) => ({ g, draw: random.uniform() })).sort((a, b) =>
    a.draw - b.draw
  );
  const foldOf = new Map(order.map(({ g }, place) => [g, place % folds]));
  const bias = new Array<number>(items.length).fill(0);
  let hits = 0;
  for (let fold = 0; fold < folds; fold++) {
    const held = (k: number): boolean => foldOf.get(index[k] ?? 0) === fold;
    const weights = fit(
      rows.flatMap((options, k) => (held(k) ? [] : [{ options, key: key[k] ?? 0 }])),
      penalty,
    );
    rows.forEach((some, k) => {
      if (!held(k)) return;
      const p = softmax(some, weights);
      bias[k] = p[key[k] ?? 0] ?? 0;
      // Options that look alike share the hit.
      const most = Math.max(...p);
      const best = p.flatMap((value, place) => (value > most - 1e-12 ? [place] : []));
      if (best.includes(key[k] ?? -1)) hits += 1 / best.length;
    });
  }
  const chances = items.map((item) => 1 / item.options.length);
  const observed = Math.floor(hits + 1e-9);
  return {
    value: hits / items.length,
    chance: chances.reduce((sum, p) => sum + p, 0) / items.length,
    p: poissonBinomialTest({ p: chances, observed }).pUpper,
    bias,
    ...base,
    warnings: [],
  };
}

function softmax(options: readonly (readonly number[])[], weights: readonly number[]): number[] {
  const scores = options.map((row) =>
    row.reduce((sum, value, k) => sum + value * (weights[k] ?? 0), 0)
  );
  const most = Math.max(...scores);
  const total = scores.reduce((sum, score) => sum + Math.exp(score - most), 0);
  return scores.map((score) => Math.exp(score - most) / total);
}

function fit(
  items: readonly { readonly options: readonly (readonly number[])[]; readonly key: number }[],
  penalty: number,
): readonly number[] {
  const size = items[0]?.options[0]?.length ?? 0;
  const loss = (weights: readonly number[]): number =>
    items.reduce(
      (sum, { options, key }) => sum - Math.log(softmax(options, weights)[key] ?? 1),
      0,
    ) +
    (penalty / 2) * weights.reduce((sum, w) => sum + w * w, 0);
  return minimise(loss, { start: new Array<number>(size).fill(0), tolerance: 1e-5, iterations: 60 })
    .x;
}
