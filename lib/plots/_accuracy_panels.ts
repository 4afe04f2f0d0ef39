import defer * as Plot from "@observablehq/plot";
import type { AccuracyData } from "./_accuracy_data.ts";
import { accuracyDomain } from "./_accuracy_domain.ts";
import { SERIES_STYLES } from "./_palette.ts";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { runsByAccuracy } from "./_runs_by_accuracy.ts";
import { textWidth } from "./_text_width.ts";
import { wrapCount } from "./_wrap_count.ts";
import { wrapText } from "./_wrap_text.ts";
import { estimateText } from "./_share_text.ts";
import { tipped, tipText } from "./_tip_text.ts";

const FONT_SIZE = 12;
const LINE = 15;
const ROW = 15;
/** Tick labels below each strip of panels. */
const FOOT = 32;
/** Axis title below the last strip. */
const END = 18;
/** Narrowest panel in which an interval can still be read, and widest that a long word may ask for. */
const NARROWEST = { plain: 108, word: 150 };

/**
 * Draws many runs: one panel a group, one row a run, the runs in one order by their accuracy over all groups.
 */
export function accuracyPanels(
  data: AccuracyData,
  options: {
    readonly width: number;
    /** Accuracy of each run over all groups, drawn as a grey line in every panel; default none. */
    readonly overall?: ReadonlyMap<string, number>;
  },
): SvgPart {
  const { width, overall = new Map<string, number>() } = options;
  const measure = (text: string) => textWidth(text, { fontSize: FONT_SIZE });
  const names = new Map(data.runs.map((run) => [
    run,
    wrapText(run, { width: width * 0.44, fontSize: FONT_SIZE }),
  ]));
  const tall = Math.max(...[...names.values()].map((lines) => lines.length));
  const left = Math.ceil(Math.max(...[...names.values()].flat().map(measure))) + 12;
  const right = 14;
  const words = data.groups.flatMap(({ name }) => name.split(/\s+/)).map(measure);
  const narrowest = Math.max(NARROWEST.plain, Math.min(NARROWEST.word, Math.max(...words) + 24));
  const columns = Math.max(
    1,
    Math.min(data.groups.length, Math.floor((width - left - right) / narrowest)),
  );
  const panel = (width - left - right) / columns;
  const headers = new Map(data.groups.map((group) => [
    group.name,
    [
      ...wrapText(group.name, { width: panel - 20, fontSize: FONT_SIZE }),
      ...wrapCount(group.count, { width: panel - 20, fontSize: FONT_SIZE }),
    ],
  ]));
  const head = Math.max(...[...headers.values()].map((lines) => lines.length)) * LINE + 8;
  const strips = Math.ceil(data.groups.length / columns);
  const step = data.runs.length * Math.max(ROW, tall * LINE) + head + FOOT;
  const cells = new Map(data.groups.map((group, index) => [
    group.name,
    { fx: index % columns, fy: Math.floor(index / columns) },
  ]));
  const placed = <T extends { readonly group: string }>(points: readonly T[]) =>
    points.map((point) => ({ ...point, ...cells.get(point.group) }));
  const points = placed(data.points.filter((point) => point.value !== null)).map((point) => ({
    ...point,
    tip: tipText(point.row, estimateText(point)),
  }));
  const tip = tipped(points.length);
  const color = SERIES_STYLES[0]?.color ?? "currentColor";
  const order = runsByAccuracy(data);
  const line = placed(data.groups.flatMap(({ name }) =>
    order.flatMap((run) => {
      const value = overall.get(run);
      return value === undefined ? [] : [{ group: name, run, value }];
    })
  ));
  return renderPlot({
    width,
    height: strips * step + END,
    marginLeft: left,
    marginRight: right,
    marginTop: head,
    marginBottom: FOOT + END,
    x: { type: "linear", domain: [...accuracyDomain(data)], axis: null, inset: 4 },
    y: { type: "band", domain: order, axis: null, padding: 0 },
    fx: { type: "band", domain: range(columns), axis: null, padding: 22 / panel, round: false },
    fy: {
      type: "band",
      domain: range(strips),
      axis: null,
      paddingInner: strips === 1 ? 0 : (head + FOOT) / step,
      paddingOuter: 0,
      round: false,
    },
    marks: [
      Plot.gridX({ strokeOpacity: 0.15, ticks: 3 }),
      Plot.axisX({
        facetAnchor: null,
        tickFormat: (value: number) => String(Math.round(value * 100)),
        tickSize: 0,
        ticks: 3,
        label: null,
        fontSize: FONT_SIZE - 1,
      }),
      Plot.axisY({
        tickSize: 0,
        tickPadding: 8,
        label: null,
        fontSize: FONT_SIZE,
        tickFormat: (run: string) => (names.get(run) ?? [run]).join("\n"),
      }),
      Plot.text(placed([...headers].map(([group, lines]) => ({ group, text: lines.join("\n") }))), {
        fx: "fx",
        fy: "fy",
        text: "text",
        frameAnchor: "top-left",
        lineAnchor: "bottom",
        dy: -6,
        dx: 2,
        lineHeight: LINE / FONT_SIZE,
        fontSize: FONT_SIZE,
      }),
      Plot.text([`${data.measure} (${data.reading}), %`], {
        facet: "super",
        frameAnchor: "bottom",
        dy: 38,
        fontSize: FONT_SIZE,
      }),
      Plot.line(line, {
        fx: "fx",
        fy: "fy",
        y: "run",
        x: "value",
        z: "group",
        stroke: "#8A8A8A",
        strokeWidth: 1.5,
        marker: overall.size === 1 ? "dot" : null,
      }),
      Plot.ruleY(points.filter((point) => point.lo !== null), {
        fx: "fx",
        fy: "fy",
        y: "run",
        x1: "lo",
        x2: "hi",
        stroke: color,
        strokeWidth: 1.5,
      }),
      Plot.dot(points.filter((point) => !point.few), {
        fx: "fx",
        fy: "fy",
        y: "run",
        x: "value",
        fill: color,
        r: 3.5,
        ...tip,
      }),
      Plot.dot(points.filter((point) => point.few), {
        fx: "fx",
        fy: "fy",
        y: "run",
        x: "value",
        stroke: color,
        fill: "none",
        strokeWidth: 1.5,
        r: 3.5,
        ...tip,
      }),
    ],
  });
}

function range(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index);
}
