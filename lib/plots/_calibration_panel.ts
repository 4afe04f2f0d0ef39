import defer * as Plot from "@observablehq/plot";
import { isotonic } from "../stats/judges/isotonic.ts";
import { pcg32 } from "../stats/resampling/pcg32.ts";
import { quantile } from "../stats/special/quantile.ts";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import type { StatedRow } from "./_stated_rows.ts";
import { wrapText } from "./_wrap_text.ts";

/** One step of a curve of calibration. */
export interface CalibrationStep {
  /** Confidence. */
  readonly p: number;
  /** Share right, recalibrated (isotonic). */
  readonly right: number;
  /** Lower limit of where it lies when confidences are honest. */
  readonly lo: number;
  /** Upper limit. */
  readonly hi: number;
  /** Answers with that confidence. */
  readonly n: number;
}

/** Resamples behind the band. */
export const BAND_DRAWS = 200;

/**
 * The CORP curve at every distinct confidence, with the band in which it lies when confidences are honest (Dimitriadis,
 * Gneiting & Jordan 2021). Cases are taken for independent.
 */
export function calibrationSteps(
  stated: readonly StatedRow[],
  options: { readonly seed: number },
): readonly CalibrationStep[] {
  const sorted = stated.toSorted((a, b) => a.p - b.p);
  const p = sorted.map((row) => row.p);
  const pav = isotonic(p, sorted.map(({ y }) => y));
  const places = p.flatMap((one, k) => one === p[k - 1] ? [] : [k]);
  const random = pcg32({ seed: options.seed });
  const drawn = places.map(() => new Float64Array(BAND_DRAWS));
  for (let b = 0; b < BAND_DRAWS; b++) {
    const honest = isotonic(p, p.map((one) => random.uniform() < one ? 1 : 0));
    places.forEach((place, k) => {
      const row = drawn[k];
      if (row) row[b] = honest[place] ?? 0;
    });
  }
  return places.map((place, k) => {
    const band = (drawn[k] ?? new Float64Array()).sort();
    return {
      p: p[place] ?? 0,
      right: pav[place] ?? 0,
      lo: quantile(band, { p: 0.025, sorted: true }) ?? 0,
      hi: quantile(band, { p: 0.975, sorted: true }) ?? 1,
      n: (places[k + 1] ?? p.length) - place,
    };
  });
}

const MARGIN = { left: 50, right: 20, top: 30, bottom: 46 };
const STRIP = 46;
/** So few confidences are drawn as dots too: between them the curve says nothing. */
const FEW = 12;
const FONT_SIZE = 12;

/**
 * One run: the curve with its band and the line of honesty, and below it how many answers have which confidence.
 */
export function calibrationPanel(
  steps: readonly CalibrationStep[],
  options: {
    readonly width: number;
    readonly name: string;
    readonly xAxis: string;
    readonly yAxis: string;
  },
): SvgPart {
  const { width, name, xAxis, yAxis } = options;
  const names = wrapText(name, { width: width - 16, fontSize: FONT_SIZE });
  const top = MARGIN.top + names.length * 15;
  const tall = Math.min(260, Math.max(160, width - MARGIN.left - MARGIN.right));
  const height = top + tall + STRIP + MARGIN.bottom;
  const pixels = { scale: null };
  const x = (p: number) => MARGIN.left + 6 + p * (width - MARGIN.left - MARGIN.right - 12);
  const few = steps.length <= FEW;
  const bins = few
    ? steps.map(({ p, n }) => ({ low: p - 0.02, high: p + 0.02, n }))
    : Array.from({ length: 20 }, (_, k) => ({
      low: k / 20,
      high: (k + 1) / 20,
      n: steps.filter(({ p }) => Math.min(19, Math.floor(p * 20 + 1e-9)) === k)
        .reduce((sum, step) => sum + step.n, 0),
    }));
  const most = Math.max(1, ...bins.map(({ n }) => n));
  const floor = height - MARGIN.bottom;
  type Bin = (typeof bins)[number];
  const percent = (value: number): string => `${Math.round(value * 100)} %`;
  return renderPlot({
    width,
    height,
    marginLeft: MARGIN.left + 6,
    marginRight: MARGIN.right + 6,
    marginTop: top,
    marginBottom: MARGIN.bottom + STRIP,
    x: { type: "linear", domain: [0, 1], axis: null },
    y: { type: "linear", domain: [0, 1], axis: null },
    color: { type: "identity" },
    marks: [
      Plot.gridY({ strokeOpacity: 0.15, ticks: 5 }),
      Plot.axisY({ ticks: 5, tickFormat: percent, tickSize: 0, label: null, fontSize: FONT_SIZE }),
      few
        ? Plot.ruleX(steps, { x: "p", y1: "lo", y2: "hi", strokeWidth: 7, strokeOpacity: 0.2 })
        : Plot.areaY(steps, {
          x: "p",
          y1: "lo",
          y2: "hi",
          fill: "currentColor",
          fillOpacity: 0.12,
        }),
      Plot.link([{}], {
        x1: () => 0,
        y1: () => 0,
        x2: () => 1,
        y2: () => 1,
        strokeDasharray: "4,3",
        strokeOpacity: 0.8,
      }),
      Plot.line(steps, {
        x: "p",
        y: "right",
        stroke: "#0072B2",
        strokeWidth: 2,
        curve: "step",
        strokeOpacity: few ? 0.7 : 1,
      }),
      few ? Plot.dot(steps, { x: "p", y: "right", fill: "#0072B2", r: 4 }) : null,
      Plot.rect(bins.filter(({ n }) => n > 0), {
        x1: { value: ({ low }: Bin) => x(low) + 0.5, ...pixels },
        x2: { value: ({ high }: Bin) => x(high) - 0.5, ...pixels },
        y1: { value: () => floor, ...pixels },
        y2: { value: ({ n }: Bin) => floor - Math.max(1, n / most * (STRIP - 14)), ...pixels },
        fill: "#8A8A8A",
      }),
      Plot.text([0, 0.5, 1], {
        x: { value: (p: number) => x(p), ...pixels },
        y: { value: () => floor + 12, ...pixels },
        text: percent,
      }),
      Plot.text([xAxis], {
        x: { value: () => x(0.5), ...pixels },
        y: { value: () => floor + 32, ...pixels },
        text: (text: string) => text,
      }),
      Plot.text([names.join("\n")], {
        frameAnchor: "top-left",
        lineAnchor: "top",
        dx: -MARGIN.left - 2,
        dy: -top + 4,
        fontWeight: "bold",
        lineHeight: 15 / FONT_SIZE,
      }),
      Plot.text([yAxis], { frameAnchor: "top-left", dx: -MARGIN.left - 2, dy: -22 }),
    ],
  });
}
