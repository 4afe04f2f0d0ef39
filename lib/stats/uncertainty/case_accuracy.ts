import { clusterIndex } from "../cluster_index.ts";
import type { ClusterName, Observation } from "../interval.ts";
import { wilson } from "./wilson.ts";

/** Options of {@linkcode caseAccuracy}. */
export interface CaseAccuracyOptions {
  /** 1 right, 0 not, null unknown, for each question. */
  readonly y: readonly Observation[];
  /** Case of each question. */
  readonly cluster: readonly ClusterName[];
  /** Confidence level; default 0.95. */
  readonly level?: number;
}

/** Share of cases with every question right. */
export interface CaseAccuracy {
  /** Proportion of decided cases that are right; null when none is decided. */
  readonly value: number | null;
  /** Binomial standard error. */
  readonly se: number | null;
  /** Lower Wilson limit. */
  readonly lo: number | null;
  /** Upper Wilson limit. */
  readonly hi: number | null;
  /** Confidence level. */
  readonly level: number;
  /** Cases right. */
  readonly correct: number;
  /** Decided cases: all questions known, or one of them wrong. */
  readonly n: number;
  /** Cases neither right nor wrong as far as known. */
  readonly nExcluded: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Case accuracy: the share of cases whose every question is right, with Wilson's interval on cases.
 *
 * A case with a wrong answer is decided whatever its unknown questions would have been; a case with unknown questions
 * and no wrong one is left out and counted.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { caseAccuracy } from "@rounds/rounds";
 *
 * const cases = caseAccuracy({ y: [1, 1, 0, null, 1, null], cluster: ["a", "a", "b", "b", "c", "c"] });
 * assert.deepEqual([cases.correct, cases.n, cases.nExcluded], [1, 2, 1]);
 * ```
 */
export function caseAccuracy(options: CaseAccuracyOptions): CaseAccuracy {
  const { y, cluster, level = 0.95 } = options;
  if (y.length !== cluster.length) {
    throw new RangeError(`y has ${y.length} rows and cluster ${cluster.length}, expected as many`);
  }
  const { index, names } = clusterIndex(cluster);
  const wrong = names.map(() => false);
  const unknown = names.map(() => false);
  y.forEach((value, row) => {
    const g = index[row] ?? 0;
    if (value === null) unknown[g] = true;
    else if (value < 1) wrong[g] = true;
  });
  const n = names.filter((_, g) => wrong[g] || !unknown[g]).length;
  const correct = names.filter((_, g) => !wrong[g] && !unknown[g]).length;
  const { p, lo, hi, warnings } = wilson({ x: correct, n, level });
  return {
    value: p,
    se: p === null ? null : Math.sqrt((p * (1 - p)) / n),
    lo,
    hi,
    level,
    correct,
    n,
    nExcluded: names.length - n,
    method: "case-accuracy/wilson",
    warnings,
  };
}
