import defer * as Plot from "@observablehq/plot";
import type { AccuracyData, AccuracyPoint } from "./_accuracy_data.ts";
import { accuracyDomain } from "./_accuracy_domain.ts";
import { SYMBOL_SCALE } from "./_palette.ts";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { seriesStyle } from "./_series_style.ts";
import { textWidth } from "./_text_width.ts";
import { wrapCount } from "./_wrap_count.ts";
import { wrapText } from "./_wrap_text.ts";

const FONT_SIZE = 12;
const LINE = 15;
const MARGIN = { left: 50, top: 26 };
/** Runs of one position stand side by side within this share of the distance between positions. */
const SPREAD = 0.6;

/**
 * Draws accuracy along an order (positions in the case), one line a run, each named at its end.
 */
export function accuracyProfile(
  data: AccuracyData,
  options: { readonly width: number },
): SvgPart {
  const { width } = options;
  const height = data.runs.length > 3 ? 380 : 300;
  const numbers = data.groups.map((group) => group.number ?? 0);
  const domain: [number, number] = [Math.min(...numbers) - 0.4, Math.max(...numbers) + 0.4];
  const names = data.runs.map((run) => wrapText(run, { width: width * 0.3, fontSize: FONT_SIZE }));
  const widest = Math.max(
    0,
    ...names.flat().map((line) => textWidth(line, { fontSize: FONT_SIZE })),
  );
  const right = Math.ceil(widest) + 32;
  const slot = (width - MARGIN.left - right) / (domain[1] - domain[0]);
  const ticks = new Map(data.groups.map((group) => [
    group.number ?? 0,
    [group.name, ...wrapCount(group.count, { width: slot - 4, fontSize: FONT_SIZE })],
  ]));
  const bottom = Math.max(...[...ticks.values()].map((lines) => lines.length)) * LINE + 14;
  const [low, high] = accuracyDomain(data);
  const place = (value: number) =>
    MARGIN.top + (high - value) / (high - low) * (height - MARGIN.top - bottom);
  const points = spread(data);
  const visible = points.filter((point) => point.value !== null);
  const ends = endLabels(visible, {
    names,
    runs: data.runs,
    place,
    room: [MARGIN.top, height - bottom],
  });
  const value = (end: EndLabel) =>
    high - (end.pixel - MARGIN.top) / (height - MARGIN.top - bottom) * (high - low);
  return renderPlot({
    width,
    height,
    marginLeft: MARGIN.left,
    marginRight: right,
    marginTop: MARGIN.top,
    marginBottom: bottom,
    x: { type: "linear", domain, axis: null },
    y: { type: "linear", domain: [low, high], axis: null },
    color: { type: "identity" },
    symbol: SYMBOL_SCALE,
    marks: [
      Plot.gridY({ strokeOpacity: 0.15 }),
      Plot.axisY({
        tickFormat: (value: number) => `${Math.round(value * 100)} %`,
        tickSize: 0,
        label: null,
        ticks: 6,
        fontSize: FONT_SIZE,
      }),
      Plot.text([`${data.measure} (${data.reading})`], {
        frameAnchor: "top-left",
        dx: -MARGIN.left + 4,
        dy: -20,
        textAnchor: "start",
        fontSize: FONT_SIZE,
      }),
      Plot.text([...ticks], {
        x: ([number]: readonly [number, readonly string[]]) => number,
        text: ([, lines]: readonly [number, readonly string[]]) => lines.join("\n"),
        frameAnchor: "bottom",
        lineAnchor: "top",
        dy: 8,
        lineHeight: LINE / FONT_SIZE,
        fontSize: FONT_SIZE,
      }),
      Plot.line(visible, {
        x: "x",
        y: "value",
        z: "run",
        stroke: "color",
        strokeWidth: 1.25,
        strokeOpacity: 0.55,
      }),
      Plot.ruleX(visible.filter((point) => point.lo !== null), {
        x: "x",
        y1: "lo",
        y2: "hi",
        stroke: "color",
        strokeWidth: 1.5,
      }),
      Plot.dot(visible.filter((point) => !point.few), {
        x: "x",
        y: "value",
        fill: "color",
        symbol: "symbol",
        r: 4.5,
      }),
      Plot.dot(visible.filter((point) => point.few), {
        x: "x",
        y: "value",
        stroke: "color",
        fill: "none",
        symbol: "symbol",
        strokeWidth: 1.5,
        r: 4.5,
      }),
      Plot.link(ends, {
        x1: (end: EndLabel) => end.x + 7 / slot,
        y1: "value",
        x2: domain[1],
        y2: (end: EndLabel) =>
          high - (end.pixel - MARGIN.top) / (height - MARGIN.top - bottom) * (high - low),
        stroke: "color",
        strokeOpacity: 0.4,
        strokeDasharray: "2,2",
      }),
      Plot.dot(ends, {
        x: domain[1],
        y: value,
        fill: "color",
        symbol: "symbol",
        r: 4.5,
        dx: 9,
      }),
      Plot.text(ends, {
        x: domain[1],
        y: (end: EndLabel) =>
          high - (end.pixel - MARGIN.top) / (height - MARGIN.top - bottom) * (high - low),
        text: "text",
        textAnchor: "start",
        dx: 20,
        lineHeight: LINE / FONT_SIZE,
        fontSize: FONT_SIZE,
      }),
    ],
  });
}

interface PlacedPoint extends AccuracyPoint {
  readonly x: number;
  readonly color: string;
  readonly symbol: string;
}

interface EndLabel {
  readonly text: string;
  readonly x: number;
  readonly value: number;
  readonly color: string;
  readonly symbol: string;
  /** Where the label is centred, CSS pixels from the top. */
  readonly pixel: number;
}

/** Puts the runs of one position side by side. */
function spread(data: AccuracyData): PlacedPoint[] {
  const numbers = new Map(data.groups.map((group) => [group.name, group.number ?? 0]));
  const step = data.runs.length < 2 ? 0 : Math.min(SPREAD / (data.runs.length - 1), 0.12);
  return data.points.map((point) => {
    const index = data.runs.indexOf(point.run);
    const { color, symbol } = seriesStyle(index);
    const shift = (index - (data.runs.length - 1) / 2) * step;
    return { ...point, x: (numbers.get(point.group) ?? 0) + shift, color, symbol };
  });
}

/** Names each run at its last point, and moves names apart that would overprint each other. */
function endLabels(
  points: readonly PlacedPoint[],
  options: {
    readonly names: readonly (readonly string[])[];
    readonly runs: readonly string[];
    readonly place: (value: number) => number;
    readonly room: readonly [top: number, bottom: number];
  },
): EndLabel[] {
  const { names, runs, place, room } = options;
  const labels = runs.flatMap((run, index) => {
    const last = points.findLast((point) => point.run === run);
    if (last === undefined || last.value === null) return [];
    const lines = names[index] ?? [run];
    const { x, value, color, symbol } = last;
    return [{
      text: lines.join("\n"),
      x,
      value,
      color,
      symbol,
      tall: lines.length * LINE,
      wanted: place(value),
    }];
  }).toSorted((a, b) => a.wanted - b.wanted);
  const tops: number[] = [];
  let free = room[0] - LINE / 2;
  for (const label of labels) {
    const top = Math.max(free, label.wanted - label.tall / 2);
    tops.push(top);
    free = top + label.tall;
  }
  // What was pushed out below is pushed back up, from the last label to the first.
  let limit = room[1] + LINE / 2;
  for (let index = labels.length - 1; index >= 0; index--) {
    const tall = labels[index]?.tall ?? 0;
    const top = Math.min(tops[index] ?? 0, limit - tall);
    tops[index] = top;
    limit = top;
  }
  return labels.map(({ text, x, value, color, symbol, tall }, index) => ({
    text,
    x,
    value,
    color,
    symbol,
    pixel: (tops[index] ?? 0) + tall / 2,
  }));
}
