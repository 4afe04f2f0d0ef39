import defer * as Plot from "@observablehq/plot";
import { fittingTicks } from "./_fitting_ticks.ts";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { textWidth } from "./_text_width.ts";
import { tipped } from "./_tip_text.ts";
import { wrapText } from "./_wrap_text.ts";

const FONT_SIZE = 12;
const LINE = 15;
/** Text inside a piece needs this much room beside it, CSS pixels. */
const SPARE = 6;

/** A part of a bar. */
export interface BarPiece {
  /** Share of the bar, in [0,1]. */
  readonly share: number;
  /** Colour or pattern. */
  readonly color: string;
  /** Written inside, the first that fits; empty for nothing. */
  readonly texts: readonly string[];
  /** Colour of that text. */
  readonly ink: "black" | "white";
  /** What a browser shows when the pointer rests on it. */
  readonly tip: string;
}

/** One bar of shares. */
export interface StackedBar {
  /** Written on the left. */
  readonly label: string;
  /** From left to right; shares add up to 1, or there are none. */
  readonly pieces: readonly BarPiece[];
  /** Written on the right. */
  readonly cell: string;
  /** Drawn below the bar; null for none. */
  readonly bracket: { readonly low: number; readonly high: number } | null;
}

/**
 * Draws bars of shares below each other, each with a text on the right and, where given, a bracket below.
 */
export function stackedBars(
  bars: readonly StackedBar[],
  options: {
    readonly width: number;
    /** Name of the x axis. */
    readonly axis: string;
    /** Above the texts on the right. */
    readonly header: string;
  },
): SvgPart {
  const { width, axis, header } = options;
  const measure = (text: string) => textWidth(text, { fontSize: FONT_SIZE });
  const labels = bars.map(({ label }) =>
    wrapText(label, { width: width * 0.34, fontSize: FONT_SIZE })
  );
  const left = Math.ceil(Math.max(40, ...labels.flat().map(measure))) + 12;
  const right = Math.ceil(Math.max(...bars.map(({ cell }) => measure(cell)), measure(header))) + 22;
  const slot = Math.max(30, ...labels.map((lines) => lines.length * LINE + 8));
  const top = 22;
  const wide = width - left - right;
  const tick = (value: number): string => `${Math.round(value * 100)} %`;
  const ticks = fittingTicks([0, 1], { room: wide, label: tick });
  const pieces = bars.flatMap((bar, row) => {
    let from = 0;
    return bar.pieces.map(({ share, color, texts, ink, tip }) => {
      const room = share * wide - SPARE;
      const text = texts.find((one) => textWidth(one, { fontSize: 11 }) <= room) ?? "";
      const piece = {
        x1: from,
        x2: from + share,
        color,
        text,
        ink,
        tip,
        y: top + row * slot + slot / 2 - 2,
        y1: top + row * slot + slot / 2 - 10,
        y2: top + row * slot + slot / 2 + 6,
      };
      from += share;
      return piece;
    }).filter(({ x1, x2 }) => x2 > x1);
  });
  const brackets = bars.flatMap(({ bracket }, row) =>
    bracket === null ? [] : [{ ...bracket, y: top + row * slot + slot / 2 + 10 }]
  );
  const centre = (_: unknown, row: number) => top + row * slot + slot / 2 - 2;
  return renderPlot({
    width,
    height: top + bars.length * slot + 40,
    marginLeft: left,
    marginRight: right,
    marginTop: top,
    marginBottom: 40,
    x: { type: "linear", domain: [0, 1], axis: null },
    y: { type: "identity", axis: null },
    color: { type: "identity" },
    marks: [
      Plot.gridX(ticks, { strokeOpacity: 0.15 }),
      Plot.axisX(ticks, { tickFormat: tick, tickSize: 0, label: null }),
      Plot.text([axis], { frameAnchor: "bottom", dy: 34 }),
      Plot.rect(pieces, {
        x1: "x1",
        x2: "x2",
        y1: "y1",
        y2: "y2",
        fill: "color",
        insetRight: 0.5,
        ...tipped(pieces.length),
      }),
      (["white", "black"] as const).map((ink) =>
        Plot.text(pieces.filter((piece) => piece.text !== "" && piece.ink === ink), {
          x: ({ x1, x2 }: { readonly x1: number; readonly x2: number }) => (x1 + x2) / 2,
          y: "y",
          text: "text",
          fontSize: 11,
          fill: ink,
        })
      ),
      Plot.ruleY(brackets, { y: "y", x1: "low", x2: "high", strokeWidth: 1.5 }),
      ["low", "high"].map((end) =>
        Plot.ruleX(brackets, {
          x: end,
          y1: ({ y }: { readonly y: number }) => y - 4,
          y2: ({ y }: { readonly y: number }) => y + 4,
          strokeWidth: 1.5,
        })
      ),
      Plot.text(labels, {
        y: centre,
        text: (lines: readonly string[]) => lines.join("\n"),
        frameAnchor: "left",
        textAnchor: "end",
        dx: -10,
        lineHeight: LINE / FONT_SIZE,
      }),
      Plot.text([header], {
        frameAnchor: "top-right",
        textAnchor: "end",
        lineAnchor: "bottom",
        dx: right - 6,
        dy: -6,
        fillOpacity: 0.8,
      }),
      Plot.text(bars, {
        y: centre,
        text: "cell",
        frameAnchor: "right",
        textAnchor: "end",
        dx: right - 6,
        fontVariant: "tabular-nums",
      }),
    ],
  });
}
