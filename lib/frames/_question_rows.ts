import type { Grade, Item, Turn } from "../types.ts";
import type { CaseRow } from "./_case_rows.ts";

/** A planned question of a finished case: what a row of `questionsFrame` reads from. */
export interface QuestionRow extends CaseRow {
  /** What the benchmark asks. */
  readonly item: Item;
  /** How the reply was read. */
  readonly grade: Grade;
  /** The turn that served it; null when none did, or when many questions share it. */
  readonly turn: Turn | null;
}

/**
 * Spreads cases checked by `caseRows` into their questions, each with its grade and turn.
 */
export function questionRows(cases: readonly CaseRow[]): QuestionRow[] {
  const rows: QuestionRow[] = [];
  for (const { run, result } of cases) {
    const { case: { items }, grades, turns } = result;
    for (let place = 0; place < grades.length; place++) {
      const grade = grades[place];
      if (grade === undefined) continue;
      // Grades stand in the order of the items, and turns in their own, unless a file was changed by hand.
      const likely = items[place];
      const item = likely?.id === grade.item
        ? likely
        : items.findLast(({ id }) => id === grade.item);
      if (item !== undefined) rows.push({ run, result, item, grade, turn: turnOf(grade, turns) });
    }
  }
  return rows;
}

function turnOf({ turn: index }: Grade, turns: readonly Turn[]): Turn | null {
  if (index === null) return null;
  const likely = turns[index];
  if (likely?.index === index) return likely;
  return turns.findLast((turn) => turn.index === index) ?? null;
}
