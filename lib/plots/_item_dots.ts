import defer * as Plot from "@observablehq/plot";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { scatterLabels } from "./_scatter_labels.ts";
import { textWidth } from "./_text_width.ts";
import { tipped } from "./_tip_text.ts";

const FONT_SIZE = 11;
const MARGIN = { left: 50, right: 16, top: 30, bottom: 46 };
const TALL = 360;
/** Seen on white and on black. */
const CROWD = "#56B4E9";
const SUSPECT = "#D55E00";

/** One question on the map. */
export interface ItemDot {
  /** Share of the runs that are right. */
  readonly difficulty: number;
  /** Correlation with the rest. */
  readonly correlation: number;
  /** Its key is suspect. */
  readonly suspect: boolean;
  /** Number in the list below; empty for none. */
  readonly label: string;
  /** The question's id. */
  readonly id: string;
  /** What a browser shows when the pointer rests on it. */
  readonly tip: string;
  /** Where a click goes; null for nowhere. */
  readonly href: string | null;
}

/** A line of the list below the map. */
export interface ItemLine {
  /** Number, question and key. */
  readonly text: string;
  /** Where a click goes; null for nowhere. */
  readonly href: string | null;
}

/**
 * Draws questions by difficulty and correlation: alike ones share a dot as large as they are many, suspect ones stand
 * alone.
 */
export function itemDots(
  dots: readonly ItemDot[],
  options: { readonly width: number },
): SvgPart {
  const { width } = options;
  const { left, right, top, bottom } = MARGIN;
  const wide = width - left - right;
  const low = Math.min(-0.25, ...dots.map(({ correlation }) => correlation));
  const domain: [number, number] = [Math.max(-1, Math.floor(low * 4) / 4), 1];
  const pixelX = (difficulty: number): number => left + (difficulty * 1.04 + 0.02) / 1.08 * wide;
  const pixelY = (value: number): number =>
    top + (domain[1] - value) / (domain[1] - domain[0]) * TALL;
  // Cells of 8 pixels: as fine as an eye tells dots apart.
  const bins = Map.groupBy(dots.filter(({ suspect }) => !suspect), (dot) => {
    const [x, y] = [pixelX(dot.difficulty), pixelY(dot.correlation)].map((at) =>
      Math.round(at / 8)
    );
    return `${x} ${y}`;
  });
  const crowds = [...bins.values()].map((some) => ({
    difficulty: mean(some.map(({ difficulty }) => difficulty)),
    correlation: mean(some.map(({ correlation }) => correlation)),
    n: some.length,
    tip: crowdText(some),
  }));
  const suspects = dots.filter(({ suspect }) => suspect);
  const most = Math.max(1, ...crowds.map(({ n }) => n));
  const radius = most === 1 ? 3 : 8;
  // Suspects on one spot share a label.
  const spots = [
    ...Map.groupBy(
      suspects.filter(({ label }) => label !== ""),
      ({ difficulty, correlation }) =>
        `${Math.round(pixelX(difficulty) / 8)} ${Math.round(pixelY(correlation) / 8)}`,
    ).values(),
  ];
  const placed = scatterLabels(
    spots.map((some) => ({
      name: some.map(({ label }) => label).sort((a, b) => Number(a) - Number(b)).join(", "),
      x: pixelX(some[0]?.difficulty ?? 0),
      y: pixelY(some[0]?.correlation ?? 0),
    })),
    {
      fontSize: FONT_SIZE * 1.1,
      obstacles: suspects.map(({ difficulty, correlation }) => ({
        x1: pixelX(difficulty) - 4,
        x2: pixelX(difficulty) + 4,
        y1: pixelY(correlation) - 5,
        y2: pixelY(correlation) + 5,
      })),
      room: { x1: left, x2: width - 4, y1: top, y2: top + TALL },
    },
  );
  const pixels = { scale: null };
  return renderPlot({
    width,
    height: top + TALL + bottom,
    marginLeft: left,
    marginRight: right,
    marginTop: top,
    marginBottom: bottom,
    x: { type: "linear", domain: [-0.02 / 1.04, 1.06 / 1.04], axis: null },
    y: { type: "linear", domain, axis: null },
    r: { type: "sqrt", domain: [0, most], range: [1.5, radius] },
    marks: [
      Plot.rectY([{}], {
        y1: domain[0],
        y2: 0,
        fill: SUSPECT,
        fillOpacity: 0.06,
      }),
      Plot.gridY({ strokeOpacity: 0.15, ticks: 6 }),
      Plot.axisY({
        tickFormat: (value: number) => String(Number(value.toFixed(2))).replace("-", "−"),
        tickSize: 0,
        label: null,
        ticks: 6,
      }),
      Plot.axisX({
        tickFormat: (value: number) => `${Math.round(value * 100)} %`,
        tickSize: 0,
        ticks: 5,
        label: null,
        fontSize: 12,
      }),
      Plot.text(["correlation with the rest"], { frameAnchor: "top-left", dx: -left + 4, dy: -22 }),
      Plot.text(["Runs that are right"], { frameAnchor: "bottom", dy: 36 }),
      Plot.ruleY([0], { strokeWidth: 1.5 }),
      Plot.text(["the better runs get these wrong"], {
        frameAnchor: "bottom-right",
        dx: -6,
        dy: -6,
        fillOpacity: 0.75,
      }),
      Plot.dot(crowds, {
        x: "difficulty",
        y: "correlation",
        r: "n",
        fill: CROWD,
        fillOpacity: 0.8,
        ...tipped(crowds.length),
      }),
      Plot.dot(suspects, {
        x: "difficulty",
        y: "correlation",
        r: { value: () => 4, scale: null },
        symbol: "diamond",
        fill: SUSPECT,
        href: "href",
        ...tipped(suspects.length),
      }),
      Plot.dot(suspects.filter(({ label }) => label !== ""), {
        x: "difficulty",
        y: "correlation",
        r: { value: () => 5, scale: null },
        symbol: "diamond",
        stroke: "currentColor",
        strokeWidth: 1.5,
      }),
      Plot.link(placed.flatMap(({ joint, point }) => joint === null ? [] : [{ joint, point }]), {
        x1: { value: ({ point }: Joined) => point.x, ...pixels },
        y1: { value: ({ point }: Joined) => point.y, ...pixels },
        x2: { value: ({ joint }: Joined) => joint.x, ...pixels },
        y2: { value: ({ joint }: Joined) => joint.y, ...pixels },
        strokeOpacity: 0.4,
      }),
      Plot.text(placed, {
        x: { value: "x", ...pixels },
        y: { value: "y", ...pixels },
        text: "name",
        textAnchor: "start",
        fontSize: FONT_SIZE,
        fontWeight: "bold",
      }),
    ],
  });
}

/** One question in full, of several their ids. */
function crowdText(some: readonly ItemDot[]): string {
  const [first] = some;
  if (some.length === 1 && first !== undefined) return first.tip;
  const ids = some.slice(0, 12).map(({ id }) => id).join(", ");
  return `${some.length} questions alike: ${ids}${some.length > 12 ? ", …" : ""}`;
}

/**
 * Lists the numbered questions below the map, in as many columns as there is room for.
 */
export function itemList(
  lines: readonly ItemLine[],
  options: { readonly width: number },
): SvgPart {
  const { width } = options;
  const wide = Math.max(60, ...lines.map(({ text }) => textWidth(text, { fontSize: FONT_SIZE }))) +
    16;
  const columns = Math.max(1, Math.min(lines.length, Math.floor((width - 8) / wide)));
  const strips = Math.ceil(lines.length / columns);
  return renderPlot({
    width,
    height: strips * 15 + 8,
    margin: 0,
    axis: null,
    x: { type: "identity" },
    y: { type: "identity" },
    marks: [
      Plot.text(lines, {
        text: "text",
        href: "href",
        x: (_: ItemLine, k: number) => 4 + Math.floor(k / strips) * wide,
        y: (_: ItemLine, k: number) => k % strips * 15 + 8,
        textAnchor: "start",
        fontSize: FONT_SIZE,
      }),
    ],
  });
}

interface Place {
  readonly x: number;
  readonly y: number;
}

interface Joined {
  readonly point: Place;
  readonly joint: Place;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
