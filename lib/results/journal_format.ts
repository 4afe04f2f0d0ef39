import type { Manifest, Turn, Untold } from "../types.ts";

/** Version this toolkit writes; every older one is read, a newer one refused by name. */
export const JOURNAL_SCHEMA = "rounds.journal/1";

/** How every line after the header is checked: `crc32` of the line without its own field `crc32`, which comes last. */
export const LINE_CHECK = "crc32";

/** One finished turn of one case and trial. */
export interface JournalEntry {
  /** Case id. */
  readonly caseId: string;
  /** 1-based repetition. */
  readonly trial: number;
  /** The turn as it ended. */
  readonly turn: Turn;
}

/** The run a journal belongs to. */
export interface JournalHead {
  /** Everything that can change an answer. */
  readonly manifest: Manifest | Readonly<Record<string, unknown>>;
  /** Kept over resumptions. */
  readonly runId: string;
  /** ISO time the run was first started. */
  readonly startedAt: string;
}

/** A journal as read. */
export interface JournalContent {
  /** The run that writes it; null when the file is empty. */
  readonly head: JournalHead | null;
  /** Finished turns, oldest first. */
  readonly entries: readonly JournalEntry[];
  /** What calls took of which no turn tells, summed. */
  readonly untold: Untold;
  /** Bytes up to the last whole line: what a writer appends after. */
  readonly validBytes: number;
  /** Whether that line lacks nothing but its line feed. */
  readonly lacksLineFeed: boolean;
  /** What was passed over, and why. */
  readonly warnings: readonly string[];
}
