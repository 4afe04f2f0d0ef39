import type { Figure, FigureOptions, PlotRow, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { counted, joinNotes, provenance } from "./_notes.ts";
import { drawRowChart, type RowChart } from "./_row_chart.ts";
import { rowChartVega } from "./_row_chart_vega.ts";
import { rowReader } from "./_row_reader.ts";
import { rowsOf } from "./_rows_of.ts";
import { estimateText, shareText } from "./_share_text.ts";
import { tipText } from "./_tip_text.ts";

/** How to draw types of error. */
export type ErrorTypesPlotOptions = FigureOptions;

interface TypeShare {
  readonly run: string;
  readonly type: string;
  readonly meaning: string | null;
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly tagShare: number | null;
  readonly verified: boolean;
  readonly n: number;
  readonly row: PlotRow;
}

/** Written into a figure whose tags no physician has verified. */
const WATERMARK = "unverified tags";

/**
 * Draws how often each type of error occurs: filled dots where physicians' labels correct the judge's tags, hollow ones,
 * and the words "unverified tags" on the axis, where nobody verified them.
 *
 * `rows` are those of `errorTypesTable`: `run`, `type`, `value`, `verified`, and where present `lo`, `hi`, `tag_share`, `n`
 * and `meaning`. One section a run.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for two rows of one run and type, or a width
 * outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { errorTypesPlot } from "@rounds/rounds";
 *
 * const figure = errorTypesPlot([
 *   { run: "all runs", type: "KGOC", value: 0.6, verified: false, n: 50 },
 *   { run: "all runs", type: "CRSD", value: 0.4, verified: false, n: 50 },
 * ]);
 * assert.equal(figure.title, "KGOC is the commonest type of error, 60.0 % of 50 (unverified tags)");
 * ```
 */
export function errorTypesPlot(rows: PlotRows, options: ErrorTypesPlotOptions = {}): Figure {
  const shares = rowsOf(rows).map(readShare);
  const runs = [...new Set(shares.map(({ run }) => run))];
  const twice = shares.find((share, k) =>
    shares.findIndex((one) => one.run === share.run && one.type === share.type) < k
  );
  if (twice !== undefined) {
    throw new RangeError(`Two rows for ${twice.run}, ${twice.type}: draw one table at a time`);
  }
  const sorted = runs.flatMap((run) =>
    shares.filter((share) => share.run === run)
      .toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1))
  );
  const chart = toChart(sorted, runs);
  return finishFigure({
    title: titleOf(sorted),
    alt: altOf(sorted),
    caption: captionOf(sorted),
    rows: sorted.map(({ row }) => row),
    draw: (size) => [drawRowChart(chart, size)],
    spec: (size) => rowChartVega(chart, size),
  }, options);
}

function readShare(row: PlotRow, index: number): TypeShare {
  const reader = rowReader(row, { index, from: "errorTypesTable" });
  const type = reader.text("type");
  if (type === null) throw new TypeError(`Row ${index + 1} has no "type", expected text`);
  return {
    run: reader.run(),
    type,
    meaning: reader.text("meaning"),
    value: reader.need("value"),
    lo: reader.number("lo"),
    hi: reader.number("hi"),
    tagShare: reader.number("tag_share"),
    verified: reader.is("verified"),
    n: reader.number("n") ?? 0,
    row,
  };
}

function toChart(shares: readonly TypeShare[], runs: readonly string[]): RowChart {
  const top = Math.max(0.1, ...shares.flatMap(({ value, hi }) => [value ?? 0, hi ?? 0]));
  const isVerified = shares.every(({ verified }) => verified);
  const numbers = new Map(
    shares.map(({ run, n }) => [run, `${run}, ${counted(n, "error")}`] as const),
  );
  return {
    rows: shares.map((share) => ({
      color: share.verified ? "#0072B2" : "#D55E00",
      symbol: share.verified ? "circle" : "diamond",
      filled: share.verified,
      label: [share.type, share.meaning?.split(":")[0] ?? ""].filter((text) => text !== "").join(
        ": ",
      ),
      value: share.value,
      lo: share.lo,
      hi: share.hi,
      cells: [estimateText(share), ...(isVerified ? [shareText(share.tagShare)] : [])],
      tier: null,
      section: runs.length === 0 ? null : numbers.get(share.run) ?? share.run,
      tip: tipText(share.row, estimateText(share)),
    })),
    headers: isVerified && shares.length > 0 ? ["corrected", "as tagged"] : ["share"],
    domain: [0, Math.min(1, top * 1.05)],
    tick: (value) => `${Math.round(value * 100)} %`,
    tickExpression: "round(datum.value * 100) + ' %'",
    axis: `Share of errors${isVerified ? "" : ` · ${WATERMARK.toUpperCase()}`}`,
    bars: false,
    ends: null,
    references: [],
  };
}

function titleOf(shares: readonly TypeShare[]): string {
  const [first] = shares;
  if (first === undefined || first.value === null) {
    return "No errors to show: nothing could be counted";
  }
  const leaders = [...Map.groupBy(shares, ({ run }) => run).values()].map(([top]) => top?.type);
  const all = leaders.length > 2 && leaders.every((type) => type === first.type);
  return `${first.type} is the commonest type of error${all ? " in every run" : ""}, ${
    shareText(first.value)
  } of ${first.n.toLocaleString("en-US")}${first.verified ? "" : ` (${WATERMARK})`}`;
}

function altOf(shares: readonly TypeShare[]): string {
  if (shares.length === 0) return "An empty figure: there are no rows to draw.";
  return `Dot plot of the share of each type of error. ${
    shares.slice(0, 28).map((share) => `${share.run}, ${share.type}: ${estimateText(share)}`).join(
      "; ",
    )
  }.`;
}

function captionOf(shares: readonly TypeShare[]): string {
  if (shares.length === 0) return "Nothing to draw: there are no rows.";
  const [first] = shares;
  const row = first?.row ?? {};
  const isVerified = shares.every(({ verified }) => verified);
  const alpha = row["alpha"];
  const missing = shares.filter(({ value }) => value === null);
  const excluded = Number(row["n_excluded"] ?? 0);
  const errors = Math.max(...shares.map(({ n }) => n));
  return joinNotes([
    `Share of each type among the errors of answers that fell short, n ${
      errors.toLocaleString("en-US")
    }${new Set(shares.map(({ run }) => run)).size > 1 ? " at most" : ""}.`,
    isVerified
      ? `Shares are corrected by physicians’ labels of ${
        counted(Number(row["n_verified"] ?? 0), "error")
      }, drawn at random within each tag; lines: 95 % intervals, stratified. The correction supposes that the judge errs alike in all runs.`
      : "Tags of a judge that no physician has verified: read them as its opinion. Lines: Goodman’s 95 % intervals, right for all types at once.",
    isVerified && typeof alpha === "number" &&
    `Krippendorff’s alpha between physicians: ${alpha.toFixed(2)}.`,
    missing.length > 0 &&
    `Without an estimate: ${String(missing[0]?.row["warnings"] ?? "nothing to count")}.`,
    excluded > 0 && `${counted(excluded, "answer")} left out: the judge gave no type.`,
    provenance(shares.map(({ row }) => row)),
  ]);
}
