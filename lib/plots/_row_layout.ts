import type { LayoutRow, PlacedText, RowLayout, RowLayoutOptions } from "./_row_layout_types.ts";
import { textWidth } from "./_text_width.ts";
import { wrapText } from "./_wrap_text.ts";

const FONT_SIZE = 12;
const LINE = 15;
/** Room beside the drawing when nothing is written there. */
const BARE = 20;
/** Height of a drawing below its texts. */
const STRIP = 20;

/**
 * Places rows below each other with labels on the left and columns of cells on the right; where the drawing between would
 * be too narrow to read, labels and cells go above it.
 */
export function rowLayout(rows: readonly LayoutRow[], options: RowLayoutOptions): RowLayout {
  const beside = layBeside(rows, options);
  return beside.width <= options.width ? beside : layStacked(rows, options);
}

function measure(text: string): number {
  return textWidth(text, { fontSize: FONT_SIZE });
}

function layBeside(rows: readonly LayoutRow[], options: RowLayoutOptions): RowLayout {
  const { gutter, headerWidth = Infinity } = options;
  const lines = rows.map(({ label }) =>
    wrapText(label, { width: options.width * options.labels, fontSize: FONT_SIZE })
  );
  const headers = options.headers.map((header) =>
    wrapText(header, { width: headerWidth, fontSize: FONT_SIZE })
  );
  const left = Math.ceil(Math.max(40, ...lines.flat().map(measure))) + 12;
  const widths = headers.map((header, column) =>
    Math.max(...header.map(measure), ...rows.map(({ cells }) => measure(cells[column] ?? "")))
  );
  const offsets = widths.map((_, column) =>
    gutter + widths.slice(0, column + 1).reduce((sum, wide) => sum + wide + gutter, -gutter)
  );
  const right = Math.ceil(offsets.at(-1) ?? 12) + 6;
  const width = Math.max(options.width, left + right + options.narrowest);
  const texts: PlacedText[] = [];
  const head = Math.max(0, ...headers.map((header) => header.length - 1)) * LINE;
  const start = options.top + head;
  const { places, end } = placeRows(rows, {
    top: start,
    tallOf: (k) => Math.max(options.tall, (lines[k] ?? []).length * LINE + 6),
    heading: (text, y) => texts.push({ text, x: 4, y, anchor: "start", kind: "heading" }),
  });
  headers.forEach((header, column) =>
    texts.push({
      text: header.join("\n"),
      x: width - right + (offsets[column] ?? 0),
      y: options.top + head - 12 - (header.length - 1) * LINE / 2,
      anchor: "end",
      kind: "header",
    })
  );
  rows.forEach(({ cells }, k) => {
    const y = places[k]?.y ?? 0;
    texts.push({
      text: (lines[k] ?? []).join("\n"),
      x: left - 10,
      y,
      anchor: "end",
      kind: "label",
    });
    headers.forEach((_, column) =>
      texts.push({
        text: cells[column] ?? "",
        x: width - right + (offsets[column] ?? 0),
        y,
        anchor: "end",
        kind: "cell",
      })
    );
  });
  const strips = [{ y1: start, y2: end }];
  return { stacked: false, width, left, right, places, start, end, strips, texts };
}

function layStacked(rows: readonly LayoutRow[], options: RowLayoutOptions): RowLayout {
  const { width, headers, namesAll = false } = options;
  const room = width - 8;
  const wrapped = (text: string): string[] => wrapText(text, { width: room, fontSize: FONT_SIZE });
  const written = rows.map(({ label, cells }) => {
    const text = cellsText(cells, { headers, namesAll });
    const isShort = measure(label) + measure(text) + 16 <= room;
    return { label: wrapped(label), cells: text === "" ? [] : wrapped(text), isShort };
  });
  const texts: PlacedText[] = [];
  const [first = ""] = namesAll ? [] : headers;
  const note = wrapped(first);
  if (first !== "") {
    texts.push({
      text: note.join("\n"),
      x: width - 4,
      y: 10 + (note.length - 1) * LINE / 2,
      anchor: "end",
      kind: "header",
    });
  }
  const linesOf = (k: number): number => {
    const { label = [], cells = [], isShort = false } = written[k] ?? {};
    return isShort ? 1 : label.length + cells.length;
  };
  const start = (options.lines ?? 0) + (first === "" ? 8 : note.length * LINE + 8);
  const { places, end } = placeRows(rows, {
    top: start,
    tallOf: (k) => linesOf(k) * LINE + STRIP + 6,
    heading: (text, y) => texts.push({ text, x: 4, y, anchor: "start", kind: "heading" }),
  });
  const drawn = places.map(({ y1, y2 }, k) => {
    const { label = [], cells = [], isShort = false } = written[k] ?? {};
    const at = (from: number, count: number): number => y1 + 3 + (from + count / 2) * LINE;
    texts.push({
      text: label.join("\n"),
      x: 4,
      y: at(0, label.length),
      anchor: "start",
      kind: "label",
    });
    if (cells.length > 0) {
      const from = isShort ? 0 : label.length;
      texts.push({
        text: cells.join("\n"),
        x: width - 4,
        y: at(from, cells.length),
        anchor: "end",
        kind: "cell",
      });
    }
    return { y: y2 - 3 - STRIP / 2, y1, y2 };
  });
  const strips = places.map(({ y2 }) => ({ y1: y2 - STRIP - 4, y2 }));
  return {
    stacked: true,
    width,
    left: BARE,
    right: BARE,
    places: drawn,
    start,
    end,
    strips,
    texts,
  };
}

/** A first column that is explained above needs no name where it stands. */
function cellsText(
  cells: readonly string[],
  { headers, namesAll }: { readonly headers: readonly string[]; readonly namesAll: boolean },
): string {
  return headers.map((header, column) => {
    const cell = cells[column] ?? "";
    const text = column === 0 && !namesAll ? cell : `${header} ${cell}`;
    return text.replaceAll(" ", "\u00a0");
  }).filter((text) => text !== "").join(" · ").replaceAll(" · ", "\u00a0· ");
}

function placeRows(
  rows: readonly LayoutRow[],
  { top, tallOf, heading }: {
    readonly top: number;
    tallOf(row: number): number;
    heading(text: string, y: number): void;
  },
): { readonly places: readonly { y: number; y1: number; y2: number }[]; readonly end: number } {
  let y = top;
  let section: string | null = null;
  const places = rows.map((row, k) => {
    const own = row.section ?? null;
    if (own !== null && own !== section) {
      heading(own, y + 14);
      y += 26;
    }
    section = own;
    const tall = tallOf(k);
    const place = { y: y + tall / 2, y1: y, y2: y + tall };
    y += tall;
    return place;
  });
  return { places, end: y };
}
