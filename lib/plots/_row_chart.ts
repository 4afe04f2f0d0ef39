import defer * as Plot from "@observablehq/plot";
import { SYMBOL_SCALE } from "./_palette.ts";
import { fittingTicks } from "./_fitting_ticks.ts";
import type { ReferenceBand } from "./_reference_bands.ts";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { rowLayout } from "./_row_layout.ts";
import { type ChartRow, type PlacedRow, placedRows, tierFields } from "./_row_places.ts";
import { textMarks } from "./_text_marks.ts";
import { textWidth } from "./_text_width.ts";
import { tipped } from "./_tip_text.ts";
import { wrapText } from "./_wrap_text.ts";

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

/**
 * Draws estimates with intervals, one row each, with columns of text on the right, or above where there
 * is no room beside.
 */
export function drawRowChart(chart: RowChart, options: { readonly width: number }): SvgPart {
  const { domain, references, ends } = chart;
  const measure = (text: string) => textWidth(text, { fontSize: FONT_SIZE });
  const layout = rowLayout(chart.rows, {
    width: options.width,
    headers: chart.headers,
    top: Math.max(references.length * LINE + 8, chart.headers.length > 0 ? 24 : 8),
    lines: references.length * LINE,
    labels: 0.36,
    tall: 22,
    headerWidth: 160,
    gutter: GUTTER,
    narrowest: 90,
  });
  const { width, left, right, start } = layout;
  const rows = placedRows(chart.rows, layout);
  const inner = width - left - right;
  // Long names of two models go below each other rather than over each other.
  const isLong = ends !== null && 1.1 * (measure(ends[0]) + measure(ends[1])) + 40 > inner;
  const axis = wrapText(chart.axis, {
    width: layout.stacked ? width - 8 : Math.max(inner, 2 * Math.min(left, right) + inner - 8),
    fontSize: FONT_SIZE,
  });
  const foot = 42 + (axis.length - 1) * LINE;
  const bottom = ends === null ? foot : isLong ? foot + 32 : foot + 16;
  const ticks = fittingTicks(domain, { room: inner, label: chart.tick });
  const visible = rows.filter((row) => row.value !== null);
  const half = layout.stacked ? 6 : 8;
  const middle = (domain[0] + domain[1]) / 2;
  const lines = references.map((line, index) => ({ ...line, dy: -index * LINE - 8 }));
  const within = visible.flatMap((row) =>
    row.inner ? [{ ...row, lo: row.inner.lo, hi: row.inner.hi }] : []
  );
  const tip = tipped(rows.length);
  const inStrips = <T extends object>(some: readonly T[]) =>
    some.flatMap((one) => layout.strips.map((strip) => ({ ...one, ...strip })));
  return renderPlot({
    width,
    height: layout.end + bottom,
    marginLeft: left,
    marginRight: right,
    marginTop: start,
    marginBottom: bottom,
    x: { type: "linear", domain: [...domain], axis: null },
    y: { type: "identity", axis: null },
    color: { type: "identity" },
    symbol: SYMBOL_SCALE,
    marks: [
      Plot.rect(tierFields(rows), {
        x1: () => domain[0],
        x2: () => domain[1],
        y1: "y1",
        y2: "y2",
        insetTop: 1.5,
        insetBottom: 1.5,
        fill: "currentColor",
        fillOpacity: 0.06,
      }),
      Plot.rect(inStrips(lines.filter((line) => line.lo !== null)), {
        x1: "lo",
        x2: "hi",
        y1: "y1",
        y2: "y2",
        fill: "currentColor",
        fillOpacity: 0.1,
      }),
      Plot.ruleX(inStrips(ticks.map((value) => ({ value }))), {
        x: "value",
        y1: "y1",
        y2: "y2",
        strokeOpacity: 0.15,
      }),
      Plot.axisX(ticks, { tickFormat: chart.tick, tickSize: 0, label: null, fontSize: 12 }),
      ends === null
        ? null
        : Plot.ruleX(inStrips([{}]), { x: 0, y1: "y1", y2: "y2", strokeWidth: 2 }),
      lines.map((line) => [
        Plot.ruleX(inStrips([line]), {
          x: "value",
          y1: "y1",
          y2: "y2",
          strokeDasharray: "4,3",
          ...(layout.stacked ? {} : { insetTop: line.dy }),
        }),
        Plot.text([line], {
          x: "value",
          text: "label",
          frameAnchor: "top",
          dy: line.dy + 2,
          dx: line.value > middle ? -5 : 5,
          textAnchor: line.value > middle ? "end" : "start",
        }),
      ]),
      Plot.text([axis.join("\n")], {
        frameAnchor: "bottom",
        lineAnchor: "top",
        dy: 29,
        lineHeight: LINE / FONT_SIZE,
      }),
      ends === null ? null : [
        Plot.text([`← ${ends[0]}`], {
          frameAnchor: "bottom-left",
          lineAnchor: "middle",
          dy: foot + 10,
          fontWeight: "bold",
        }),
        Plot.text([`${ends[1]} →`], {
          frameAnchor: "bottom-right",
          lineAnchor: "middle",
          dy: isLong ? foot + 26 : foot + 10,
          fontWeight: "bold",
        }),
      ],
      Plot.rect(chart.bars ? visible : [], {
        x1: () => domain[0],
        x2: "value",
        y1: ({ y }: PlacedRow) => y - half,
        y2: ({ y }: PlacedRow) => y + half,
        fill: "color",
        ...tip,
      }),
      [{ data: visible, wide: 1.5 }, { data: within, wide: 4 }].map(({ data, wide }) =>
        Plot.ruleY(data.filter((row) => row.lo !== null && row.hi !== null), {
          y: "y",
          // A wide interval ends at the axis, not in the labels beside it.
          x1: ({ lo }: PlacedRow) => Math.max(domain[0], lo ?? 0),
          x2: ({ hi }: PlacedRow) => Math.min(domain[1], hi ?? 0),
          stroke: chart.bars ? "currentColor" : "color",
          strokeWidth: wide,
          ...tip,
        })
      ),
      Plot.dot(visible.filter((row) => row.filled && !chart.bars), {
        y: "y",
        x: "value",
        fill: "color",
        symbol: "symbol",
        r: 4.5,
        ...tip,
      }),
      Plot.dot(visible.filter((row) => !row.filled && !chart.bars), {
        y: "y",
        x: "value",
        stroke: "color",
        fill: "none",
        symbol: "symbol",
        strokeWidth: 1.5,
        r: 4.5,
        ...tip,
      }),
      textMarks(layout.texts),
    ],
  });
}
