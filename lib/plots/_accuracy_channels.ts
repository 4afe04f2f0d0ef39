import type { AccuracyData } from "./_accuracy_data.ts";
import { accuracyDomain } from "./_accuracy_domain.ts";
import type { VegaLiteSpec } from "./figure.ts";
import { fittingTicks } from "./_fitting_ticks.ts";
import { percentText } from "./_percent_text.ts";
import { textWidth } from "./_text_width.ts";

const FONT_SIZE = 12;

/**
 * A share on an axis; `room` is the width of an axis whose ticks must fit.
 */
export function accuracyChannel(
  data: AccuracyData,
  { field, narrow = false, room }: {
    readonly field: string;
    readonly narrow?: boolean;
    readonly room?: number;
  },
): VegaLiteSpec {
  return {
    field,
    type: "quantitative",
    title: `${data.measure} (${data.reading})${narrow ? ", %" : ""}`,
    scale: { domain: accuracyDomain(data), zero: false, nice: false },
    axis: {
      labelExpr: `round(datum.value * 100)${narrow ? "" : " + ' %'"}`,
      labelFlush: false,
      labelOverlap: false,
      ...(room === undefined
        ? { tickCount: narrow ? 2 : 5 }
        : { values: fittingTicks(accuracyDomain(data), { room, label: (x) => percentText(x) }) }),
      gridColor: "#888",
      gridOpacity: 0.3,
      ticks: false,
      domain: false,
    },
  };
}

/**
 * Colours of runs.
 */
export function colour(data: AccuracyData): VegaLiteSpec {
  const range = data.runs.map((run) => data.style(run).color);
  return { field: "run", type: "nominal", sort: data.runs, scale: { domain: data.runs, range } };
}

/**
 * Dots of runs, hollow where few cases stand behind them.
 */
export function dotLayer(data: AccuracyData): VegaLiteSpec {
  const shapes = data.runs.map((run) => data.style(run).vegaShape);
  return {
    transform: [{ filter: "isValid(datum.value)" }],
    mark: { type: "point", size: 60, opacity: 1, strokeWidth: 1.5 },
    encoding: {
      stroke: colour(data),
      fill: { ...colour(data), condition: { test: "datum.few", value: "transparent" } },
      shape: {
        field: "run",
        type: "nominal",
        sort: data.runs,
        scale: { domain: data.runs, range: shapes },
      },
      tooltip: ["run", "group", "value", "lo", "hi", "n", "planned"].map((field) => ({ field })),
    },
  };
}

/**
 * As many legend entries beside each other as fit.
 */
export function legendColumns(data: AccuracyData, width: number): number {
  const widest =
    Math.max(1, ...data.runs.map((run) => textWidth(run, { fontSize: FONT_SIZE }))) * 1.25 + 40;
  return Math.max(1, Math.floor(width / widest));
}
