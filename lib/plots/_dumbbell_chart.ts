import defer * as Plot from "@observablehq/plot";
import { SYMBOL_SCALE } from "./_palette.ts";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { textWidth } from "./_text_width.ts";
import { wrapText } from "./_wrap_text.ts";

/** One end of a dumbbell. */
export interface DumbbellPoint {
  /** Share, in [0,1]. */
  readonly value: number;
  /** Lower limit; null for none. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Colour. */
  readonly color: string;
  /** Name of a shape. */
  readonly symbol: string;
  /** Hollow when false. */
  readonly filled: boolean;
}

/** Several values of one thing in one row. */
export interface DumbbellRow {
  /** Written on the left. */
  readonly label: string;
  /** What is joined by a line. */
  readonly points: readonly DumbbellPoint[];
  /** A tick of the row's own, such as chance; null for none. */
  readonly mark: number | null;
  /** Written on the right, one for each header. */
  readonly cells: readonly string[];
}

/** Dumbbells below each other. */
export interface DumbbellChart {
  /** From top to bottom. */
  readonly rows: readonly DumbbellRow[];
  /** Above the columns on the right. */
  readonly headers: readonly string[];
  /** What the x axis spans. */
  readonly domain: readonly [low: number, high: number];
  /** Name of the x axis. */
  readonly axis: string;
  /** Written on the line of marks; null where there are none. */
  readonly markLabel: string | null;
}

const FONT_SIZE = 12;
const LINE = 15;
const GUTTER = 14;

/**
 * Draws several estimates in each row, joined by a line, with columns of text on the right.
 */
export function drawDumbbells(chart: DumbbellChart, options: { readonly width: number }): SvgPart {
  const { domain, markLabel } = chart;
  const measure = (text: string) => textWidth(text, { fontSize: FONT_SIZE });
  const top = markLabel === null && chart.headers.length === 0 ? 8 : 26;
  let end = top;
  const rows = chart.rows.map((row) => {
    const lines = wrapText(row.label, { width: options.width * 0.34, fontSize: FONT_SIZE });
    const tall = Math.max(26, lines.length * LINE + 8);
    const y = end + tall / 2;
    end += tall;
    return { ...row, lines, y, y1: y - tall / 2, y2: y + tall / 2 };
  });
  const left = Math.ceil(Math.max(40, ...rows.flatMap(({ lines }) => lines).map(measure))) + 12;
  const headers = chart.headers.map((header) => wrapText(header, { width: 70, fontSize: 12 }));
  const widths = headers.map((lines, column) =>
    Math.max(...lines.map(measure), ...rows.map((row) => measure(row.cells[column] ?? "")))
  );
  const offsets = widths.map((_, column) =>
    widths.slice(0, column + 1).reduce((sum, wide) => sum + wide + GUTTER, 6)
  );
  const right = Math.ceil(offsets.at(-1) ?? 12) + 6;
  const width = Math.max(options.width, left + right + 110);
  const ticks = Math.max(2, Math.min(6, Math.floor((width - left - right) / 50)));
  const head = Math.max(0, ...headers.map((lines) => lines.length - 1)) * LINE;
  const points = rows.flatMap(({ points, y }) => points.map((point) => ({ ...point, y })));
  // Where two intervals meet, neither may hide the other.
  const spans = rows.flatMap(({ points, y }) => {
    const values = points.map(({ value }) => value);
    return values.length < 2 ? [] : [{ y, x1: Math.min(...values), x2: Math.max(...values) }];
  });
  const marks = rows.flatMap(({ mark, y1, y2 }) => mark === null ? [] : [{ x: mark, y1, y2 }]);
  const [first] = marks;
  const isRight = first !== undefined && first.x > (domain[0] + domain[1]) / 2;
  return renderPlot({
    width,
    height: end + head + 42,
    marginLeft: left,
    marginRight: right,
    marginTop: top + head,
    marginBottom: 42,
    x: { type: "linear", domain: [...domain], axis: null },
    y: { type: "linear", domain: [top, end], range: [top + head, end + head], axis: null },
    color: { type: "identity" },
    symbol: SYMBOL_SCALE,
    marks: [
      Plot.gridX({ strokeOpacity: 0.15, ticks }),
      Plot.axisX({
        tickFormat: (value: number) => `${Math.round(value * 100)} %`,
        tickSize: 0,
        ticks,
        label: null,
        fontSize: 12,
      }),
      Plot.ruleX(marks, { x: "x", y1: "y1", y2: "y2", strokeDasharray: "4,3" }),
      first === undefined || markLabel === null ? null : Plot.text([markLabel], {
        x: first.x,
        frameAnchor: "top",
        lineAnchor: "bottom",
        textAnchor: isRight ? "end" : "start",
        dx: isRight ? 4 : -4,
        dy: -6,
      }),
      Plot.text([chart.axis], { frameAnchor: "bottom", dy: 36 }),
      Plot.text(rows, {
        y: "y",
        text: ({ lines }: { readonly lines: readonly string[] }) => lines.join("\n"),
        frameAnchor: "left",
        textAnchor: "end",
        dx: -10,
        lineHeight: LINE / FONT_SIZE,
      }),
      Plot.ruleY(spans, { y: "y", x1: "x1", x2: "x2", strokeOpacity: 0.35, strokeWidth: 1 }),
      Plot.ruleY(points.filter(({ lo, hi }) => lo !== null && hi !== null), {
        y: "y",
        x1: "lo",
        x2: "hi",
        stroke: "color",
        strokeWidth: 3,
        strokeOpacity: 0.5,
      }),
      Plot.dot(points.filter(({ filled }) => filled), {
        y: "y",
        x: "value",
        fill: "color",
        symbol: "symbol",
        r: 4.5,
      }),
      Plot.dot(points.filter(({ filled }) => !filled), {
        y: "y",
        x: "value",
        stroke: "color",
        fill: "none",
        symbol: "symbol",
        strokeWidth: 1.5,
        r: 4.5,
      }),
      headers.map((lines, column) => [
        Plot.text([lines.join("\n")], {
          frameAnchor: "top-right",
          lineAnchor: "bottom",
          textAnchor: "end",
          dx: offsets[column] ?? 0,
          dy: -6,
          lineHeight: LINE / FONT_SIZE,
          fillOpacity: 0.8,
        }),
        Plot.text(rows, {
          y: "y",
          frameAnchor: "right",
          textAnchor: "end",
          dx: offsets[column] ?? 0,
          text: ({ cells }: DumbbellRow) => cells[column] ?? "",
          fontVariant: "tabular-nums",
        }),
      ]),
    ],
  });
}
