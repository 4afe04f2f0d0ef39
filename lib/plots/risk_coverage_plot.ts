import { riskCoverage } from "../stats/judges/risk_coverage.ts";
import { pcg32 } from "../stats/resampling/pcg32.ts";
import { quantile } from "../stats/special/quantile.ts";
import { drawCurveChart } from "./_curve_chart.ts";
import { curveStyles } from "./_curve_styles.ts";
import type { Figure, FigureOptions, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { counted, drawsNote, joinNotes, provenance } from "./_notes.ts";
import { percentText } from "./_percent_text.ts";
import { rowsOf } from "./_rows_of.ts";
import { writtenNames } from "./_run_styles.ts";
import { shareText } from "./_share_text.ts";
import { type StatedRow, type StatedRun, statedRuns } from "./_stated_rows.ts";

/** How to draw risk against coverage. */
export interface RiskCoveragePlotOptions extends Omit<FigureOptions, "backend"> {
  /** Bootstrap resamples of cases behind the bands; default 200. */
  readonly replicates?: number;
  /** Seed; default 42. */
  readonly seed?: number;
}

interface Covered extends StatedRun {
  readonly risk: readonly number[];
  readonly area: number | null;
}

/** Shares answered at which curves are read. */
const COVERAGE = Array.from({ length: 50 }, (_, k) => (k + 1) / 50);
/** More runs than this have no bands. */
const MOST_BANDS = 3;

/**
 * Draws how often a model is wrong when it answers only what it is surest of: the share wrong over the share answered.
 *
 * `rows` are those of `selfConsistency` or `judgeConfidence`, or any with `run`, `confidence` (0 to 1), `correct` (1 or 0)
 * and `case_id`. Answers of equal confidence count by their mean, whatever their order. Up to three runs have a band.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for a confidence outside [0,1], or a width
 * outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { riskCoveragePlot } from "@rounds/rounds";
 *
 * const figure = riskCoveragePlot([
 *   { run: "m", case_id: "1", confidence: 0.9, correct: 1 },
 *   { run: "m", case_id: "2", confidence: 0.5, correct: 0 },
 * ]);
 * assert.equal(figure.title, "Answering only the half it is surest of, m is wrong on 0.0 % instead of 50.0 %");
 * ```
 */
export function riskCoveragePlot(
  rows: PlotRows,
  options: RiskCoveragePlotOptions = {},
): Figure {
  const { replicates = 200, seed = 42 } = options;
  const read = rowsOf(rows);
  const runs = statedRuns(read).map((run): Covered => ({ ...run, ...riskOf(run.stated) }))
    .toSorted((a, b) => (b.risk.at(-1) ?? -1) - (a.risk.at(-1) ?? -1));
  const drawn = runs.filter(({ risk }) => risk.length > 0);
  const styles = curveStyles(drawn.map(({ run }) => run), {
    all: writtenNames(options.runs, read),
  });
  const bands = drawn.length > MOST_BANDS
    ? drawn.map(() => [])
    : drawn.map(({ stated }) => bandOf(stated, { replicates, seed }));
  const most = Math.max(
    0.05,
    ...drawn.flatMap(({ risk }) => risk),
    ...bands.flat().map(({ hi }) => hi ?? 0),
  );
  return finishFigure({
    title: titleOf(drawn),
    alt: altOf(drawn),
    caption: captionOf(runs, { replicates, seed, bands: bands.some((band) => band.length > 0) }),
    rows: runs.flatMap((run) => run.rows),
    draw: (size) =>
      drawn.length === 0 ? [] : [drawCurveChart({
        curves: drawn.map(({ run, risk }, k) => ({
          ...styles[k] ?? { color: "#8A8A8A", dashes: "", marked: false },
          name: `${run} ${percentText(risk.at(-1) ?? 0)}`,
          points: risk.map((y, place) => ({
            x: COVERAGE[place] ?? 1,
            y,
            lo: bands[k]?.[place]?.lo ?? null,
            hi: bands[k]?.[place]?.hi ?? null,
          })),
        })),
        log: false,
        xDomain: [0, 1],
        xTicks: [0, 0.25, 0.5, 0.75, 1],
        xTick: (value) => `${Math.round(value * 100)} %`,
        xAxis: "Share answered, the surest first",
        yDomain: [0, Math.min(1, most * 1.05)],
        yTick: (value) => `${Number((value * 100).toFixed(1))} %`,
        yAxis: "Wrong among the answered",
        references: [],
      }, size)],
  }, options);
}

function riskOf(stated: readonly StatedRow[]): Pick<Covered, "risk" | "area"> {
  const groups = Map.groupBy(stated, ({ p }) => p);
  const means = new Map(
    [...groups].map(([p, own]) => [p, own.reduce((sum, { y }) => sum + y, 0) / own.length]),
  );
  const { risk, value } = riskCoverage({
    confidence: stated.map(({ p }) => p),
    correct: stated.map(({ p }) => means.get(p) ?? 0),
    coverage: COVERAGE,
  });
  return { risk: risk.flatMap((one) => one ?? []), area: value };
}

function bandOf(
  stated: readonly StatedRow[],
  { replicates, seed }: { readonly replicates: number; readonly seed: number },
): readonly { readonly lo: number | null; readonly hi: number | null }[] {
  const cases = [...Map.groupBy(stated, ({ caseId }) => caseId).values()];
  if (cases.length < 2) return [];
  const random = pcg32({ seed });
  const draws = Array.from(
    { length: replicates },
    () => riskOf(cases.flatMap(() => cases[random.below(cases.length)] ?? [])).risk,
  );
  return COVERAGE.map((_, place) => {
    const at = Float64Array.from(draws, (draw) => draw[place] ?? 0).sort();
    return {
      lo: quantile(at, { p: 0.025, sorted: true }),
      hi: quantile(at, { p: 0.975, sorted: true }),
    };
  });
}

/** Half of the answers. */
const HALF = COVERAGE.findIndex((share) => share >= 0.5);

function titleOf(runs: readonly Covered[]): string {
  const [first] = runs;
  if (first === undefined) return "No risk to show: no answer has a confidence and a known score";
  const told = ({ risk }: Covered): string =>
    `${shareText(risk[HALF] ?? 0)} instead of ${shareText(risk.at(-1) ?? 0)}`;
  if (runs.length === 1) {
    return `Answering only the half it is surest of, ${first.run} is wrong on ${told(first)}`;
  }
  const gain = ({ risk }: Covered): number => (risk.at(-1) ?? 0) - (risk[HALF] ?? 0);
  const best = runs.reduce((most, run) => gain(run) > gain(most) ? run : most);
  return gain(best) <= 0
    ? "No run is wrong less often when it answers only the half it is surest of"
    : `Answering only the surest half helps ${best.run} most: wrong on ${told(best)}`;
}

function altOf(runs: readonly Covered[]): string {
  if (runs.length === 0) return "An empty figure: there is nothing to draw.";
  return `Curves of the share wrong over the share answered, ${counted(runs.length, "run")}. ${
    runs.slice(0, 12).map(({ run, risk }) =>
      `${run}: ${shareText(risk[HALF] ?? 0)} of the surest half, ${
        shareText(risk.at(-1) ?? 0)
      } of all`
    ).join("; ")
  }${runs.length > 12 ? "; and more." : "."}`;
}

function captionOf(
  runs: readonly Covered[],
  { bands, ...draws }: {
    readonly replicates: number;
    readonly seed: number;
    readonly bands: boolean;
  },
): string {
  if (runs.length === 0) return "Nothing to draw: there are no rows.";
  const rows = runs.flatMap((run) => run.rows);
  const drawn = runs.filter(({ stated }) => stated.length > 0);
  const stated = drawn.reduce((sum, run) => sum + run.stated.length, 0);
  const none = runs.filter((run) => run.stated.length === 0).map(({ run }) => run);
  const counts = drawn.map((run) => run.stated.length);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return joinNotes([
    `Share wrong among the answers with the highest confidence; percentages at the ends: of all answers${
      counts.length === 0
        ? ""
        : `, n ${least === most ? "" : `${least.toLocaleString("en-US")} to `}${
          most.toLocaleString("en-US")
        }`
    }. Answers of equal confidence count by their mean.`,
    bands && `Bands: 95 %, bootstrap of cases${drawsNote([draws])}.`,
    drawn.length > 0 && drawn.length <= 6 &&
    `Area under the curve: ${
      drawn.map(({ run, area }) => `${run} ${area?.toFixed(3)}`).join("; ")
    }.`,
    rows.length > stated &&
    `${counted(rows.length - stated, "answer")} left out, without a confidence or a known score.`,
    none.length > 0 && `Nothing to count: ${none.join(", ")}.`,
    provenance(rows),
  ]);
}
