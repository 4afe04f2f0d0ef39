import type { Figure, FigureOptions, PlotRow, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { adjustment, onWhat } from "./_comparison_notes.ts";
import { counted, countNote, joinNotes, provenance } from "./_notes.ts";
import { type Pair, pairwiseCells } from "./_pairwise_cells.ts";
import { rowReader } from "./_row_reader.ts";
import { rowsOf } from "./_rows_of.ts";
import { differenceText, pointsText } from "./_share_text.ts";

/** How to draw differences of all pairs. */
export interface PairwisePlotOptions extends Omit<FigureOptions, "backend"> {
  /** Adjusted p at or below which a pair can be told apart; default 0.05. */
  readonly alpha?: number;
}

/**
 * Draws the differences of all pairs of runs as a matrix, the row less the column, and only where the two can be told
 * apart: the figure for many runs, where `forestPlot` would be too long.
 *
 * `rows` are those of `compareRuns` without groups: `a`, `b`, `value` and `p_adj` (else `p`, else `lo` and `hi`). Runs
 * stand by their mean difference, the best first.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for two rows of one pair or a width outside 300
 * to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { pairwisePlot } from "@rounds/rounds";
 *
 * const figure = pairwisePlot([
 *   { a: "x", b: "y", value: 0.1, p_adj: 0.01 },
 *   { a: "x", b: "z", value: 0.02, p_adj: 0.5 },
 * ]);
 * assert.equal(figure.title, "1 of 2 pairs of runs can be told apart");
 * ```
 */
export function pairwisePlot(rows: PlotRows, options: PairwisePlotOptions = {}): Figure {
  const { alpha = 0.05 } = options;
  const pairs = rowsOf(rows).map((row, index) => readPair(row, { index, alpha }));
  const seen = new Set<string>();
  for (const { a, b } of pairs) {
    const key = JSON.stringify([a, b].toSorted());
    if (seen.has(key)) throw new RangeError(`Two rows for ${a} and ${b}: draw rows without groups`);
    seen.add(key);
  }
  const known = pairs.filter(({ value }) => value !== null).length;
  const clear = pairs.filter((pair) => pair.clear).length;
  return finishFigure({
    title: known === 0
      ? "No difference to show: nothing could be compared"
      : known === 1
      ? `The two runs ${clear === 1 ? "can" : "cannot"} be told apart`
      : `${clear} of ${known} pairs of runs can be told apart`,
    alt: altOf(pairs),
    caption: captionOf(pairs, { alpha }),
    rows: pairs.map(({ row }) => row),
    draw: (size) => [pairwiseCells(pairs, size)],
  }, options);
}

function readPair(
  row: PlotRow,
  { index, alpha }: { readonly index: number; readonly alpha: number },
): Pair & { readonly row: PlotRow } {
  const reader = rowReader(row, { index, from: "compareRuns" });
  const [a, b] = [reader.text("a"), reader.text("b")];
  if (a === null || b === null) {
    throw new TypeError(`Row ${index + 1} has no "a" or no "b", expected the names of two runs`);
  }
  const p = reader.number("p_adj", "p");
  const [lo, hi] = [reader.number("lo"), reader.number("hi")];
  const value = reader.need("value");
  const isClear = p === null ? lo !== null && hi !== null && (lo > 0 || hi < 0) : p <= alpha;
  const tip = `${a} less ${b}: ${differenceText({ value, lo, hi })} points${
    p === null ? "" : `, p ${p < 0.001 ? "<0.001" : p.toFixed(3)}`
  }`;
  return { a, b, value, clear: value !== null && isClear, row, tip };
}

function altOf(pairs: readonly Pair[]): string {
  if (pairs.length === 0) return "An empty figure: there are no rows to draw.";
  return `Matrix of paired differences, ${counted(pairs.length, "pair")}. ${
    pairs.filter(({ clear }) => clear).slice(0, 24)
      .map(({ a, b, value }) => `${a} less ${b}: ${pointsText(value ?? 0)} points`).join("; ") ||
    "None can be told apart"
  }.`;
}

function captionOf(
  pairs: readonly (Pair & { readonly row: PlotRow })[],
  { alpha }: { readonly alpha: number },
): string {
  if (pairs.length === 0) return "Nothing to draw: there are no rows.";
  const rows = pairs.map(({ row }) => row);
  const adjusted = rows.some((row) => typeof row["p_adj"] === "number");
  return joinNotes([
    `Row less column in whole percentage points (purple: the row is better; orange: worse), paired ${
      onWhat(rows)
    }.`,
    `Blank: cannot be told apart (p ${
      adjusted ? `after adjustment${adjustment(rows)} ` : ""
    }above ${alpha}), or not compared.`,
    countNote(rows).replace(/\.$/, " a pair."),
    "Runs by their mean difference, the best first.",
    provenance(rows),
  ]);
}
