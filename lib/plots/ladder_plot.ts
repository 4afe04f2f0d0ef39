import type { Figure, FigureOptions, PlotRow, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { counted, drawsNote, joinNotes, provenance } from "./_notes.ts";
import { drawRowChart, type RowChart } from "./_row_chart.ts";
import { rowChartVega } from "./_row_chart_vega.ts";
import { rowReader } from "./_row_reader.ts";
import { rowsOf } from "./_rows_of.ts";
import { tipText } from "./_tip_text.ts";

/** How to draw an agreement ladder. */
export type LadderPlotOptions = FigureOptions;

interface Rung {
  readonly label: string;
  readonly kind: string;
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly n: number;
  readonly row: PlotRow;
}

/** Colour and shape of each kind; the caption names them. */
const STYLES: Readonly<Record<string, { color: string; symbol: string; filled: boolean }>> = {
  ceiling: { color: "#009E73", symbol: "square", filled: true },
  physician: { color: "#009E73", symbol: "square", filled: false },
  majority: { color: "#009E73", symbol: "diamond", filled: false },
  panel: { color: "#0072B2", symbol: "circle", filled: true },
  judge: { color: "#D55E00", symbol: "circle", filled: false },
  floor: { color: "#8A8A8A", symbol: "cross", filled: false },
};
const OTHER = { color: "#D55E00", symbol: "circle", filled: false };

const NAMES: Readonly<Record<string, string>> = {
  ac1: "AC1",
  kappa: "Cohen’s kappa",
  macro_f1: "Macro-F1",
  agreement: "Agreement",
};

/**
 * Draws who agrees with physicians how well, one dot and interval each: physicians among themselves (the dashed
 * ceiling), single physicians, their majority, judges and panel.
 *
 * `rows` are those of `agreementLadder`: `label` (or `run`), `kind`, `value`, and where present `lo`, `hi`, `n` and
 * `measure`.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for two rows of one label, or a width outside
 * 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { ladderPlot } from "@rounds/rounds";
 *
 * const figure = ladderPlot([
 *   { label: "physicians among themselves", kind: "ceiling", value: 0.8, lo: 0.75, hi: 0.85 },
 *   { label: "judge", kind: "judge", value: 0.6, lo: 0.54, hi: 0.66 },
 * ]);
 * assert.equal(figure.title, "judge stays below the agreement of physicians: 0.60 against 0.80");
 * ```
 */
export function ladderPlot(rows: PlotRows, options: LadderPlotOptions = {}): Figure {
  const rungs = rowsOf(rows).map(readRung).toSorted((a, b) =>
    (b.value ?? -Infinity) - (a.value ?? -Infinity) || 0
  );
  const twice = rungs.find(({ label }, k) => rungs.findIndex((one) => one.label === label) < k);
  if (twice !== undefined) {
    throw new RangeError(`Two rows for ${twice.label}: draw one coefficient at a time`);
  }
  const chart = toChart(rungs);
  return finishFigure({
    title: titleOf(rungs),
    alt: altOf(rungs),
    caption: captionOf(rungs),
    rows: rungs.map(({ row }) => row),
    draw: (size) => [drawRowChart(chart, size)],
    spec: (size) => rowChartVega(chart, size),
  }, options);
}

function readRung(row: PlotRow, index: number): Rung {
  const reader = rowReader(row, { index, from: "agreementLadder" });
  return {
    label: reader.text("label") ?? reader.run(),
    kind: reader.text("kind") ?? "judge",
    value: reader.need("value"),
    lo: reader.number("lo"),
    hi: reader.number("hi"),
    n: reader.number("n") ?? 0,
    row,
  };
}

function nameOf(rungs: readonly Rung[]): string {
  const measure = String(rungs[0]?.row["measure"] ?? "");
  return NAMES[measure] ?? "Agreement";
}

function toChart(rungs: readonly Rung[]): RowChart {
  const ceiling = rungs.find(({ kind }) => kind === "ceiling");
  const numbers = rungs.flatMap(({ value, lo, hi }) => [value, lo, hi])
    .filter((x) => x !== null);
  const low = Math.min(-0.04, Math.floor(Math.min(0, ...numbers) * 10) / 10);
  return {
    rows: rungs.map((rung) => ({
      ...(STYLES[rung.kind] ?? OTHER),
      label: rung.label,
      value: rung.value,
      lo: rung.lo,
      hi: rung.hi,
      cells: [rangeText(rung), rung.n === 0 ? "–" : rung.n.toLocaleString("en-US")],
      tier: rung.kind === "panel" || rung.kind === "judge" ? "judges" : null,
      section: null,
      tip: tipText(rung.row, rangeText(rung)),
    })),
    headers: ["95 % interval", "pairs"],
    domain: [low, 1],
    tick: (value) => value.toFixed(1).replace("-", "−"),
    tickExpression: "format(datum.value, '.1f')",
    axis: `${nameOf(rungs)} with physicians`,
    bars: false,
    ends: null,
    references: ceiling?.value === null || ceiling === undefined ? [] : [{
      label: `physicians ${ceiling.value.toFixed(2)}`,
      value: ceiling.value,
      lo: ceiling.lo,
      hi: ceiling.hi,
    }],
  };
}

function rangeText({ value, lo, hi }: Rung): string {
  if (value === null) return "nothing to count";
  const text = (x: number): string => x.toFixed(2).replace("-", "−");
  if (lo === null || hi === null) return text(value);
  return `${text(value)} (${text(lo)}${lo < 0 ? " to " : "–"}${text(hi)})`;
}

function titleOf(rungs: readonly Rung[]): string {
  const known = rungs.filter(({ value }) => value !== null);
  const ceiling = known.find(({ kind }) => kind === "ceiling");
  const judges = known.filter(({ kind }) => kind === "judge" || kind === "panel");
  const judge = judges.find(({ kind }) => kind === "panel") ?? judges[0];
  if (known.length === 0) return "No agreement to show: nothing could be compared";
  if (judge === undefined) return `${known[0]?.label}: ${(known[0]?.value ?? 0).toFixed(2)}`;
  const value = (judge.value ?? 0).toFixed(2);
  if (ceiling === undefined) {
    return `${judge.label} agrees with the physician at ${value}; how well physicians agree is not known`;
  }
  const level = (ceiling.value ?? 0).toFixed(2);
  if (judge.hi !== null && ceiling.lo !== null && judge.hi < ceiling.lo) {
    return `${judge.label} stays below the agreement of physicians: ${value} against ${level}`;
  }
  if (judge.lo !== null && ceiling.hi !== null && judge.lo > ceiling.hi) {
    return `${judge.label} agrees with physicians better than they do among themselves: ${value} against ${level}`;
  }
  return `${judge.label} agrees with physicians about as well as they do among themselves: ${value} against ${level}`;
}

function altOf(rungs: readonly Rung[]): string {
  if (rungs.length === 0) return "An empty figure: there are no rows to draw.";
  return `Dot plot of ${nameOf(rungs)} with physicians, ${counted(rungs.length, "row")}. ${
    rungs.map((rung) => `${rung.label}: ${rangeText(rung)}`).join("; ")
  }.`;
}

function captionOf(rungs: readonly Rung[]): string {
  if (rungs.length === 0) return "Nothing to draw: there are no rows.";
  const kinds = new Set(rungs.map(({ kind }) => kind));
  const rows = rungs.map(({ row }) => row);
  const cases = Math.max(0, ...rungs.map(({ row }) => Number(row["clusters"] ?? 0)));
  const strays = new Set(
    rungs.flatMap(({ row }) =>
      typeof row["warnings"] === "string"
        ? row["warnings"].split("; ").filter((text) => text.startsWith("ratings of no"))
        : []
    ),
  );
  return joinNotes([
    `${nameOf(rungs)} of verdicts on single criteria${
      cases > 0 ? `, ${counted(cases, "case")}` : ""
    }; lines: 95 % intervals${
      drawsNote(rows) === "" ? "" : ` (bootstrap of cases${drawsNote(rows)})`
    }.`,
    kinds.has("ceiling") &&
    "Dashed, with its interval: physicians among themselves, which a judge cannot be asked to pass.",
    kinds.has("physician") && "Squares: physicians; hollow, each held against the others.",
    kinds.has("majority") && "Diamond: the majority of the others, held against the one left out.",
    (kinds.has("judge") || kinds.has("panel")) &&
    "Circles on tinted ground: judges; filled, the panel’s majority.",
    kinds.has("floor") && "Cross: who always gives the commoner verdict.",
    strays.size > 0 && `Left out: ${[...strays].join("; ")}.`,
    provenance(rows),
  ]);
}
