import { drawCurveChart } from "./_curve_chart.ts";
import { curveStyles } from "./_curve_styles.ts";
import type { Figure, FigureOptions, PlotRow, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { logTicks } from "./_log_ticks.ts";
import { counted, drawsNote, joinNotes, provenance } from "./_notes.ts";
import { percentText } from "./_percent_text.ts";
import { rowReader } from "./_row_reader.ts";
import { rowsOf } from "./_rows_of.ts";
import { writtenNames } from "./_run_styles.ts";

/** How to draw acceptability curves. */
export interface AcceptabilityPlotOptions extends Omit<FigureOptions, "backend"> {
  /** `baseline` (default): against the baseline; `best`: the best buy of all runs. */
  readonly measure?: "baseline" | "best";
}

interface Bought {
  readonly run: string;
  readonly points: readonly { readonly worth: number; readonly p: number }[];
  readonly last: number | null;
  readonly icer: number | null;
  readonly rows: readonly PlotRow[];
}

/**
 * Draws whether a dearer model is worth it: the probability of a positive net benefit over what one more right case is
 * worth, one line a run.
 *
 * `rows` are those of `acceptabilityTable`: `run`, `willingness`, `p` (or `p_best`), and where present `baseline` and
 * `icer`. Lines at one half and at 95 % help reading. A willingness of 0 cannot stand on the logarithmic axis.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for two rows of one run and willingness, or a
 * width outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { acceptabilityPlot } from "@rounds/rounds";
 *
 * const figure = acceptabilityPlot([
 *   { run: "large", baseline: "small", willingness: 0.1, p: 0.1, icer: 0.5 },
 *   { run: "large", baseline: "small", willingness: 10, p: 0.97, icer: 0.5 },
 * ]);
 * assert.equal(figure.title, "large is likely worth its price over small from $0.5 a right case");
 * ```
 */
export function acceptabilityPlot(
  rows: PlotRows,
  options: AcceptabilityPlotOptions = {},
): Figure {
  const { measure = "baseline" } = options;
  const read = rowsOf(rows);
  const runs = readRuns(read, measure);
  const drawn = runs.filter(({ points }) => points.length > 0);
  const worths = drawn.flatMap(({ points }) => points.map(({ worth }) => worth));
  const xDomain = worths.length === 0 ? [1, 10] as const : [
    Math.min(...worths),
    Math.max(...worths) * (Math.max(...worths) > Math.min(...worths) ? 1 : 10),
  ] as const;
  const styles = curveStyles(drawn.map(({ run }) => run), {
    all: writtenNames(options.runs, read),
  });
  const baseline = String(runs[0]?.rows[0]?.["baseline"] ?? "the baseline");
  return finishFigure({
    title: titleOf(drawn, { measure, baseline }),
    alt: altOf(drawn),
    caption: captionOf(runs, { measure, baseline }),
    rows: runs.flatMap((run) => run.rows),
    draw: (size) =>
      drawn.length === 0 ? [] : [drawCurveChart({
        curves: drawn.map(({ run, points, last }, k) => ({
          ...styles[k] ?? { color: "#8A8A8A", dashes: "", marked: false },
          name: `${run} ${percentText(last ?? 0)}`,
          points: points.map(({ worth, p }) => ({ x: worth, y: p, lo: null, hi: null })),
        })),
        log: true,
        xDomain,
        xTicks: logTicks(xDomain),
        xTick: moneyText,
        xAxis: "What one more right case is worth, US dollars (logarithmic)",
        yDomain: [0, 1],
        yTick: (value) => `${Math.round(value * 100)} %`,
        yAxis: measure === "best"
          ? "Probability of being the best buy"
          : `Probability of being worth it against ${baseline}`,
        references: measure === "best" ? [] : [
          { value: 0.5, label: "50 %" },
          { value: 0.95, label: "95 %" },
        ],
      }, size)],
  }, options);
}

function readRuns(rows: readonly PlotRow[], measure: "baseline" | "best"): readonly Bought[] {
  const read = rows.map((row, index) => {
    const reader = rowReader(row, { index, from: "acceptabilityTable" });
    return {
      run: reader.run(),
      worth: reader.need("willingness") ?? 0,
      p: reader.need(measure === "best" ? "p_best" : "p"),
      icer: reader.number("icer"),
      row,
    };
  });
  return [...Map.groupBy(read, ({ run }) => run)].map(([run, own]) => {
    const sorted = own.toSorted((a, b) => a.worth - b.worth);
    const twice = sorted.find(({ worth }, k) => sorted[k - 1]?.worth === worth);
    if (twice !== undefined) throw new RangeError(`Two rows for ${run} at $${twice.worth}`);
    const points = sorted.flatMap(({ worth, p }) => p === null || worth <= 0 ? [] : [{ worth, p }]);
    return {
      run,
      points,
      last: points.at(-1)?.p ?? null,
      icer: sorted[0]?.icer ?? null,
      rows: sorted.map(({ row }) => row),
    };
  }).toSorted((a, b) => (b.last ?? -1) - (a.last ?? -1));
}

function moneyText(value: number): string {
  return `$${
    value >= 1
      ? value.toLocaleString("en-US", { maximumFractionDigits: 0 })
      : Number(value.toPrecision(2))
  }`;
}

function titleOf(
  runs: readonly Bought[],
  { measure, baseline }: { readonly measure: "baseline" | "best"; readonly baseline: string },
): string {
  if (runs.length === 0) {
    return "No acceptability to show: no run has a known cost beside another’s";
  }
  if (measure === "best") {
    const at = (place: number) =>
      runs.reduce((top, run) =>
        (run.points.at(place)?.p ?? 0) > (top.points.at(place)?.p ?? 0) ? run : top
      );
    const [low, high] = [at(0).run, at(-1).run];
    return low === high
      ? `${low} is the likeliest best buy whatever a right case is worth`
      : `${low} is the likeliest best buy when a right case is worth little, ${high} when it is worth much`;
  }
  const [first] = runs;
  if (runs.length === 1 && first !== undefined) {
    const turns = first.points.find(({ p }) => p > 0.5);
    if (turns === undefined) {
      return `${first.run} is hardly worth its price over ${baseline} at any of these values`;
    }
    if (turns === first.points[0]) {
      return `${first.run} is likely worth its price over ${baseline} at all of these values`;
    }
    const from = first.icer !== null && first.icer > 0 ? first.icer : turns.worth;
    return `${first.run} is likely worth its price over ${baseline} from ${
      moneyText(from)
    } a right case`;
  }
  const sure = runs.filter(({ last }) => (last ?? 0) >= 0.95).length;
  return `${sure} of ${runs.length} runs ${
    sure === 1 ? "is almost surely worth its" : "are almost surely worth their"
  } price over ${baseline} when a right case is worth much`;
}

function altOf(runs: readonly Bought[]): string {
  if (runs.length === 0) return "An empty figure: there are no rows to draw.";
  return `Curves of the probability of being worth the price over what a right case is worth, ${
    counted(runs.length, "run")
  }. ${
    runs.slice(0, 12).map(({ run, points }) =>
      `${run}: ${percentText(points[0]?.p ?? 0)} at ${moneyText(points[0]?.worth ?? 0)}, ${
        percentText(points.at(-1)?.p ?? 0)
      } at ${moneyText(points.at(-1)?.worth ?? 0)}`
    ).join("; ")
  }${runs.length > 12 ? "; and more." : "."}`;
}

function captionOf(
  runs: readonly Bought[],
  { measure, baseline }: { readonly measure: "baseline" | "best"; readonly baseline: string },
): string {
  if (runs.length === 0) return "Nothing to draw: there are no rows.";
  const rows = runs.flatMap((run) => run.rows);
  const counts = rows.flatMap((row) => typeof row["n"] === "number" ? [row["n"]] : []);
  const none = runs.filter(({ run, points }) => points.length === 0 && run !== baseline);
  const most = Math.max(0, ...counts);
  const least = Math.min(most, ...counts);
  return joinNotes([
    measure === "best"
      ? `Probability that a run has the highest net benefit of all (worth × right cases − cost), bootstrap of cases known in every run${
        drawsNote(rows)
      }.`
      : `P(worth × extra right cases − extra cost > 0) against ${baseline}, bivariate normal of paired cases${
        counts.length === 0
          ? ""
          : `, n ${least === most ? "" : `${least.toLocaleString("en-US")} to `}${
            most.toLocaleString("en-US")
          }`
      }.`,
    "Percentages at the ends: at the highest value drawn. A right case: the score of a case, clean reading; cost at the prices the runs were counted with.",
    none.length > 0 && `Nothing to compare: ${none.map(({ run }) => run).join(", ")}.`,
    provenance(rows),
  ]);
}
