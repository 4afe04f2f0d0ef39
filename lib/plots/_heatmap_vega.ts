import type { VegaLiteSpec } from "./figure.ts";
import { cellFontSize, heatmapDomain, inkOn } from "./_heatmap_cells.ts";
import type { HeatmapData } from "./_heatmap_data.ts";
import { textWidth } from "./_text_width.ts";
import { wrapText } from "./_wrap_text.ts";
import { vegaRowLabels } from "./_vega_row_labels.ts";

const FONT_SIZE = 12;

/**
 * The heatmap as a Vega-Lite 5 specification with its data inside.
 */
export function heatmapVega(data: HeatmapData, options: { readonly width: number }): VegaLiteSpec {
  const { width } = options;
  const domain = heatmapDomain(data);
  const labels = new Map(data.groups.map(({ name, count }) => [
    name,
    wrapText(`${name}, ${count.replace(" ", "\u00a0")}`, {
      width: width * 0.34,
      fontSize: FONT_SIZE,
    }),
  ]));
  const lines = [...labels.values()];
  const left = Math.max(...lines.flat().map((line) => textWidth(line, { fontSize: FONT_SIZE })));
  const column = Math.min(150, Math.max(14, (width - left - 30) / data.runs.length));
  const upright = column < 84;
  const names = new Map(data.runs.map((run) => [
    run,
    upright ? run : wrapText(run, { width: column - 8, fontSize: FONT_SIZE }).join("\n"),
  ]));
  const values = data.cells.map(({ run, group, value, shrunk, half, departs }) => ({
    run,
    group,
    column: names.get(run) ?? run,
    label: (labels.get(group) ?? [group]).join("\n"),
    value,
    shrunk,
    half,
    departs,
    text: shrunk === null && value === null
      ? "–"
      : String(Math.round((shrunk ?? value ?? 0) * 100)),
    ink: shrunk === null ? "#777" : inkOn(shrunk, { domain }),
    size: Math.min(cellFontSize(half), column / 1.5),
  }));
  const axis = {
    title: null,
    ticks: false,
    domain: false,
    labelFontSize: FONT_SIZE,
    labelLimit: 0,
  };
  const tall = Math.max(...lines.map((label) => label.length));
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    data: { values },
    width: { step: column },
    height: { step: Math.max(26, tall * 15 + 6) },
    // Vega-Lite's own filter of invalid values fails where a layer has no scale for them.
    config: { view: { stroke: null }, mark: { invalid: "show" } },
    resolve: { scale: { color: "independent", size: "independent" } },
    encoding: {
      x: {
        field: "column",
        type: "nominal",
        sort: data.runs.map((run) => names.get(run) ?? run),
        axis: {
          ...axis,
          orient: "top",
          labelExpr: "split(datum.label, '\\n')",
          ...(upright ? { labelAngle: -90, labelAlign: "left" } : {
            labelAngle: 0,
            labelPadding: 4 + 15 *
                Math.max(...[...names.values()].map((name) => name.split("\n").length - 1)),
          }),
        },
      },
      y: {
        field: "label",
        type: "nominal",
        sort: data.groups.map(({ name }) => (labels.get(name) ?? [name]).join("\n")),
        axis: { ...axis, ...vegaRowLabels("split(datum.label, '\\n')", { most: tall }) },
      },
    },
    layer: [
      {
        transform: [{ filter: "isValid(datum.shrunk)" }],
        mark: { type: "rect" },
        encoding: {
          color: {
            field: "shrunk",
            type: "quantitative",
            scale: { scheme: "cividis", domain },
            legend: {
              title: null,
              orient: "bottom",
              direction: "horizontal",
              columns: width < 480 ? 3 : 0,
              format: ".0%",
              // A gradient would need an id, and every drawing a new one.
              type: "symbol",
              symbolType: "square",
            },
          },
          tooltip: ["run", "group", "value", "shrunk", "half"].map((field) => ({ field })),
        },
      },
      {
        mark: { type: "text" },
        encoding: {
          text: { field: "text" },
          size: { field: "size", type: "quantitative", scale: null },
          color: { field: "ink", type: "nominal", scale: null },
        },
      },
      {
        transform: [{ filter: "datum.departs" }],
        mark: { type: "circle", size: 10, yOffset: -13, opacity: 1 },
        encoding: { color: { field: "ink", type: "nominal", scale: null } },
      },
    ],
  };
}
