import defer * as Plot from "@observablehq/plot";
import type { AccuracyData, AccuracyPoint } from "./_accuracy_data.ts";
import { accuracyDomain } from "./_accuracy_domain.ts";
import { fittingTicks } from "./_fitting_ticks.ts";
import { SYMBOL_SCALE } from "./_palette.ts";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { textWidth } from "./_text_width.ts";
import { wrapText } from "./_wrap_text.ts";
import { estimateText } from "./_share_text.ts";
import { tipped, tipText } from "./_tip_text.ts";

const FONT_SIZE = 12;
const LINE = 15;

/**
 * Draws accuracy of groups as dots with intervals, one row a group, the runs of a group below each other.
 */
export function accuracyDots(data: AccuracyData, options: { readonly width: number }): SvgPart {
  const { width } = options;
  const labels = new Map(data.groups.map((group) => [
    group.name,
    wrapText(`${group.name}, ${group.count.replace(" ", "\u00a0")}`, {
      width: width * 0.34,
      fontSize: FONT_SIZE,
    }),
  ]));
  const lines = Math.max(1, ...[...labels.values()].map((label) => label.length));
  const measure = (text: string) => textWidth(text, { fontSize: FONT_SIZE });
  const left = Math.ceil(Math.max(40, ...[...labels.values()].flat().map(measure))) + 12;
  const single = data.runs.length === 1;
  const right = single ? Math.ceil(measure("100 % (100–100)")) + 14 : 20;
  const slot = Math.max(lines * LINE + 6, data.runs.length * 11 + 9, 24);
  const [top, bottom] = [6, 44];
  const points = data.points.map((point) => ({
    ...point,
    ...data.style(point.run),
    tip: tipText(point.row, estimateText(point)),
  }));
  const tip = tipped(points.length);
  const visible = points.filter((point) => point.value !== null);
  const domain = accuracyDomain(data);
  const tick = (value: number): string => `${Math.round(value * 100)} %`;
  const ticks = fittingTicks(domain, { room: width - left - right, label: tick });
  return renderPlot({
    width,
    height: top + bottom + data.groups.length * slot,
    marginLeft: left,
    marginRight: right,
    marginTop: top,
    marginBottom: bottom,
    x: { type: "linear", domain: [...domain], axis: null },
    y: { type: "band", domain: [...data.runs], axis: null, padding: 0 },
    fy: {
      type: "band",
      domain: data.groups.map((group) => group.name),
      axis: null,
      padding: data.runs.length === 1 ? 0 : Math.min(0.35, 9 / slot),
      round: false,
    },
    color: { type: "identity" },
    symbol: SYMBOL_SCALE,
    marks: [
      Plot.gridX(ticks, { strokeOpacity: 0.15 }),
      Plot.axisX(ticks, { tickFormat: tick, tickSize: 0, label: null, fontSize: FONT_SIZE }),
      Plot.text([`${data.measure} (${data.reading})`], {
        fy: () => data.groups.at(-1)?.name,
        frameAnchor: "bottom",
        dy: 38,
        fontSize: FONT_SIZE,
      }),
      Plot.text([...labels], {
        fy: ([name]: readonly [string, readonly string[]]) => name,
        text: ([, label]: readonly [string, readonly string[]]) => label.join("\n"),
        frameAnchor: "left",
        textAnchor: "end",
        dx: -10,
        lineHeight: LINE / FONT_SIZE,
        fontSize: FONT_SIZE,
      }),
      Plot.ruleY(visible.filter((point) => point.lo !== null), {
        fy: "group",
        y: "run",
        x1: "lo",
        x2: "hi",
        stroke: "color",
        strokeWidth: 1.5,
      }),
      Plot.dot(visible.filter((point) => !point.few), {
        fy: "group",
        y: "run",
        x: "value",
        fill: "color",
        symbol: "symbol",
        r: 4.5,
        ...tip,
      }),
      Plot.dot(visible.filter((point) => point.few), {
        fy: "group",
        y: "run",
        x: "value",
        stroke: "color",
        fill: "none",
        symbol: "symbol",
        strokeWidth: 1.5,
        r: 4.5,
        ...tip,
      }),
      Plot.text(points.filter((point) => point.value === null), {
        fy: "group",
        y: "run",
        frameAnchor: "left",
        textAnchor: "start",
        dx: 4,
        text: () => "nothing to count",
        fontSize: FONT_SIZE - 1,
        fontStyle: "italic",
      }),
      Plot.text(single ? visible : [], {
        fy: "group",
        y: "run",
        frameAnchor: "right",
        textAnchor: "start",
        dx: 10,
        text: written,
        fontSize: FONT_SIZE,
        fontVariant: "tabular-nums",
      }),
    ],
  });
}

function written({ value, lo, hi }: AccuracyPoint): string {
  if (value === null) return "";
  const percent = (share: number) => String(Math.round(share * 100));
  const limits = lo === null || hi === null ? "" : ` (${percent(lo)}–${percent(hi)})`;
  return `${percent(value)} %${limits}`;
}
