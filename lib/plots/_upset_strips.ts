import defer * as Plot from "@observablehq/plot";
import { accuracyDomain } from "./_accuracy_domain.ts";
import { SYMBOL_SCALE } from "./_palette.ts";
import { percentText } from "./_percent_text.ts";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { shareDomain } from "./_share_scale.ts";
import { textWidth } from "./_text_width.ts";
import { FEW_CASES, type UpsetData, type UpsetPoint } from "./_upset_data.ts";
import { wrapText } from "./_wrap_text.ts";
import { estimateText } from "./_share_text.ts";
import { tipped, tipText } from "./_tip_text.ts";

const FONT_SIZE = 12;
const LINE = 15;
/** Heights, CSS pixels. */
const TALL = { bars: 110, accuracy: 120, head: 44, between: 36 };
/** More runs than this are grey but for the first and the last. */
export const MOST_COLOURS = 8;
const GREY = "#8A8A8A";

/**
 * Runs drawn in colour, in the order of their styles.
 */
export function upsetRuns({ runs }: UpsetData): readonly string[] {
  return runs.length <= MOST_COLOURS ? runs : [...new Set([runs[0] ?? "", runs.at(-1) ?? ""])];
}

/**
 * What the colours of the bars span.
 */
export function upsetDomain({ sets, shown }: UpsetData): readonly [low: number, high: number] {
  return shareDomain(sets.slice(0, shown).flatMap(({ mean }) => mean ?? []));
}

/**
 * Draws the sizes of the sets, below them which labels they have, and below that the accuracy of each run on them.
 */
export function upsetStrips(data: UpsetData, options: { readonly width: number }): SvgPart {
  const { width } = options;
  const { labels, runs } = data;
  const sets = data.sets.slice(0, data.shown);
  const measure = (text: string) => textWidth(text, { fontSize: FONT_SIZE });
  const names = labels.map(({ name, count }) =>
    wrapText(`${name}, n\u00a0${count.toLocaleString("en-US")}`, {
      width: width * 0.32,
      fontSize: FONT_SIZE,
    })
  );
  const left = Math.ceil(Math.max(60, ...names.flat().map(measure))) + 14;
  const right = 10;
  const column = Math.min(64, (width - left - right) / sets.length);
  const centre = new Map(sets.map(({ name }, k) => [name, left + column * (k + 0.5)]));
  const end = left + column * sets.length;
  const slot = Math.max(20, ...names.map((lines) => lines.length * LINE + 4));
  const numbers = sets.map(({ count }) => count.toLocaleString("en-US"));
  const widest = Math.max(...numbers.map((text) => textWidth(text, { fontSize: 11 })));
  const isTight = column < widest;
  const base = TALL.head + (isTight ? Math.ceil(widest) : 0) + TALL.bars;
  const matrix = base + 12;
  const top = matrix + slot * labels.length + TALL.between;
  const bottom = top + TALL.accuracy;
  const barTop = (count: number) =>
    base - Math.min(1.12, count / Math.max(1, data.largest)) * TALL.bars;
  const shownPoints = data.points.filter(({ set, value }) => centre.has(set) && value !== null);
  const solid = shownPoints.filter(({ clusters }) => clusters >= FEW_CASES);
  const domain = accuracyDomain({
    points: (solid.length > 0 ? solid : shownPoints).concat(
      shownPoints.map((point) => ({ ...point, lo: null, hi: null })),
    ),
  });
  const [low, high] = domain;
  const y = (value: number) =>
    bottom - (Math.max(low, Math.min(high, value)) - low) / (high - low) * TALL.accuracy;
  const coloured = upsetRuns(data);
  const apart = Math.min(7, (column - 8) / Math.max(1, coloured.length));
  const x = ({ run, set }: UpsetPoint): number => {
    const place = coloured.indexOf(run);
    const middle = centre.get(set) ?? 0;
    return place < 0 ? middle : middle + (place - (coloured.length - 1) / 2) * apart;
  };
  const dots = shownPoints.map((point) => ({
    x: x(point),
    y: y(point.value ?? 0),
    y1: point.lo === null ? null : y(point.lo),
    y2: point.hi === null ? null : y(point.hi),
    few: point.clusters < FEW_CASES,
    ...(coloured.includes(point.run) ? data.style(point.run) : { color: GREY, symbol: "circle" }),
    marked: coloured.includes(point.run),
    tip: tipText(point.row, estimateText(point)),
  }));
  const cells = sets.flatMap((set) =>
    labels.map(({ name }, row) => ({
      x: centre.get(set.name) ?? 0,
      y: matrix + slot * (row + 0.5),
      has: set.labels.includes(name),
    }))
  );
  const links = sets.flatMap((set) => {
    const rows = labels.flatMap(({ name }, row) => set.labels.includes(name) ? [row] : []);
    const [first, last] = [rows[0], rows.at(-1)];
    if (first === undefined || last === undefined || first === last) return [];
    return [{
      x: centre.get(set.name) ?? 0,
      y1: matrix + slot * (first + 0.5),
      y2: matrix + slot * (last + 0.5),
    }];
  });
  const step = high - low > 0.45 ? 0.2 : 0.1;
  const first = Math.ceil(low / step - 1e-9);
  const ticks = Array.from(
    { length: Math.floor(high / step + 1e-9) - first + 1 },
    (_, k) => (first + k) * step,
  );
  const counts = sets.map((set, k) => ({
    x: centre.get(set.name) ?? 0,
    y: barTop(set.count) - 8,
    text: numbers[k] ?? "",
  }));
  const radius = Math.min(5, slot / 4, column / 3.2);
  const bars = sets.flatMap((set) => {
    const middle = centre.get(set.name) ?? 0;
    const half = Math.min(16, column * 0.36);
    const bar = { x1: middle - half, x2: middle + half, mean: set.mean };
    const whole = { ...bar, y1: barTop(set.count), y2: base };
    // A bar that is cut has a gap, which no background colour could fill.
    return set.count <= data.largest
      ? [whole]
      : [{ ...whole, y2: base - TALL.bars * 0.99 }, { ...whole, y1: base - TALL.bars * 0.94 }];
  });
  return renderPlot({
    width: Math.max(width, Math.ceil(end + right)),
    height: bottom + 8,
    margin: 0,
    axis: null,
    x: { type: "identity" },
    y: { type: "identity" },
    color: {
      type: "linear",
      scheme: "cividis",
      domain: [...upsetDomain(data)],
      clamp: true,
    },
    symbol: SYMBOL_SCALE,
    marks: [
      Plot.text(["Questions with exactly these"], { x: () => 4, y: () => 8, textAnchor: "start" }),
      Plot.ruleY([base], { x1: () => left, x2: () => end, strokeOpacity: 0.4 }),
      Plot.rect(bars.filter(({ mean }) => mean !== null), {
        x1: "x1",
        x2: "x2",
        y1: "y1",
        y2: "y2",
        fill: "mean",
        // The darkest colours would vanish on a dark page.
        stroke: "currentColor",
        strokeOpacity: 0.45,
        strokeWidth: 1,
      }),
      Plot.rect(bars.filter(({ mean }) => mean === null), {
        x1: "x1",
        x2: "x2",
        y1: "y1",
        y2: "y2",
        stroke: GREY,
        fill: "none",
      }),
      Plot.text(counts, {
        x: "x",
        y: "y",
        text: "text",
        fontSize: 11,
        ...(isTight ? { rotate: -90, textAnchor: "start", lineAnchor: "middle" } : {}),
      }),
      Plot.rect(labels.filter((_, row) => row % 2 === 0), {
        x1: () => left,
        x2: () => end,
        y1: ({ name }: { readonly name: string }) =>
          matrix + slot * labels.findIndex((label) => label.name === name),
        y2: ({ name }: { readonly name: string }) =>
          matrix + slot * (labels.findIndex((label) => label.name === name) + 1),
        fill: "currentColor",
        fillOpacity: 0.06,
      }),
      Plot.ruleX(links, { x: "x", y1: "y1", y2: "y2", strokeWidth: 2 }),
      Plot.dot(cells.filter(({ has }) => !has), {
        x: "x",
        y: "y",
        r: radius * 0.55,
        fill: "currentColor",
        fillOpacity: 0.18,
      }),
      Plot.dot(cells.filter(({ has }) => has), { x: "x", y: "y", r: radius, fill: "currentColor" }),
      Plot.text(names, {
        x: () => left - 10,
        y: (_: unknown, row: number) => matrix + slot * (row + 0.5),
        text: (lines: readonly string[]) => lines.join("\n"),
        textAnchor: "end",
        lineHeight: LINE / FONT_SIZE,
      }),
      Plot.text(["Accuracy"], { x: () => 4, y: () => top - 20, textAnchor: "start" }),
      Plot.ruleY(ticks, {
        y: (tick: number) => y(tick),
        x1: () => left,
        x2: () => end,
        strokeOpacity: 0.15,
      }),
      Plot.text(ticks, {
        x: () => left - 10,
        y: (tick: number) => y(tick),
        text: (tick: number) => percentText(tick),
        textAnchor: "end",
      }),
      ...[...coloured, null].map((run) => {
        const color = run === null ? GREY : data.style(run).color;
        const own = dots.filter((dot) => dot.marked === (run !== null) && dot.color === color);
        return [
          Plot.ruleX(own.filter(({ y1, y2, marked }) => marked && y1 !== null && y2 !== null), {
            x: "x",
            y1: "y1",
            y2: "y2",
            stroke: color,
            strokeWidth: 1.5,
          }),
          Plot.dot(own.filter(({ few }) => !few), {
            x: "x",
            y: "y",
            fill: color,
            symbol: "symbol",
            r: run === null ? 2.5 : runs.length > 3 ? 3 : 3.75,
            fillOpacity: run === null ? 0.4 : 1,
            ...tipped(dots.length),
          }),
          Plot.dot(own.filter(({ few }) => few), {
            x: "x",
            y: "y",
            stroke: color,
            symbol: "symbol",
            r: run === null ? 2.5 : runs.length > 3 ? 3 : 3.75,
            ...tipped(dots.length),
          }),
        ];
      }),
    ],
  });
}
