import * as plots from "../../mod.ts";
import type { Figure, FigureOptions, PlotRow } from "../../lib/plots/figure.ts";
import { accuracyRows, STAGES } from "./accuracy_rows.ts";
import * as made from "./figure_rows.ts";
import { judgedRows, ladderRows, typeRows } from "./judge_figure_rows.ts";
import * as modality from "./modality_figure_rows.ts";
import * as probe from "./probe_figure_rows.ts";
import * as process from "./process_figure_rows.ts";

/** Names as long as models have them. */
export const RUNS = ["sim-atlas-3", "sim-borea-large", "Llama-4-Maverick-17B-128E", "gpt-5.2"];
const FEW = { replicates: 20 };
const PHYSICIANS = [{ label: "physicians", value: 0.346, n: 100 }];

/** Confidences of answers, made up. */
function statedRows(runs: readonly string[]): PlotRow[] {
  return runs.flatMap((run, index) =>
    Array.from({ length: 80 }, (_, k) => ({
      run,
      dataset: "made_up",
      case_id: `case-${k % 20}`,
      confidence: ((k * 37) % 80) / 79,
      correct: ((k * 53 + 11) % 97) / 97 < (((k * 37) % 80) / 79) ** (1 + index) ? 1 : 0,
    }))
  );
}

function specificationRows(): PlotRow[] {
  return Array.from({ length: 24 }, (_, k) => ({
    a: "sim-atlas-3",
    b: "sim-borea-large",
    extraction: ["strict", "official"][k % 2],
    failures: ["left out", "wrong", "answered only"][k % 3],
    weighting: ["questions", "cases"][Math.floor(k / 3) % 2],
    value: 0.01 * (k % 7) - 0.01,
    lo: 0.01 * (k % 7) - 0.03,
    hi: 0.01 * (k % 7) + 0.01,
    is_default: k === 0,
    is_official: k === 1,
    dataset: "made_up",
  }));
}

function eventRows(): PlotRow[] {
  return [0, 0.01, 0, -0.09, -0.04, -0.02].map((value, k) => ({
    from_month: 3 * k - 8,
    to_month: 3 * k - 6,
    open_start: k === 0,
    open_end: k === 5,
    reference: k === 2,
    value,
    ...(k === 2 ? { lo: null, hi: null, lo_all: null, hi_all: null } : {
      lo: value - 0.03,
      hi: value + 0.03,
      lo_all: value - 0.05,
      hi_all: value + 0.05,
    }),
    n: 1400,
    runs_crossing: 6,
    clusters: 420,
  }));
}

function acceptabilityRows(runs: readonly string[]): PlotRow[] {
  return runs.flatMap((run, k) =>
    Array.from({ length: 30 }, (_, step) => ({
      run,
      baseline: "gpt-5-mini",
      willingness: 0.001 * 1.6 ** step,
      p: 1 / (1 + Math.exp(6 + k - step / 2)),
      p_best: 0.25,
      n: 1407,
      replicates: 2000,
      seed: 42,
    }))
  );
}

/** A difference with its own and its simultaneous interval. */
function jointRows(runs: readonly string[]): PlotRow[] {
  return made.differenceRows(runs).map((row) => ({
    ...row,
    lo_simultaneous: Number(row["lo"]) - 0.01,
    hi_simultaneous: Number(row["hi"]) + 0.01,
  }));
}

/** Every figure function with rows of its own, by name. */
export const EVERY_FIGURE: Readonly<
  Record<string, (options: FigureOptions, runs?: readonly string[]) => Figure>
> = {
  "accuracyPlot by position": (options, runs = RUNS) =>
    plots.accuracyPlot(accuracyRows({ runs, by: "position", groups: [1, 2, 3, 4, 5, 6] }), options),
  "accuracyPlot by position, counts apart": (options, runs = RUNS) =>
    plots.accuracyPlot(
      accuracyRows({ runs, by: "position", groups: [1, 2, 3, 4, 5, 6] })
        .map((row, k) => ({ ...row, n: 1387 - 20 * (k % 6) - k, planned: 1400 })),
      options,
    ),
  "accuracyPlot by stage": (options, runs = RUNS) =>
    plots.accuracyPlot(accuracyRows({ runs, by: "stage", groups: STAGES }), options),
  "accuracyPlot of one run": (options) =>
    plots.accuracyPlot(accuracyRows({ runs: ["m"], by: "stage", groups: STAGES }), options),
  "accuracyPlot of many": (options) =>
    plots.accuracyPlot(
      accuracyRows({
        runs: Array.from({ length: 12 }, (_, k) => `sim-model-${k}`),
        by: "stage",
        groups: STAGES,
      }),
      options,
    ),
  panelsPlot: (options, runs = RUNS) => plots.panelsPlot(made.chapterRows(runs), options),
  leaderboardPlot: (options, runs = RUNS) =>
    plots.leaderboardPlot(made.leaderboardRows(runs), { references: PHYSICIANS, ...options }),
  questionCasePlot: (options, runs = RUNS) =>
    plots.questionCasePlot(process.questionCaseRows(runs), { references: PHYSICIANS, ...options }),
  forestPlot: (options, runs = RUNS) => plots.forestPlot(made.differenceRows(runs), options),
  "forestPlot, simultaneous": (options, runs = RUNS) => plots.forestPlot(jointRows(runs), options),
  pairwisePlot: (options, runs = RUNS) => plots.pairwisePlot(made.pairRows(runs), options),
  heatmapPlot: (options, runs = RUNS) => plots.heatmapPlot(made.chapterRows(runs), options),
  survivalPlot: (options, runs = RUNS) => plots.survivalPlot(made.survivalRows(runs), options),
  hazardPlot: (options, runs = RUNS) => plots.hazardPlot(process.hazardRows(runs), options),
  cohesionPlot: (options, runs = RUNS) => plots.cohesionPlot(process.cohesionRows(runs), options),
  firstErrorPlot: (options, runs = RUNS) =>
    plots.firstErrorPlot(process.firstErrorRows(runs), options),
  upsetPlot: (options, runs = RUNS) => plots.upsetPlot(modality.intersectionRows(runs), options),
  effectsPlot: (options, runs = RUNS) => plots.effectsPlot(modality.effectRows(runs), options),
  slopePlot: (options, runs = RUNS) => plots.slopePlot(made.slopeRows(runs), options),
  eventStudyPlot: (options) => plots.eventStudyPlot(eventRows(), options),
  monthlyPlot: (options, runs = RUNS) => plots.monthlyPlot(made.monthlyRows(runs), options),
  placeboPlot: (options, runs = RUNS) => plots.placeboPlot(probe.placeboRows(runs), options),
  driftPlot: (options, runs = RUNS) => plots.driftPlot(probe.driftRows(runs), options),
  shortcutPlot: (options, runs = RUNS) => plots.shortcutPlot(probe.shortcutRows(runs), options),
  flipPlot: (options, runs = RUNS) => plots.flipPlot(probe.flipRows(runs), options),
  judgePlot: (options, runs = RUNS) => plots.judgePlot(judgedRows(runs), { ...options, ...FEW }),
  ladderPlot: (options) => plots.ladderPlot(ladderRows(["panel", "sim-judge-north"]), options),
  calibrationPlot: (options, runs = RUNS) =>
    plots.calibrationPlot(statedRows(runs), { ...options, ...FEW }),
  riskCoveragePlot: (options, runs = RUNS) =>
    plots.riskCoveragePlot(statedRows(runs), { ...options, ...FEW }),
  outcomePlot: (options, runs = RUNS) => plots.outcomePlot(made.outcomeRows(runs), options),
  costPlot: (options, runs = RUNS) => plots.costPlot(made.costRows(runs), options),
  acceptabilityPlot: (options, runs = RUNS) =>
    plots.acceptabilityPlot(acceptabilityRows(runs), options),
  itemMapPlot: (options) =>
    plots.itemMapPlot(
      probe.itemRows(300).map((row, k) => ({ ...row, case_id: `case-${k}` })),
      options,
    ),
  specificationPlot: (options) => plots.specificationPlot(specificationRows(), options),
  powerPlot: (options) => plots.powerPlot(probe.powerRows(), options),
  errorTypesPlot: (options, runs = RUNS) => plots.errorTypesPlot(typeRows(runs, true), options),
  familyPlot: (options, runs = RUNS) =>
    plots.familyPlot(made.familyRows(runs), { references: PHYSICIANS, ...options }),
  parametersPlot: (options, runs = RUNS) =>
    plots.parametersPlot(made.familyRows(runs), { references: PHYSICIANS, ...options }),
};
