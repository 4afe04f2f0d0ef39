import type { Figure, FigureOptions, PlotRow, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { counted, joinNotes, provenance } from "./_notes.ts";
import { OUTCOME_PATTERNS } from "./_outcome_kinds.ts";
import { percentText } from "./_percent_text.ts";
import type { SvgPart } from "./_render_plot.ts";
import { rowReader } from "./_row_reader.ts";
import { rowsOf } from "./_rows_of.ts";
import { shareText } from "./_share_text.ts";
import { stackedBars } from "./_stacked_bars.ts";
import { swatchLegend } from "./_swatch_legend.ts";

/** How to draw first errors. */
export type FirstErrorPlotOptions = Omit<FigureOptions, "backend">;

/**
 * Draws where cases go wrong first: one bar a run, from the cases lost at the first question to those right throughout.
 *
 * `rows` are those of `firstErrorRows`: `run`, `fate` (`error`, `right` or `unknown`), `position` and `n`. The run with
 * most cases right is on top; cases whose first error is not known are hatched.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for an unknown fate, two rows of one run and
 * fate, or a width outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { firstErrorPlot } from "@rounds/rounds";
 *
 * const figure = firstErrorPlot([
 *   { run: "m", fate: "error", position: 1, n: 20 },
 *   { run: "m", fate: "error", position: 2, n: 30 },
 *   { run: "m", fate: "right", position: null, n: 50 },
 * ]);
 * assert.equal(figure.title, "50 % of the cases are right throughout; 20 % go wrong at the first question (m)");
 * ```
 */
export function firstErrorPlot(rows: PlotRows, options: FirstErrorPlotOptions = {}): Figure {
  const bars = [...Map.groupBy(rowsOf(rows).map(readFate), ({ run }) => run)].map(readBar)
    .toSorted((a, b) => (b.right ?? -1) - (a.right ?? -1));
  return finishFigure({
    title: titleOf(bars),
    alt: altOf(bars),
    caption: captionOf(bars),
    rows: bars.flatMap(({ rows }) => rows),
    draw: (size) => draw(bars, size),
  }, options);
}

interface Fate {
  readonly run: string;
  /** Question of the first error, `right` or `unknown`. */
  readonly fate: number | "right" | "unknown";
  readonly n: number;
  readonly row: PlotRow;
}

interface Bar {
  readonly run: string;
  readonly counts: ReadonlyMap<number | "right" | "unknown", number>;
  readonly cases: number;
  /** Share right throughout; null without cases. */
  readonly right: number | null;
  readonly rows: readonly PlotRow[];
}

function readFate(row: PlotRow, index: number): Fate {
  const reader = rowReader(row, { index, from: "firstErrorRows" });
  const run = reader.run();
  const text = reader.text("fate");
  const n = reader.need("n") ?? 0;
  if (text === "right" || text === "unknown") return { run, fate: text, n, row };
  if (text === "error") return { run, fate: reader.need("position") ?? 0, n, row };
  throw new RangeError(
    `Row ${index + 1} has fate "${row["fate"]}", expected error, right or unknown`,
  );
}

function readBar([run, fates]: readonly [string, readonly Fate[]]): Bar {
  const counts = new Map<Fate["fate"], number>();
  for (const { fate, n } of fates) {
    if (counts.has(fate)) {
      throw new RangeError(`Two rows for ${run}, ${nameOf(fate)}: draw one for each`);
    }
    counts.set(fate, n);
  }
  const cases = [...counts.values()].reduce((sum, n) => sum + n, 0);
  return {
    run,
    counts,
    cases,
    right: cases === 0 ? null : (counts.get("right") ?? 0) / cases,
    rows: fates.map(({ row }) => row),
  };
}

function nameOf(fate: Fate["fate"]): string {
  if (fate === "right") return "right throughout";
  return fate === "unknown" ? "first error not known" : `wrong first at Q${fate}`;
}

/** Questions with any first error, rising. */
function questionsOf(bars: readonly Bar[]): number[] {
  const all = bars.flatMap(({ counts }) =>
    [...counts].flatMap(([fate, n]) => typeof fate === "number" && n > 0 ? [fate] : [])
  );
  return [...new Set(all)].toSorted((a, b) => a - b);
}

/** From dark to light: the earlier the error, the darker. */
function shade(place: number, count: number): { color: string; ink: "black" | "white" } {
  const share = count < 2 ? 0 : place / (count - 1);
  const mix = (dark: number, light: number) => Math.round(dark + (light - dark) * share);
  const hex = [mix(0x8c, 0xfd), mix(0x2d, 0xd9), mix(0x04, 0xb0)]
    .map((part) => part.toString(16).padStart(2, "0")).join("");
  return { color: `#${hex}`, ink: share < 0.4 ? "white" : "black" };
}

function draw(bars: readonly Bar[], { width }: { readonly width: number }): SvgPart[] {
  const questions = questionsOf(bars);
  const kinds = [
    ...questions.map((q, k) => ({ fate: q, ...shade(k, questions.length) })),
    { fate: "unknown" as const, color: "url(#rounds-failed)", ink: "black" as const },
    { fate: "right" as const, color: "#0072B2", ink: "white" as const },
  ].filter(({ fate }) => bars.some(({ counts }) => (counts.get(fate) ?? 0) > 0));
  const stacked = bars.map(({ run, counts, cases, right }) => ({
    label: `${run}, ${counted(cases, "case").replace(" ", "\u00a0")}`,
    pieces: cases === 0 ? [] : kinds.map(({ fate, color, ink }) => {
      const share = (counts.get(fate) ?? 0) / cases;
      const number = String(Math.round(share * 100));
      const texts = fate === "unknown"
        ? []
        : [...(typeof fate === "number" ? [`Q${fate}: ${number}`] : []), number];
      const tip = `${run} · ${nameOf(fate)} ${shareText(share)} · ${
        (counts.get(fate) ?? 0).toLocaleString("en-US")
      } of ${counted(cases, "case")}`;
      return { share, color, ink, texts, tip };
    }),
    cell: right === null ? "no case" : shareText(right),
    bracket: null,
  }));
  const legend = kinds.map(({ fate, color }) => ({ name: nameOf(fate), color }));
  return [
    swatchLegend(legend, { width, patterns: OUTCOME_PATTERNS }),
    stackedBars(stacked, { width, axis: "Share of all cases", header: "right" }),
  ];
}

function titleOf(bars: readonly Bar[]): string {
  const known = bars.filter(({ cases, counts }) => cases > (counts.get("unknown") ?? 0));
  const [best, worst] = [known[0], known.at(-1)];
  if (best === undefined || worst === undefined) {
    return "No case to show: nothing could be counted";
  }
  const atFirst = ({ counts, cases }: Bar) => (counts.get(1) ?? 0) / cases;
  if (known.length === 1) {
    return `${percentText(best.right ?? 0)} of the cases are right throughout; ${
      percentText(atFirst(best))
    } go wrong at the first question (${best.run})`;
  }
  const firsts = known.map(atFirst);
  const [low, high] = [Math.min(...firsts), Math.max(...firsts)].map((x) => percentText(x));
  return `From ${percentText(worst.right ?? 0)} (${worst.run}) to ${
    percentText(best.right ?? 0)
  } (${best.run}) of the cases are right throughout; ${
    low === high ? low : `${low} to ${high}`
  } go wrong at the first question`;
}

function altOf(bars: readonly Bar[]): string {
  if (bars.length === 0) return "An empty figure: there are no rows to draw.";
  return `Stacked bars of where cases go wrong first, ${counted(bars.length, "run")}. ${
    bars.slice(0, 26).map(({ run, counts, cases }) =>
      `${run}, ${counted(cases, "case")}: ${
        [...counts].filter(([, n]) => n > 0)
          .map(([fate, n]) =>
            `${nameOf(fate)} ${percentText(n / cases)}`
          ).join(", ") || "none"
      }`
    ).join("; ")
  }.`;
}

function captionOf(bars: readonly Bar[]): string {
  if (bars.length === 0) return "Nothing to draw: there are no rows.";
  const rows = bars.flatMap(({ rows }) => rows);
  const unknown = bars.reduce((sum, { counts }) => sum + (counts.get("unknown") ?? 0), 0);
  const none = bars.filter(({ cases }) => cases === 0).map(({ run }) => run);
  return joinNotes([
    "Every case once, by the question of its first error; numbers: percent of all cases. Cases end at their last question, so only long ones can fail late.",
    unknown > 0 &&
    `Hatched: an answer without a known outcome comes before any error (${
      counted(unknown, "case")
    }), so the share right may be larger.`,
    none.length > 0 && `Nothing to count: ${none.join(", ")}.`,
    provenance(rows),
  ]);
}
