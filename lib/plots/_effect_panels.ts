import defer * as Plot from "@observablehq/plot";
import type { Effect, EffectData } from "./_effect_data.ts";
import { panelGrid } from "./_panel_grid.ts";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { differenceText, pointsText } from "./_share_text.ts";
import { textWidth } from "./_text_width.ts";
import { wrapText } from "./_wrap_text.ts";
import { tipText } from "./_tip_text.ts";

const FONT_SIZE = 12;
const LINE = 15;
const CLEAR = "#0072B2";
const OPEN = "#7F7F7F";
const RAW = "#D55E00";
/** Raw above, adjusted below the middle of a row, CSS pixels. */
const APART = 4.5;

/**
 * An adjusted difference with its limits: `+2.1 (−0.5 to +4.7)`.
 */
export function effectText({ value, lo, hi }: Pick<Effect, "value" | "lo" | "hi">): string {
  if (value === null) return "–";
  if (lo === null || hi === null) return pointsText(value);
  return `${pointsText(value)} (${pointsText(lo)} to ${pointsText(hi)})`;
}

/**
 * Draws a panel for each run: a row for each level with its raw difference above the adjusted one.
 */
export function effectPanels(
  data: EffectData,
  options: { readonly width: number; readonly axis?: string },
): SvgPart {
  const { width, axis: axisText = "Difference in accuracy, percentage points" } = options;
  const { levels, runs, reach } = data;
  const measure = (text: string) => textWidth(text, { fontSize: FONT_SIZE });
  const labels = levels.map(({ label, count }) =>
    wrapText(`${label}${count === "" ? "" : `, ${count.replace(" ", "\u00a0")}`}`, {
      width: width * 0.3,
      fontSize: FONT_SIZE,
    })
  );
  const left = Math.ceil(Math.max(40, ...labels.flat().map(measure))) + 14;
  const drawn = data.effects.filter(({ reference }) => reference !== null);
  const [first = ""] = runs;
  const texts = runs.length === 1 ? drawn.map(effectText) : [];
  const beside = Math.max(0, ...texts.map(measure));
  // Numbers beside the rows of a single run, as far as they leave room to draw.
  const shown = runs.length === 1 && width - left - beside >= 200;
  const right = shown ? Math.ceil(beside) + 20 : 12;
  const slot = Math.max(24, ...labels.map((lines) => lines.length * LINE + 6));
  const foot = 34;
  const grid = panelGrid(runs, {
    width,
    left,
    right,
    narrowest: 128,
    tall: slot * levels.length,
    foot,
    fontSize: FONT_SIZE,
    line: LINE,
  });
  const axis = wrapText(axisText, {
    width: width - left - right,
    fontSize: FONT_SIZE,
  });
  const rows = new Map(levels.map(({ label }, index) => [label, (index + 0.5) * slot]));
  const clip = (value: number | null) =>
    value === null ? null : Math.max(-reach, Math.min(reach, value));
  const points = drawn.map((effect) => ({
    ...grid.cells.get(effect.run),
    label: effect.label,
    value: effect.value,
    raw: effect.raw,
    lo: clip(effect.lo),
    hi: clip(effect.hi),
    rawLo: clip(effect.rawLo),
    rawHi: clip(effect.rawHi),
    color: effect.clear ? CLEAR : OPEN,
    clear: effect.clear,
    text: effectText(effect),
    tip: tipText(effect.row, `${effectText(effect)} points, adjusted`),
    rawTip: tipText(
      effect.row,
      `${
        differenceText({
          value: effect.raw,
          lo: effect.rawLo,
          hi: effect.rawHi,
        })
      } points, not adjusted`,
    ),
  }));
  const strips = grid.fy.domain;
  const place = { fx: "fx", fy: "fy", y: ({ label }: Placed) => rows.get(label) } as const;
  const known = points.filter(({ value }) => value !== null);
  const ticks = innerTicks(reach, { each: grid.panel > 220 ? 3 : 1 });
  return renderPlot({
    width,
    height: grid.height + 10 + (axis.length - 1) * LINE,
    marginLeft: left,
    marginRight: right,
    marginTop: grid.head,
    marginBottom: foot + 10 + (axis.length - 1) * LINE,
    x: { type: "linear", domain: [-reach, reach], axis: null },
    y: { type: "linear", domain: [0, slot * levels.length], reverse: true, axis: null },
    fx: grid.fx,
    fy: grid.fy,
    color: { type: "identity" },
    marks: [
      Plot.gridX({ strokeOpacity: 0.15, ticks }),
      Plot.axisX({
        facetAnchor: null,
        tickFormat: (value: number) => pointsText(value).replace(/\.0$/, ""),
        tickSize: 0,
        ticks,
        label: null,
      }),
      Plot.ruleX([0], { strokeWidth: 2 }),
      Plot.text(runs, {
        fx: (run: string) => grid.cells.get(run)?.fx,
        fy: (run: string) => grid.cells.get(run)?.fy,
        text: (run: string) => (grid.lines.get(run) ?? []).join("\n"),
        frameAnchor: "top-left",
        lineAnchor: "bottom",
        dy: -7,
        lineHeight: LINE / FONT_SIZE,
        fontWeight: "bold",
      }),
      strips.map((fy) =>
        Plot.text(levels, {
          fx: () => 0,
          fy: () => fy,
          y: ({ label }: Placed) => rows.get(label),
          text: (_: unknown, index: number) => (labels[index] ?? []).join("\n"),
          frameAnchor: "left",
          textAnchor: "end",
          dx: -12,
          lineHeight: LINE / FONT_SIZE,
        })
      ),
      Plot.ruleY(points.filter(({ rawLo, rawHi }) => rawLo !== null && rawHi !== null), {
        ...place,
        x1: "rawLo",
        x2: "rawHi",
        dy: -APART,
        stroke: RAW,
        strokeOpacity: 0.6,
      }),
      Plot.dot(points.filter(({ raw }) => raw !== null), {
        ...place,
        x: "raw",
        dy: -APART,
        stroke: RAW,
        symbol: "square",
        strokeWidth: 1.5,
        r: 3,
        title: "rawTip",
      }),
      Plot.ruleY(points.filter(({ lo, hi }) => lo !== null && hi !== null), {
        ...place,
        x1: "lo",
        x2: "hi",
        dy: APART,
        stroke: "color",
        strokeWidth: 1.75,
      }),
      Plot.dot(known, { ...place, x: "value", dy: APART, fill: "color", r: 3.75, title: "tip" }),
      Plot.text(points.filter(({ value, raw }) => value === null && raw === null), {
        ...place,
        x: () => 0,
        text: () => "–",
        dx: 8,
      }),
      Plot.text(shown ? points : [], {
        ...place,
        text: "text",
        frameAnchor: "right",
        textAnchor: "end",
        dx: right - 4,
        fontVariant: "tabular-nums",
        fontWeight: "normal",
      }),
      Plot.text(shown ? [first] : [], {
        text: () => "adjusted",
        frameAnchor: "top-right",
        textAnchor: "end",
        lineAnchor: "bottom",
        dx: right - 4,
        dy: -7,
        fillOpacity: 0.8,
      }),
      Plot.text([axis.join("\n")], {
        facet: "super",
        frameAnchor: "bottom",
        lineAnchor: "top",
        dy: foot - 6,
        lineHeight: LINE / FONT_SIZE,
      }),
    ],
  });
}

/** Anything that stands in the row of a level. */
interface Placed {
  readonly label: string;
}

/** Round values on both sides of zero, so many a side at most, none at an end: there the next panel's would stand on it. */
function innerTicks(reach: number, { each }: { readonly each: number }): readonly number[] {
  const most = 0.85 * reach;
  const step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5].find((size) => most / size < each + 1) ??
    0.5;
  const count = Math.min(each, Math.floor(most / step));
  return Array.from({ length: 2 * count + 1 }, (_, place) => (place - count) * step);
}
