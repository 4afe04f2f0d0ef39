import { paretoFrontier } from "../stats/cost/pareto_frontier.ts";
import type { Figure, FigureOptions, PlotRow, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { headingPart } from "./_heading_part.ts";
import { logDomain, logTicks } from "./_log_ticks.ts";
import { counted, drawsNote, joinNotes, listed, provenance } from "./_notes.ts";
import { rowReader } from "./_row_reader.ts";
import { rowsOf } from "./_rows_of.ts";
import { drawScatter } from "./_scatter.ts";
import type { Scatter } from "./_scatter_data.ts";
import { estimateText, shareText } from "./_share_text.ts";
import { tipText } from "./_tip_text.ts";

/** How to draw cost against accuracy. */
export interface CostPlotOptions extends Omit<FigureOptions, "backend"> {
  /** What the cost is, for the axis; default `US dollars a case`. */
  readonly costLabel?: string;
}

interface Priced {
  readonly run: string;
  readonly cost: number | null;
  readonly costLo: number | null;
  readonly costHi: number | null;
  readonly value: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly pFrontier: number | null;
  readonly row: PlotRow;
}

/**
 * Draws what accuracy costs: runs on a logarithmic axis of cost, with the frontier of those that nobody beats on both.
 *
 * `rows` need `run`, `cost` (or `cost_usd`), `value`, and where present `cost_lo`, `cost_hi`, `lo`, `hi`; `p_frontier`,
 * the probability of being on the frontier, is the width of a ring. Rows of several benchmarks (`benchmark`), or of accuracy and of mean scores (`unit`), stand in
 * panels of their own. A run without a positive known cost cannot be drawn and is named in the caption.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for a width outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { costPlot } from "@rounds/rounds";
 *
 * const figure = costPlot([
 *   { run: "small", cost: 0.01, value: 0.7 },
 *   { run: "large", cost: 0.2, value: 0.8 },
 *   { run: "old", cost: 0.3, value: 0.6 },
 * ]);
 * assert.equal(figure.title, "2 of 3 runs are not beaten on cost and accuracy: small, large");
 * ```
 */
export function costPlot(rows: PlotRows, options: CostPlotOptions = {}): Figure {
  const label = options.costLabel ?? "US dollars a case";
  const panels = [...Map.groupBy(rowsOf(rows).map(readPriced), panelName)]
    .map(([name, runs]) => toPanel(name, runs));
  const known = panels.filter(({ runs }) => runs.some(isDrawn));
  const [only = toPanel("", [])] = [...known, ...panels];
  return finishFigure({
    title: known.length < 2
      ? titleOf(only)
      : `Not beaten on cost and score: ${known.map(countOf).join(", ")}`,
    alt: altOf(panels.flatMap(({ runs }) => runs)),
    caption: captionOf(panels, label),
    rows: panels.flatMap(({ runs }) => runs.map(({ row }) => row)),
    draw: (size) =>
      panels.flatMap((panel) => {
        const scatter = toScatter(panel, label);
        if (scatter.points.length === 0) return [];
        const drawn = drawScatter(scatter, size);
        return panels.length < 2 ? [drawn] : [headingPart(panel.name, size), drawn];
      }),
  }, options);
}

/** Runs whose scores share an axis. */
interface Panel {
  readonly name: string;
  readonly runs: readonly Priced[];
  /** Names of the runs that none beats on both. */
  readonly frontier: readonly string[];
  readonly byPoints: boolean;
}

function toPanel(name: string, runs: readonly Priced[]): Panel {
  return {
    name,
    runs: runs.toSorted((a, b) => (a.cost ?? Infinity) - (b.cost ?? Infinity)),
    frontier: paretoFrontier(
      runs.filter(isDrawn).map(({ run, cost, value }) => ({ name: run, cost, score: value })),
    ).frontier,
    byPoints: runs[0]?.row["unit"] === "case score",
  };
}

function countOf({ name, runs, frontier }: Panel): string {
  return `${frontier.length} of ${counted(runs.filter(isDrawn).length, "run")} (${name})`;
}

/** Accuracy and mean scores, and different benchmarks, are no common axis. */
function panelName({ row }: Priced): string {
  const benchmark = typeof row["benchmark"] === "string" ? `${row["benchmark"]}, ` : "";
  return `${benchmark}${row["unit"] === "case score" ? "mean case score" : "accuracy"}`;
}

function readPriced(row: PlotRow, index: number): Priced {
  const reader = rowReader(row, { index, from: "costs" });
  return {
    run: reader.run(),
    cost: reader.number("cost") ??
      ("cost_usd" in row ? reader.number("cost_usd") : reader.need("cost")),
    costLo: reader.number("cost_lo"),
    costHi: reader.number("cost_hi"),
    value: reader.need("value"),
    lo: reader.number("lo"),
    hi: reader.number("hi"),
    pFrontier: reader.number("p_frontier"),
    row,
  };
}

type Drawn = Priced & { readonly cost: number; readonly value: number };

function isDrawn(run: Priced): run is Drawn {
  return run.cost !== null && run.cost > 0 && run.value !== null;
}

function toScatter(
  { runs, frontier, byPoints }: Panel,
  label: string,
): Scatter {
  const drawn = runs.filter(isDrawn);
  const positive = (limit: number | null): number | null =>
    limit === null || limit <= 0 ? null : limit;
  const xDomain = logDomain(
    drawn.flatMap(({ cost, costLo, costHi }) =>
      [cost, positive(costLo), positive(costHi)].filter((x) => x !== null)
    ),
  );
  return {
    points: drawn.map((run) => {
      const best = frontier.includes(run.run);
      return {
        name: run.run,
        x: run.cost,
        xLo: positive(run.costLo),
        xHi: positive(run.costHi),
        value: run.value,
        lo: run.lo,
        hi: run.hi,
        color: best ? "#0072B2" : "#8A8A8A",
        symbol: "circle",
        filled: best,
        ring: (run.pFrontier ?? 0) * 5,
        tip: tipText(run.row, `${estimateText(run)}, $${Number(run.cost.toPrecision(3))}`),
      };
    }),
    xDomain,
    xTicks: logTicks(xDomain),
    xTick: (value) =>
      `$${value >= 1 ? value.toLocaleString("en-US") : Number(value.toPrecision(2))}`,
    xAxis: `${label} (logarithmic)`,
    yAxis: byPoints ? "Mean case score" : "Accuracy",
    frontier: drawn.filter(({ run }) => frontier.includes(run))
      .map(({ cost, value }) => ({ x: cost, value })),
    references: [],
  };
}

function titleOf({ runs, frontier, byPoints }: Panel): string {
  const drawn = runs.filter(isDrawn);
  const [first] = drawn;
  if (first === undefined) return "No cost to show: no run has a known cost and accuracy";
  if (drawn.length === 1) {
    const share = shareText(first.value);
    return `${first.run} ${byPoints ? `scores ${share}` : `has ${share} right`} at $${
      Number(first.cost.toPrecision(3))
    }`;
  }
  return `${frontier.length} of ${drawn.length} runs ${
    frontier.length === 1 ? "is" : "are"
  } not beaten on cost and ${byPoints ? "score" : "accuracy"}${
    frontier.length > 3 ? "" : `: ${frontier.join(", ")}`
  }`;
}

function altOf(runs: readonly Priced[]): string {
  if (runs.length === 0) return "An empty figure: there are no rows to draw.";
  return `Scatter plot of accuracy against cost, ${counted(runs.length, "run")}. ${
    runs.slice(0, 26).map(({ run, cost, value }) =>
      `${run}: ${cost === null ? "cost unknown" : `$${Number(cost.toPrecision(3))}`}, ${
        value === null ? "nothing to count" : shareText(value)
      }`
    ).join("; ")
  }.`;
}

function captionOf(panels: readonly Panel[], label: string): string {
  const runs = panels.flatMap((panel) => panel.runs);
  if (runs.length === 0) return "Nothing to draw: there are no rows.";
  const estimands = panels.map((panel) =>
    `${panels.length < 2 ? "" : `${panel.name.split(",")[0]}: `}${estimand(panel.runs)}`
  );
  const left = runs.filter((run) => !isDrawn(run)).map(({ run }) => run);
  return joinNotes([
    `${estimands.join("; ")} against cost (${label}); lines: 95 % intervals${methodOf(runs)}.`,
    `Filled and joined by steps: the frontier, where no other run is at least as good on both (${
      panels.map(({ frontier }) => listed(frontier, { many: "runs" })).join("; ")
    }).`,
    runs.some(({ pFrontier }) => pFrontier !== null) &&
    `Ring: the wider, the likelier the run is on the frontier (bootstrap of cases${
      drawsNote(runs.map(({ row }) => row))
    }).`,
    panels.length > 1 && "Panels have axes and frontiers of their own.",
    left.length > 0 &&
    `Not drawn, for want of a known positive cost or of an accuracy: ${left.join(", ")}.`,
    provenance(runs.map(({ row }) => row)),
  ]);
}

const UNITS: Readonly<Record<string, string>> = {
  case: "Share of cases with every question right",
  "case score": "Mean case score",
};

const METHODS: Readonly<Record<string, string>> = {
  "clustered-mean/wilson-eff": "Wilson on the effective number, clustered by case",
  "clustered-mean/t": "t, clustered by case",
};

/** What the accuracy is, and of how many. */
function estimand(runs: readonly Priced[]): string {
  const counts = runs.filter(isDrawn).flatMap(({ row }) =>
    typeof row["n"] === "number" ? row["n"] : []
  );
  const what = UNITS[String(runs[0]?.row["unit"])];
  if (what === undefined || counts.length === 0) return what ?? "Accuracy";
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
    .map((n) => n.toLocaleString("en-US"));
  return `${what} (${least === most ? least : `${least} to ${most}`} cases)`;
}

/** How the intervals of the score were made; costs have their own. */
function methodOf(runs: readonly Priced[]): string {
  const methods = new Set(runs.flatMap(({ row }) => METHODS[String(row["method"])] ?? []));
  if (methods.size === 0) return " where given";
  const ofCost = runs.some(({ costLo }) => costLo !== null) ? "; of cost: t" : "";
  return ` (${[...methods].join("; ")}${ofCost})`;
}
