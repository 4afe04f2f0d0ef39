import defer * as Plot from "@observablehq/plot";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { spacedTicks } from "./_spaced_ticks.ts";
import { spreadLabels } from "./_spread_labels.ts";
import { textWidth } from "./_text_width.ts";
import { wrapText } from "./_wrap_text.ts";

/** One point of a curve. */
export interface CurvePoint {
  /** Where. */
  readonly x: number;
  /** How high. */
  readonly y: number;
  /** Lower limit of a band; null for none. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
}

/** One curve. */
export interface Curve {
  /** Written at its end. */
  readonly name: string;
  /** By x. */
  readonly points: readonly CurvePoint[];
  /** Colour. */
  readonly color: string;
  /** Dashes, as SVG has them; empty for none. */
  readonly dashes: string;
  /** Drawn strong, with its band. */
  readonly marked: boolean;
}

/** Curves over one axis. */
export interface CurveChart {
  /** The curves, in drawing order. */
  readonly curves: readonly Curve[];
  /** Whether x is logarithmic. */
  readonly log: boolean;
  /** What the x axis spans. */
  readonly xDomain: readonly [low: number, high: number];
  /** Ticks of the x axis. */
  readonly xTicks: readonly number[];
  /** Writes one. */
  xTick(value: number): string;
  /** Name of the x axis. */
  readonly xAxis: string;
  /** What the y axis spans. */
  readonly yDomain: readonly [low: number, high: number];
  /** Writes a tick of the y axis. */
  yTick(value: number): string;
  /** Name of the y axis. */
  readonly yAxis: string;
  /** Dashed lines across, named at their left end. */
  readonly references: readonly { readonly value: number; readonly label: string }[];
}

const FONT_SIZE = 12;
const LINE = 15;
const LEFT = 52;
const TOP = 28;
const BOTTOM = 46;

/** A name beside the end of its curve. */
interface EndName {
  readonly lines: readonly string[];
  readonly curve: Curve;
  readonly end: number;
  /** Its middle, CSS pixels below the top of the drawing. */
  readonly place: number;
}

/**
 * Draws curves with a name at the end of each.
 */
export function drawCurveChart(chart: CurveChart, options: { readonly width: number }): SvgPart {
  const { width } = options;
  const { curves, xDomain, yDomain, references } = chart;
  const labelled = curves.flatMap((curve) => {
    const last = curve.points.at(-1);
    if (last === undefined) return [];
    return [{
      curve,
      end: last.y,
      lines: wrapText(curve.name, { width: width * 0.3, fontSize: FONT_SIZE }),
    }];
  });
  const inner = Math.max(270, labelled.reduce((sum, { lines }) => sum + lines.length * LINE, 0));
  const pixel = (y: number) => (yDomain[1] - y) / (yDomain[1] - yDomain[0]) * inner;
  const places = spreadLabels(
    labelled.map(({ end, lines }) => ({ wanted: pixel(end), tall: lines.length * LINE })),
    { room: [-4, inner + 8] },
  );
  const names = labelled.map((one, k): EndName => ({ ...one, place: places[k] ?? 0 }));
  const wide = Math.max(
    0,
    ...names.flatMap(({ lines }) => lines).map((line) => textWidth(line, { fontSize: FONT_SIZE })),
  );
  // Bold names are wider than they are measured.
  const right = Math.ceil(wide * 1.06) + 30;
  const pixels = { scale: null };
  const wrapped = (text: string): string[] =>
    wrapText(text, { width: width - 8, fontSize: FONT_SIZE });
  const [xAxis, yAxis] = [wrapped(chart.xAxis), wrapped(chart.yAxis)];
  const top = TOP + (yAxis.length - 1) * LINE;
  const bottom = BOTTOM + (xAxis.length - 1) * LINE;
  const scale = (x: number) => chart.log ? Math.log(x) : x;
  const [from, to] = [scale(xDomain[0]), scale(xDomain[1])];
  const xTicks = spacedTicks(chart.xTicks, {
    place: (tick) => (scale(tick) - from) / (to - from) * (width - LEFT - right),
    label: (tick) => chart.xTick(tick),
  });
  // Centred below the drawing where it fits there, else below the figure.
  const middle = LEFT + (width - LEFT - right) / 2;
  const half = Math.max(...xAxis.map((line) => textWidth(line, { fontSize: FONT_SIZE }))) / 2;
  const centre = Math.max(half + 4, Math.min(width - half - 4, middle));
  return renderPlot({
    width,
    height: top + inner + bottom,
    marginLeft: LEFT,
    marginRight: right,
    marginTop: top,
    marginBottom: bottom,
    x: { type: chart.log ? "log" : "linear", domain: [...xDomain], axis: null },
    y: { type: "linear", domain: [...yDomain], axis: null },
    color: { type: "identity" },
    marks: [
      Plot.gridY({ strokeOpacity: 0.15, ticks: 5 }),
      Plot.axisY({ tickFormat: chart.yTick, tickSize: 0, label: null, ticks: 5, fontSize: 12 }),
      Plot.text(xTicks.map((tick) => ({ tick })), {
        x: "tick",
        text: ({ tick }: { readonly tick: number }) => chart.xTick(tick),
        frameAnchor: "bottom",
        dy: 14,
      }),
      Plot.text([xAxis.join("\n")], {
        x: { value: () => centre, ...pixels },
        frameAnchor: "bottom",
        lineAnchor: "top",
        dy: 29,
        lineHeight: LINE / FONT_SIZE,
      }),
      Plot.text([yAxis.join("\n")], {
        frameAnchor: "top-left",
        dx: -LEFT + 4,
        dy: -top + 6,
        lineHeight: LINE / FONT_SIZE,
      }),
      Plot.ruleY(references, { y: "value", strokeDasharray: "4,3", strokeOpacity: 0.8 }),
      Plot.text(references, {
        y: "value",
        text: "label",
        frameAnchor: "left",
        textAnchor: "start",
        dx: 4,
        dy: -8,
        fontSize: 11,
      }),
      curves.filter(({ marked }) => marked).map((curve) =>
        Plot.areaY(curve.points.filter(({ lo, hi }) => lo !== null && hi !== null), {
          x: "x",
          y1: "lo",
          y2: "hi",
          fill: curve.color,
          fillOpacity: 0.15,
        })
      ),
      curves.map((curve) =>
        Plot.line(curve.points, {
          x: "x",
          y: "y",
          stroke: curve.color,
          strokeWidth: curve.marked ? 2.2 : 1.5,
          strokeOpacity: curve.marked || curves.length <= 8 ? 1 : 0.6,
          strokeDasharray: curve.dashes,
          title: () => curve.name,
        })
      ),
      names.map(({ curve, end, place }) =>
        Plot.link([curve], {
          x1: { value: () => width - right + 2, ...pixels },
          x2: { value: () => width - right + 20, ...pixels },
          y1: { value: () => top + pixel(end), ...pixels },
          y2: { value: () => top + place, ...pixels },
          stroke: curve.color,
          strokeDasharray: curve.dashes,
          strokeOpacity: curve.marked || curves.length <= 8 ? 1 : 0.6,
        })
      ),
      [true, false].map((marked) =>
        Plot.text(names.filter(({ curve }) => curve.marked === marked), {
          x: { value: () => width - right, ...pixels },
          y: { value: ({ place }: EndName) => top + place, ...pixels },
          text: ({ lines }: EndName) => lines.join("\n"),
          textAnchor: "start",
          dx: 26,
          lineHeight: LINE / FONT_SIZE,
          fontWeight: marked ? "bold" : "normal",
        })
      ),
    ],
  });
}
