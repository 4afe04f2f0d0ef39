import { accuracyDomain } from "./_accuracy_domain.ts";
import { drawDumbbells, type DumbbellChart } from "./_dumbbell_chart.ts";
import type { Figure, FigureOptions, PlotRow, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { counted, drawsNote, joinNotes, listed, provenance } from "./_notes.ts";
import { rowReader } from "./_row_reader.ts";
import { rowsOf } from "./_rows_of.ts";
import { pointsText, shareText } from "./_share_text.ts";
import { tipText } from "./_tip_text.ts";

/** How to draw the cohesion gap. */
export type CohesionPlotOptions = Omit<FigureOptions, "backend">;

/**
 * Draws how much errors gather in the same cases: from the case accuracy that independent answers would give (hollow) to
 * the one observed (filled), one row a run.
 *
 * `rows` are those of `cohesionRows`: `run`, `value` (the gap), `lo`, `hi`, `observed`, `independence` and `n`. The
 * largest gap is on top; the line is the interval of the gap, and a gap that may be chance is grey.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for a width outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { cohesionPlot } from "@rounds/rounds";
 *
 * const figure = cohesionPlot([
 *   { run: "m", value: 0.05, lo: 0.03, hi: 0.07, observed: 0.35, independence: 0.3, n: 1400 },
 * ]);
 * assert.equal(figure.title, "m has 5.0 points more whole cases right than independent answers would give");
 * ```
 */
export function cohesionPlot(rows: PlotRows, options: CohesionPlotOptions = {}): Figure {
  const gaps = rowsOf(rows).map(readGap).toSorted((a, b) => (b.value ?? -2) - (a.value ?? -2));
  return finishFigure({
    title: titleOf(gaps),
    alt: altOf(gaps),
    caption: captionOf(gaps),
    rows: gaps.map(({ row }) => row),
    draw: (size) => [drawDumbbells(toChart(gaps), size)],
  }, options);
}

interface Gap {
  readonly run: string;
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly observed: number | null;
  readonly independence: number | null;
  readonly n: number;
  readonly clear: boolean;
  readonly row: PlotRow;
}

function readGap(row: PlotRow, index: number): Gap {
  const reader = rowReader(row, { index, from: "cohesionRows" });
  const [lo, hi] = [reader.number("lo"), reader.number("hi")];
  return {
    run: reader.run(),
    value: reader.need("value"),
    lo,
    hi,
    observed: reader.need("observed"),
    independence: reader.need("independence"),
    n: reader.number("n") ?? 0,
    clear: lo !== null && hi !== null && (lo > 0 || hi < 0),
    row,
  };
}

function toChart(gaps: readonly Gap[]): DumbbellChart {
  const beside = (gap: Gap, limit: number | null): number | null =>
    limit === null || gap.independence === null
      ? null
      : Math.max(0, Math.min(1, gap.independence + limit));
  const placed = gaps.map((gap) => ({
    ...gap,
    from: beside(gap, gap.lo),
    to: beside(gap, gap.hi),
  }));
  return {
    rows: placed.map((gap) => ({
      label: `${gap.run}, ${counted(gap.n, "case").replace(" ", "\u00a0")}`,
      points: gap.observed === null || gap.independence === null ? [] : [
        {
          value: gap.independence,
          lo: null,
          hi: null,
          color: "#8A8A8A",
          symbol: "square",
          filled: false,
        },
        {
          value: gap.observed,
          lo: gap.from,
          hi: gap.to,
          color: gap.clear ? "#0072B2" : "#7F7F7F",
          symbol: "circle",
          filled: true,
        },
      ],
      mark: null,
      tips: [
        tipText(gap.row, `${shareText(gap.independence)} if answers were independent`),
        tipText(gap.row, `${shareText(gap.observed)} observed, gap ${gapText(gap)} points`),
      ],
      cells: [gapText(gap)],
    })),
    headers: ["gap, points"],
    domain: accuracyDomain({
      points: placed.flatMap(({ observed, independence, from, to }) => [
        { value: independence, lo: null, hi: null },
        { value: observed, lo: from, hi: to },
      ]),
    }),
    axis: "Cases with every question right",
    markLabel: null,
  };
}

function gapText({ value, lo, hi }: Gap): string {
  if (value === null) return "–";
  if (lo === null || hi === null) return pointsText(value);
  return `${pointsText(value)} (${pointsText(lo)} to ${pointsText(hi)})`;
}

function titleOf(gaps: readonly Gap[]): string {
  const known = gaps.filter(({ value }) => value !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return "No gap to show: no run has complete cases";
  const than = "whole cases right than independent answers would give";
  if (known.length === 1) {
    if (first.value === 0) {
      return `${first.run} has as many whole cases right as independent answers would give`;
    }
    const size = `${Math.abs((first.value ?? 0) * 100).toFixed(1)} points`;
    return `${first.run} has ${size} ${(first.value ?? 0) < 0 ? "fewer" : "more"} ${than}${
      first.clear || first.lo === null ? "" : ", which may be chance"
    }`;
  }
  const above = known.filter(({ clear, value }) => clear && (value ?? 0) > 0);
  const below = known.filter(({ clear, value }) => clear && (value ?? 0) < 0).length;
  if (above.length === 0) {
    return `No run of ${known.length} has clearly more ${than}${
      below === 0 ? "" : `, and ${below} clearly fewer`
    }`;
  }
  const [low, high] = [above.at(-1)?.value ?? 0, above[0]?.value ?? 0]
    .map((value) => (value * 100).toFixed(1));
  return `${
    above.length === known.length ? `All ${known.length}` : `${above.length} of ${known.length}`
  } runs have clearly more ${than}, by ${low === high ? low : `${low} to ${high}`} points${
    below === 0 ? "" : `; ${below} clearly fewer`
  }`;
}

function altOf(gaps: readonly Gap[]): string {
  if (gaps.length === 0) return "An empty figure: there are no rows to draw.";
  return `Dumbbells from the case accuracy of independent answers to the observed one, ${
    counted(gaps.length, "run")
  }. ${
    gaps.slice(0, 26).map((gap) =>
      `${gap.run}: ${shareText(gap.independence)} to ${shareText(gap.observed)}, gap ${
        gapText(gap)
      }`
    ).join("; ")
  }.`;
}

function captionOf(gaps: readonly Gap[]): string {
  if (gaps.length === 0) return "Nothing to draw: there are no rows.";
  const rows = gaps.map(({ row }) => row);
  const excluded = rows.reduce((sum, row) => sum + Number(row["n_excluded"] ?? 0), 0);
  const none = gaps.filter(({ value }) => value === null).map(({ run }) => run);
  const extreme = gaps.filter(({ row, lo }) =>
    row["method"] === "cohesion-gap/square-and-add" && lo !== null
  ).map(({ run }) => run);
  const bare = gaps.filter(({ value, lo }) => value !== null && lo === null).map(({ run }) => run);
  return joinNotes([
    "Hollow square: share of cases expected right throughout if the answers of a case were independent, each as likely right as its position is. Circle: share observed. A positive gap means that errors gather in hard cases; near zero, they are spread over all.",
    gaps.some(({ lo }) => lo !== null) &&
    `Line: 95 % interval of the gap, from the square (bootstrap of cases${
      drawsNote(rows)
    }); grey: it includes zero.`,
    extreme.length > 0 &&
    `${
      listed(extreme, { many: "runs" })
    }: no case or every case is right, so a bootstrap says nothing of the share observed; its Wilson interval is combined with that of the share expected.`,
    bare.length > 0 && `Without an interval: ${listed(bare, { many: "runs" })}.`,
    excluded > 0 && `${counted(excluded, "case")} with an unknown answer left out.`,
    none.length > 0 && `Nothing to count: ${none.join(", ")}.`,
    provenance(rows),
  ]);
}
