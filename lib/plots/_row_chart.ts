import defer * as Plot from "@observablehq/plot";
import { SYMBOL_SCALE } from "./_palette.ts";
import type { ReferenceBand } from "./_reference_bands.ts";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { textWidth } from "./_text_width.ts";
import { wrapText } from "./_wrap_text.ts";

/** One estimate in a row of its own. */
export interface ChartRow {
  /** Written on the left. */
  readonly label: string;
  /** The estimate; null when there is none. */
  readonly value: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Colour of dot and interval. */
  readonly color: string;
  /** Name of a shape. */
  readonly symbol: string;
  /** Hollow when false. */
  readonly filled: boolean;
  /** Written on the right, one for each header. */
  readonly cells: readonly string[];
  /** On a tinted ground, to tell neighbouring tiers apart. */
  readonly shaded: boolean;
  /** Rows of one section stand below its heading; null without sections. */
  readonly section: string | null;
}

/** Estimates below each other. */
export interface RowChart {
  /** From top to bottom; rows of one section together. */
  readonly rows: readonly ChartRow[];
  /** Above the columns on the right. */
  readonly headers: readonly string[];
  /** What the x axis spans. */
  readonly domain: readonly [low: number, high: number];
  /** Writes a tick. */
  tick(value: number): string;
  /** The same as a Vega expression of `datum.value`. */
  readonly tickExpression: string;
  /** Name of the x axis. */
  readonly axis: string;
  /** Words at the two ends of the x axis, with a bold line at zero; null for neither. */
  readonly ends: readonly [low: string, high: string] | null;
  /** Bars from zero instead of dots; `color` may then be a pattern. */
  readonly bars: boolean;
  /** Dashed lines. */
  readonly references: readonly ReferenceBand[];
}

const FONT_SIZE = 12;
const LINE = 15;
/** Between columns on the right. */
const GUTTER = 16;

/** A row and where it stands, CSS pixels from the top. */
interface PlacedRow extends ChartRow {
  readonly lines: readonly string[];
  readonly y: number;
  readonly y1: number;
  readonly y2: number;
}

/**
 * Draws estimates with intervals, one row each, with columns of text on the right.
 */
export function drawRowChart(chart: RowChart, options: { readonly width: number }): SvgPart {
  const { domain, references, ends } = chart;
  const measure = (text: string) => textWidth(text, { fontSize: FONT_SIZE });
  const top = Math.max(references.length * LINE + 8, chart.headers.length > 0 ? 24 : 8);
  const { rows, headings, end } = place(chart.rows, { top, width: options.width * 0.36 });
  const left = Math.ceil(Math.max(40, ...rows.flatMap(({ lines }) => lines).map(measure))) + 12;
  const widths = chart.headers.map((header, column) =>
    Math.max(measure(header), ...rows.map((row) => measure(row.cells[column] ?? "")))
  );
  const offsets = widths.map((_, column) =>
    GUTTER + widths.slice(0, column + 1).reduce((sum, wide) => sum + wide + GUTTER, -GUTTER)
  );
  const right = Math.ceil(offsets.at(-1) ?? 12) + 6;
  const width = Math.max(options.width, left + right + 90);
  const inner = width - left - right;
  // Long names of two models go below each other rather than over each other.
  const stacked = ends !== null && 1.1 * (measure(ends[0]) + measure(ends[1])) + 40 > inner;
  const bottom = ends === null ? 42 : stacked ? 74 : 58;
  const ticks = Math.max(2, Math.min(6, Math.floor(inner / 50)));
  const visible = rows.filter((row) => row.value !== null);
  const middle = (domain[0] + domain[1]) / 2;
  const lines = references.map((line, index) => ({ ...line, dy: -index * LINE - 8 }));
  return renderPlot({
    width,
    height: end + bottom,
    marginLeft: left,
    marginRight: right,
    marginTop: top,
    marginBottom: bottom,
    x: { type: "linear", domain: [...domain], axis: null },
    y: { type: "identity", axis: null },
    color: { type: "identity" },
    symbol: SYMBOL_SCALE,
    marks: [
      Plot.rect(rows.filter((row) => row.shaded), {
        x1: () => domain[0],
        x2: () => domain[1],
        y1: "y1",
        y2: "y2",
        fill: "currentColor",
        fillOpacity: 0.06,
      }),
      Plot.rectX(lines.filter((line) => line.lo !== null), {
        x1: "lo",
        x2: "hi",
        fill: "currentColor",
        fillOpacity: 0.1,
      }),
      Plot.gridX({ strokeOpacity: 0.15, ticks }),
      Plot.axisX({ tickFormat: chart.tick, tickSize: 0, ticks, label: null, fontSize: 12 }),
      ends === null ? null : Plot.ruleX([0], { strokeWidth: 2 }),
      lines.map((line) => [
        Plot.ruleX([line], { x: "value", strokeDasharray: "4,3", insetTop: line.dy }),
        Plot.text([line], {
          x: "value",
          text: "label",
          frameAnchor: "top",
          dy: line.dy + 2,
          dx: line.value > middle ? -5 : 5,
          textAnchor: line.value > middle ? "end" : "start",
        }),
      ]),
      Plot.text([chart.axis], { frameAnchor: "bottom", dy: 36 }),
      ends === null ? null : [
        Plot.text([`← ${ends[0]}`], {
          frameAnchor: "bottom-left",
          lineAnchor: "middle",
          dy: 52,
          fontWeight: "bold",
        }),
        Plot.text([`${ends[1]} →`], {
          frameAnchor: "bottom-right",
          lineAnchor: "middle",
          dy: stacked ? 68 : 52,
          fontWeight: "bold",
        }),
      ],
      Plot.text(headings, {
        y: "y",
        text: "text",
        frameAnchor: "left",
        textAnchor: "start",
        dx: -left + 4,
        fontWeight: "bold",
      }),
      Plot.text(rows, {
        y: "y",
        text: (row: PlacedRow) => row.lines.join("\n"),
        frameAnchor: "left",
        textAnchor: "end",
        dx: -10,
        lineHeight: LINE / FONT_SIZE,
      }),
      Plot.rect(chart.bars ? visible : [], {
        x1: () => domain[0],
        x2: "value",
        y1: ({ y }: PlacedRow) => y - 8,
        y2: ({ y }: PlacedRow) => y + 8,
        fill: "color",
      }),
      Plot.ruleY(visible.filter((row) => row.lo !== null && row.hi !== null), {
        y: "y",
        // A wide interval ends at the axis, not in the labels beside it.
        x1: ({ lo }: PlacedRow) => Math.max(domain[0], lo ?? 0),
        x2: ({ hi }: PlacedRow) => Math.min(domain[1], hi ?? 0),
        stroke: chart.bars ? "currentColor" : "color",
        strokeWidth: 1.5,
      }),
      Plot.dot(visible.filter((row) => row.filled && !chart.bars), {
        y: "y",
        x: "value",
        fill: "color",
        symbol: "symbol",
        r: 4.5,
      }),
      Plot.dot(visible.filter((row) => !row.filled && !chart.bars), {
        y: "y",
        x: "value",
        stroke: "color",
        fill: "none",
        symbol: "symbol",
        strokeWidth: 1.5,
        r: 4.5,
      }),
      chart.headers.map((header, column) => [
        Plot.text([header], {
          frameAnchor: "top-right",
          lineAnchor: "bottom",
          textAnchor: "end",
          dx: offsets[column] ?? 0,
          dy: -6,
          fillOpacity: 0.8,
        }),
        Plot.text(rows, {
          y: "y",
          frameAnchor: "right",
          textAnchor: "end",
          dx: offsets[column] ?? 0,
          text: (row: PlacedRow) => row.cells[column] ?? "",
          fontVariant: "tabular-nums",
        }),
      ]),
    ],
  });
}

function place(
  rows: readonly ChartRow[],
  { top, width }: { readonly top: number; readonly width: number },
): {
  readonly rows: readonly PlacedRow[];
  readonly headings: readonly { readonly text: string; readonly y: number }[];
  readonly end: number;
} {
  const placed: PlacedRow[] = [];
  const headings: { text: string; y: number }[] = [];
  let y = top;
  let section: string | null = null;
  for (const row of rows) {
    if (row.section !== null && row.section !== section) {
      headings.push({ text: row.section, y: y + 14 });
      y += 26;
    }
    section = row.section;
    const lines = wrapText(row.label, { width, fontSize: FONT_SIZE });
    const tall = Math.max(22, lines.length * LINE + 6);
    placed.push({ ...row, lines, y: y + tall / 2, y1: y, y2: y + tall });
    y += tall;
  }
  return { rows: placed, headings, end: y };
}
