import defer * as Plot from "@observablehq/plot";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { pointsText } from "./_share_text.ts";
import { textWidth } from "./_text_width.ts";
import { tipped } from "./_tip_text.ts";

const FONT_SIZE = 12;
const COLOR = "#0072B2";

/** One bin of months around the cut-offs. */
export interface EventBin {
  /** First month from the cut-off. */
  readonly from: number;
  /** Last month. */
  readonly to: number;
  /** Written below it. */
  readonly label: string;
  /** The bin the others are compared with. */
  readonly reference: boolean;
  /** Change against the reference; null when not defined. */
  readonly value: number | null;
  /** Lower limit of this bin by itself. */
  readonly lo: number | null;
  /** Upper limit. */
  readonly hi: number | null;
  /** Lower limit that holds for all bins at once; null when not given. */
  readonly loAll: number | null;
  /** Upper limit. */
  readonly hiAll: number | null;
  /** Clear of zero for all bins at once. */
  readonly clear: boolean;
  /** Scores in it; null when unknown. */
  readonly n: number | null;
  /** What a browser shows when the pointer rests on it. */
  readonly tip: string;
}

/**
 * Draws the bins from left to right, the time before the cut-off shaded.
 */
export function eventDots(
  bins: readonly EventBin[],
  options: { readonly width: number },
): SvgPart {
  const { width } = options;
  const [left, right, top] = [50, 14, 30];
  const cells = bins.map((bin, at) => ({ ...bin, at }));
  const step = (width - left - right) / Math.max(1, cells.length);
  const longest = Math.max(
    ...cells.map(({ label, n }) =>
      Math.max(textWidth(label, { fontSize: FONT_SIZE }), textWidth(countText(n), { fontSize: 12 }))
    ),
  );
  // Where labels would touch, they take turns on several lines.
  const levels = Math.max(1, Math.min(4, Math.ceil((longest + 6) / step)));
  const stagger = (levels - 1) * 15;
  const hasCounts = cells.some(({ n }) => n !== null);
  const bottom = 44 + 2 * stagger + (hasCounts ? 20 : 0);
  const limits = cells.flatMap(({ value, lo, hi, loAll, hiAll }) =>
    [value, lo, hi, loAll, hiAll].filter((limit) => limit !== null)
  );
  const [low, high] = [Math.min(-0.02, ...limits), Math.max(0.02, ...limits)];
  const border = cells.filter(({ to }) => to <= 0).length - 0.5;
  const drawn = cells.filter(({ value }) => value !== null);
  const turns = Array.from({ length: levels }, (_, turn) => turn);
  return renderPlot({
    width,
    height: top + 260 + bottom,
    marginLeft: left,
    marginRight: right,
    marginTop: top,
    marginBottom: bottom,
    x: { type: "linear", domain: [-0.5, cells.length - 0.5], axis: null },
    y: {
      type: "linear",
      domain: [Math.floor(low * 25 - 1e-9) / 25, Math.ceil(high * 25 - 1e-9) / 25],
      axis: null,
    },
    marks: [
      border <= -0.5 ? null : Plot.rectX([{}], {
        x1: -0.5,
        x2: border,
        fill: "currentColor",
        fillOpacity: 0.06,
      }),
      Plot.gridY({ strokeOpacity: 0.15, ticks: 6 }),
      Plot.axisY({
        tickFormat: (value: number) => pointsText(value).replace(/\.0$/, ""),
        tickSize: 0,
        label: null,
        ticks: 6,
      }),
      Plot.text(["points against the last months before the cut-off"], {
        frameAnchor: "top-left",
        dx: -left + 4,
        dy: -22,
      }),
      Plot.ruleY([0], { strokeWidth: 2 }),
      border <= -0.5 || border >= cells.length - 0.5 ? null : [
        Plot.ruleX([border], { strokeDasharray: "4,3" }),
        Plot.text(["before the cut-off"], {
          x: border,
          frameAnchor: "top",
          textAnchor: "end",
          dx: -6,
          dy: 6,
        }),
        Plot.text(["after"], { x: border, frameAnchor: "top", textAnchor: "start", dx: 6, dy: 6 }),
      ],
      Plot.ruleX(drawn.filter(({ loAll, hiAll }) => loAll !== null && hiAll !== null), {
        x: "at",
        y1: "loAll",
        y2: "hiAll",
        stroke: COLOR,
        strokeWidth: 1.25,
      }),
      Plot.ruleX(drawn.filter(({ lo, hi }) => lo !== null && hi !== null), {
        x: "at",
        y1: "lo",
        y2: "hi",
        stroke: COLOR,
        strokeWidth: 4,
        strokeOpacity: 0.45,
      }),
      Plot.dot(drawn.filter(({ clear, reference }) => clear && !reference), {
        x: "at",
        y: "value",
        r: 5,
        fill: COLOR,
        ...tipped(cells.length),
      }),
      Plot.dot(drawn.filter(({ clear, reference }) => !clear && !reference), {
        x: "at",
        y: "value",
        r: 5,
        stroke: COLOR,
        strokeWidth: 1.75,
        fill: "none",
        ...tipped(cells.length),
      }),
      Plot.dot(drawn.filter(({ reference }) => reference), {
        x: "at",
        y: "value",
        r: 5,
        symbol: "diamond",
        fill: "currentColor",
        ...tipped(cells.length),
      }),
      turns.map((turn) => [
        Plot.text(cells.filter(({ at }) => at % levels === turn), {
          x: "at",
          text: "label",
          frameAnchor: "bottom",
          lineAnchor: "middle",
          dy: 14 + turn * 15,
        }),
        hasCounts
          ? Plot.text(cells.filter(({ at }) => at % levels === turn), {
            x: "at",
            text: ({ n }: EventBin) => countText(n),
            frameAnchor: "bottom",
            lineAnchor: "middle",
            dy: 32 + stagger + turn * 15,
            fillOpacity: 0.7,
          })
          : null,
      ]),
      Plot.text(["Months from each run's cut-off"], {
        frameAnchor: "bottom",
        lineAnchor: "middle",
        dy: bottom - 9,
      }),
    ],
  });
}

function countText(n: number | null): string {
  return n === null ? "" : `n\u00a0${n.toLocaleString("en-US")}`;
}
