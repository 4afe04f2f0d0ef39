import type { Untold } from "../types.ts";
import type { JournalContent, JournalEntry, JournalHead } from "./journal_format.ts";
import { journalReader } from "./_journal_reader.ts";
import { journalHeader } from "./journal_header.ts";
import { journalLine } from "./journal_line.ts";
import { readLines } from "./_line_reader.ts";
import { lineWriter } from "./_line_writer.ts";
import { openLocked } from "./_open_locked.ts";
import { NOTHING_UNTOLD, untoldLine } from "./_untold_line.ts";

/** How a journal is opened. */
export interface OpenJournalOptions {
  /** Only the owner may read it, also when it was there before; false unless told. */
  readonly private?: boolean;
}

/** An open journal: the only writer of one output. */
export interface Journal {
  /** What was there when it was opened; read once. Throws a `CaseError` when the file is no journal. */
  read(): Promise<JournalContent>;
  /** Starts afresh with a header; what was there is lost. Throws an `OutputError` when it cannot be written. */
  begin(head: JournalHead): Promise<void>;
  /** Goes on after the last whole line. */
  resume(): Promise<void>;
  /**
   * Appends one finished turn; on return it is with the operating system, so that a killed process does not lose it.
   * Throws an `OutputError` when it cannot be written; then the journal ends with the last whole line, and takes no more.
   */
  append(entry: JournalEntry): void;
  /** Appends what calls took of which no turn tells; the same holds. */
  appendUntold(untold: Untold): void;
  /** Whether there is nothing to keep: it was empty when opened, or begun afresh, and no turn was appended. */
  isFresh(): boolean;
  /** Bytes written since it was opened. */
  bytesWritten(): number;
  /** Unlocks and closes; `remove` deletes the file too. */
  close(options?: { readonly remove?: boolean }): Promise<void>;
}

/**
 * Opens (or creates) a journal and locks it: one writer an output. The lock ends with the process, however it ends.
 * Throws an `OutputLockedError` when another process holds it.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { openJournal } from "@rounds/rounds";
 *
 * const path = await Deno.makeTempFile();
 * const journal = await openJournal(path);
 * await assert.rejects(openJournal(path), /another process writes/);
 * await journal.close({ remove: true });
 * ```
 */
export async function openJournal(
  path: string,
  options: OpenJournalOptions = {},
): Promise<Journal> {
  const file = await openLocked(path, {
    private: options.private ?? false,
    what: "this output",
  });
  return journalOn(file, path);
}

function journalOn(file: Deno.FsFile, path: string): Journal {
  const writer = lineWriter(file, {
    path,
    advice: "Every turn finished before is kept there; make room, then resume",
  });
  let appended = 0;
  let content: JournalContent | undefined;
  let isBegun = false;
  const read = async () => content ??= await readAll(file, path);
  return {
    read,
    begin: async (head) => {
      content = EMPTY;
      isBegun = true;
      await writer.startAt(0);
      writer.write(journalHeader(head));
    },
    resume: async () => {
      const { validBytes, lacksLineFeed } = await read();
      await writer.startAt(validBytes);
      if (lacksLineFeed) writer.write("\n");
    },
    append: (entry) => {
      writer.write(journalLine(entry));
      appended++;
    },
    appendUntold: (untold) => {
      writer.write(untoldLine(untold));
      appended++;
    },
    isFresh: () => appended === 0 && (isBegun || (content !== undefined && isEmpty(content))),
    bytesWritten: () => writer.bytes(),
    close: async ({ remove = false } = {}) => {
      if (remove) await Deno.remove(path);
      file.close();
    },
  };
}

const EMPTY: JournalContent = {
  head: null,
  entries: [],
  untold: NOTHING_UNTOLD,
  validBytes: 0,
  lacksLineFeed: false,
  warnings: [],
};

/** A journal whose every line is damaged is not empty. */
function isEmpty({ head, warnings }: JournalContent): boolean {
  return head === null && warnings.length === 0;
}

async function readAll(file: Deno.FsFile, path: string): Promise<JournalContent> {
  const reader = journalReader(path);
  await readLines(file, reader);
  return reader.end();
}
