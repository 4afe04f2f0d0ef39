import { chi2Sf } from "../special/chi2_sf.ts";

/** Options of {@linkcode clusteredMcNemar}. */
export interface ClusteredMcNemarOptions {
  /** For each case, items the first model has right and the second wrong. */
  readonly b: readonly number[];
  /** For each case, items the second has right and the first wrong. */
  readonly c: readonly number[];
  /** For each case, its items. */
  readonly items: readonly number[];
}

/** A chi-square test with one degree of freedom. */
export interface ChiSquareTest {
  /** Statistic; null when its variance is 0. */
  readonly chi2: number | null;
  /** Its p. */
  readonly p: number | null;
}

/** McNemar's test for clustered pairs, three ways. */
export interface ClusteredMcNemar {
  /** Durkalski's: differences a case over its items. */
  readonly durkalski: ChiSquareTest;
  /** Score form `T²/ΣD²`: the normal approximation of the cluster sign-flip test. */
  readonly score: ChiSquareTest;
  /** Obuchowski's form with the unrestricted variance. */
  readonly obuchowski: ChiSquareTest;
  /** Cases. */
  readonly clusters: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * McNemar's test when pairs come in cases, for readers who expect the name; `clusterSignFlipTest` is exact.
 *
 * Source: Obuchowski 1998; Durkalski et al. 2003.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { clusteredMcNemar } from "@rounds/rounds";
 *
 * const test = clusteredMcNemar({ b: [1, 2, 0], c: [0, 0, 1], items: [3, 4, 5] });
 * assert.equal(test.score.chi2?.toFixed(4), "0.6667");
 * ```
 */
export function clusteredMcNemar(options: ClusteredMcNemarOptions): ClusteredMcNemar {
  const { b, c, items } = options;
  if (b.length !== c.length || b.length !== items.length) {
    throw new RangeError("b, c and items differ in length, expected one entry a case in each");
  }
  const clusters = items.length;
  const differences = b.map((value, k) => value - (c[k] ?? 0));
  const shares = differences.map((d, k) => ((items[k] ?? 0) > 0 ? d / (items[k] ?? 1) : 0));
  const total = differences.reduce((sum, d) => sum + d, 0);
  const n = items.reduce((sum, m) => sum + m, 0);
  const residuals = differences.map((d, k) => d - ((items[k] ?? 0) * total) / n);
  const squares = (values: readonly number[]): number => values.reduce((s, v) => s + v * v, 0);
  const correction = clusters > 1 ? clusters / (clusters - 1) : 0;
  const obuchowski = test(total, correction * squares(residuals));
  const score = test(total, squares(differences));
  const durkalski = test(shares.reduce((sum, s) => sum + s, 0), squares(shares));
  return {
    durkalski,
    score,
    obuchowski,
    clusters,
    method: "clustered-mcnemar",
    warnings: score.chi2 === null
      ? ["no case differs"]
      : obuchowski.chi2 === null
      ? ["no variance between cases: Obuchowski's form is not defined"]
      : [],
  };
}

function test(sum: number, variance: number): ChiSquareTest {
  if (!(variance > 0)) return { chi2: null, p: null };
  const chi2 = (sum * sum) / variance;
  return { chi2, p: chi2Sf(chi2, 1) };
}
