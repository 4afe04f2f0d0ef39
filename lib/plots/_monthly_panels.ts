import defer * as Plot from "@observablehq/plot";
import { lowess } from "../stats/time/lowess.ts";
import { accuracyDomain } from "./_accuracy_domain.ts";
import { monthNumber, monthText, monthTicks } from "./_months.ts";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { wrapText } from "./_wrap_text.ts";
import { tipped } from "./_tip_text.ts";

const FONT_SIZE = 12;
const LINE = 15;
/** Narrowest panel: of few runs, and of many. */
const NARROWEST = { few: 250, many: 180 };
const COLOR = "#0072B2";

/** One month of one run. */
export interface MonthlyPoint {
  /** Label of the run. */
  readonly run: string;
  /** `yyyy-mm`. */
  readonly month: string;
  /** Mean score; null without one. */
  readonly value: number | null;
  /** Lower limit. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Cases. */
  readonly n: number;
  /** Knowledge cut-off of the run, `yyyy-mm`; null when unknown. */
  readonly cutoff: string | null;
  /** What a browser shows when the pointer rests on it. */
  readonly tip: string;
}

/**
 * Draws a panel for each run: months from left to right.
 */
export function monthlyPanels(
  runs: readonly (readonly [run: string, points: readonly MonthlyPoint[]])[],
  options: { readonly width: number; readonly marks: ReadonlyMap<string, string> },
): SvgPart {
  const { width, marks } = options;
  const narrowest = runs.length > 4 ? NARROWEST.many : NARROWEST.few;
  const columns = Math.max(1, Math.min(runs.length, Math.floor((width - 60) / narrowest)));
  const strips = Math.ceil(runs.length / columns);
  const [left, right] = [50, 12];
  const panel = (width - left - right) / columns;
  const names = runs.map(([run]) =>
    wrapText(`${run}${marks.get(run) ?? ""}`, { width: panel - 24, fontSize: FONT_SIZE })
  );
  const head = Math.max(...names.map((lines) => lines.length)) * LINE + 8;
  const tall = runs.length === 1 ? 240 : 130;
  const foot = 30;
  const step = head + tall + foot;
  const cells = new Map(runs.map(([run], index) => [run, {
    fx: index % columns,
    fy: Math.floor(index / columns),
  }]));
  const points = runs.flatMap(([run, own]) =>
    own.flatMap((point) =>
      point.value === null ? [] : [{ ...point, at: monthNumber(point.month), ...cells.get(run) }]
    )
  );
  const curves = runs.flatMap(([run, own]) => {
    const known = own.flatMap(({ month, value }) =>
      value === null ? [] : [{ at: monthNumber(month), value }]
    );
    if (known.length < 4) return [];
    const fitted = lowess({ x: known.map(({ at }) => at), y: known.map(({ value }) => value) });
    return known.map(({ at }, index) => ({ at, value: fitted[index], run, ...cells.get(run) }));
  });
  const cutoffs = runs.flatMap(([run, own]) => {
    const cutoff = own.find((point) => point.cutoff !== null)?.cutoff ?? null;
    // Cases of the month itself still count as before.
    return cutoff === null ? [] : [{ at: monthNumber(cutoff) + 0.5, cutoff, ...cells.get(run) }];
  });
  const months = runs.flatMap(([, own]) => own.map(({ month }) => monthNumber(month)));
  const [first, last] = [Math.min(...months), Math.max(...months)];
  const [low, high] = accuracyDomain({ points });
  const shown = cutoffs.filter(({ at }) => at >= first - 0.6 && at <= last + 0.6);
  const ticks = monthTicks([first, last], Math.max(2, Math.floor((panel - 20) / 62)));
  return renderPlot({
    width,
    height: strips * step,
    marginLeft: left,
    marginRight: right,
    marginTop: head,
    marginBottom: foot,
    x: { type: "linear", domain: [first - 0.6, last + 0.6], axis: null },
    y: { type: "linear", domain: [low, high], axis: null },
    fx: {
      type: "band",
      domain: range(columns),
      axis: null,
      padding: columns === 1 ? 0 : 20 / panel,
      round: false,
    },
    fy: {
      type: "band",
      domain: range(strips),
      axis: null,
      paddingInner: strips === 1 ? 0 : (head + foot) / step,
      paddingOuter: 0,
      round: false,
    },
    r: {
      type: "sqrt",
      domain: [0, Math.max(1, ...points.map(({ n }) => n))],
      range: [1, columns > 2 ? 3.5 : 5.5],
    },
    marks: [
      Plot.gridY({ strokeOpacity: 0.15, ticks: 4 }),
      Plot.axisY({
        tickFormat: (value: number) => `${Math.round(value * 100)} %`,
        tickSize: 0,
        label: null,
        ticks: 4,
      }),
      Plot.axisX(ticks, { facetAnchor: null, tickFormat: monthText, tickSize: 3, label: null }),
      Plot.text(runs, {
        fx: ([run]: readonly [string, unknown]) => cells.get(run)?.fx,
        fy: ([run]: readonly [string, unknown]) => cells.get(run)?.fy,
        text: (_: unknown, index: number) => (names[index] ?? []).join("\n"),
        frameAnchor: "top-left",
        lineAnchor: "bottom",
        dy: -6,
        lineHeight: LINE / FONT_SIZE,
        fontWeight: "bold",
      }),
      Plot.ruleX(shown, { fx: "fx", fy: "fy", x: "at", strokeDasharray: "4,3" }),
      Plot.ruleX(points.filter(({ lo, hi }) => lo !== null && hi !== null), {
        fx: "fx",
        fy: "fy",
        x: "at",
        // Few cases make limits far outside what a score can be.
        y1: ({ lo }: MonthlyPoint) => Math.max(lo ?? low, low),
        y2: ({ hi }: MonthlyPoint) => Math.min(hi ?? high, high),
        stroke: COLOR,
        strokeWidth: 1.25,
        strokeOpacity: 0.8,
      }),
      Plot.line(curves, {
        fx: "fx",
        fy: "fy",
        x: "at",
        y: "value",
        z: "run",
        stroke: "#D55E00",
        strokeWidth: 2,
      }),
      Plot.dot(points, {
        fx: "fx",
        fy: "fy",
        x: "at",
        y: "value",
        r: "n",
        fill: COLOR,
        ...tipped(points.length),
      }),
    ],
  });
}

function range(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index);
}
