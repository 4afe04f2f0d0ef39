import defer * as Plot from "@observablehq/plot";
import type { AccuracyData } from "./_accuracy_data.ts";
import { countLines } from "./_count_lines.ts";
import { type EndLabel, endLabels, spread } from "./_accuracy_ends.ts";
import { accuracyDomain } from "./_accuracy_domain.ts";
import { SYMBOL_SCALE } from "./_palette.ts";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { textWidth } from "./_text_width.ts";
import { wrapText } from "./_wrap_text.ts";
import { tipped } from "./_tip_text.ts";

const FONT_SIZE = 12;
const LINE = 15;
const MARGIN = { left: 50, top: 26 };

/**
 * Draws accuracy along an order (positions in the case), one line a run, each named at its end.
 */
export function accuracyProfile(
  data: AccuracyData,
  options: { readonly width: number },
): SvgPart {
  const { width } = options;
  const numbers = data.groups.map((group) => group.number ?? 0);
  const domain: [number, number] = [Math.min(...numbers) - 0.4, Math.max(...numbers) + 0.4];
  const names = data.runs.map((run) => wrapText(run, { width: width * 0.3, fontSize: FONT_SIZE }));
  const widest = Math.max(
    0,
    ...names.flat().map((line) => textWidth(line, { fontSize: FONT_SIZE })),
  );
  const right = Math.ceil(widest) + 32;
  const slot = (width - MARGIN.left - right) / (domain[1] - domain[0]);
  const { counts, below } = countLines(data, { slot, width });
  const ticks = new Map(data.groups.map((group, k) => [
    group.number ?? 0,
    [group.name, ...counts[k] ?? []],
  ]));
  const tickLines = Math.max(...[...ticks.values()].map((lines) => lines.length));
  const bottom = (tickLines + below.length) * LINE + 14;
  const height = Math.max(
    data.runs.length > 3 ? 380 : 300,
    names.flat().length * LINE + MARGIN.top + bottom,
  );
  const [low, high] = accuracyDomain(data);
  const place = (value: number) =>
    MARGIN.top + (high - value) / (high - low) * (height - MARGIN.top - bottom);
  const points = spread(data);
  const visible = points.filter((point) => point.value !== null);
  const tip = tipped(visible.length);
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
      Plot.text([below.join("\n")], {
        frameAnchor: "bottom-left",
        lineAnchor: "top",
        dx: -MARGIN.left + 4,
        dy: 10 + tickLines * LINE,
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
        ...tip,
      }),
      Plot.dot(visible.filter((point) => point.few), {
        x: "x",
        y: "value",
        stroke: "color",
        fill: "none",
        symbol: "symbol",
        strokeWidth: 1.5,
        r: 4.5,
        ...tip,
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
