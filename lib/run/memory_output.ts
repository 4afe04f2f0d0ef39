import type { JournalHead } from "../results/journal_format.ts";
import { replayTurns } from "../results/replay_turns.ts";
import type { Output } from "./open_output.ts";

/**
 * An output that keeps nothing on disk: for runs whose results are used at once.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { memoryOutput } from "@rounds/rounds";
 *
 * const output = memoryOutput({ manifest: {}, runId: "r", startedAt: "2026-01-01T00:00:00Z" });
 * assert.equal(output.journal.bytesWritten(), 0);
 * ```
 */
export function memoryOutput(head: JournalHead): Output {
  const done = () => Promise.resolve();
  return {
    head,
    earlierOrigins: [],
    replay: replayTurns([]),
    notes: [],
    journal: {
      read: () => Promise.resolve({ head: null, entries: [], validBytes: 0, warnings: [] }),
      begin: done,
      resume: done,
      append: () => {},
      bytesWritten: () => 0,
      isFresh: () => true,
      close: done,
    },
  };
}
