import type { Run } from "../types.ts";

/** Every row of a run asks for the same number. */
const known = new WeakMap<Run, number>();

/**
 * Questions that a run planned and that none of its results holds.
 */
export function unfinishedQuestions(run: Run): number {
  const before = known.get(run);
  if (before !== undefined) return before;
  const held = run.results.reduce((sum, { case: { items } }) => sum + items.length, 0);
  const left = run.planned.items - held;
  known.set(run, left);
  return left;
}
