import type { Result, Run } from "../types.ts";

/** A finished case of a run: what a row of `casesFrame` reads from. */
export interface CaseRow {
  /** The run it belongs to. */
  readonly run: Run;
  /** The case with its turns and grades. */
  readonly result: Result;
}

/**
 * Spreads runs into finished cases, in the order given.
 *
 * Throws `RangeError` when two runs have the same id or a run holds a case twice (their questions would count twice),
 * and `TypeError` when a case's grades are not exactly one for each planned question (some would drop out unseen).
 */
export function caseRows(runs: readonly Run[]): CaseRow[] {
  checkOnce(runs);
  return runs.flatMap(rowsOf);
}

/** Every frame of a run asks for the same rows. */
const known = new WeakMap<Run, readonly CaseRow[]>();

function rowsOf(run: Run): readonly CaseRow[] {
  const { results } = run;
  const before = known.get(run);
  if (before?.length === results.length && before.every(({ result }, n) => result === results[n])) {
    return before;
  }
  const seen = new Set<string>();
  const rows = results.map((result) => {
    const key = JSON.stringify([result.case.id, result.trial]);
    if (seen.has(key)) {
      throw new RangeError(
        `Run ${run.id} (${run.model}, ${
          place(run)
        }) holds case ${result.case.id}, trial ${result.trial} twice`,
      );
    }
    seen.add(key);
    checkGrades(run, result);
    return { run, result };
  });
  known.set(run, rows);
  return rows;
}

function checkOnce(runs: readonly Run[]): void {
  const seen = new Map<string, Run>();
  for (const run of runs) {
    const first = seen.get(run.id);
    if (first !== undefined) {
      throw new RangeError(
        `Run ${run.id} (${run.model}) is given twice (${place(first)}, ${
          place(run)
        }): give each run once`,
      );
    }
    seen.set(run.id, run);
  }
}

function checkGrades(run: Run, result: Result): void {
  if (isInOrder(result)) return;
  const planned = result.case.items.map((item) => item.id);
  const graded = result.grades.map((grade) => grade.item);
  const without = planned.find((id) => !graded.includes(id));
  const extra = graded.find((id, index) => !planned.includes(id) || graded.indexOf(id) !== index);
  if (without === undefined && extra === undefined) return;
  throw new TypeError(
    `Run ${run.id} (${run.model}), case ${result.case.id}, trial ${result.trial}: question ${
      without ?? extra
    } has ` +
      `${
        without === undefined ? "a grade too many" : "no grade"
      }, expected one for each planned question`,
  );
}

/** Whether the grades are the items one by one, each once: so for all that nobody changed by hand. */
function isInOrder({ case: { items }, grades }: Result): boolean {
  if (items.length !== grades.length) return false;
  for (let n = 0; n < items.length; n++) {
    const id = items[n]?.id;
    if (grades[n]?.item !== id) return false;
    for (let before = 0; before < n; before++) if (items[before]?.id === id) return false;
  }
  return true;
}

function place(run: Run): string {
  return run.file ?? "not saved";
}
