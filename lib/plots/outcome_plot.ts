import type { Figure, FigureOptions, PlotRow, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { counted, joinNotes, provenance } from "./_notes.ts";
import { outcomeBars, outcomeLegend } from "./_outcome_bars.ts";
import { OUTCOME_KINDS, type OutcomeBar } from "./_outcome_kinds.ts";
import { rowReader } from "./_row_reader.ts";
import { rowsOf } from "./_rows_of.ts";
import { shareText } from "./_share_text.ts";

/** How to draw outcomes. */
export type OutcomePlotOptions = Omit<FigureOptions, "backend">;

/**
 * Draws where the questions of each run ended: right, wrong, each failure of the model, and, hatched, what is unknown;
 * a bracket spans the accuracy from "all unknown are wrong" to "all unknown are right".
 *
 * `rows` are those of `outcomesTable`: `run`, `planned`, `right`, and a column for each outcome, which add up to
 * `planned`; of several groups each is a bar.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for counts that do not add up or a width
 * outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { outcomePlot } from "@rounds/rounds";
 *
 * const figure = outcomePlot([{ run: "m", planned: 10, graded: 8, right: 6, refused: 1, failed: 1 }]);
 * assert.equal(figure.title, "m: 10.0 % of the questions have no known outcome, so 60.0 to 70.0 % are right");
 * ```
 */
export function outcomePlot(rows: PlotRows, options: OutcomePlotOptions = {}): Figure {
  const read = rowsOf(rows).map((row, index) => ({ row, bar: readBar(row, index) }))
    .toSorted((a, b) => (b.bar.low ?? -1) - (a.bar.low ?? -1));
  const bars = read.map(({ bar }) => bar);
  const sorted = read.map(({ row }) => row);
  return finishFigure({
    title: titleOf(bars),
    alt: altOf(bars),
    caption: captionOf(bars, sorted),
    rows: sorted,
    draw: (size) => [outcomeLegend(bars, size), outcomeBars(bars, size)],
  }, options);
}

function readBar(row: PlotRow, index: number): OutcomeBar {
  const reader = rowReader(row, { index, from: "outcomesTable" });
  const planned = reader.need("planned") ?? 0;
  const right = reader.need("right") ?? 0;
  const count = (name: string): number => {
    if (name === "right") return right;
    if (name === "wrong") return (reader.number("graded") ?? 0) - right;
    return reader.number(name) ?? 0;
  };
  const counts = OUTCOME_KINDS.map(({ columns }) =>
    columns.reduce((sum, name) => sum + count(name), 0)
  );
  const total = counts.reduce((sum, n) => sum + n, 0);
  const group = reader.text("group");
  const isWhole = group === null || row["term"] === undefined || row["term"] === "all";
  const label = isWhole ? reader.run() : `${reader.run()}, ${group}`;
  if (total !== planned || counts.some((n) => n < 0)) {
    throw new RangeError(
      `The outcomes of ${label} add up to ${total}, expected the ${planned} planned`,
    );
  }
  const open = counts.filter((_, k) => OUTCOME_KINDS[k]?.unknown === true)
    .reduce((sum, n) => sum + n, 0);
  return {
    label,
    planned,
    counts,
    low: planned === 0 ? null : right / planned,
    high: planned === 0 ? null : (right + open) / planned,
  };
}

function titleOf(bars: readonly OutcomeBar[]): string {
  const known = bars.filter(({ low }) => low !== null);
  const [first] = known;
  if (first === undefined) return "No outcome to show: nothing was planned";
  const open = known.filter(({ low, high }) => (high ?? 0) > (low ?? 0));
  if (open.length === 0) {
    return known.length === 1
      ? `Every question of ${first.label} has a known outcome`
      : `Every question of all ${known.length} runs has a known outcome`;
  }
  const worst = open.reduce((a, b) => gap(b) > gap(a) ? b : a);
  const share = shareText(gap(worst));
  if (known.length === 1) {
    return `${worst.label}: ${share} of the questions have no known outcome, so ${
      shareText(worst.low, { unit: "" })
    } to ${shareText(worst.high)} are right`;
  }
  return `${open.length} of ${known.length} runs have questions without a known outcome, at most ${share} (${worst.label})`;
}

function gap({ low, high }: OutcomeBar): number {
  return (high ?? 0) - (low ?? 0);
}

function altOf(bars: readonly OutcomeBar[]): string {
  if (bars.length === 0) return "An empty figure: there are no rows to draw.";
  return `Stacked bars of outcomes, ${counted(bars.length, "run")}. ${
    bars.slice(0, 26).map(({ label, planned, counts }) =>
      `${label}, ${planned} planned: ${
        counts.flatMap((n, k) => n === 0 ? [] : [`${OUTCOME_KINDS[k]?.name} ${n}`]).join(", ") ||
        "none"
      }`
    ).join("; ")
  }.`;
}

function captionOf(bars: readonly OutcomeBar[], rows: readonly PlotRow[]): string {
  if (bars.length === 0) return "Nothing to draw: there are no rows.";
  const unit = String(rows[0]?.["unit"] ?? "question");
  const none = bars.filter(({ planned }) => planned === 0).map(({ label }) => label);
  const unfinished = new Map(
    rows.flatMap((row) =>
      Number(row["unfinished_cases"] ?? 0) > 0
        ? [[String(row["run"] ?? row["model"]), Number(row["unfinished_cases"])] as const]
        : []
    ),
  );
  return joinNotes([
    unfinished.size === 0
      ? `Every planned ${unit} in exactly one outcome; shares of all planned. Sorted by the share right.`
      : `Every ${unit} of the finished cases in exactly one outcome; shares of these. Sorted by the share right.`,
    unfinished.size > 0 &&
    `Not finished and in no bar: ${
      [...unfinished].map(([run, cases]) => `${counted(cases, "case")} of ${run}`).join(", ")
    }.`,
    bars.some((bar) => gap(bar) > 0) &&
    "Hatched: unknown, no fault of the model. Bracket: the share right, from all unknown wrong to all unknown right.",
    none.length > 0 && `Nothing planned: ${none.join(", ")}.`,
    provenance(rows),
  ]);
}
