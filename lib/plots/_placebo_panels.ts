import defer * as Plot from "@observablehq/plot";
import { monthText, monthTicks } from "./_months.ts";
import { panelGrid } from "./_panel_grid.ts";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { pointsText } from "./_share_text.ts";
import { tipped } from "./_tip_text.ts";

const FONT_SIZE = 12;
const LINE = 15;
/** Narrowest panel: of few runs, and of many. */
const NARROWEST = { few: 250, many: 180 };
const COLOR = "#0072B2";
const REAL = "#D55E00";

/** The gap of a run at one possible cut-off. */
export interface PlaceboPoint {
  /** Label of the run. */
  readonly run: string;
  /** Months since the year 0. */
  readonly at: number;
  /** It is the real cut-off. */
  readonly real: boolean;
  /** The gap; null when not defined. */
  readonly value: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** What a browser shows when the pointer rests on it. */
  readonly tip: string;
}

/** The gaps of one run. */
export interface PlaceboRun {
  /** Label. */
  readonly run: string;
  /** By month. */
  readonly points: readonly PlaceboPoint[];
  /** Place of the real gap among all; null when it is not among them. */
  readonly rank: number | null;
}

/**
 * Draws a panel for each run: its gap over all possible cut-offs, with the real one marked.
 */
export function placeboPanels(
  runs: readonly PlaceboRun[],
  options: { readonly width: number },
): SvgPart {
  const { width } = options;
  const [left, right, foot] = [50, 12, 32];
  const grid = panelGrid(runs.map(({ run }) => run), {
    width,
    left,
    right,
    narrowest: runs.length > 4 ? NARROWEST.many : NARROWEST.few,
    tall: runs.length === 1 ? 240 : 140,
    foot,
    fontSize: FONT_SIZE,
    line: LINE,
  });
  const all = runs.flatMap(({ run, points }) =>
    points.map((point) => ({ ...point, ...grid.cells.get(run) }))
  );
  const known = all.filter(({ value }) => value !== null);
  const months = all.map(({ at }) => at);
  const span: [number, number] = [Math.min(...months), Math.max(...months)];
  const reach = placeboReach(known);
  const within = (limit: number | null): number =>
    Math.min(reach[1], Math.max(reach[0], limit ?? 0));
  const middle = (span[0] + span[1]) / 2;
  const marks = runs.flatMap((run) => {
    const real = run.points.find((point) => point.real && point.value !== null);
    if (real === undefined) return [];
    const count = run.points.filter(({ value }) => value !== null).length;
    const isLow = (real.value ?? 0) < (reach[0] + reach[1]) / 2;
    return [{
      ...real,
      ...grid.cells.get(run.run),
      text: run.rank === null ? "" : `rank ${run.rank} of ${count}`,
      isLow,
      isRight: real.at > middle,
    }];
  });
  return renderPlot({
    width,
    height: grid.height,
    marginLeft: left,
    marginRight: right,
    marginTop: grid.head,
    marginBottom: foot,
    x: { type: "linear", domain: [span[0] - 0.6, span[1] + 0.6], axis: null },
    y: { type: "linear", domain: [...reach], axis: null },
    fx: grid.fx,
    fy: grid.fy,
    marks: [
      Plot.gridY({ strokeOpacity: 0.15, ticks: 4 }),
      Plot.axisY({ tickFormat: tick, tickSize: 0, label: null, ticks: 4 }),
      Plot.axisX(monthTicks(span, Math.max(2, Math.floor((grid.panel - 20) / 62))), {
        facetAnchor: null,
        tickFormat: monthText,
        tickSize: 3,
        label: null,
      }),
      Plot.text(runs, {
        fx: ({ run }: PlaceboRun) => grid.cells.get(run)?.fx,
        fy: ({ run }: PlaceboRun) => grid.cells.get(run)?.fy,
        text: ({ run }: PlaceboRun) => (grid.lines.get(run) ?? []).join("\n"),
        frameAnchor: "top-left",
        lineAnchor: "bottom",
        dy: -7,
        lineHeight: LINE / FONT_SIZE,
        fontWeight: "bold",
      }),
      Plot.areaY(known.filter(({ lo, hi }) => lo !== null && hi !== null), {
        fx: "fx",
        fy: "fy",
        x: "at",
        y1: ({ lo }: PlaceboPoint) => within(lo),
        y2: ({ hi }: PlaceboPoint) => within(hi),
        z: "run",
        fill: COLOR,
        fillOpacity: 0.25,
      }),
      Plot.ruleY([0], { strokeWidth: 1.5 }),
      Plot.ruleX(marks, { fx: "fx", fy: "fy", x: "at", strokeDasharray: "4,3", stroke: REAL }),
      Plot.line(known, {
        fx: "fx",
        fy: "fy",
        x: "at",
        y: "value",
        z: "run",
        stroke: COLOR,
        strokeWidth: 1.75,
      }),
      Plot.dot(known, {
        fx: "fx",
        fy: "fy",
        x: "at",
        y: "value",
        r: 1.75,
        fill: COLOR,
        ...tipped(known.length),
      }),
      Plot.dot(marks, {
        fx: "fx",
        fy: "fy",
        x: "at",
        y: "value",
        r: 5,
        fill: REAL,
        symbol: "diamond",
        ...tipped(known.length),
      }),
      [true, false].flatMap((isRight) =>
        [true, false].map((isLow) =>
          Plot.text(marks.filter((mark) => mark.isRight === isRight && mark.isLow === isLow), {
            fx: "fx",
            fy: "fy",
            x: "at",
            text: "text",
            frameAnchor: isLow ? "top" : "bottom",
            textAnchor: isRight ? "end" : "start",
            dx: isRight ? -5 : 5,
            dy: isLow ? 6 : -6,
          })
        )
      ),
    ],
  });
}

/**
 * Where the axis of gaps begins and ends: around all limits, but none so wide that it flattens the rest.
 */
export function placeboReach(points: readonly PlaceboPoint[]): readonly [number, number] {
  const most = Math.max(0.02, ...points.map(({ value }) => Math.abs(value ?? 0)));
  const limits = points.flatMap(({ lo, hi }) => [lo ?? 0, hi ?? 0]);
  const low = Math.max(-2.5 * most, Math.min(-0.02, ...limits));
  const high = Math.min(2.5 * most, Math.max(0.02, ...limits));
  return [Math.floor(low * 20) / 20, Math.ceil(high * 20) / 20];
}

function tick(value: number): string {
  return pointsText(value).replace(/\.0$/, "");
}
