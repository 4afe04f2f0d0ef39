import { crc32 } from "node:zlib";
import type { JournalEntry } from "./journal_format.ts";
import { wholeTurnToRecord } from "./whole_turn_to_record.ts";
import { safeJson } from "../parse/safe_json.ts";

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
  const line = safeJson({ case_id: caseId, trial, ...wholeTurnToRecord(turn) });
  const sum = crc32(line).toString(16).padStart(8, "0");
  return `${line.slice(0, -1)},"crc32":"${sum}"}\n`;
}
