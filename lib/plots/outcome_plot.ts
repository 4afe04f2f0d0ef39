import type { Figure, FigureOptions, PlotRow, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { counted, joinNotes, provenance } from "./_notes.ts";
import { headingPart } from "./_heading_part.ts";
import { outcomeBars, outcomeLegend, plural } from "./_outcome_bars.ts";
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
 * `planned`; where that is null a bar is of the finished cases. Of several groups each is a bar. Runs of several benchmarks, and counts of different things (`unit`:
 * questions, rubric criteria, cases), stand in panels of their own.
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
  const panels = [...Map.groupBy(bars, panelName)];
  return finishFigure({
    title: titleOf(bars),
    alt: altOf(bars),
    caption: captionOf(bars, sorted),
    rows: sorted,
    draw: (size) => [
      outcomeLegend(bars, size),
      ...panels.flatMap(([name, own]) => [
        ...(panels.length < 2 ? [] : [headingPart(name, size)]),
        outcomeBars(own, size),
      ]),
    ],
  }, options);
}

/** Only counts of one thing share an axis. */
function panelName({ benchmark, unit }: OutcomeBar): string {
  return benchmark === null ? plural(unit) : `${benchmark}: ${plural(unit)}`;
}

/** What is counted, all of it: `questions`, or `questions or criteria`. */
function nounOf(bars: readonly OutcomeBar[]): string {
  return [...new Set(bars.map(({ unit }) => plural(unit)))].join(" or ");
}

function readBar(row: PlotRow, index: number): OutcomeBar {
  const reader = rowReader(row, { index, from: "outcomesTable" });
  const given = reader.need("planned");
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
  const planned = given ?? total;
  if (total !== planned || counts.some((n) => n < 0)) {
    throw new RangeError(
      `The outcomes of ${label} add up to ${total}, expected the ${planned} planned`,
    );
  }
  const open = counts.filter((_, k) => OUTCOME_KINDS[k]?.unknown === true)
    .reduce((sum, n) => sum + n, 0);
  return {
    label,
    unit: reader.text("unit") ?? "question",
    benchmark: reader.text("benchmark"),
    planned,
    // Where the planned are known, what is not finished is among the bar's questions that were not asked.
    unfinished: given === null ? reader.number("unfinished_cases") ?? 0 : 0,
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
      ? `Every ${first.unit} of ${first.label} has a known outcome`
      : `Every ${
        [...new Set(known.map(({ unit }) => unit))].join(" and ")
      } of all ${known.length} runs has a known outcome`;
  }
  const worst = open.reduce((a, b) => gap(b) > gap(a) ? b : a);
  const share = shareText(gap(worst));
  if (known.length === 1) {
    return `${worst.label}: ${share} of the ${plural(worst.unit)} have no known outcome, so ${
      shareText(worst.low, { unit: "" })
    } to ${shareText(worst.high)} are right`;
  }
  return `${open.length} of ${known.length} runs have ${
    nounOf(open)
  } without a known outcome, at most ${share} (${worst.label})`;
}

function gap({ low, high }: OutcomeBar): number {
  return (high ?? 0) - (low ?? 0);
}

function altOf(bars: readonly OutcomeBar[]): string {
  if (bars.length === 0) return "An empty figure: there are no rows to draw.";
  return `Stacked bars of outcomes, ${counted(bars.length, "run")}. ${
    bars.slice(0, 26).map(({ label, planned, counts, unit }) =>
      `${label}, ${planned} ${plural(unit)}: ${
        counts.flatMap((n, k) => n === 0 ? [] : [`${OUTCOME_KINDS[k]?.name} ${n}`]).join(", ") ||
        "none"
      }`
    ).join("; ")
  }.`;
}

function captionOf(bars: readonly OutcomeBar[], rows: readonly PlotRow[]): string {
  if (bars.length === 0) return "Nothing to draw: there are no rows.";
  const units = [...new Set(bars.map(({ unit }) => unit))];
  const panels = new Set(bars.map(panelName)).size;
  const none = bars.filter(({ planned }) => planned === 0).map(({ label }) => label);
  const unfinished = new Map(
    rows.flatMap((row) =>
      row["planned"] === null && Number(row["unfinished_cases"] ?? 0) > 0
        ? [[String(row["run"] ?? row["model"]), Number(row["unfinished_cases"])] as const]
        : []
    ),
  );
  return joinNotes([
    unfinished.size === 0
      ? `Every planned ${
        units.join(" or ")
      } in exactly one outcome; shares of all planned. Sorted by the share right.`
      : `Every ${
        units.join(" or ")
      } of the finished cases in exactly one outcome; shares of these, not of all planned. Sorted by the share right.`,
    units.includes("criterion") &&
    "Right: a criterion that is met, or one of negative points that is not.",
    panels > 1 && "Panels are not to be compared: they count different things or benchmarks.",
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
