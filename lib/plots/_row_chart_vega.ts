import type { VegaLiteSpec } from "./figure.ts";
import { SERIES_STYLES } from "./_palette.ts";
import type { RowChart } from "./_row_chart.ts";
import { textWidth } from "./_text_width.ts";
import { wrapText } from "./_wrap_text.ts";

const FONT_SIZE = 12;

/**
 * Estimates with intervals, one row each, as a Vega-Lite 5 specification with its data inside.
 */
export function rowChartVega(chart: RowChart, options: { readonly width: number }): VegaLiteSpec {
  const { width } = options;
  const measure = (text: string) => textWidth(text, { fontSize: FONT_SIZE });
  const values = chart.rows.map((row, index) => {
    const label = row.section === null ? row.label : `${row.section}: ${row.label}`;
    const lines = wrapText(label, { width: width * 0.36, fontSize: FONT_SIZE });
    const { cells, ...rest } = row;
    const texts = Object.fromEntries(cells.map((cell, column) => [`cell${column}`, cell]));
    return { ...rest, ...texts, cells, lines, key: `${index}|${lines.join("\n")}` };
  });
  const left = Math.max(40, ...values.flatMap(({ lines }) => lines).map(measure));
  const widths = chart.headers.map((_, column) =>
    Math.max(0, ...values.map(({ cells }) => measure(cells[column] ?? ""))) + 16
  );
  const offsets = widths.map((_, k) => widths.slice(0, k + 1).reduce((sum, x) => sum + x, 0));
  const right = offsets.at(-1) ?? 0;
  const tall = Math.max(1, ...values.map(({ lines }) => lines.length));
  const shape = new Map(SERIES_STYLES.map(({ symbol, vegaShape }) => [symbol, vegaShape]));
  const x = (field: string): VegaLiteSpec => ({
    field,
    type: "quantitative",
    title: [
      ...wrapText(chart.axis, { width: Math.max(160, width * 0.5), fontSize: FONT_SIZE }),
      ...(chart.ends === null ? [] : [`← ${chart.ends[0]}`, `${chart.ends[1]} →`]),
    ],
    scale: { domain: chart.domain, zero: false, nice: false },
    axis: {
      labelExpr: chart.tickExpression,
      labelFlush: false,
      tickCount: 5,
      grid: true,
      gridColor: "#888",
      gridOpacity: 0.3,
      ticks: false,
      domain: false,
    },
  });
  const y = {
    field: "key",
    type: "nominal",
    sort: values.map(({ key }) => key),
    axis: {
      title: null,
      ticks: false,
      domain: false,
      grid: false,
      labelExpr: "split(slice(datum.label, indexof(datum.label, '|') + 1), '\\n')",
    },
  };
  const color = { field: "color", type: "nominal", scale: null };
  const at = (value: number): VegaLiteSpec => ({ ...x("value"), datum: value, field: undefined });
  const references = chart.references.flatMap((line, index) => [
    ...(line.lo === null || line.hi === null ? [] : [{
      data: { values: [{}] },
      mark: { type: "rect", color: "#888", opacity: 0.15 },
      encoding: { x: at(line.lo), x2: { datum: line.hi } },
    }]),
    {
      data: { values: [{}] },
      mark: { type: "rule", strokeDash: [4, 3], color: "#777" },
      encoding: { x: at(line.value) },
    },
    {
      data: { values: [{}] },
      mark: {
        type: "text",
        text: line.label,
        fontSize: FONT_SIZE,
        align: line.value > (chart.domain[0] + chart.domain[1]) / 2 ? "right" : "left",
        y: -8 - index * 15,
      },
      encoding: { x: at(line.value) },
    },
  ]);
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    data: { values: values.map(({ cells: _cells, lines: _lines, ...value }) => value) },
    width: Math.max(100, Math.floor(width - left - right - 50)),
    height: { step: Math.max(22, tall * 15 + 4) },
    config: {
      view: { stroke: null },
      axis: {
        labelFontSize: FONT_SIZE,
        titleFontSize: FONT_SIZE,
        titleFontWeight: "normal",
        labelLimit: 0,
      },
    },
    layer: [
      ...references,
      ...(chart.ends === null ? [] : [{
        data: { values: [{}] },
        mark: { type: "rule", strokeWidth: 2, color: "#777" },
        encoding: { x: at(0) },
      }]),
      {
        transform: [
          { filter: "isValid(datum.lo) && isValid(datum.hi)" },
          { calculate: `max(datum.lo, ${chart.domain[0]})`, as: "lo" },
          { calculate: `min(datum.hi, ${chart.domain[1]})`, as: "hi" },
        ],
        mark: { type: "rule", strokeWidth: 1.5 },
        encoding: { y, x: x("lo"), x2: { field: "hi" }, stroke: color },
      },
      {
        mark: { type: "point", size: 60, opacity: 1, strokeWidth: 1.5 },
        encoding: {
          y,
          x: x("value"),
          stroke: color,
          fill: { ...color, condition: { test: "!datum.filled", value: "transparent" } },
          shape: {
            field: "symbol",
            type: "nominal",
            legend: null,
            scale: { domain: [...shape.keys()], range: [...shape.values()] },
          },
          tooltip: ["label", "value", "lo", "hi"].map((field) => ({ field })),
        },
      },
      ...offsets.map((offset, column) => ({
        data: { values: [{}] },
        mark: {
          type: "text",
          text: chart.headers[column] ?? "",
          align: "right",
          dx: offset,
          x: "width",
          y: -8,
          fontSize: FONT_SIZE,
        },
      })),
      ...offsets.map((offset, column) => ({
        mark: { type: "text", align: "right", dx: offset, fontSize: FONT_SIZE, x: "width" },
        encoding: { y, text: { field: `cell${column}` } },
      })),
    ],
  };
}
