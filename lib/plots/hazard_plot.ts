import type { Figure, FigureOptions, PlotRow, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { FEW_AT_RISK, hazardPanels, type HazardPoint, hazardTop } from "./_hazard_panels.ts";
import { hazardVega } from "./_hazard_vega.ts";
import { counted, joinNotes, provenance } from "./_notes.ts";
import { percentText } from "./_percent_text.ts";
import { rowReader } from "./_row_reader.ts";
import { rowsOf } from "./_rows_of.ts";
import { estimateText } from "./_share_text.ts";
import { tipText } from "./_tip_text.ts";

/** How to draw the risk of a first error. */
export type HazardPlotOptions = FigureOptions;

/**
 * Draws the risk of a first error at each question, a panel a run; in grey the error rate of all questions there.
 *
 * `rows` are those of `hazardRows`: `run`, `position` (or `q`), `value`, `lo`, `hi`, `n` (cases at risk) and where known
 * `error_rate`. The run with the lowest risk over all its questions comes first. Dots of fewer than 20 cases at risk are
 * hollow.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for two rows of one run and question, or a
 * width outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { hazardPlot } from "@rounds/rounds";
 *
 * const figure = hazardPlot([
 *   { run: "m", position: 1, value: 0.2, lo: 0.15, hi: 0.26, n: 200, error_rate: 0.2 },
 *   { run: "m", position: 2, value: 0.1, lo: 0.06, hi: 0.16, n: 160, error_rate: 0.18 },
 * ]);
 * assert.equal(figure.title, "The risk of a first error goes from 20 % at Q1 to 10 % at Q2 (m)");
 * ```
 */
export function hazardPlot(rows: PlotRows, options: HazardPlotOptions = {}): Figure {
  const read = rowsOf(rows).map(readPoint);
  const runs = [...Map.groupBy(read, ({ run }) => run)].map(([run, points]) => {
    const sorted = points.toSorted((a, b) => a.position - b.position);
    const repeated = sorted.find((p, index) => sorted[index - 1]?.position === p.position);
    if (repeated !== undefined) {
      throw new RangeError(`Two rows for ${run}, question ${repeated.position}: draw one for each`);
    }
    return [run, sorted] as const;
  }).toSorted(([, a], [, b]) => overall(a) - overall(b));
  return finishFigure({
    title: titleOf(runs),
    alt: altOf(runs),
    caption: captionOf(runs),
    rows: runs.flatMap(([, points]) => points.map(({ row }) => row)),
    draw: (size) => [hazardPanels(runs, size)],
    spec: (size) => hazardVega(runs, size),
  }, options);
}

type Point = HazardPoint & { readonly row: PlotRow };
type Runs = readonly (readonly [run: string, points: readonly Point[]])[];

function readPoint(row: PlotRow, index: number): Point {
  const reader = rowReader(row, { index, from: "hazardRows" });
  const position = reader.number("q") ?? reader.need("position") ?? 0;
  const estimate = {
    value: reader.need("value"),
    lo: reader.number("lo"),
    hi: reader.number("hi"),
  };
  return {
    run: reader.run(),
    position,
    ...estimate,
    tip: tipText(row, `Q${position}, risk of a first error ${estimateText(estimate)}`),
    n: reader.number("n", "at_risk") ?? 0,
    errorRate: reader.number("error_rate"),
    row,
  };
}

/** Share of cases that err somewhere, which is what puts runs in order; above every share when nothing is known. */
function overall(points: readonly Point[]): number {
  const known = points.flatMap(({ value }) => value ?? []);
  return known.length === 0 ? 2 : 1 - known.reduce((left, value) => left * (1 - value), 1);
}

function titleOf(runs: Runs): string {
  const known = runs.filter(([, points]) => points.some(({ value }) => value !== null));
  const [one] = known;
  if (one === undefined) return "No hazard to show: nothing could be counted";
  const positions = [...new Set(known.flatMap(([, points]) => points.map((p) => p.position)))]
    .toSorted((a, b) => a - b);
  const at = (q: number, least: number) =>
    known.flatMap(([, points]) =>
      points.find(({ position, n }) => position === q && n >= least)?.value ?? []
    );
  // Questions that few cases reach make no message, unless there are no others.
  const solid = positions.filter((q) => at(q, FEW_AT_RISK).length === known.length);
  const [least, use] = solid.length > 0 ? [FEW_AT_RISK, solid] : [0, positions];
  const mean = (q: number): number => {
    const values = at(q, least);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const means = use.filter((q) => at(q, least).length > 0).map((q) => ({ q, risk: mean(q) }));
  const [first, last] = [means[0], means.at(-1)];
  const whose = known.length === 1 ? one[0] : `mean of ${known.length} runs`;
  const few = solid.length > 0 ? "" : `, fewer than ${FEW_AT_RISK} cases`;
  if (first === undefined || last === undefined || first.q === last.q) {
    return `The risk of a first error at Q${first?.q ?? 1} is ${
      percentText(first?.risk ?? 0)
    } (${whose}${few})`;
  }
  const peak = means.reduce((a, b) => b.risk > a.risk ? b : a);
  const whole = `from ${percentText(first.risk)} at Q${first.q} to ${
    percentText(last.risk)
  } at Q${last.q}`;
  if (means.every(({ risk }) => percentText(risk) === percentText(first.risk))) {
    return `The risk of a first error is ${
      percentText(first.risk)
    } at each of ${means.length} questions (${whose}${few})`;
  }
  return peak.q === first.q || peak.q === last.q
    ? `The risk of a first error goes ${whole} (${whose}${few})`
    : `The risk of a first error is highest at Q${peak.q} (${percentText(peak.risk)}), ${
      percentText(first.risk)
    } at Q${first.q} and ${percentText(last.risk)} at Q${last.q} (${whose}${few})`;
}

function altOf(runs: Runs): string {
  if (runs.length === 0) return "An empty figure: there are no rows to draw.";
  return `Dots of the risk of a first error at each question, ${counted(runs.length, "run")}. ${
    runs.slice(0, 12).map(([run, points]) =>
      `${run}: ${
        points.map(({ position, value, n }) =>
          `Q${position} ${value === null ? "nobody at risk" : percentText(value)} of ${n}`
        ).join(", ")
      }`
    ).join("; ")
  }${runs.length > 12 ? "; and more." : "."}`;
}

function captionOf(runs: Runs): string {
  const points = runs.flatMap(([, own]) => own);
  if (points.length === 0) return "Nothing to draw: there are no rows.";
  const atRisk = (q: number): string => {
    const counts = points.filter(({ position, value }) => position === q && value !== null)
      .map(({ n }) => n);
    const [low, high] = [Math.min(...counts), Math.max(...counts)].map((n) =>
      n.toLocaleString("en-US")
    );
    return counts.length === 0 ? "" : `Q${q} ${low === high ? low : `${low}–${high}`}`;
  };
  const positions = [...new Set(points.map(({ position }) => position))].toSorted((a, b) => a - b);
  const top = hazardTop(points);
  const none = runs.filter(([, own]) => own.every(({ value }) => value === null));
  const clustered = points.some(({ row }) => row["method"] === "hazard/clustered");
  const censored = [...Map.groupBy(points, ({ run }) => run).values()]
    .reduce((sum, own) => sum + Number(own[0]?.row["censored"] ?? 0), 0);
  return joinNotes([
    `Blue dots: of the cases without any error so far, the share with their first error at this question; lines: 95 % intervals (${
      clustered ? "clustered by case" : "Wilson, on cases"
    }).`,
    points.some(({ errorRate }) => errorRate !== null) &&
    "Grey squares, dashed: error rate of all questions at that position, whatever came before.",
    `Cases at risk: ${positions.map(atRisk).filter((text) => text !== "").join(", ") || "none"}.`,
    points.some(({ value, n }) => value !== null && n < FEW_AT_RISK) &&
    `Hollow: fewer than ${FEW_AT_RISK} cases at risk.`,
    points.some(({ hi }) => (hi ?? 0) > top) && "Intervals that reach above the axis are cut.",
    censored > 0 &&
    `${counted(censored, "case")} left the risk set before an answer without a known outcome.`,
    none.length > 0 && `Nothing to count: ${none.map(([run]) => run).join(", ")}.`,
    provenance(points.map(({ row }) => row)),
  ]);
}
