import { journalReader } from "./_journal_reader.ts";
import type { JournalContent } from "./journal_format.ts";

/**
 * Parses a journal. What is damaged is passed over with a warning, and its turns will be asked again: a torn last line, a
 * tail of zero bytes, a line whose checksum does not match. Lines may be repeated and in any order.
 *
 * Throws a `CaseError` when the file is no journal, of a newer version, or holds turns of two runs.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseJournal } from "@rounds/rounds";
 *
 * const journal = parseJournal('{"schema":"rounds.journal/1","manifest":{}}\n{"case_id":"1","tr', "a.jsonl");
 * assert.equal(journal.entries.length, 0);
 * assert.match(journal.warnings[0] ?? "", /a\.jsonl:2 is torn/);
 * ```
 */
export function parseJournal(text: string | Uint8Array, where: string): JournalContent {
  const reader = journalReader(where);
  reader.take(typeof text === "string" ? new TextEncoder().encode(text) : text);
  return reader.end();
}
