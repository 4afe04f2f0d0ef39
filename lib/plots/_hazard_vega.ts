import type { VegaLiteSpec } from "./figure.ts";
import { FEW_AT_RISK, type HazardPoint, hazardTop } from "./_hazard_panels.ts";
import { wrapText } from "./_wrap_text.ts";

const FONT_SIZE = 12;

/**
 * The risks of a first error as a Vega-Lite 5 specification with its data inside.
 */
export function hazardVega(
  runs: readonly (readonly [run: string, points: readonly HazardPoint[]])[],
  options: { readonly width: number },
): VegaLiteSpec {
  const { width } = options;
  const fit = Math.max(1, Math.floor((width - 50) / (runs.length > 6 ? 124 : 210)));
  const columns = Math.ceil(runs.length / Math.ceil(runs.length / Math.min(fit, runs.length)));
  const panel = Math.floor((width - 50) / columns) - 20;
  const headers = runs.map(([run]) =>
    wrapText(run, { width: panel, fontSize: FONT_SIZE }).join("\n")
  );
  const points = runs.flatMap(([, own]) => own);
  const top = hazardTop(points);
  const last = Math.max(1, ...points.map(({ position }) => position));
  const values = runs.flatMap(([run, own], index) =>
    own.map(({ position, value, lo, hi, n, errorRate }) => ({
      run,
      header: headers[index],
      position,
      value,
      lo,
      hi,
      // Not by clipping, which needs an id, and every drawing a new one.
      cut: hi === null ? null : Math.min(top, hi),
      n,
      error_rate: errorRate,
      few: n < FEW_AT_RISK,
    }))
  );
  const x = {
    field: "position",
    type: "quantitative",
    title: null,
    scale: { domain: [0.5, last + 0.5], nice: false },
    axis: {
      values: Array.from({ length: last }, (_, k) => k + 1),
      labelExpr: "'Q' + datum.value",
      grid: false,
    },
  };
  const y = (field: string): VegaLiteSpec => ({
    field,
    type: "quantitative",
    title: null,
    scale: { domain: [0, top] },
    axis: { format: ".0%", tickCount: 4, grid: true, gridColor: "#888", gridOpacity: 0.3 },
  });
  const known = { filter: "isValid(datum.value)" };
  const counted = { filter: "isValid(datum.error_rate)" };
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
      sort: headers,
      header: {
        labelExpr: "split(datum.label, '\\n')",
        labelFontSize: FONT_SIZE,
        labelFontWeight: "bold",
        labelLimit: 0,
        labelAnchor: "start",
      },
    },
    spec: {
      width: panel,
      height: runs.length === 1 ? 240 : 130,
      layer: [
        {
          transform: [counted],
          mark: {
            type: "line",
            color: "#8A8A8A",
            strokeDash: [3, 3],
            point: { shape: "square", color: "#8A8A8A", size: 20 },
          },
          encoding: { x, y: y("error_rate") },
        },
        {
          transform: [known],
          mark: { type: "line", color: "#0072B2", opacity: 0.45, strokeWidth: 1.5 },
          encoding: { x, y: y("value") },
        },
        {
          transform: [{ filter: "isValid(datum.lo) && isValid(datum.hi)" }],
          mark: { type: "rule", color: "#0072B2", strokeWidth: 1.5 },
          encoding: { x, y: y("lo"), y2: { field: "cut" } },
        },
        {
          transform: [known],
          mark: { type: "point", stroke: "#0072B2", size: 40, opacity: 1 },
          encoding: {
            x,
            y: y("value"),
            fill: { condition: { test: "datum.few", value: "transparent" }, value: "#0072B2" },
            tooltip: ["run", "position", "value", "lo", "hi", "n", "error_rate"]
              .map((field) => ({ field })),
          },
        },
      ],
    },
  };
}
