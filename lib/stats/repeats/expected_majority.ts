/** Options of {@linkcode expectedMajority}. */
export interface ExpectedMajorityOptions {
  /** Probability of each answer in one run; sums to 1. */
  readonly probabilities: readonly number[];
  /** Index of the right answer. */
  readonly correct: number;
  /** Runs that vote. */
  readonly k: number;
}

/**
 * Probability that the majority of k independent runs is right, ties split evenly, by enumerating vote counts.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { expectedMajority } from "@rounds/rounds";
 *
 * const p = expectedMajority({ probabilities: [0.45, 0.35, 0.2], correct: 0, k: 3 });
 * assert.equal(p.toFixed(5), "0.48825");
 * ```
 */
export function expectedMajority(options: ExpectedMajorityOptions): number {
  const { probabilities, correct, k } = options;
  const total = probabilities.reduce((sum, p) => sum + p, 0);
  if (Math.abs(total - 1) > 1e-9) throw new RangeError(`probabilities sum to ${total}, expected 1`);
  let expected = 0;
  const counts: number[] = [];
  const walk = (option: number, left: number, weight: number): void => {
    const p = probabilities[option] ?? 0;
    if (option === probabilities.length - 1) {
      counts[option] = left;
      const most = Math.max(...counts);
      if (counts[correct] === most) {
        expected += (weight * p ** left) / counts.filter((count) => count === most).length;
      }
      return;
    }
    let choose = 1;
    for (let count = 0; count <= left; count++) {
      counts[option] = count;
      walk(option + 1, left - count, weight * choose * p ** count);
      choose = (choose * (left - count)) / (count + 1);
    }
  };
  walk(0, k, 1);
  return expected;
}
