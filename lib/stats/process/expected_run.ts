import { caseSurvival } from "./case_survival.ts";
import type { ProcessRows } from "./first_errors.ts";

/** Options of {@linkcode expectedRun}. */
export interface ExpectedRunOptions extends ProcessRows {
  /** Questions looked at: those every case has; default 3. */
  readonly horizon?: number;
}

/**
 * Expected number of right answers before the first error within the first questions, `Σ S(q)`; in questions.
 *
 * Null when survival is not defined up to the horizon for lack of cases that long.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { expectedRun } from "@rounds/rounds";
 *
 * const rows = { y: [1, 0, 1, 1], cluster: ["a", "a", "b", "b"], position: [1, 2, 1, 2] };
 * assert.equal(expectedRun({ ...rows, horizon: 2 }), 1.5);
 * ```
 */
export function expectedRun(options: ExpectedRunOptions): number | null {
  const { horizon = 3 } = options;
  const { rows } = caseSurvival(options);
  let sum = 0;
  let last = 1;
  for (const row of rows.slice(0, horizon)) {
    // Once every case has erred, nothing is left to add; without cases that long nothing is known.
    if (row.survival === null) return last === 0 ? sum : null;
    last = row.survival;
    sum += last;
  }
  return rows.length < horizon && (rows.length === 0 || last > 0) ? null : sum;
}
