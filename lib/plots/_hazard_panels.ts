import defer * as Plot from "@observablehq/plot";
import { panelGrid } from "./_panel_grid.ts";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { tipped } from "./_tip_text.ts";

const FONT_SIZE = 12;
const LINE = 15;
/** Narrowest panel: of few runs, and of many. */
const NARROWEST = { few: 210, many: 124 };
const COLOR = "#0072B2";
const GREY = "#8A8A8A";

/** One question of one run. */
export interface HazardPoint {
  /** Label of the run. */
  readonly run: string;
  /** Question, from 1. */
  readonly position: number;
  /** Risk of a first error; null when nobody is at risk. */
  readonly value: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Cases at risk. */
  readonly n: number;
  /** Error rate of all questions there; null when unknown. */
  readonly errorRate: number | null;
  /** What a browser shows when the pointer rests on it. */
  readonly tip: string;
}

/** Fewer cases at risk than this make a hollow dot. */
export const FEW_AT_RISK = 20;

/**
 * Where the axis of risks ends: at the largest limit that rests on enough cases, so that a lone wide interval does not
 * flatten the rest.
 */
export function hazardTop(points: readonly HazardPoint[]): number {
  const solid = points.filter(({ n }) => n >= FEW_AT_RISK);
  const top = Math.max(
    0.1,
    ...(solid.length > 0 ? solid : points).flatMap(({ hi, value }) => hi ?? value ?? []),
    ...points.flatMap(({ value, errorRate }) => [value ?? 0, errorRate ?? 0]),
  );
  return Math.min(1, Math.ceil(top * 20 - 1e-9) / 20);
}

/**
 * Draws a panel for each run: the risk of a first error at each question, and in grey the error rate of all questions.
 */
export function hazardPanels(
  runs: readonly (readonly [run: string, points: readonly HazardPoint[]])[],
  options: { readonly width: number },
): SvgPart {
  const { width } = options;
  const [left, right, foot] = [50, 8, 34];
  const grid = panelGrid(runs.map(([run]) => run), {
    width,
    left,
    right,
    narrowest: runs.length > 6 ? NARROWEST.many : NARROWEST.few,
    tall: runs.length === 1 ? 240 : 130,
    foot,
    fontSize: FONT_SIZE,
    line: LINE,
  });
  const all = runs.flatMap(([run, own]) =>
    own.map((point) => ({ ...point, ...grid.cells.get(run) }))
  );
  const top = hazardTop(all);
  const known = all.filter(({ value }) => value !== null)
    .map((point) => ({ ...point, cut: point.hi === null ? null : Math.min(top, point.hi) }));
  const errors = all.filter(({ errorRate }) => errorRate !== null);
  const last = Math.max(1, ...all.map(({ position }) => position));
  const questions = Array.from({ length: last }, (_, k) => k + 1);
  const place = { fx: "fx", fy: "fy", x: "position" } as const;
  const every = Math.max(1, Math.ceil(last * 24 / (grid.panel - 20)));
  return renderPlot({
    width,
    height: grid.height,
    marginLeft: left,
    marginRight: right,
    marginTop: grid.head,
    marginBottom: foot,
    x: { type: "linear", domain: [0.5, last + 0.5], axis: null },
    y: { type: "linear", domain: [0, top], axis: null },
    fx: grid.fx,
    fy: grid.fy,
    color: { type: "identity" },
    marks: [
      Plot.gridY({ strokeOpacity: 0.15, ticks: 4 }),
      Plot.axisY({
        tickFormat: (value: number) => `${Math.round(value * 100)} %`,
        tickSize: 0,
        label: null,
        ticks: 4,
      }),
      Plot.axisX(questions.filter((q) => (q - 1) % every === 0), {
        facetAnchor: null,
        tickFormat: (q: number) => `Q${q}`,
        tickSize: 0,
        label: null,
      }),
      Plot.text(runs, {
        fx: ([run]: readonly [string, unknown]) => grid.cells.get(run)?.fx,
        fy: ([run]: readonly [string, unknown]) => grid.cells.get(run)?.fy,
        text: ([run]: readonly [string, unknown]) => (grid.lines.get(run) ?? []).join("\n"),
        frameAnchor: "top-left",
        lineAnchor: "bottom",
        dy: -7,
        lineHeight: LINE / FONT_SIZE,
        fontWeight: "bold",
      }),
      Plot.line(errors, {
        ...place,
        y: "errorRate",
        z: "run",
        stroke: GREY,
        strokeWidth: 1.5,
        strokeDasharray: "3,3",
      }),
      Plot.dot(errors, { ...place, y: "errorRate", fill: GREY, symbol: "square", r: 2.5 }),
      Plot.line(known, { ...place, y: "value", z: "run", stroke: COLOR, strokeOpacity: 0.45 }),
      Plot.ruleX(known.filter(({ lo, cut }) => lo !== null && cut !== null), {
        ...place,
        y1: "lo",
        y2: "cut",
        stroke: COLOR,
        strokeWidth: 1.5,
      }),
      Plot.dot(known.filter(({ n }) => n >= FEW_AT_RISK), {
        ...place,
        y: "value",
        fill: COLOR,
        r: 3.5,
        ...tipped(known.length),
      }),
      Plot.dot(known.filter(({ n }) => n < FEW_AT_RISK), {
        ...place,
        y: "value",
        stroke: COLOR,
        fill: "none",
        strokeWidth: 1.5,
        r: 3.5,
        ...tipped(known.length),
      }),
    ],
  });
}
