import { checkedLine } from "./_checked_line.ts";
import type { JournalEntry } from "./journal_format.ts";
import { wholeTurnToRecord } from "./whole_turn_to_record.ts";

/**
 * One line of a journal, with its checksum and its line feed.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { journalLine } from "@rounds/rounds";
 *
 * const turn = {
 *   index: 0, items: ["q1"], promptSha256: null, images: [], reply: null,
 *   error: { kind: "timeout", status: null, message: "no answer" }, ms: 12, attempts: 5, costUsd: null,
 * } as const;
 * assert.ok(journalLine({ caseId: "1", trial: 1, turn }).endsWith("}\n"));
 * ```
 */
export function journalLine({ caseId, trial, turn }: JournalEntry): string {
  return checkedLine({ case_id: caseId, trial, ...wholeTurnToRecord(turn) });
}
