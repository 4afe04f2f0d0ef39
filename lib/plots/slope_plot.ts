import type { Figure, FigureOptions, PlotRow, PlotRows } from "./figure.ts";
import { countRange, datedEstimand, datedIntervals, sentence } from "./_dated_notes.ts";
import { finishFigure } from "./_finish_figure.ts";
import { counted, joinNotes, listed, provenance } from "./_notes.ts";
import { rowReader } from "./_row_reader.ts";
import { rowsOf } from "./_rows_of.ts";
import { differenceText, pointsText, shareText } from "./_share_text.ts";
import { slopeLines } from "./_slope_lines.ts";
import type { SlopeRun } from "./_slope_run.ts";
import { tipText } from "./_tip_text.ts";

/** How to draw scores before and after a cut-off. */
export type SlopePlotOptions = Omit<FigureOptions, "backend">;

/**
 * Draws the score of each run on cases before and after its knowledge cut-off, grey unless the gap is clear of zero.
 *
 * `rows` are those of `prePostGap`, each with its `run`: `mean_pre`, `mean_post` (or `meanPre`, `meanPost`), the gap
 * `value` with `lo` and `hi`; where present the ends' own limits `pre_lo`, `pre_hi`, `post_lo`, `post_hi`, the counts
 * `n_pre` and `n_post`, `cutoff` and `p_adj`. A gap says nothing about contamination by itself, and the caption says so.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for a width outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { prePostGap, slopePlot } from "@rounds/rounds";
 *
 * const date = ["2024-01", "2024-02", "2024-03", "2024-04"];
 * const gap = prePostGap({ y: [0.5, 0.7, 0.3, 0.5], date, cutoff: "2024-02" });
 * const figure = slopePlot([{ run: "m", cutoff: "2024-02", ...gap }]);
 * assert.equal(figure.title, "m scores 60.0 % before and 40.0 % after its cut-off, which may be chance");
 * ```
 */
export function slopePlot(rows: PlotRows, options: SlopePlotOptions = {}): Figure {
  const runs = rowsOf(rows).map(readRun).toSorted((a, b) => (b.pre ?? -1) - (a.pre ?? -1));
  return finishFigure({
    title: titleOf(runs),
    alt: altOf(runs),
    caption: captionOf(runs),
    rows: runs.map(({ row }) => row),
    draw: (size) => runs.some(isDrawn) ? [slopeLines(runs.filter(isDrawn), size)] : [],
  }, options);
}

function readRun(row: PlotRow, index: number): SlopeRun & { readonly row: PlotRow } {
  const reader = rowReader(row, { index, from: "prePostGap" });
  const [lo, hi] = [reader.number("lo"), reader.number("hi")];
  const p = reader.number("p_adj");
  const value = reader.need("value");
  const [pre, post] = [
    reader.number("mean_pre", "meanPre"),
    reader.number("mean_post", "meanPost"),
  ];
  const tip = `${shareText(pre)} before, ${shareText(post)} after, gap ${
    differenceText({ value, lo, hi })
  } points`;
  return {
    run: reader.run(),
    pre,
    post,
    tip: tipText(row, tip),
    preLo: reader.number("pre_lo"),
    preHi: reader.number("pre_hi"),
    postLo: reader.number("post_lo"),
    postHi: reader.number("post_hi"),
    gap: value,
    lo,
    hi,
    clear: p === null ? lo !== null && hi !== null && (lo > 0 || hi < 0) : p <= 0.05,
    row,
  };
}

function isDrawn(run: SlopeRun): boolean {
  return run.pre !== null && run.post !== null;
}

function titleOf(runs: readonly SlopeRun[]): string {
  const drawn = runs.filter(isDrawn);
  const [first] = drawn;
  if (first === undefined) return "No gap to show: no run has cases on both sides of its cut-off";
  if (drawn.length === 1) {
    return `${first.run} scores ${shareText(first.pre)} before and ${
      shareText(first.post)
    } after its cut-off${first.clear ? "" : ", which may be chance"}`;
  }
  const falls = drawn.filter(({ clear, gap }) => clear && (gap ?? 0) < 0).length;
  const rises = drawn.filter(({ clear, gap }) => clear && (gap ?? 0) > 0).length;
  if (falls + rises === 0) {
    return `No run of ${drawn.length} differs before and after its cut-off more than chance explains`;
  }
  return `After their cut-offs ${falls} of ${drawn.length} runs score lower${
    rises > 0 ? ` and ${rises} higher` : ""
  }, clear of chance`;
}

function gapText({ gap, lo, hi }: SlopeRun): string {
  if (gap === null) return "unknown";
  if (lo === null || hi === null) return `${pointsText(gap)} points`;
  return `${pointsText(gap)} points (${pointsText(lo)} to ${pointsText(hi)})`;
}

function altOf(runs: readonly SlopeRun[]): string {
  if (runs.length === 0) return "An empty figure: there are no rows to draw.";
  return `Slope chart of scores before and after the knowledge cut-off, ${
    counted(runs.length, "run")
  }. ${
    runs.slice(0, 26).map((run) =>
      `${run.run}: ${shareText(run.pre)} to ${shareText(run.post)}, gap ${gapText(run)}`
    ).join("; ")
  }.`;
}

function countsOf(row: PlotRow): string {
  const [before, after] = [row["n_pre"] ?? row["nPre"], row["n_post"] ?? row["nPost"]];
  return typeof before === "number" && typeof after === "number" ? ` (${before}, ${after})` : "";
}

/** `, 120 to 300 cases before, 90 to 200 cases after`. */
function countsOfAll(rows: readonly PlotRow[]): string {
  const sides = (["pre", "post"] as const).map((side) =>
    rows.flatMap((row) => {
      const n = row[`n_${side}`];
      return typeof n === "number" && n > 0 ? [n] : [];
    })
  );
  const [pre = [], post = []] = sides;
  return pre.length === 0 || post.length === 0
    ? ""
    : `, ${countRange(pre, "case")} before, ${countRange(post, "case")} after`;
}

function gapMethod(rows: readonly PlotRow[]): string {
  const names = new Set(rows.flatMap(({ method }) => METHODS[String(method)] ?? []));
  return names.size === 0 ? "" : ` (${[...names].join("; ")})`;
}

const METHODS: Readonly<Record<string, string>> = {
  "pre-post/welch": "Welch's t",
  "pre-post/cr1": "CR1, clustered by case",
};

function captionOf(runs: readonly (SlopeRun & { readonly row: PlotRow })[]): string {
  if (runs.length === 0) return "Nothing to draw: there are no rows.";
  const rows = runs.map(({ row }) => row);
  const out = runs.filter((run) => !isDrawn(run));
  const undated = out.filter(({ row }) => row["cutoff"] === null).map(({ run }) => run);
  const left = out.filter(({ row }) => row["cutoff"] !== null).map(({ run }) => run);
  const cutoffs = runs.filter(isDrawn).flatMap(({ run, row }) =>
    typeof row["cutoff"] === "string" ? `${run} ${row["cutoff"]}${countsOf(row)}` : []
  );
  return joinNotes([
    `${
      sentence(datedEstimand(rows))
    }, on cases dated up to and after each run's knowledge cut-off; numbers: the gap in points with its 95 % interval${
      gapMethod(rows)
    }.`,
    rows.some((row) => typeof row["p_adj"] === "number")
      ? `Colour: the gap is clear of zero (p at most 0.05 after Holm over ${
        counted(rows.filter((row) => typeof row["p_adj"] === "number").length, "run")
      }).`
      : "Colour: the gap is clear of zero.",
    runs.some(({ preLo, postLo }) => preLo !== null || postLo !== null) &&
    `Vertical lines: 95 % intervals of the two means${datedIntervals(rows)}.`,
    cutoffs.length > 0 &&
    `Cut-offs, with the cases before and after: ${
      cutoffs.length > 8 ? `${cutoffs.length} runs${countsOfAll(rows)}` : listed(cutoffs, {
        many: "months",
      })
    }.`,
    "A gap alone is no proof of contamination: cases that became harder look the same.",
    left.length > 0 && `Not drawn, without cases on both sides: ${left.join(", ")}.`,
    undated.length > 0 && `Not drawn, cut-off unknown: ${undated.join(", ")}.`,
    provenance(rows),
  ]);
}
