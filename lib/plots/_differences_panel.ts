import defer * as Plot from "@observablehq/plot";
import {
  answerDots,
  jitter,
  MARGIN,
  type PanelSize,
  scoreAxes,
  type ScoredPoint,
  symbolScale,
} from "./_judge_panels.ts";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { pointsText } from "./_share_text.ts";
import { spreadLabels } from "./_spread_labels.ts";

/** Bias and limits of agreement. */
export interface BlandAltman {
  /** Mean of judge less physician. */
  readonly bias: number | null;
  /** Lower limit of the bias. */
  readonly lo: number | null;
  /** Upper limit of the bias. */
  readonly hi: number | null;
  /** Lower limit of agreement. */
  readonly limitLow: number | null;
  /** Upper limit of agreement. */
  readonly limitHigh: number | null;
}

/**
 * Differences against means (Bland and Altman), with bias and limits of agreement.
 */
export function differencesPanel(
  points: readonly ScoredPoint[],
  size: PanelSize & { readonly limits: BlandAltman },
): SvgPart {
  const { limits, ...rest } = size;
  const { bias, lo, hi, limitLow, limitHigh } = limits;
  const most = Math.max(
    0.1,
    ...points.map(({ judge, physician }) => Math.abs(judge - physician) + 0.02),
    Math.abs(limitLow ?? 0) + 0.03,
    Math.abs(limitHigh ?? 0) + 0.03,
  );
  const lines = [
    { value: limitHigh, name: "limit" },
    { value: bias, name: "bias" },
    { value: limitLow, name: "limit" },
  ].flatMap((line) => line.value === null ? [] : [{ ...line, value: line.value }]);
  const tall = rest.height - MARGIN.top - MARGIN.bottom;
  const places = spreadLabels(
    lines.map(({ value }) => ({ wanted: (most - value) / (2 * most) * tall, tall: 14 })),
    { room: [-6, tall + 6] },
  );
  const names = lines.map((line, k) => ({
    ...line,
    at: most - (places[k] ?? 0) / tall * 2 * most,
  }));
  type Name = (typeof names)[number];
  const moved = points.map((point, k) => ({
    ...point,
    x: (point.judge + point.physician) / 2 + jitter(k),
    y: point.judge - point.physician + jitter(k + 0.5),
  }));
  return renderPlot({
    ...rest,
    marginLeft: MARGIN.left,
    marginRight: 76,
    marginTop: MARGIN.top,
    marginBottom: MARGIN.bottom,
    x: { type: "linear", domain: [-0.03, 1.03], axis: null },
    y: { type: "linear", domain: [-most, most], axis: null },
    color: { type: "identity" },
    symbol: symbolScale(points),
    marks: [
      ...scoreAxes({ x: "Mean of both", y: "Judge less physicians, points", points: true }),
      lo === null || hi === null ? null : Plot.rectY([{}], {
        y1: () => lo,
        y2: () => hi,
        fill: "currentColor",
        fillOpacity: 0.12,
      }),
      Plot.ruleY([0], { strokeWidth: 2 }),
      Plot.ruleY(lines, { y: "value", strokeDasharray: "4,3" }),
      answerDots(moved, { x: ({ x }) => x, y: ({ y }) => y }),
      Plot.text(names, {
        y: "at",
        text: ({ name, value }: Name) => `${name} ${pointsText(value)}`,
        frameAnchor: "right",
        textAnchor: "start",
        dx: 6,
      }),
    ],
  });
}
