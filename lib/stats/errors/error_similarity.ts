/** Options of {@linkcode errorSimilarity}. */
export interface ErrorSimilarityOptions {
  /** Choice of the first model on each item; null is no answer. */
  readonly a: readonly (string | null)[];
  /** Choice of the second model. */
  readonly b: readonly (string | null)[];
  /** Key of each item. */
  readonly key: readonly string[];
  /** Options offered to each item. */
  readonly optionCount: readonly number[];
}

/** Whether two models fail together. */
export interface ErrorSimilarity {
  /** κ_p: agreement on options beyond what accuracies explain. */
  readonly value: number | null;
  /** Share of equal choices. */
  readonly agreement: number | null;
  /** Share expected of independent models. */
  readonly expected: number | null;
  /** Kappa on right or wrong (Geirhos et al. 2020). */
  readonly errorConsistency: number | null;
  /** Items both have wrong. */
  readonly bothWrong: number;
  /** Of those, items with the same wrong option. */
  readonly sameWrong: number;
  /** The same expected if wrong options were chosen evenly. */
  readonly sameWrongExpected: number;
  /** Share of items at least one has right: the ceiling of an ensemble. */
  readonly oracle: number | null;
  /** Items used. */
  readonly n: number;
  /** Items left out because one gave no answer. */
  readonly nExcluded: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Error similarity of two models: on the actual options (κ_p), and on right or wrong.
 *
 * `c_exp = p_a p_b + (1-p_a)(1-p_b)·mean(1/(k-1))`, `κ_p = (c_obs - c_exp)/(1 - c_exp)`. Source: Goel et al. 2025.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { errorSimilarity } from "@rounds/rounds";
 *
 * const same = errorSimilarity({ a: ["A", "C"], b: ["A", "C"], key: ["A", "B"], optionCount: [4, 4] });
 * assert.deepEqual([same.value, same.errorConsistency, same.sameWrong], [1, 1, 1]);
 * ```
 */
export function errorSimilarity(options: ErrorSimilarityOptions): ErrorSimilarity {
  const { a, b, key, optionCount } = options;
  const items = a.flatMap((first, item) => {
    const second = b[item] ?? null;
    if (first === null || second === null) return [];
    const right = key[item];
    const others = (optionCount[item] ?? 0) - 1;
    return [{ same: first === second, a: first === right, b: second === right, others }];
  });
  const n = items.length;
  const base = { n, nExcluded: a.length - n, method: "error-similarity/kappa-p" };
  const wrong = items.filter((item) => !item.a && !item.b);
  const shared = {
    bothWrong: wrong.length,
    sameWrong: wrong.filter((item) => item.same).length,
    sameWrongExpected: wrong.reduce((sum, item) => sum + 1 / item.others, 0),
  };
  if (n === 0) {
    const missing = {
      value: null,
      agreement: null,
      expected: null,
      errorConsistency: null,
      oracle: null,
    };
    return { ...missing, ...shared, ...base, warnings: ["no data"] };
  }
  const share = (f: (item: (typeof items)[number]) => boolean): number =>
    items.filter(f).length / n;
  const pa = share((item) => item.a);
  const pb = share((item) => item.b);
  const guess = items.reduce((sum, item) => sum + 1 / item.others, 0) / n;
  const agreement = share((item) => item.same);
  const expected = pa * pb + (1 - pa) * (1 - pb) * guess;
  const consistent = pa * pb + (1 - pa) * (1 - pb);
  const kappa = (observed: number, chance: number): number | null =>
    1 - chance < 1e-12 ? null : (observed - chance) / (1 - chance);
  const value = kappa(agreement, expected);
  return {
    value,
    agreement,
    expected,
    errorConsistency: kappa(share((item) => item.a === item.b), consistent),
    ...shared,
    oracle: share((item) => item.a || item.b),
    ...base,
    warnings: value === null
      ? ["both always right: similarity is not defined"]
      : pa + pb === 0
      ? ["both always wrong: error consistency is not defined"]
      : [],
  };
}
