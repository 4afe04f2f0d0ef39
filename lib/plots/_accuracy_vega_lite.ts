import type { AccuracyData } from "./_accuracy_data.ts";
import { accuracyChannel, colour, dotLayer, legendColumns } from "./_accuracy_channels.ts";
import { countLines } from "./_count_lines.ts";
import type { VegaLiteSpec } from "./figure.ts";
import { runsByAccuracy } from "./_runs_by_accuracy.ts";
import { seriesStyle } from "./_series_style.ts";
import { textWidth } from "./_text_width.ts";
import { vegaRowLabels } from "./_vega_row_labels.ts";
import { wrapCount } from "./_wrap_count.ts";
import { wrapText } from "./_wrap_text.ts";

const FONT_SIZE = 12;

/** How to lay the specification out. */
export interface AccuracyVegaLiteOptions {
  /** CSS pixels, axes included. */
  readonly width: number;
  /** `profile`: along an order; `dots`: a row a group; `panels`: a panel a group. */
  readonly layout: "profile" | "dots" | "panels";
}

/**
 * An accuracy figure as a Vega-Lite 5 specification with its data inside, without title and caption.
 */
export function accuracyVegaLite(
  data: AccuracyData,
  options: AccuracyVegaLiteOptions,
): VegaLiteSpec {
  const { width, layout } = options;
  const slot = (width - 60) / Math.max(1, data.groups.length);
  const { counts, below } = countLines(data, { slot, width });
  const labels = new Map(
    data.groups.map((group, k) => [
      group.name,
      label(group, { ...options, count: below.length > 0 ? [] : counts[k] ?? [] }),
    ]),
  );
  const values = data.points.map(({ run, group, value, lo, hi, n, planned, few }) => ({
    run,
    group,
    label: labels.get(group) ?? group,
    value,
    lo,
    hi,
    n,
    planned,
    few,
  }));
  const order = [...labels.values()];
  const head = { $schema: "https://vega.github.io/schema/vega-lite/v5.json", data: { values } };
  const config = {
    view: { stroke: null },
    axis: {
      labelFontSize: FONT_SIZE,
      titleFontSize: FONT_SIZE,
      titleFontWeight: "normal",
      labelLimit: 0,
    },
    legend: {
      labelFontSize: FONT_SIZE,
      labelLimit: 0,
      title: null,
      orient: "top",
      columns: legendColumns(data, width),
    },
    header: { labelFontSize: FONT_SIZE, labelLimit: 0 },
  };
  if (layout === "panels") return { ...head, config, ...panels(data, { width, order }) };
  const fit = { width, autosize: { type: "fit-x", contains: "padding" } };
  return layout === "profile"
    ? { ...head, config, ...fit, height: 260, ...profile(data, { order, below }) }
    : { ...head, config, ...fit, ...dots(data, { order, room: width * 0.55 }) };
}

function profile(
  data: AccuracyData,
  { order, below }: { readonly order: readonly string[]; readonly below: readonly string[] },
): VegaLiteSpec {
  return {
    encoding: {
      x: {
        field: "label",
        type: "ordinal",
        sort: order,
        axis: { ...LINES, title: below.length === 0 ? null : below, labelAngle: 0 },
      },
      y: accuracyChannel(data, { field: "value" }),
      xOffset: {
        field: "run",
        type: "nominal",
        sort: data.runs,
        scale: { paddingOuter: data.runs.length < 4 ? 2 : 1 },
      },
    },
    layer: [
      {
        mark: { type: "line", strokeWidth: 1.25, strokeOpacity: 0.55 },
        encoding: { stroke: colour(data) },
      },
      {
        mark: { type: "rule", strokeWidth: 1.5 },
        encoding: {
          y: accuracyChannel(data, { field: "lo" }),
          y2: { field: "hi" },
          stroke: colour(data),
        },
      },
      dotLayer(data),
    ],
  };
}

function dots(
  data: AccuracyData,
  { order, room }: { readonly order: readonly string[]; readonly room: number },
): VegaLiteSpec {
  const lines = Math.max(1, ...order.map((text) => text.split("\n").length));
  return {
    height: { step: Math.max(11, (lines * 15 + 6) / data.runs.length), for: "offset" },
    encoding: {
      y: {
        field: "label",
        type: "nominal",
        sort: order,
        axis: {
          ...vegaRowLabels(LINES.labelExpr, { most: lines }),
          title: null,
          ticks: false,
          domain: false,
        },
        scale: { paddingInner: 0.3 },
      },
      x: accuracyChannel(data, { field: "value", room }),
      yOffset: { field: "run", type: "nominal", sort: data.runs },
    },
    layer: [
      {
        mark: { type: "rule", strokeWidth: 1.5 },
        encoding: {
          x: accuracyChannel(data, { field: "lo", room }),
          x2: { field: "hi" },
          stroke: colour(data),
        },
      },
      dotLayer(data),
    ],
  };
}

function panels(
  data: AccuracyData,
  { width, order }: { readonly width: number; readonly order: readonly string[] },
): VegaLiteSpec {
  const runs = runsByAccuracy(data);
  const left = Math.max(...runs.map((run) => textWidth(run, { fontSize: FONT_SIZE }))) + 20;
  const columns = Math.max(1, Math.min(order.length, Math.floor((width - left) / 120)));
  const color = seriesStyle(0).color;
  return {
    facet: {
      field: "label",
      type: "nominal",
      sort: order,
      title: null,
      header: { labelExpr: LINES.labelExpr, labelAnchor: "start" },
    },
    columns,
    spacing: 18,
    spec: {
      width: Math.max(60, Math.floor((width - left) / columns) - 24),
      height: { step: 15 },
      encoding: {
        y: {
          field: "run",
          type: "nominal",
          sort: runs,
          axis: { title: null, ticks: false, domain: false, grid: false },
        },
        x: accuracyChannel(data, { field: "value", narrow: true }),
      },
      layer: [
        {
          mark: { type: "rule", strokeWidth: 1.5, color },
          encoding: {
            x: accuracyChannel(data, { field: "lo", narrow: true }),
            x2: { field: "hi" },
          },
        },
        {
          mark: { type: "point", size: 40, opacity: 1, strokeWidth: 1.5, stroke: color },
          encoding: {
            fill: { condition: { test: "datum.few", value: "transparent" }, value: color },
          },
        },
      ],
    },
  };
}

/** Labels carry their line breaks. */
const LINES = { labelExpr: "split(datum.label, '\\n')" };

function label(
  group: AccuracyData["groups"][number],
  options: AccuracyVegaLiteOptions & { readonly count: readonly string[] },
): string {
  const { width, layout, count } = options;
  const room = { width: layout === "dots" ? width * 0.34 : 110, fontSize: FONT_SIZE };
  if (layout === "profile") return [...wrapText(group.name, room), ...count].join("\n");
  return layout === "dots"
    ? wrapText(`${group.name}, ${group.count.replace(" ", "\u00a0")}`, room).join("\n")
    : [...wrapText(group.name, room), ...wrapCount(group.count, room)].join("\n");
}
