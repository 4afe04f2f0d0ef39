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
  return cases.flatMap(({ run, result }) => {
    const items = new Map(result.case.items.map((item) => [item.id, item]));
    const turns = new Map(result.turns.map((turn) => [turn.index, turn]));
    return result.grades.flatMap((grade) => {
      const item = items.get(grade.item);
      if (item === undefined) return [];
      const turn = grade.turn === null ? null : turns.get(grade.turn) ?? null;
      return [{ run, result, item, grade, turn }];
    });
  });
}
