/** Takes a file of lines in pieces of any size, so that a large one is never in memory as text. */
export interface LineReader {
  /** The next bytes of the file. */
  readonly take: (bytes: Uint8Array) => void;
  /** What is left; call once, at the end. */
  readonly end: () => LineEnd;
}

/** Where whole lines end. */
export interface LineEnd {
  /** What comes after the last line feed: a line torn at its writing; empty when there is none. */
  readonly torn: Uint8Array;
  /** Number of whole lines. */
  readonly lines: number;
  /** Bytes up to the last line feed: what a writer appends after. */
  readonly validBytes: number;
}

/** Cuts a file into lines, without their line feeds, numbered from 1. */
export function lineReader(onLine: (bytes: Uint8Array, line: number) => void): LineReader {
  let lines = 0;
  let validBytes = 0;
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  const joined = (last: Uint8Array): Uint8Array => {
    if (held.length === 0) return last;
    const all = new Uint8Array(heldBytes + last.length);
    let at = 0;
    for (const piece of [...held, last]) {
      all.set(piece, at);
      at += piece.length;
    }
    held = [];
    heldBytes = 0;
    return all;
  };
  return {
    take: (bytes) => {
      let start = 0;
      for (let feed = bytes.indexOf(0x0a); feed >= 0; feed = bytes.indexOf(0x0a, start)) {
        const whole = joined(bytes.subarray(start, feed));
        validBytes += whole.length + 1;
        onLine(whole, ++lines);
        start = feed + 1;
      }
      if (start === bytes.length) return;
      held.push(bytes.slice(start));
      heldBytes += bytes.length - start;
    },
    end: () => ({ torn: joined(new Uint8Array()), lines, validBytes }),
  };
}

/** Reads an open file from its start. */
export async function readLines(
  file: Deno.FsFile,
  reader: Pick<LineReader, "take">,
): Promise<void> {
  const buffer = new Uint8Array(1 << 20);
  await file.seek(0, Deno.SeekMode.Start);
  for (let got = await file.read(buffer); got !== null; got = await file.read(buffer)) {
    reader.take(buffer.subarray(0, got));
  }
}
