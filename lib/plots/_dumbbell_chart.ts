import defer * as Plot from "@observablehq/plot";
import { fittingTicks } from "./_fitting_ticks.ts";
import { SYMBOL_SCALE } from "./_palette.ts";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { rowLayout } from "./_row_layout.ts";
import { textMarks } from "./_text_marks.ts";
import { tipped } from "./_tip_text.ts";

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
  /** What a browser shows when the pointer rests on a point; one for each point. */
  readonly tips: readonly string[];
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

const GUTTER = 14;

/**
 * Draws several estimates in each row, joined by a line, with columns of text on the right, or above where
 * there is no room beside.
 */
export function drawDumbbells(chart: DumbbellChart, options: { readonly width: number }): SvgPart {
  const { domain, markLabel } = chart;
  const layout = rowLayout(chart.rows, {
    width: options.width,
    headers: chart.headers,
    namesAll: chart.headers.length > 1,
    headerWidth: 150,
    top: markLabel === null && chart.headers.length === 0 ? 8 : 26,
    lines: markLabel === null ? 0 : 16,
    labels: 0.34,
    tall: 26,
    gutter: GUTTER,
    narrowest: 110,
  });
  const { width, left, right, start, end, stacked } = layout;
  const rows = chart.rows.map((row, k) => ({
    ...row,
    ...layout.places[k] ?? { y: 0, y1: 0, y2: 0 },
  }));
  const tick = (value: number): string => `${Math.round(value * 100)} %`;
  const ticks = fittingTicks(domain, { room: width - left - right, label: tick });
  const points = rows.flatMap(({ points, tips, y }) =>
    points.map((point, k) => ({ ...point, y, tip: tips[k] ?? "" }))
  );
  const tip = tipped(points.length);
  // Where two intervals meet, neither may hide the other.
  const spans = rows.flatMap(({ points, y }) => {
    const values = points.map(({ value }) => value);
    return values.length < 2 ? [] : [{ y, x1: Math.min(...values), x2: Math.max(...values) }];
  });
  const marks = rows.flatMap(({ mark, y, y1, y2 }) =>
    mark === null ? [] : [{ x: mark, y1: stacked ? y - 12 : y1, y2 }]
  );
  const [first] = marks;
  const isRight = first !== undefined && first.x > (domain[0] + domain[1]) / 2;
  return renderPlot({
    width,
    height: end + 42,
    marginLeft: left,
    marginRight: right,
    marginTop: start,
    marginBottom: 42,
    x: { type: "linear", domain: [...domain], axis: null },
    y: { type: "identity", axis: null },
    color: { type: "identity" },
    symbol: SYMBOL_SCALE,
    marks: [
      Plot.ruleX(ticks.flatMap((x) => layout.strips.map((strip) => ({ x, ...strip }))), {
        x: "x",
        y1: "y1",
        y2: "y2",
        strokeOpacity: 0.15,
      }),
      Plot.axisX(ticks, { tickFormat: tick, tickSize: 0, label: null, fontSize: 12 }),
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
      Plot.ruleY(spans, { y: "y", x1: "x1", x2: "x2", strokeOpacity: 0.35, strokeWidth: 1 }),
      Plot.ruleY(points.filter(({ lo, hi }) => lo !== null && hi !== null), {
        y: "y",
        x1: "lo",
        x2: "hi",
        stroke: "color",
        strokeWidth: 3,
        strokeOpacity: 0.5,
        ...tip,
      }),
      Plot.dot(points.filter(({ filled }) => filled), {
        y: "y",
        x: "value",
        fill: "color",
        symbol: "symbol",
        r: 4.5,
        ...tip,
      }),
      Plot.dot(points.filter(({ filled }) => !filled), {
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
