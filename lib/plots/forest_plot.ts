import type { Figure, FigureOptions, PlotRow, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import {
  type Difference,
  forestAlt,
  forestCaption,
  forestTitle,
  written,
} from "./_forest_words.ts";
import { drawRowChart, type RowChart } from "./_row_chart.ts";
import { rowChartVega } from "./_row_chart_vega.ts";
import { rowReader } from "./_row_reader.ts";
import { rowsOf } from "./_rows_of.ts";
import { pointsText } from "./_share_text.ts";
import { tipText } from "./_tip_text.ts";

/** How to draw paired differences. */
export interface ForestPlotOptions extends FigureOptions {
  /** `value` (default) puts the largest difference on top; `given` keeps the order of the rows. */
  readonly order?: "value" | "given";
  /** Adjusted p at or below which a difference is filled; default 0.05. */
  readonly alpha?: number;
}

const SIGNIFICANT = "#0072B2";
const OPEN = "#7F7F7F";

/**
 * Draws paired differences between runs, one row a comparison or subgroup, on both sides of a bold zero.
 *
 * `rows` need `value`, `lo` and `hi` (differences of proportions), and what names them: `comparison`, or `a` and `b`, or
 * `run` with `reference` (or `baseline`), or `group`. `group` besides makes sections by comparison; `p_adj` (else `p`),
 * `n` and `clusters` are read where present. Filled: significant after adjustment. `lo_simultaneous` and
 * `hi_simultaneous`, limits that hold for all rows at once, are the thin line and the text where present; the thick line
 * inside is then each row's own interval.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for a width outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { forestPlot } from "@rounds/rounds";
 *
 * const figure = forestPlot([{ a: "new", b: "old", value: 0.04, lo: 0.01, hi: 0.07, p_adj: 0.01, n: 900 }]);
 * assert.equal(figure.title, "new is better than old by 4.0 points");
 * ```
 */
export function forestPlot(rows: PlotRows, options: ForestPlotOptions = {}): Figure {
  const { alpha = 0.05, order = "value" } = options;
  const read = rowsOf(rows).map(readDifference);
  const sections = [...new Set(read.map(({ section }) => section))];
  const differences = read.toSorted((x, y) =>
    sections.indexOf(x.section) - sections.indexOf(y.section) ||
    (order === "given" ? 0 : (y.value ?? -2) - (x.value ?? -2))
  );
  const isClear = ({ p, lo, hi }: Difference): boolean =>
    p === null ? lo !== null && hi !== null && (lo > 0 || hi < 0) : p <= alpha;
  const chart = toChart(differences, { isClear });
  return finishFigure({
    title: forestTitle(differences, { isClear }),
    alt: forestAlt(differences),
    caption: forestCaption(differences, { alpha }),
    rows: differences.map(({ row }) => row),
    draw: (size) => [drawRowChart(chart, size)],
    spec: (size) => rowChartVega(chart, size),
  }, options);
}

function readDifference(row: PlotRow, index: number): Difference {
  const reader = rowReader(row, { index, from: "compareRuns" });
  const a = reader.text("a", "run_a", "run", "model");
  const b = reader.text("b", "run_b", "reference", "baseline");
  const group = reader.text("group");
  const pair = reader.text("comparison") ?? (a !== null && b !== null ? `${a} − ${b}` : a);
  const whole = group === null || row["term"] === "all" || group === pair;
  if (pair === null && group === null) {
    throw new TypeError(
      `Row ${index + 1} has no "comparison", no "a" and "b" and no "group": nothing to call it by`,
    );
  }
  const [lo, hi] = [reader.need("lo"), reader.need("hi")];
  const joint = [reader.number("lo_simultaneous"), reader.number("hi_simultaneous")] as const;
  const [low, high] = joint[0] === null || joint[1] === null ? [lo, hi] : joint;
  const isWider = lo !== null && hi !== null && (low !== lo || high !== hi);
  return {
    label: whole ? pair ?? "" : group,
    section: whole ? null : pair,
    a,
    b,
    value: reader.need("value"),
    lo: low,
    hi: high,
    inner: isWider ? { lo, hi } : null,
    isJoint: joint[0] !== null && joint[1] !== null,
    p: reader.number("p_adj", "p"),
    adjusted: reader.number("p_adj") !== null,
    n: reader.number("n"),
    row,
  };
}

function toChart(
  differences: readonly Difference[],
  { isClear }: { readonly isClear: (difference: Difference) => boolean },
): RowChart {
  const one = <T>(values: readonly T[]): T | null =>
    new Set(values).size === 1 ? values[0] ?? null : null;
  const [a, b] = [one(differences.map((x) => x.a)), one(differences.map((x) => x.b))];
  const reach = Math.max(
    0.05,
    ...differences.flatMap(({ value, lo, hi }) => [value, lo, hi].map((x) => Math.abs(x ?? 0))),
  );
  const end = Math.min(1, Math.ceil(reach * 20 - 1e-9) / 20);
  const hasP = differences.some(({ p }) => p !== null);
  const against = b !== null && differences.length > 1 && differences.every((x) => x.a !== null);
  const counts = new Set(differences.map(({ n }) => n));
  const same = counts.size === 1 && differences.length > 1 ? differences[0]?.n ?? null : null;
  return {
    rows: differences.map((difference) => {
      const clear = isClear(difference);
      const n = difference.n === null || same !== null ? "" : `, ${countText(difference.n)}`;
      const name = against && difference.section === null ? difference.a : null;
      return {
        label: `${name ?? difference.label}${n}`,
        value: difference.value,
        lo: difference.lo,
        hi: difference.hi,
        inner: difference.inner,
        color: clear ? SIGNIFICANT : OPEN,
        symbol: "circle",
        filled: clear,
        cells: [written(difference), ...(hasP ? [pText(difference.p)] : [])],
        tier: null,
        section: difference.section,
        tip: tipText(difference.row, `${written(difference)} points${tipNote(difference)}`),
      };
    }),
    headers: [intervalName(differences), ...(hasP ? ["p"] : [])],
    domain: [-end, end],
    tick: (value) => pointsText(value).replace(/\.0$/, ""),
    tickExpression: "(datum.value > 0 ? '+' : datum.value < 0 ? '−' : '') + " +
      "format(abs(datum.value) * 100, '.3~g')",
    axis: `Difference${against ? ` from ${short(b)}` : ""}, percentage points${
      same === null ? "" : `, ${countText(same)}`
    }`,
    bars: false,
    ends: [
      b === null ? "second better" : `${short(b)} better`,
      a === null ? (b === null ? "first better" : "the other better") : `${short(a)} better`,
    ],
    references: [],
  };
}

function countText(n: number): string {
  return `n\u00a0${n.toLocaleString("en-US")}`;
}

function short(name: string): string {
  return [...name].length > 28 ? `${[...name].slice(0, 27).join("")}…` : name;
}

function intervalName(differences: readonly Difference[]): string {
  return differences.some(({ inner }) => inner !== null)
    ? "points (simultaneous interval)"
    : "points (interval)";
}

function tipNote({ inner, p }: Difference): string {
  const own = inner === null
    ? ""
    : ` for all at once, ${pointsText(inner.lo)} to ${pointsText(inner.hi)} by itself`;
  return `${own}${p === null ? "" : `, p ${pText(p)}`}`;
}

function pText(p: number | null): string {
  if (p === null) return "–";
  return p < 0.001 ? "<0.001" : p.toFixed(3);
}
