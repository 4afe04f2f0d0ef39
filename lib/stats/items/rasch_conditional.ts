import { invertSymmetric } from "../regression/invert_symmetric.ts";

/** Options of {@linkcode raschConditional}. */
export interface RaschConditionalOptions {
  /** `y[person][item]`: complete 0/1 outcomes. Persons are models. */
  readonly y: readonly (readonly number[])[];
}

/** A Rasch model without assumptions on abilities. */
export interface RaschConditional {
  /** Difficulty of each item, centred on 0; null when not finite. */
  readonly difficulty: readonly (number | null)[];
  /** Conditional log likelihood. */
  readonly logLikelihood: number | null;
  /** Persons with neither none nor all right: only they carry information. */
  readonly n: number;
  /** Persons dropped. */
  readonly nExcluded: number;
  /** Stable id of the method. */
  readonly method: string;
  /** Why something is missing. */
  readonly warnings: readonly string[];
}

/**
 * Rasch difficulties by conditional maximum likelihood: given a person's total, abilities cancel.
 *
 * Elementary symmetric functions by summation, Newton's method. Items all or none of the informative persons have right
 * have no finite difficulty and are left out.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { raschConditional } from "@rounds/rounds";
 *
 * const { difficulty, n } = raschConditional({ y: [[1, 0], [1, 0], [0, 1], [1, 1]] });
 * assert.equal(n, 3);
 * assert.equal(difficulty[1]?.toFixed(4), (Math.log(2) / 2).toFixed(4));
 * ```
 */
export function raschConditional(options: RaschConditionalOptions): RaschConditional {
  const items = options.y[0]?.length ?? 0;
  const everything = Array.from({ length: items }, (_, item) => item);
  const { kept, persons } = informative(options.y, everything);
  const base = {
    n: persons.length,
    nExcluded: options.y.length - persons.length,
    method: "rasch/conditional",
  };
  const failed = (warning: string): RaschConditional => ({
    difficulty: everything.map(() => null),
    logLikelihood: null,
    ...base,
    warnings: [warning],
  });
  if (kept.length < 2 || persons.length === 0) return failed("no item tells persons apart");
  const rightBy = kept.map((item) => persons.reduce((sum, row) => sum + (row[item] ?? 0), 0));
  const scores = new Array<number>(kept.length + 1).fill(0);
  for (const row of persons) {
    const score = kept.reduce((sum, item) => sum + (row[item] ?? 0), 0);
    scores[score] = (scores[score] ?? 0) + 1;
  }
  let easiness = kept.map(() => 0);
  for (let step = 0; step < 200; step++) {
    const state = conditional(easiness, rightBy, scores);
    // The sum of all easinesses is free: adding 1/k to the information fixes it at 0.
    const bread = invertSymmetric(
      state.information.map((row) => row.map((value) => value + 1 / kept.length)),
    );
    if (bread === null) return failed("no finite estimate");
    const change = bread.map((row) => row.reduce((s, v, k) => s + v * (state.score[k] ?? 0), 0));
    const largest = Math.max(...change.map(Math.abs));
    if (largest < 1e-11) {
      const mean = easiness.reduce((sum, value) => sum + value, 0) / kept.length;
      const difficulty = everything.map((item) => {
        const k = kept.indexOf(item);
        return k < 0 ? null : mean - (easiness[k] ?? 0);
      });
      const warnings = kept.length < items ? ["items all or none has right are left out"] : [];
      return { difficulty, logLikelihood: state.logLikelihood, ...base, warnings };
    }
    const damp = Math.min(1, 3 / largest);
    easiness = easiness.map((value, k) => value + damp * (change[k] ?? 0));
    if (Math.max(...easiness.map(Math.abs)) > 60) return failed("no finite estimate");
  }
  return failed("not converged");
}

/** Drops persons and items without information until none is left to drop. */
function informative(
  y: readonly (readonly number[])[],
  items: readonly number[],
): { kept: readonly number[]; persons: readonly (readonly number[])[] } {
  let kept = items;
  let persons = y;
  for (let changed = true; changed;) {
    const some = persons.filter((row) => {
      const score = kept.reduce((sum, item) => sum + (row[item] ?? 0), 0);
      return score > 0 && score < kept.length;
    });
    const left = kept.filter((item) => {
      const right = some.reduce((sum, row) => sum + (row[item] ?? 0), 0);
      return right > 0 && right < some.length;
    });
    changed = some.length < persons.length || left.length < kept.length;
    persons = some;
    kept = left;
  }
  return { kept, persons };
}

function conditional(
  easiness: readonly number[],
  rightBy: readonly number[],
  scores: readonly number[],
): {
  readonly logLikelihood: number;
  readonly score: readonly number[];
  readonly information: readonly (readonly number[])[];
} {
  const weights = easiness.map(Math.exp);
  const without = (skip: readonly number[]): number[] => {
    const gamma = [1];
    weights.forEach((weight, item) => {
      if (skip.includes(item)) return;
      for (let r = gamma.length; r >= 1; r--) {
        gamma[r] = (gamma[r] ?? 0) + weight * (gamma[r - 1] ?? 0);
      }
    });
    return gamma;
  };
  const full = without([]);
  const singles = weights.map((_, item) => without([item]));
  const chance = (item: number, r: number): number =>
    ((weights[item] ?? 0) * (singles[item]?.[r - 1] ?? 0)) / (full[r] ?? 1);
  const logLikelihood = easiness.reduce((sum, e, k) => sum + e * (rightBy[k] ?? 0), 0) -
    scores.reduce((sum, n, r) => (n === 0 ? sum : sum + n * Math.log(full[r] ?? 1)), 0);
  const score = rightBy.map((right, item) =>
    right - scores.reduce((sum, n, r) => (n === 0 ? sum : sum + n * chance(item, r)), 0)
  );
  const information = easiness.map(() => easiness.map(() => 0));
  for (let i = 0; i < easiness.length; i++) {
    for (let j = 0; j <= i; j++) {
      const pair = i === j ? null : without([i, j]);
      let sum = 0;
      scores.forEach((n, r) => {
        if (n === 0) return;
        const both = pair === null
          ? chance(i, r)
          : ((weights[i] ?? 0) * (weights[j] ?? 0) * (pair[r - 2] ?? 0)) / (full[r] ?? 1);
        sum += n * (both - chance(i, r) * chance(j, r));
      });
      for (const [row, column] of [[i, j], [j, i]] as const) {
        const line = information[row];
        if (line) line[column] = sum;
      }
    }
  }
  return { logLikelihood, score, information };
}
