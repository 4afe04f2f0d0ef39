import type { Turn } from "../types.ts";
import { isFinalTurn } from "./is_final_turn.ts";
import type { JournalEntry } from "./journal_format.ts";

/** Turns answered before, by case and trial. */
export type Replay = (caseId: string, trial: number) => readonly Turn[];

/**
 * The turns a resumed run need not ask again: of each case and trial those that are final (answered, or ended on their
 * item's own account) from the first up to the first that is not, or is not there. Of a turn written twice the answered one counts, of two answered ones the later.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { replayTurns } from "@rounds/rounds";
 *
 * assert.deepEqual(replayTurns([])("case", 1), []);
 * ```
 */
export function replayTurns(entries: Iterable<JournalEntry>): Replay {
  const byCase = new Map<string, Map<number, Turn>>();
  for (const { caseId, trial, turn } of entries) {
    const key = `${trial} ${caseId}`;
    const turns = byCase.get(key) ?? new Map<number, Turn>();
    const known = turns.get(turn.index);
    if (known === undefined || !isFinalTurn(known) || isFinalTurn(turn)) {
      turns.set(turn.index, turn);
    }
    byCase.set(key, turns);
  }
  return (caseId, trial) => {
    const turns = byCase.get(`${trial} ${caseId}`);
    const final: Turn[] = [];
    for (let turn = turns?.get(0); turn && isFinalTurn(turn); turn = turns?.get(final.length)) {
      final.push(turn);
    }
    return final;
  };
}
