import { OutputError } from "./output_error.ts";

/** Appends lines to an open file. */
export interface LineWriter {
  /** Goes on at a place; what came after it is lost. */
  readonly startAt: (position: number) => Promise<void>;
  /**
   * Appends whole lines; on return they are with the operating system, so that a killed process does not lose them. Throws
   * an `OutputError` when they cannot be written; then the file ends with the last whole line, and takes no more.
   */
  readonly write: (text: string) => void;
  /** Bytes written so far. */
  readonly bytes: () => number;
}

/** Where the file is, and what is said of what it keeps when no more can be written. */
export interface LineWriterOptions {
  /** For messages. */
  readonly path: string;
  /** E.g. `Every turn finished before is kept there; make room, then resume`. */
  readonly advice: string;
}

/** Makes the writer of a file that `openLocked` opened. */
export function lineWriter(file: Deno.FsFile, { path, advice }: LineWriterOptions): LineWriter {
  const encoder = new TextEncoder();
  let bytes = 0;
  /** Where the last whole line ends. */
  let end = 0;
  let broken: OutputError | undefined;
  return {
    startAt: async (position) => {
      await file.truncate(position);
      await file.seek(position, Deno.SeekMode.Start);
      end = position;
    },
    // Synchronous on purpose: a line is small, and handing it to another thread costs more than writing it.
    write: (text) => {
      if (broken !== undefined) throw broken;
      const data = encoder.encode(text);
      try {
        for (let sent = 0; sent < data.length;) sent += file.writeSync(data.subarray(sent));
      } catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause);
        broken = new OutputError(`Cannot write ${path}: ${why}. ${advice}`, { cause });
        cutTo(file, end);
        throw broken;
      }
      bytes += data.length;
      end += data.length;
    },
    bytes: () => bytes,
  };
}

/** A line of which only a part fitted would damage the one appended after it. */
function cutTo(file: Deno.FsFile, position: number): void {
  try {
    file.truncateSync(position);
  } catch {
    // The reader passes over a torn line as well.
  }
}
