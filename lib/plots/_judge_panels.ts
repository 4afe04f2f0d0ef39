import defer * as Plot from "@observablehq/plot";
import type { AgreementCells } from "../stats/judges/clustered_agreement.ts";
import { type PlotSpec, renderPlot, type SvgPart } from "./_render_plot.ts";
import { pointsText, shareText } from "./_share_text.ts";
import { tipped } from "./_tip_text.ts";

/** One answer with both scores. */
export interface ScoredPoint {
  /** Physicians' mean score. */
  readonly physician: number;
  /** The judge's score. */
  readonly judge: number;
  /** Colour of its run. */
  readonly color: string;
  /** Shape of its run. */
  readonly symbol: string;
  /** What a browser shows when the pointer rests on it. */
  readonly tip: string;
}

/** A mark of a plot. */
export type PlotMark = NonNullable<PlotSpec["marks"]>[number];

/** Size of a panel. */
export interface PanelSize {
  /** CSS pixels. */
  readonly width: number;
  /** CSS pixels. */
  readonly height: number;
}

const AGREE = "#0072B2";
const DIFFER = "#D55E00";
/** Around a panel. */
export const MARGIN = { left: 52, right: 22, top: 30, bottom: 46 };
/** More points are drawn smaller and paler. */
const MANY = 150;

/**
 * The four cells of judge against physician, each with its count and its share of the physician's column.
 */
export function confusionPanel(cells: AgreementCells, size: PanelSize): SvgPart {
  const { tp, fp, fn, tn } = cells;
  const all = tp + fp + fn + tn;
  const squares = [
    { x: "met", y: "met", n: tp, of: tp + fn, color: AGREE },
    { x: "not met", y: "met", n: fp, of: fp + tn, color: DIFFER },
    { x: "met", y: "not met", n: fn, of: tp + fn, color: DIFFER },
    { x: "not met", y: "not met", n: tn, of: fp + tn, color: AGREE },
  ];
  type Square = (typeof squares)[number];
  return renderPlot({
    ...size,
    marginLeft: MARGIN.left + 8,
    marginRight: 2,
    marginTop: MARGIN.top,
    marginBottom: MARGIN.bottom,
    x: { type: "band", domain: ["met", "not met"], axis: null, padding: 0.04 },
    y: { type: "band", domain: ["met", "not met"], axis: null, padding: 0.04 },
    color: { type: "identity" },
    marks: [
      Plot.cell(squares, {
        x: "x",
        y: "y",
        fill: "color",
        fillOpacity: ({ n }: Square) => 0.08 + 0.42 * (all === 0 ? 0 : n / all),
        // Sides differ also where colours cannot be told apart.
        stroke: "color",
        strokeDasharray: "none",
      }),
      Plot.text(squares, {
        x: "x",
        y: "y",
        text: ({ n }: Square) => n.toLocaleString("en-US"),
        fontSize: 16,
        fontWeight: "bold",
        dy: -9,
      }),
      Plot.text(squares, {
        x: "x",
        y: "y",
        text: ({ n, of }: Square) => of === 0 ? "–" : shareText(n / of),
        dy: 9,
      }),
      Plot.text(squares, {
        x: "x",
        y: "y",
        text: ({ x, y }: Square) => x === y ? "agree" : "differ",
        fontSize: 11,
        dy: 25,
        fillOpacity: 0.8,
      }),
      Plot.axisX({ tickSize: 0, label: null, fontSize: 12 }),
      Plot.axisY({ tickSize: 0, label: null, fontSize: 12 }),
      Plot.text(["Physician says"], { frameAnchor: "bottom", dy: 36 }),
      Plot.text(["Judge says"], { frameAnchor: "top-left", dx: -MARGIN.left - 4, dy: -22 }),
    ],
  });
}

/**
 * The judge's score of every answer against the physicians', with the line where they are equal.
 */
export function scoresPanel(points: readonly ScoredPoint[], size: PanelSize): SvgPart {
  const moved = points.map((point, k) => ({
    ...point,
    physician: point.physician + jitter(k),
    judge: point.judge + jitter(k + 0.5),
  }));
  return renderPlot({
    ...size,
    marginLeft: MARGIN.left,
    marginRight: MARGIN.right,
    marginTop: MARGIN.top,
    marginBottom: MARGIN.bottom,
    x: { type: "linear", domain: [-0.03, 1.03], axis: null },
    y: { type: "linear", domain: [-0.03, 1.03], axis: null },
    color: { type: "identity" },
    symbol: symbolScale(points),
    marks: [
      ...scoreAxes({ x: "Physicians’ score", y: "Judge’s score" }),
      Plot.link([{}], {
        x1: () => 0,
        y1: () => 0,
        x2: () => 1,
        y2: () => 1,
        strokeDasharray: "4,3",
        strokeOpacity: 0.8,
      }),
      answerDots(moved, { x: ({ physician }) => physician, y: ({ judge }) => judge }),
    ],
  });
}

/** Points of answers, smaller and paler when there are many. */
export function answerDots<Point extends { readonly color: string; readonly symbol: string }>(
  points: readonly Point[],
  { x, y }: { readonly x: (point: Point) => number; readonly y: (point: Point) => number },
): PlotMark {
  const many = points.length > MANY;
  return Plot.dot(points, {
    x,
    y,
    stroke: "color",
    symbol: "symbol",
    r: many ? 2.2 : 3.2,
    strokeWidth: many ? 1 : 1.4,
    strokeOpacity: many ? 0.5 : 0.8,
    ...tipped(points.length),
  });
}

/** Takes a shape’s name for the shape. */
export function symbolScale(points: readonly ScoredPoint[]): { domain: string[]; range: string[] } {
  const names = [...new Set(points.map(({ symbol }) => symbol))];
  return { domain: names, range: names };
}

/** Axes of a panel of scores. */
export function scoreAxes(
  { x, y, points = false }: { readonly x: string; readonly y: string; readonly points?: boolean },
): PlotMark[] {
  const percent = (value: number): string => `${Math.round(value * 100)} %`;
  return [
    Plot.gridY({ strokeOpacity: 0.15, ticks: 5 }),
    Plot.axisX({ ticks: [0, 0.5, 1], tickFormat: percent, tickSize: 0, label: null, fontSize: 12 }),
    Plot.axisY({
      ticks: 5,
      tickFormat: points ? (value: number) => pointsText(value).replace(/\.0$/, "") : percent,
      tickSize: 0,
      label: null,
      fontSize: 12,
    }),
    Plot.text([x], { frameAnchor: "bottom", dy: 36 }),
    Plot.text([y], { frameAnchor: "top-left", dx: -MARGIN.left + 4, dy: -22 }),
  ];
}

/** Within one hundredth, the same for the same place: equal scores become a cloud. */
export function jitter(k: number): number {
  return ((k * 0.6180339887 * 2) % 1 - 0.5) * 0.022;
}
