import type { Figure, FigureOptions, PlotRow, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { type FlipBar, flipBars } from "./_flip_bars.ts";
import { counted, joinNotes, listed, provenance } from "./_notes.ts";
import { rowReader } from "./_row_reader.ts";
import type { SvgPart } from "./_render_plot.ts";
import { rowsOf } from "./_rows_of.ts";
import { estimateText } from "./_share_text.ts";
import { tipText } from "./_tip_text.ts";

/** How to draw what images change. */
export type FlipPlotOptions = Omit<FigureOptions, "backend">;

/**
 * Draws, for each run, the questions right only with the image to the left and those right only without it to the right.
 *
 * `rows` are those of `imageFlipRows`: `only_with`, `only_without`, `n`, and where present the limits of both shares.
 * Pale bars: the flips are as even as chance makes them. Several groups of a run are bars of their own.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for a width outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { flipPlot } from "@rounds/rounds";
 *
 * const figure = flipPlot([{ run: "m", only_with: 60, only_without: 20, n: 400, p: 0.001 }]);
 * assert.equal(figure.title, "m is right only with the image 60 times, only without it 20 times, of 400");
 * ```
 */
export function flipPlot(rows: PlotRows, options: FlipPlotOptions = {}): Figure {
  const read = rowsOf(rows).map(readFlip).toSorted((a, b) => net(b) - net(a));
  const drawn = read.filter(({ n }) => n > 0);
  return finishFigure({
    title: titleOf(drawn),
    alt: altOf(read),
    caption: captionOf(read),
    rows: read.map(({ row }) => row),
    compares: ["condition"],
    draw: (size) => drawn.length === 0 ? [] : [draw(drawn, size)],
  }, options);
}

function draw(flips: readonly Flip[], size: { readonly width: number }): SvgPart {
  const alone = ofOneRun(flips);
  const headers = ["questions", "flips", "of these with it"];
  return flipBars(flips.map((flip) => toBar(flip, { alone })), { ...size, headers });
}

interface Flip {
  readonly run: string;
  readonly group: string | null;
  readonly onlyWith: number;
  readonly onlyWithout: number;
  readonly n: number;
  readonly helped: readonly [lo: number | null, hi: number | null];
  readonly harmed: readonly [lo: number | null, hi: number | null];
  readonly share: {
    readonly value: number | null;
    readonly lo: number | null;
    readonly hi: number | null;
  };
  readonly clear: boolean;
  readonly row: PlotRow;
}

function readFlip(row: PlotRow, index: number): Flip {
  const reader = rowReader(row, { index, from: "imageFlipRows" });
  const onlyWith = reader.need("only_with") ?? 0;
  const onlyWithout = reader.need("only_without") ?? 0;
  const flips = onlyWith + onlyWithout;
  const [lo, hi] = [reader.number("lo"), reader.number("hi")];
  const p = reader.number("p_adj", "p");
  return {
    run: reader.text("model") ?? reader.run(),
    group: row["term"] === undefined || row["term"] === "all" ? null : reader.text("group"),
    onlyWith,
    onlyWithout,
    n: reader.need("n") ?? 0,
    helped: [reader.number("helped_lo"), reader.number("helped_hi")],
    harmed: [reader.number("harmed_lo"), reader.number("harmed_hi")],
    share: { value: flips === 0 ? null : onlyWith / flips, lo, hi },
    clear: p === null ? lo !== null && hi !== null && (lo > 0.5 || hi < 0.5) : p <= 0.05,
    row,
  };
}

function net({ onlyWith, onlyWithout, n }: Flip): number {
  return n === 0 ? -2 : (onlyWith - onlyWithout) / n;
}

function nameOf({ run, group }: Flip): string {
  return group === null ? run : `${run}, ${group}`;
}

function ofOneRun(flips: readonly Flip[]): boolean {
  return new Set(flips.map(({ run }) => run)).size === 1;
}

function toBar(
  flip: Flip,
  { alone }: { readonly alone: boolean },
): FlipBar {
  const { onlyWith, onlyWithout, n, helped, harmed, clear, share } = flip;
  const flips = `${onlyWith}\u00a0:\u00a0${onlyWithout}`;
  const split = share.value === null ? "–" : estimateText(share);
  return {
    label: alone ? flip.group ?? flip.run : nameOf(flip),
    helped: onlyWith / n,
    helpedLo: helped[0],
    helpedHi: helped[1],
    harmed: onlyWithout / n,
    harmedLo: harmed[0],
    harmedHi: harmed[1],
    clear,
    cells: [n.toLocaleString("en-US"), flips, split],
    tip: tipText(
      flip.row,
      `right only with the image ${onlyWith}, only without ${onlyWithout}${
        share.value === null ? "" : `, of these with it ${split}`
      }`,
    ),
  };
}

function titleOf(flips: readonly Flip[]): string {
  const [first] = flips;
  if (first === undefined) return "No flip to show: no question with an image is known both ways";
  if (flips.length === 1) {
    return `${nameOf(first)} is right only with the image ${
      counted(first.onlyWith, "time")
    }, only without it ${counted(first.onlyWithout, "time")}, of ${
      first.n.toLocaleString("en-US")
    }${first.clear ? "" : "; the two may be alike by chance"}`;
  }
  const helping = flips.filter((flip) => flip.clear && net(flip) > 0).length;
  const harming = flips.filter((flip) => flip.clear && net(flip) < 0).length;
  const one = ofOneRun(flips) ? ` ${first.run}` : "";
  const what = one !== ""
    ? "groups"
    : flips.every(({ group }) => group === null)
    ? "models"
    : "rows";
  if (helping + harming === 0) {
    return `Answers${
      one && ` of${one}`
    } right only with the image are not clearly more or fewer than right only without it in ${flips.length} ${what}`;
  }
  return `${one === "" ? "" : `${one.trim()}: `}${one === "" ? "In" : "in"} ${
    helping > 0 ? helping : harming
  } of ${flips.length} ${what} clearly more answers are right only with${
    helping > 0 ? "" : "out"
  } the image than only with${helping > 0 ? "out" : ""} it${
    helping > 0 && harming > 0 ? `, in ${harming} clearly fewer` : ""
  }`;
}

function altOf(flips: readonly Flip[]): string {
  if (flips.length === 0) return "An empty figure: there are no rows to draw.";
  return `Diverging bars of questions right only with and only without their images, ${
    counted(flips.length, "row")
  }. ${
    flips.slice(0, 26).map((flip) =>
      `${nameOf(flip)}: ${flip.onlyWith} only with, ${flip.onlyWithout} only without, of ${flip.n}`
    ).join("; ")
  }.`;
}

function captionOf(flips: readonly Flip[]): string {
  if (flips.length === 0) return "Nothing to draw: there are no rows.";
  const empty = flips.filter(({ n }) => n === 0).map(nameOf);
  return joinNotes([
    "Share of the questions with images that are right only with the image (blue), or only without it (orange); lines: 95 % intervals, clustered by case.",
    "Flips both ways arise by chance where a model answers the same question twice; what counts is the surplus.",
    flips.some(({ clear, n }) => !clear && n > 0) &&
    "Pale: the two sides do not clearly differ (5 %).",
    empty.length > 0 && `Nothing to compare: ${listed(empty, { many: "rows" })}.`,
    provenance(flips.map(({ row }) => row)),
  ]);
}
