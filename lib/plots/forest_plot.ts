import type { Figure, FigureOptions, PlotRow, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { adjustment, onWhat } from "./_comparison_notes.ts";
import { counted, joinNotes, provenance } from "./_notes.ts";
import { drawRowChart, type RowChart } from "./_row_chart.ts";
import { rowChartVega } from "./_row_chart_vega.ts";
import { rowReader } from "./_row_reader.ts";
import { rowsOf } from "./_rows_of.ts";
import { pointsText } from "./_share_text.ts";

/** How to draw paired differences. */
export interface ForestPlotOptions extends FigureOptions {
  /** `value` (default) puts the largest difference on top; `given` keeps the order of the rows. */
  readonly order?: "value" | "given";
  /** Adjusted p at or below which a difference is filled; default 0.05. */
  readonly alpha?: number;
}

interface Difference {
  readonly label: string;
  readonly section: string | null;
  readonly a: string | null;
  readonly b: string | null;
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly p: number | null;
  readonly adjusted: boolean;
  readonly n: number | null;
  readonly row: PlotRow;
}

const METHODS: Readonly<Record<string, string>> = {
  "paired-difference/t": "t of the paired differences",
  "tango-score": "Tango's score interval",
};

const SIGNIFICANT = "#0072B2";
const OPEN = "#7F7F7F";

/**
 * Draws paired differences between runs, one row a comparison or subgroup, on both sides of a bold zero.
 *
 * `rows` need `value`, `lo` and `hi` (differences of proportions), and what names them: `comparison`, or `a` and `b`, or
 * `run` with `reference` (or `baseline`), or `group`. `group` besides makes sections by comparison; `p_adj` (else `p`),
 * `n` and `clusters` are read where present. Filled: significant after adjustment.
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
    title: titleOf(differences, { isClear }),
    alt: altOf(differences),
    caption: captionOf(differences, { alpha }),
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
  return {
    label: whole ? pair ?? "" : group,
    section: whole ? null : pair,
    a,
    b,
    value: reader.need("value"),
    lo: reader.need("lo"),
    hi: reader.need("hi"),
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
        color: clear ? SIGNIFICANT : OPEN,
        symbol: "circle",
        filled: clear,
        cells: [written(difference), ...(hasP ? [pText(difference.p)] : [])],
        shaded: false,
        section: difference.section,
      };
    }),
    headers: ["points (interval)", ...(hasP ? ["p"] : [])],
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

function written({ value, lo, hi }: Difference): string {
  if (value === null) return "nothing to compare";
  const limits = lo === null || hi === null ? "" : ` (${pointsText(lo)} to ${pointsText(hi)})`;
  return `${pointsText(value)}${limits}`;
}

function pText(p: number | null): string {
  if (p === null) return "–";
  return p < 0.001 ? "<0.001" : p.toFixed(3);
}

function titleOf(
  differences: readonly Difference[],
  { isClear }: { readonly isClear: (difference: Difference) => boolean },
): string {
  const known = differences.filter(({ value }) => value !== null);
  const [first] = known;
  if (first === undefined) return "No difference to show: nothing could be compared";
  const clear = known.filter(isClear);
  const rivals = new Set(known.map(({ b }) => b));
  const [rival] = rivals;
  if (known.length > 1 && rivals.size === 1 && rival && known.every((x) => x.section === null)) {
    const better = clear.filter((x) => (x.value ?? 0) > 0).length;
    const worse = clear.length - better;
    return `Against ${rival}, ${better} ${
      better === 1 ? "is" : "are"
    } better, ${worse} worse, and ${known.length - clear.length} cannot be told apart`;
  }
  if (known.length > 1) {
    const most = clear.length === 0 ? "None" : clear.length === known.length ? "All" : clear.length;
    return `${most} of ${known.length} differences ${
      clear.length === 1 ? "is" : "are"
    } clear of chance${known.some((x) => x.adjusted) ? " after adjustment" : ""}`;
  }
  const { a, b, value, label } = first;
  const [winner, loser] = (value ?? 0) >= 0 ? [a, b] : [b, a];
  const size = `${Math.abs((value ?? 0) * 100).toFixed(1)} points`;
  if (winner === null || loser === null) return `${label}: a difference of ${size}`;
  return clear.length === 1
    ? `${winner} is better than ${loser} by ${size}`
    : `${winner} is ${size} above ${loser}, which may be chance`;
}

function altOf(differences: readonly Difference[]): string {
  if (differences.length === 0) return "An empty figure: there are no rows to draw.";
  return `Forest plot of ${counted(differences.length, "paired difference")}, in points. ${
    differences.slice(0, 30).map((difference) =>
      `${difference.section === null ? "" : `${difference.section}, `}${difference.label}: ${
        written(difference)
      }`
    ).join("; ")
  }.`;
}

function captionOf(
  differences: readonly Difference[],
  { alpha }: { readonly alpha: number },
): string {
  if (differences.length === 0) return "Nothing to draw: there are no rows.";
  const rows = differences.map(({ row }) => row);
  const level = Number(rows[0]?.["level"] ?? 0.95) * 100;
  const excluded = rows.reduce((sum, row) => sum + Number(row["n_excluded"] ?? 0), 0);
  const methods = new Set(rows.map((row) => row["method"]).filter((x) => typeof x === "string"));
  return joinNotes([
    `Paired differences ${onWhat(rows)}; lines: ${Number(level.toFixed(1))} % intervals, each ${
      differences.length === 1 ? "of its own" : "by itself"
    }${methods.size === 0 ? "" : ` (${[...methods].map((id) => METHODS[id] ?? id).join("; ")})`}.`,
    differences.some(({ p }) => p !== null) &&
    `Filled: p ${
      differences.some((x) => x.adjusted) ? `after adjustment${adjustment(rows)} ` : ""
    }at most ${alpha}.`,
    differences.every(({ p }) => p === null) && "Filled: the interval leaves zero out.",
    excluded > 0 && `${counted(excluded, "pair")} left out: no valid answer on one side.`,
    provenance(rows),
  ]);
}
