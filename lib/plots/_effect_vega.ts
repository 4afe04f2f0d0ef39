import type { EffectData } from "./_effect_data.ts";
import type { VegaLiteSpec } from "./figure.ts";
import { wrapText } from "./_wrap_text.ts";
import { vegaRowLabels } from "./_vega_row_labels.ts";

const FONT_SIZE = 12;

/**
 * Adjusted and raw effects as a Vega-Lite 5 specification with its data inside.
 */
export function effectVega(data: EffectData, options: { readonly width: number }): VegaLiteSpec {
  const { width } = options;
  const { levels, runs, reach } = data;
  const labels = new Map(levels.map(({ label, count }) => [
    label,
    wrapText(`${label}${count === "" ? "" : `, ${count.replace(" ", "\u00a0")}`}`, {
      width: width * 0.3,
      fontSize: FONT_SIZE,
    }).join("\n"),
  ]));
  const fit = Math.max(1, Math.floor(width * 0.66 / 128));
  const columns = Math.ceil(runs.length / Math.ceil(runs.length / Math.min(fit, runs.length)));
  const panel = Math.floor(width * 0.62 / columns) - 20;
  const headers = new Map(
    runs.map((run) => [run, wrapText(run, { width: panel, fontSize: FONT_SIZE }).join("\n")]),
  );
  const clip = (value: number | null) =>
    value === null ? null : Math.max(-reach, Math.min(reach, value));
  const values = data.effects.filter(({ reference }) => reference !== null).flatMap((effect) => {
    const common = {
      run: effect.run,
      header: headers.get(effect.run),
      level: labels.get(effect.label),
      n: effect.n,
    };
    return [
      {
        ...common,
        kind: "raw",
        value: effect.raw,
        lo: clip(effect.rawLo),
        hi: clip(effect.rawHi),
        color: "#D55E00",
      },
      {
        ...common,
        kind: "adjusted",
        value: effect.value,
        lo: clip(effect.lo),
        hi: clip(effect.hi),
        color: effect.clear ? "#0072B2" : "#7F7F7F",
      },
    ];
  });
  const x = (field: string): VegaLiteSpec => ({
    field,
    type: "quantitative",
    title: null,
    scale: { domain: [-reach, reach], nice: false },
    axis: {
      labelExpr: "(datum.value > 0 ? '+' : datum.value < 0 ? '−' : '') + " +
        "format(abs(datum.value) * 100, '.3~g')",
      tickCount: panel > 200 ? 6 : 3,
      gridColor: "#888",
      gridOpacity: 0.3,
    },
  });
  const y = {
    field: "level",
    type: "nominal",
    title: null,
    sort: levels.map(({ label }) => labels.get(label)),
    axis: {
      ...vegaRowLabels("split(datum.label, '\\n')", { most: 6 }),
      labelLimit: 0,
      grid: false,
    },
  };
  const tall = Math.max(1, ...[...labels.values()].map((label) => label.split("\n").length));
  const yOffset = { field: "kind", type: "nominal", sort: ["raw", "adjusted"] };
  const color = { field: "color", type: "nominal", scale: null };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    data: { values },
    columns,
    spacing: 16,
    config: {
      view: { stroke: null },
      axis: { labelFontSize: FONT_SIZE, ticks: false, domain: false },
    },
    facet: {
      field: "header",
      type: "nominal",
      title: null,
      sort: runs.map((run) => headers.get(run)),
      header: {
        labelExpr: "split(datum.label, '\\n')",
        labelFontSize: FONT_SIZE,
        labelFontWeight: "bold",
        labelLimit: 0,
      },
    },
    spec: {
      width: panel,
      height: levels.length * Math.max(24, tall * 15 + 6),
      layer: [
        {
          data: { values: [{}] },
          mark: { type: "rule", strokeWidth: 2, color: "#777" },
          encoding: { x: { ...x("value"), field: undefined, datum: 0 } },
        },
        {
          transform: [{ filter: "isValid(datum.lo) && isValid(datum.hi)" }],
          mark: { type: "rule", strokeWidth: 1.5 },
          encoding: { y, yOffset, x: x("lo"), x2: { field: "hi" }, stroke: color },
        },
        {
          transform: [{ filter: "isValid(datum.value)" }],
          mark: { type: "point", size: 45, opacity: 1, strokeWidth: 1.5 },
          encoding: {
            y,
            yOffset,
            x: x("value"),
            stroke: color,
            fill: {
              ...color,
              condition: { test: "datum.kind === 'raw'", value: "transparent" },
            },
            shape: {
              field: "kind",
              type: "nominal",
              legend: null,
              scale: { domain: ["raw", "adjusted"], range: ["square", "circle"] },
            },
            tooltip: ["run", "level", "kind", "value", "lo", "hi", "n"]
              .map((field) => ({ field })),
          },
        },
      ],
    },
  };
}
