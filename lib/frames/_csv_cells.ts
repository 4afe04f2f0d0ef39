/** A line of a CSV file. */
export interface CsvLine {
  /** Line of the file it begins at, from 1. */
  readonly line: number;
  /** Null where nothing stands, which is not the empty text in quotes. */
  readonly cells: readonly (string | null)[];
}

/**
 * Splits CSV (RFC 4180; comma, semicolon or tab, whichever the header has most of; any line end; a byte order mark).
 * Throws a SyntaxError naming file and line for a quote that is never closed.
 */
export function* csvCells(text: string, where: string): Generator<CsvLine, void, void> {
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  const delimiter = delimiterOf(text);
  const plain = new RegExp(`[^${delimiter}\\r\\n]*`, "y");
  let line = 1;
  while (at < text.length) {
    const begin = line;
    const cells: (string | null)[] = [];
    for (;;) {
      if (text[at] === '"') {
        const quoted = quotedCell(text, at, `${where}:${begin}`);
        at = quoted.end;
        line += quoted.lines;
        cells.push(quoted.cell);
      } else {
        plain.lastIndex = at;
        const cell = plain.exec(text)?.[0] ?? "";
        at += cell.length;
        cells.push(cell === "" ? null : cell);
      }
      if (text[at] !== delimiter) break;
      at++;
    }
    if (text[at] === "\r" && text[at + 1] === "\n") at++;
    at++;
    line++;
    yield { line: begin, cells };
  }
}

function quotedCell(
  text: string,
  start: number,
  where: string,
): { readonly cell: string; readonly end: number; readonly lines: number } {
  let end = start;
  do {
    end = text.indexOf('"', end + 1);
    if (end < 0) {
      throw new SyntaxError(`Cannot read ${where}: a quotation mark is never closed`);
    }
  } while (text[end + 1] === '"' && end++ >= 0);
  const raw = text.slice(start + 1, end);
  return {
    cell: raw.replaceAll('""', '"'),
    end: end + 1,
    lines: raw.match(/\r\n|\r|\n/g)?.length ?? 0,
  };
}

function delimiterOf(text: string): string {
  const header = (/^[^\r\n]*/.exec(text)?.[0] ?? "").replace(/"[^"]*"/g, "");
  const count = (sign: string): number => header.split(sign).length;
  return [",", ";", "\t"].reduce((best, sign) => count(sign) > count(best) ? sign : best);
}
