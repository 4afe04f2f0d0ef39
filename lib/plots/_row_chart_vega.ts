import type { VegaLiteSpec } from "./figure.ts";
import { fittingTicks } from "./_fitting_ticks.ts";
import { SERIES_STYLES } from "./_palette.ts";
import type { RowChart } from "./_row_chart.ts";
import { textWidth } from "./_text_width.ts";
import { wrapText } from "./_wrap_text.ts";
import { vegaRowLabels } from "./_vega_row_labels.ts";

const FONT_SIZE = 12;

/**
 * Estimates with intervals, one row each, as a Vega-Lite 5 specification with its data inside.
 */
export function rowChartVega(chart: RowChart, options: { readonly width: number }): VegaLiteSpec {
  const { width } = options;
  const measure = (text: string) => textWidth(text, { fontSize: FONT_SIZE });
  const longest = chart.headers.map((header, column) =>
    Math.max(measure(header), ...chart.rows.map(({ cells }) => measure(cells[column] ?? ""))) + 16
  );
  // Where columns would leave no room for the drawing, they stand below the labels.
  const isBelow = longest.reduce((sum, wide) => sum + wide, 0) + width * 0.36 + 160 > width;
  const headers = isBelow ? [] : chart.headers;
  const values = chart.rows.map((row, index) => {
    const label = row.section === null ? row.label : `${row.section}: ${row.label}`;
    const { cells, inner = null, tip: _tip, ...rest } = row;
    const below = isBelow
      ? cells.map((cell, column) => column === 0 ? cell : `${chart.headers[column]} ${cell}`)
      : [];
    const lines = [label, ...below].flatMap((text) =>
      wrapText(text, { width: width * (isBelow ? 0.5 : 0.36), fontSize: FONT_SIZE })
    );
    const texts = isBelow
      ? {}
      : Object.fromEntries(cells.map((cell, column) => [`cell${column}`, cell]));
    const limits = inner === null ? {} : { inner_lo: inner.lo, inner_hi: inner.hi };
    return { ...rest, ...limits, ...texts, lines, key: `${index}|${lines.join("\n")}` };
  });
  const left = Math.max(40, ...values.flatMap(({ lines }) => lines).map(measure));
  const widths = isBelow ? [] : longest;
  const offsets = widths.map((_, k) => widths.slice(0, k + 1).reduce((sum, x) => sum + x, 0));
  const right = offsets.at(-1) ?? 0;
  const tall = Math.max(1, ...values.map(({ lines }) => lines.length));
  const shape = new Map(SERIES_STYLES.map(({ symbol, vegaShape }) => [symbol, vegaShape]));
  const room = Math.max(100, Math.floor(width - left - right - 50));
  const x = (field: string): VegaLiteSpec => ({
    field,
    type: "quantitative",
    title: [
      ...wrapText(chart.axis, {
        width: isBelow ? width * 0.46 : Math.max(160, width * 0.5),
        fontSize: FONT_SIZE,
      }),
      ...(chart.ends === null ? [] : [`← ${chart.ends[0]}`, `${chart.ends[1]} →`]),
    ],
    scale: { domain: chart.domain, zero: false, nice: false },
    axis: {
      labelExpr: chart.tickExpression,
      labelFlush: false,
      values: fittingTicks(chart.domain, { room, label: (value) => chart.tick(value) }),
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
    scale: { type: "band", padding: 0 },
    sort: values.map(({ key }) => key),
    axis: {
      title: null,
      ticks: false,
      domain: false,
      grid: false,
      labelPadding: 8,
      ...vegaRowLabels("split(slice(datum.label, indexof(datum.label, '|') + 1), '\\n')", {
        most: tall,
      }),
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
    data: { values: values.map(({ lines: _lines, ...value }) => value) },
    width: room,
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
      {
        transform: [{ filter: "isValid(datum.tier)" }],
        mark: { type: "rect", color: "#888", opacity: 0.12 },
        encoding: { y, x: at(chart.domain[0]), x2: { datum: chart.domain[1] } },
      },
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
        transform: [
          { filter: "isValid(datum.inner_lo) && isValid(datum.inner_hi)" },
          { calculate: `max(datum.inner_lo, ${chart.domain[0]})`, as: "inner_lo" },
          { calculate: `min(datum.inner_hi, ${chart.domain[1]})`, as: "inner_hi" },
        ],
        mark: { type: "rule", strokeWidth: 4 },
        encoding: { y, x: x("inner_lo"), x2: { field: "inner_hi" }, stroke: color },
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
          text: headers[column] ?? "",
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
