import type { Observation } from "../interval.ts";

/** Options of {@linkcode chanceCorrected}. */
export interface ChanceCorrectedOptions {
  /** 1 right, 0 not; null is left out and counted. */
  readonly y: readonly Observation[];
  /** Options offered to each item, at least 2. */
  readonly optionCount: readonly number[];
}

/** Accuracy beyond guessing. */
export interface ChanceCorrected {
  /** `(accuracy - chance) / (1 - chance)`; null without items. */
  readonly value: number | null;
  /** Plain accuracy. */
  readonly accuracy: number | null;
  /** Mean of `1 / options`. */
  readonly chance: number | null;
  /** Mean formula score: a wrong answer costs `1 / (options - 1)`. */
  readonly formulaScore: number | null;
  /** Items used. */
  readonly n: number;
  /** Items left out. */
  readonly nExcluded: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Accuracy corrected for chance when the number of options varies.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { chanceCorrected } from "@rounds/rounds";
 *
 * assert.equal(chanceCorrected({ y: [1, 1, 0, 0], optionCount: [4, 4, 4, 4] }).value?.toFixed(4), "0.3333");
 * ```
 */
export function chanceCorrected(options: ChanceCorrectedOptions): ChanceCorrected {
  const rows = options.y.flatMap((right, row) => {
    const k = options.optionCount[row];
    if (k === undefined || !(k >= 2)) {
      throw new RangeError(`optionCount is ${k} at row ${row}, expected at least 2`);
    }
    return right === null ? [] : [{ right, k }];
  });
  const n = rows.length;
  const base = { n, nExcluded: options.y.length - n, method: "chance-corrected" };
  if (n === 0) {
    const missing = { value: null, accuracy: null, chance: null, formulaScore: null };
    return { ...missing, ...base, warnings: ["no data"] };
  }
  const mean = (f: (row: { right: number; k: number }) => number): number =>
    rows.reduce((sum, row) => sum + f(row), 0) / n;
  const accuracy = mean((row) => row.right);
  const chance = mean((row) => 1 / row.k);
  const formulaScore = mean((row) => row.right - (1 - row.right) / (row.k - 1));
  return {
    value: (accuracy - chance) / (1 - chance),
    accuracy,
    chance,
    formulaScore,
    ...base,
    warnings: [],
  };
}
