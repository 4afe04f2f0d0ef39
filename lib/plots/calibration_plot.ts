import { type Calibration, calibration } from "../stats/judges/calibration.ts";
import { beside } from "./_beside.ts";
import {
  BAND_DRAWS,
  calibrationPanel,
  type CalibrationStep,
  calibrationSteps,
} from "./_calibration_panel.ts";
import type { Figure, FigureOptions, PlotRows } from "./figure.ts";
import { finishFigure } from "./_finish_figure.ts";
import { counted, joinNotes, provenance } from "./_notes.ts";
import { percentText } from "./_percent_text.ts";
import { rowsOf } from "./_rows_of.ts";
import { shareText } from "./_share_text.ts";
import { type StatedRun, statedRuns } from "./_stated_rows.ts";

/** How to draw calibration. */
export interface CalibrationPlotOptions extends Omit<FigureOptions, "backend"> {
  /** What is right; default `Answers right`. */
  readonly outcomeLabel?: string;
  /** Seed of the band; default 42. */
  readonly seed?: number;
}

interface Calibrated extends StatedRun {
  readonly steps: readonly CalibrationStep[];
  readonly all: Calibration;
  readonly meanConfidence: number | null;
  readonly right: number | null;
}

/**
 * Draws how honest confidences are: of every run the share right against the confidence (CORP: isotonic, without bins), the
 * band in which it lies when confidences are honest, and how many answers have which confidence.
 *
 * `rows` are those of `selfConsistency` or `judgeConfidence`, or any with `run`, `confidence` (0 to 1), `correct` (1 or 0)
 * and `case_id`. One panel a run.
 *
 * Throws `TypeError` for a row that lacks what is drawn, and `RangeError` for a confidence outside [0,1], or a width
 * outside 300 to 4000.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { calibrationPlot } from "@rounds/rounds";
 *
 * const figure = calibrationPlot([
 *   { run: "m", case_id: "1", confidence: 0.9, correct: 0 },
 *   { run: "m", case_id: "2", confidence: 0.9, correct: 1 },
 * ]);
 * assert.equal(figure.title, "m is 40.0 points surer than it is right (90.0 % against 50.0 %)");
 * ```
 */
export function calibrationPlot(rows: PlotRows, options: CalibrationPlotOptions = {}): Figure {
  const { seed = 42, outcomeLabel = "Answers right" } = options;
  const runs = statedRuns(rowsOf(rows)).map((run): Calibrated => {
    const p = run.stated.map((row) => row.p);
    const y = run.stated.map((row) => row.y);
    const mean = (values: readonly number[]) =>
      values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
    return {
      ...run,
      steps: calibrationSteps(run.stated, { seed }),
      all: calibration({ p, y }),
      meanConfidence: mean(p),
      right: mean(y),
    };
  });
  const drawn = runs.filter(({ stated }) => stated.length > 0);
  return finishFigure({
    title: titleOf(drawn),
    alt: altOf(drawn),
    caption: captionOf(runs, seed),
    rows: runs.flatMap((run) => run.rows),
    draw: ({ width }) => {
      if (drawn.length === 0) return [];
      const gap = 8;
      const columns = Math.max(1, Math.min(drawn.length, Math.floor((width + gap) / 220)));
      const wide = Math.min(430, Math.floor((width - gap * (columns - 1)) / columns));
      return [beside(
        drawn.map(({ run, steps, stated }) =>
          calibrationPanel(steps, {
            width: wide,
            name: `${run}, n\u00a0${stated.length.toLocaleString("en-US")}`,
            xAxis: "Confidence",
            yAxis: outcomeLabel,
          })
        ),
        { width, gap },
      )];
    },
  }, options);
}

function gapOf({ meanConfidence, right }: Calibrated): number {
  return (meanConfidence ?? 0) - (right ?? 0);
}

function titleOf(runs: readonly Calibrated[]): string {
  const [first] = runs;
  if (first === undefined) {
    return "No calibration to show: no answer has a confidence and a known score";
  }
  const told = (run: Calibrated): string =>
    `${shareText(run.meanConfidence)} against ${shareText(run.right)}`;
  if (runs.length === 1) {
    const points = Math.abs(gapOf(first) * 100).toFixed(1);
    if (Number(points) === 0) {
      return `${first.run} is on average as sure as it is right (${told(first)})`;
    }
    return `${first.run} is ${points} points ${
      gapOf(first) > 0 ? "surer" : "less sure"
    } than it is right (${told(first)})`;
  }
  const over = runs.filter((run) => gapOf(run) >= 0.005).length;
  const worst = runs.reduce((most, run) =>
    Math.abs(gapOf(run)) > Math.abs(gapOf(most)) ? run : most
  );
  return `${over} of ${runs.length} runs are surer than they are right; furthest off is ${worst.run} (${
    told(worst)
  })`;
}

function altOf(runs: readonly Calibrated[]): string {
  if (runs.length === 0) return "An empty figure: there is nothing to draw.";
  return `Calibration curves, ${counted(runs.length, "run")}, share right against confidence. ${
    runs.slice(0, 12).map((run) =>
      `${run.run}: mean confidence ${percentText(run.meanConfidence ?? 0)}, right ${
        percentText(run.right ?? 0)
      }, Brier score ${run.all.value?.toFixed(3)}`
    ).join("; ")
  }${runs.length > 12 ? "; and more." : "."}`;
}

function captionOf(runs: readonly Calibrated[], seed: number): string {
  if (runs.length === 0) return "Nothing to draw: there are no rows.";
  const rows = runs.flatMap((run) => run.rows);
  const stated = runs.reduce((sum, run) => sum + run.stated.length, 0);
  const none = runs.filter((run) => run.stated.length === 0).map(({ run }) => run);
  const parts = runs.filter((run) => run.stated.length > 0).slice(0, 6).map(({ run, all }) =>
    `${run} ${all.value?.toFixed(3)} (miscalibration ${all.miscalibration?.toFixed(3)}${
      all.auroc === null ? "" : `, AUROC ${all.auroc.toFixed(2)}`
    })`
  );
  return joinNotes([
    "Blue: share right at each confidence, isotonic regression without bins (CORP); dashed: as sure as right; below it: too sure. Bars: how many answers.",
    `Grey: where the curve lies in 95 % of ${BAND_DRAWS} draws when confidences are honest (seed ${seed}, answers taken for independent).`,
    parts.length > 0 && `Brier score: ${parts.join("; ")}${runs.length > 6 ? "; …" : ""}.`,
    rows.length > stated &&
    `${counted(rows.length - stated, "answer")} left out, without a confidence or a known score.`,
    none.length > 0 && `Nothing to count: ${none.join(", ")}.`,
    provenance(rows),
  ]);
}
