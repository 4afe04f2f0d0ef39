/** One line of a CSV file by its header. */
export interface CsvRow {
  /** Line of the file it begins at, from 1. */
  readonly line: number;
  /** Cell by name of its column; an empty cell is empty text. */
  readonly cells: Readonly<Record<string, string>>;
}

/** Formula signs that a spreadsheet-safe file writes behind an apostrophe. */
const GUARDED = /^'(?='*[=+\-@\t\r\n＝＋－＠])/;

/**
 * Reads CSV as spreadsheets write it: comma, semicolon or tab (whichever the header has most of), quotes, any line end, a
 * byte order mark. The apostrophe that keeps a spreadsheet from running a text as a formula is taken away again, and
 * lines without any text are left out.
 *
 * Throws `SyntaxError` naming the line for an open quote, a column named twice and a line with other than the header's
 * number of cells.
 */
export function csvRows(
  text: string,
  options: { readonly where: string },
): { readonly columns: readonly string[]; readonly rows: readonly CsvRow[] } {
  const { where } = options;
  const lines = splitCells(text.replace(/^\uFEFF/, ""), where)
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const [header, ...rest] = lines;
  if (header === undefined) return { columns: [], rows: [] };
  const columns = header.cells.map((name) => name.trim().toLowerCase());
  const twice = columns.find((name, index) => name !== "" && columns.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new SyntaxError(`Cannot read ${where}:${header.line}: column "${twice}" is there twice`);
  }
  const rows = rest.map(({ line, cells }) => {
    const surplus = cells.slice(columns.length);
    if (cells.length < columns.length || surplus.some((cell) => cell.trim() !== "")) {
      throw new SyntaxError(
        `Cannot read ${where}:${line}: it has ${cells.length} cells, expected ${columns.length} as in the header`,
      );
    }
    return {
      line,
      cells: Object.fromEntries(
        columns.flatMap((name, index) =>
          name === "" ? [] : [[name, (cells[index] ?? "").replace(GUARDED, "")]]
        ),
      ),
    };
  });
  return { columns: columns.filter((name) => name !== ""), rows };
}

interface CellLine {
  readonly line: number;
  readonly cells: readonly string[];
}

function splitCells(text: string, where: string): CellLine[] {
  const delimiter = delimiterOf(text);
  const found: CellLine[] = [];
  let cells: string[] = [];
  let [cell, isQuoted, line, start] = ["", false, 1, 1];
  const endLine = (): void => {
    found.push({ line: start, cells: [...cells, cell] });
    [cells, cell] = [[], ""];
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (sign === "\n") line++;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at++;
      } else isQuoted = false;
    } else if (sign === '"' && cell === "") isQuoted = true;
    else if (sign === delimiter) {
      cells.push(cell);
      cell = "";
    } else if (sign === "\n" || sign === "\r") {
      if (sign === "\r" && text[at + 1] === "\n") {
        at++;
        line++;
      }
      endLine();
      start = line;
    } else cell += sign;
  }
  if (isQuoted) {
    throw new SyntaxError(`Cannot read ${where}:${start}: a quotation mark is never closed`);
  }
  if (cell !== "" || cells.length > 0) endLine();
  return found;
}

function delimiterOf(text: string): string {
  const end = text.search(/[\r\n]/);
  const header = (end === -1 ? text : text.slice(0, end)).replace(/"[^"]*"/g, "");
  const count = (sign: string): number => header.split(sign).length;
  return [",", ";", "\t"].reduce((best, sign) => count(sign) > count(best) ? sign : best);
}
