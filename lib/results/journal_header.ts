import { JOURNAL_SCHEMA, type JournalHead, LINE_CHECK } from "./journal_format.ts";
import { manifestSha256 } from "./manifest_sha256.ts";
import { safeJson } from "../parse/safe_json.ts";

/**
 * The first line of a journal, with its line feed.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { journalHeader, parseJournal } from "@rounds/rounds";
 *
 * const head = { manifest: { model: "m" }, runId: "r", startedAt: "2026-01-01T00:00:00Z" };
 * assert.deepEqual(parseJournal(journalHeader(head), "a.jsonl").head, head);
 * ```
 */
export function journalHeader({ manifest, runId, startedAt }: JournalHead): string {
  const header = {
    schema: JOURNAL_SCHEMA,
    run_id: runId,
    started_at: startedAt,
    line_check: LINE_CHECK,
    manifest,
    manifest_sha256: manifestSha256(manifest),
  };
  return `${safeJson(header)}\n`;
}
