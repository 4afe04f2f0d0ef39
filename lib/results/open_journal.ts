import type { JournalContent, JournalEntry, JournalHead } from "./journal_format.ts";
import { journalReader } from "./_journal_reader.ts";
import { journalHeader } from "./journal_header.ts";
import { journalLine } from "./journal_line.ts";
import { OutputError } from "./output_error.ts";
import { OutputLockedError } from "./output_locked_error.ts";

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
export async function openJournal(path: string): Promise<Journal> {
  for (;;) {
    const file = await Deno.open(path, { create: true, read: true, write: true });
    try {
      if (!(await file.tryLock(true))) {
        throw new OutputLockedError(`Cannot write ${path}: another process writes this output`);
      }
      // The process that held the lock may have removed the file meanwhile: then this one has no name any more.
      if (await isAt(file, path)) return journalOn(file, path);
    } catch (error) {
      file.close();
      throw error;
    }
    file.close();
  }
}

async function isAt(file: Deno.FsFile, path: string): Promise<boolean> {
  try {
    const [open, named] = [await file.stat(), await Deno.stat(path)];
    return open.ino === named.ino && open.dev === named.dev;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function journalOn(file: Deno.FsFile, path: string): Journal {
  const encoder = new TextEncoder();
  let bytes = 0;
  let appended = 0;
  let content: JournalContent | undefined;
  let isBegun = false;
  /** Where the last whole line ends. */
  let end = 0;
  let broken: OutputError | undefined;

  // Synchronous on purpose: a line is small, and handing it to another thread costs more than writing it.
  const write = (text: string) => {
    if (broken !== undefined) throw broken;
    const data = encoder.encode(text);
    try {
      for (let sent = 0; sent < data.length;) sent += file.writeSync(data.subarray(sent));
    } catch (cause) {
      broken = new OutputError(cannotWrite(path, cause), { cause });
      cutTo(file, end);
      throw broken;
    }
    bytes += data.length;
    end += data.length;
  };
  const startAt = async (position: number) => {
    await file.truncate(position);
    await file.seek(position, Deno.SeekMode.Start);
    end = position;
  };
  const read = async () => content ??= await readAll(file, path);
  return {
    read,
    begin: async (head) => {
      content = { head: null, entries: [], validBytes: 0, warnings: [] };
      isBegun = true;
      await startAt(0);
      write(journalHeader(head));
    },
    resume: async () => await startAt((await read()).validBytes),
    append: (entry) => {
      write(journalLine(entry));
      appended++;
    },
    isFresh: () => appended === 0 && (isBegun || (content !== undefined && isEmpty(content))),
    bytesWritten: () => bytes,
    close: async ({ remove = false } = {}) => {
      if (remove) await Deno.remove(path);
      file.close();
    },
  };
}

/** A journal whose every line is damaged is not empty. */
function isEmpty({ head, warnings }: JournalContent): boolean {
  return head === null && warnings.length === 0;
}

async function readAll(file: Deno.FsFile, path: string): Promise<JournalContent> {
  const reader = journalReader(path);
  const buffer = new Uint8Array(1 << 20);
  await file.seek(0, Deno.SeekMode.Start);
  for (let got = await file.read(buffer); got !== null; got = await file.read(buffer)) {
    reader.take(buffer.subarray(0, got));
  }
  return reader.end();
}

/** A line of which only a part fitted would damage the one appended after it. */
function cutTo(file: Deno.FsFile, position: number): void {
  try {
    file.truncateSync(position);
  } catch {
    // The reader passes over a torn line as well.
  }
}

function cannotWrite(path: string, cause: unknown): string {
  const why = cause instanceof Error ? cause.message : String(cause);
  return `Cannot write ${path}: ${why}. Every turn finished before is kept there; make room, then resume`;
}
