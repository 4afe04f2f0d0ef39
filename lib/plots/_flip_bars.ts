import defer * as Plot from "@observablehq/plot";
import { fittingTicks } from "./_fitting_ticks.ts";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { rowLayout } from "./_row_layout.ts";
import { textMarks } from "./_text_marks.ts";
import { tipped } from "./_tip_text.ts";
import { wrapText } from "./_wrap_text.ts";

/** What images change for one run. */
export interface FlipBar {
  /** Written on the left. */
  readonly label: string;
  /** Share of the questions right only with the image. */
  readonly helped: number;
  /** Lower limit; null for none. */
  readonly helpedLo: number | null;
  /** Upper limit. */
  readonly helpedHi: number | null;
  /** Share right only without it. */
  readonly harmed: number;
  /** Lower limit. */
  readonly harmedLo: number | null;
  /** Upper limit. */
  readonly harmedHi: number | null;
  /** The flips are clear of an even split. */
  readonly clear: boolean;
  /** Written on the right, one for each header. */
  readonly cells: readonly string[];
  /** What a browser shows when the pointer rests on it. */
  readonly tip: string;
}

const FONT_SIZE = 12;
const LINE = 15;
const GUTTER = 14;
const HELPED = "#0072B2";
const HARMED = "#D55E00";

/**
 * Draws bars to the left of zero for what images help with, to the right for what they harm.
 */
export function flipBars(
  bars: readonly FlipBar[],
  options: { readonly width: number; readonly headers: readonly string[] },
): SvgPart {
  const layout = rowLayout(bars, {
    width: options.width,
    headers: options.headers,
    namesAll: true,
    headerWidth: 84,
    top: 25,
    labels: 0.3,
    tall: 28,
    gutter: GUTTER,
    narrowest: 160,
  });
  const { width, left, right, start, end, stacked } = layout;
  const rows = bars.map((bar, k) => ({ ...bar, y: layout.places[k]?.y ?? 0 }));
  const inner = width - left - right;
  const reach = Math.max(
    0.02,
    ...rows.flatMap(({ helped, helpedHi, harmed, harmedHi }) => [
      helpedHi ?? helped,
      harmedHi ?? harmed,
    ]),
  ) * 1.06;
  const tick = (value: number): string => `${Number(Math.abs(value * 100).toFixed(1))} %`;
  // Both sides have the same labels, so a sign keeps them apart while ticks are chosen.
  const ticks = fittingTicks([-reach, reach], {
    room: inner,
    label: (value) => `${value < 0 ? "-" : ""}${tick(value)}`,
  });
  const half = stacked ? 7 : 8;
  const sides = [
    { name: "only with image", sign: -1, color: HELPED },
    { name: "only without", sign: 1, color: HARMED },
  ] as const;
  const words = sides.map(({ name }) => wrapText(name, { width: inner / 2 - 8, fontSize: 12 }));
  const foot = 48 + Math.max(...words.map((lines) => lines.length)) * LINE;
  const pieces = rows.flatMap((bar) => [
    {
      bar,
      x: -bar.helped,
      lo: minus(bar.helpedLo),
      hi: minus(bar.helpedHi),
      color: HELPED,
    },
    {
      bar,
      x: bar.harmed,
      lo: bar.harmedLo,
      hi: bar.harmedHi,
      color: HARMED,
    },
  ]).map((piece) => ({
    ...piece,
    y: piece.bar.y,
    opacity: piece.bar.clear ? 1 : 0.45,
    tip: piece.bar.tip,
  }));
  return renderPlot({
    width,
    height: end + foot,
    marginLeft: left,
    marginRight: right,
    marginTop: start,
    marginBottom: foot,
    x: { type: "linear", domain: [-reach, reach], axis: null },
    y: { type: "identity", axis: null },
    color: { type: "identity" },
    opacity: { type: "identity" },
    marks: [
      Plot.ruleX(ticks.flatMap((x) => layout.strips.map((strip) => ({ x, ...strip }))), {
        x: "x",
        y1: "y1",
        y2: "y2",
        strokeOpacity: 0.15,
      }),
      Plot.axisX(ticks, { tickFormat: tick, tickSize: 0, label: null, fontSize: 12 }),
      Plot.rect(pieces, {
        x1: 0,
        x2: "x",
        y1: ({ y }: { readonly y: number }) => y - half,
        y2: ({ y }: { readonly y: number }) => y + half,
        fill: "color",
        fillOpacity: "opacity",
        ...tipped(pieces.length),
      }),
      Plot.ruleY(pieces.filter(({ lo, hi }) => lo !== null && hi !== null), {
        y: "y",
        x1: "lo",
        x2: "hi",
        strokeWidth: 1.5,
      }),
      Plot.ruleX(layout.strips, { x: 0, y1: "y1", y2: "y2", strokeWidth: 2 }),
      sides.map(({ sign, color }, side) =>
        Plot.text(
          [
            (words[side] ?? []).map((line, k) =>
              k === 0 ? (sign < 0 ? `← ${line}` : `${line} →`) : line
            ).join("\n"),
          ],
          {
            frameAnchor: sign < 0 ? "bottom-left" : "bottom-right",
            lineAnchor: "top",
            dy: 30,
            lineHeight: LINE / FONT_SIZE,
            fontWeight: "bold",
            fill: color,
          },
        )
      ),
      textMarks(layout.texts),
    ],
  });
}

function minus(value: number | null): number | null {
  return value === null ? null : -value;
}
