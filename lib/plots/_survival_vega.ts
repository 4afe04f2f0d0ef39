import type { VegaLiteSpec } from "./figure.ts";
import {
  curveLabels,
  curvesAtRisk,
  curvesHeight,
  curveSteps,
  lastEdge,
  riskStep,
  riskText,
} from "./_survival_layout.ts";
import type { SurvivalData } from "./_survival_data.ts";
import { textWidth } from "./_text_width.ts";
import { wrapText } from "./_wrap_text.ts";

const FONT_SIZE = 12;

/**
 * The survival figure as a Vega-Lite 5 specification with its data inside.
 */
export function survivalVega(
  data: SurvivalData,
  options: { readonly width: number },
): VegaLiteSpec {
  const { width } = options;
  const height = curvesHeight(data, { width });
  const labels = curveLabels(data, { width, height });
  const wide = Math.max(
    60,
    ...labels.flatMap(({ lines }) => lines).map((line) => textWidth(line, { fontSize: FONT_SIZE })),
  );
  const ink = (color: string): string => color === "currentColor" ? "#777" : color;
  const values = data.curves.flatMap((curve) =>
    curveSteps(curve).map(({ q, survival, lo, hi, atRisk }) => ({
      run: curve.run,
      q,
      survival,
      lo,
      hi,
      at_risk: atRisk,
      marked: curve.marked,
      reference: curve.reference,
      color: ink(curve.color),
    }))
  );
  const x = {
    field: "q",
    type: "quantitative",
    title: "Questions answered",
    scale: { domain: [0, lastEdge(data)], nice: false },
    axis: {
      values: Array.from({ length: data.end + 1 }, (_, q) => q),
      labelExpr: "datum.value === 0 ? 'start' : 'Q' + datum.value",
      grid: false,
    },
  };
  const y = (field: string): VegaLiteSpec => ({
    field,
    type: "quantitative",
    title: "Cases without any error so far",
    scale: { domain: [0, 1] },
    axis: { format: ".0%", tickCount: 5, grid: true, gridColor: "#888", gridOpacity: 0.3 },
  });
  const color = { field: "color", type: "nominal", scale: null };
  const table = curvesAtRisk(data);
  const inner = Math.max(120, Math.floor(width - wide - 90));
  const every = riskStep(table, inner / lastEdge(data));
  const names = table.map(({ run }) => wrapText(run, { width: wide, fontSize: FONT_SIZE }));
  const tops = names.map((_, k) =>
    height + 68 + names.slice(0, k).reduce((sum, lines) => sum + lines.length * 15 + 2, 0)
  );
  const text = { type: "text", fontSize: FONT_SIZE, baseline: "middle" };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    data: { values },
    width: inner,
    height,
    config: {
      view: { stroke: null },
      axis: {
        labelFontSize: FONT_SIZE,
        titleFontSize: FONT_SIZE,
        titleFontWeight: "normal",
        ticks: false,
        domain: false,
      },
    },
    layer: [
      {
        transform: [{ filter: "datum.marked && isValid(datum.lo)" }],
        mark: { type: "area", interpolate: "step-after", opacity: 0.15 },
        encoding: { x, y: y("lo"), y2: { field: "hi" }, fill: color, detail: { field: "run" } },
      },
      {
        transform: [{ filter: "isValid(datum.survival)" }],
        mark: { type: "line", interpolate: "step-after" },
        encoding: {
          x,
          y: y("survival"),
          stroke: color,
          detail: { field: "run" },
          strokeWidth: { condition: { test: "datum.marked", value: 2 }, value: 1.25 },
          strokeDash: { condition: { test: "datum.reference", value: [4, 3] }, value: [1, 0] },
          tooltip: ["run", "q", "survival", "lo", "hi", "at_risk"].map((field) => ({ field })),
        },
      },
      ...labels.map(({ at, curve }) => ({
        data: { values: [{}] },
        mark: { type: "point", filled: true, opacity: 1, size: 30, xOffset: 8, x: "width" },
        encoding: {
          y: { ...y("survival"), field: undefined, datum: at },
          color: { value: ink(curve.color) },
        },
      })),
      ...(table.length === 0 ? [] : [{
        data: { values: [{}] },
        mark: {
          ...text,
          text: "Cases at risk",
          fontStyle: "italic",
          align: "left",
          x: -40,
          y: height + 48,
        },
      }]),
      ...table.flatMap((curve, k) => [
        {
          data: {
            values: curve.points.flatMap(({ q, atRisk }) =>
              atRisk === null || q % every > 0 ? [] : [{ q, text: riskText(atRisk) }]
            ),
          },
          mark: text,
          encoding: { x, y: { value: tops[k] ?? 0 }, text: { field: "text" } },
        },
        {
          data: { values: [{}] },
          mark: {
            ...text,
            text: names[k] ?? [],
            align: "left",
            dx: 16,
            x: "width",
            y: tops[k] ?? 0,
          },
        },
      ]),
      ...labels.map(({ lines, at, curve }) => ({
        data: { values: [{}] },
        mark: {
          type: "text",
          text: lines,
          align: "left",
          baseline: "middle",
          dy: -(lines.length - 1) * 7,
          dx: 16,
          fontSize: FONT_SIZE,
          x: "width",
          fontWeight: curve.marked ? "bold" : "normal",
        },
        encoding: { y: { ...y("survival"), field: undefined, datum: at } },
      })),
    ],
  };
}
