import { mannKendall } from "../stats/time/mann_kendall.ts";
import type { Figure, FigureOptions, PlotRow, PlotRows } from "./figure.ts";
import { countRange, datedEstimand, datedIntervals, sentence } from "./_dated_notes.ts";
import { finishFigure } from "./_finish_figure.ts";
import { monthlyPanels, type MonthlyPoint } from "./_monthly_panels.ts";
import { counted, joinNotes, listed, provenance } from "./_notes.ts";
import { rowReader } from "./_row_reader.ts";
import { rowsOf } from "./_rows_of.ts";
import { estimateText, shareText } from "./_share_text.ts";
import { tipText } from "./_tip_text.ts";

/** How to draw scores by month. */
export type MonthlyPlotOptions = Omit<FigureOptions, "backend">;

/**
 * Draws scores by month, a panel a run: dots as large as their month has cases, a smoothed line, the cut-off.
 *
 * `rows` are those of `monthly`, each with its `run`: `month` (`yyyy-mm`), `value`, `lo`, `hi`, `n`, and where known the
 * `cutoff` of the run. Months without a score stay empty. The line is LOWESS and has no interval.
 *
 * Throws `TypeError` for a row that lacks what is drawn or whose month cannot be read, and `RangeError` for two rows of
 * one run and month, or a width outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { monthly, monthlyPlot } from "@rounds/rounds";
 *
 * const rows = monthly({ y: [1, 0, 1], date: ["2024-01", "2024-01", "2024-03"] });
 * const figure = monthlyPlot(rows.map((row) => ({ run: "m", ...row })));
 * assert.equal(figure.title, "m goes from 50.0 % in 2024-01 to 100.0 % in 2024-03; no trend is clear of chance");
 * ```
 */
export function monthlyPlot(rows: PlotRows, options: MonthlyPlotOptions = {}): Figure {
  const points = rowsOf(rows).map(readPoint).toSorted((a, b) => a.month.localeCompare(b.month));
  const runs = [...Map.groupBy(points, ({ run }) => run)];
  for (const [run, own] of runs) {
    const repeated = own.find(({ month }, index) => own[index - 1]?.month === month);
    if (repeated !== undefined) {
      throw new RangeError(`Two rows for ${run}, ${repeated.month}: draw one row for each month`);
    }
  }
  const sorted = runs.toSorted(([, a], [, b]) => mean(b) - mean(a));
  return finishFigure({
    title: titleOf(sorted),
    alt: altOf(sorted),
    caption: captionOf(sorted),
    rows: sorted.flatMap(([, own]) => own.map(({ row }) => row)),
    draw: (size) => [
      monthlyPanels(sorted, {
        ...size,
        // A title of one run says its trend itself.
        marks: new Map(sorted.map(([run, own]) => [run, sorted.length === 1 ? "" : markOf(own)])),
      }),
    ],
  }, options);
}

type ReadPoint = MonthlyPoint & { readonly row: PlotRow };
type Runs = readonly (readonly [run: string, points: readonly ReadPoint[]])[];

function readPoint(row: PlotRow, index: number): ReadPoint {
  const reader = rowReader(row, { index, from: "monthly" });
  const month = reader.text("month");
  if (month === null || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    throw new TypeError(`Row ${index + 1} has month ${JSON.stringify(month)}, expected yyyy-mm`);
  }
  const cutoff = reader.text("cutoff");
  const estimate = {
    value: reader.need("value"),
    lo: reader.number("lo"),
    hi: reader.number("hi"),
  };
  return {
    run: reader.run(),
    month,
    ...estimate,
    tip: tipText(row, estimateText(estimate)),
    n: reader.number("n") ?? 0,
    cutoff: cutoff !== null && /^\d{4}-\d\d/.test(cutoff) ? cutoff.slice(0, 7) : null,
    row,
  };
}

/** Weighted by cases; below every score when there is none. */
function mean(points: readonly MonthlyPoint[]): number {
  const n = points.reduce((sum, point) => sum + (point.value === null ? 0 : point.n), 0);
  if (n === 0) return -1;
  return points.reduce((sum, { value, n }) => sum + (value ?? 0) * n, 0) / n;
}

function titleOf(runs: Runs): string {
  const known = runs.map(([run, points]) =>
    [run, points.filter(({ value }) => value !== null)] as const
  ).filter(([, points]) => points.length > 0);
  const [only] = known;
  if (only === undefined) return "No trend to show: no month has a score";
  const months = known.flatMap(([, points]) => points.map(({ month }) => month)).toSorted();
  const [first, last] = [months[0] ?? "", months.at(-1) ?? ""];
  const trends = known.map(([, points]) => trendOf(points));
  if (known.length === 1) {
    const [run, points] = only;
    const [start, end] = [points[0], points.at(-1)];
    if (points.length === 1) return `${run} scores ${shareText(start?.value ?? null)} in ${first}`;
    const verb = trends[0] === "falls" ? "falls" : trends[0] === "rises" ? "rises" : "goes";
    return `${run} ${verb} from ${shareText(start?.value ?? null)} in ${first} to ${
      shareText(end?.value ?? null)
    } in ${last}${trends[0] === null ? "; no trend is clear of chance" : ""}`;
  }
  const falling = trends.filter((trend) => trend === "falls").length;
  const rising = trends.filter((trend) => trend === "rises").length;
  if (falling + rising === 0) {
    return `No run of ${known.length} has a trend clear of chance from ${first} to ${last}`;
  }
  return `From ${first} to ${last} the scores of ${falling} of ${known.length} runs fall${
    falling > 0 ? " (↓)" : ""
  }${rising > 0 ? ` and of ${rising} rise (↑)` : ""}, clear of chance`;
}

/** How a panel's name says its trend. */
function markOf(points: readonly MonthlyPoint[]): string {
  const trend = trendOf(points);
  return trend === null ? "" : trend === "falls" ? " ↓" : " ↑";
}

function trendOf(points: readonly MonthlyPoint[]): "falls" | "rises" | null {
  const y = points.flatMap(({ value }) => value ?? []);
  if (y.length < 4) return null;
  const { p, s } = mannKendall({ y });
  if (p === null || p > 0.05) return null;
  return s < 0 ? "falls" : "rises";
}

function altOf(runs: Runs): string {
  if (runs.length === 0) return "An empty figure: there are no rows to draw.";
  return `Scores by month, ${counted(runs.length, "panel")}. ${
    runs.slice(0, 6).map(([run, points]) =>
      `${run}: ${
        points.filter(({ value }) => value !== null)
          .map(({ month, value }) =>
            `${month} ${shareText(value)}`
          ).join(", ")
      }`
    ).join("; ")
  }${runs.length > 6 ? "; and more." : "."}`;
}

function captionOf(runs: Runs): string {
  if (runs.length === 0) return "Nothing to draw: there are no rows.";
  const rows = runs.flatMap(([, points]) => points.map(({ row }) => row));
  const unknown = runs.filter(([, points]) => points.every(({ cutoff }) => cutoff === null));
  const undated = Math.max(
    0,
    ...rows.map((row) => typeof row["undated"] === "number" ? row["undated"] : 0),
  );
  const empty = rows.filter((row) => row["value"] === null).length;
  return joinNotes([
    `${sentence(datedEstimand(rows))}, by the month of the case; vertical lines: 95 % intervals${
      datedIntervals(rows)
    }; the larger a dot, the more cases. Curve: LOWESS over the months.`,
    `${counted(runs.length, "run")}, ${
      countRange(
        runs.map(([, points]) => points.reduce((sum, { n }) => sum + n, 0)),
        "case",
      )
    }${runs.length === 1 ? "" : " each"}.`,
    undated > 0 && `At most ${counted(undated, "case")} of a run left out: the month is not known.`,
    "A trend is clear of chance at 5 % by the Mann-Kendall test on the months, run by run.",
    unknown.length < runs.length && "Dashed: knowledge cut-off of the run.",
    unknown.length > 0 && unknown.length < runs.length &&
    `Cut-off unknown: ${listed(unknown.map(([run]) => run), { many: "runs" })}.`,
    rows.some((row) => Number(row["lo"] ?? 0) < 0 || Number(row["hi"] ?? 1) > 1) &&
    "Limits outside 0 to 100 % are cut at the axis.",
    empty > 0 && `Empty: ${counted(empty, "month")} without a score.`,
    provenance(rows),
  ]);
}
