import type { JournalContent, JournalHead } from "../results/journal_format.ts";
import { replayTurns } from "../results/replay_turns.ts";
import type { Output } from "./open_output.ts";

const EMPTY: JournalContent = {
  head: null,
  entries: [],
  untold: { calls: 0, tokens: 0, cost_usd: 0 },
  validBytes: 0,
  lacksLineFeed: false,
  warnings: [],
};

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
    untold: EMPTY.untold,
    notes: [],
    journal: {
      read: () => Promise.resolve(EMPTY),
      begin: done,
      resume: done,
      append: () => {},
      appendUntold: () => {},
      bytesWritten: () => 0,
      isFresh: () => true,
      close: done,
    },
  };
}
