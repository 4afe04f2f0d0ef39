import defer * as Plot from "@observablehq/plot";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { textWidth } from "./_text_width.ts";
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
  const measure = (text: string) => textWidth(text, { fontSize: FONT_SIZE });
  const headers = options.headers.map((header) => wrapText(header, { width: 84, fontSize: 12 }));
  const top = 10 + Math.max(1, ...headers.map((lines) => lines.length)) * LINE;
  let end = top;
  const rows = bars.map((bar) => {
    const lines = wrapText(bar.label, { width: options.width * 0.3, fontSize: FONT_SIZE });
    const tall = Math.max(28, lines.length * LINE + 8);
    const y = end + tall / 2;
    end += tall;
    return { ...bar, lines, y };
  });
  const left = Math.ceil(Math.max(40, ...rows.flatMap(({ lines }) => lines).map(measure))) + 14;
  const widths = headers.map((lines, column) =>
    Math.max(...lines.map(measure), ...rows.map(({ cells }) => measure(cells[column] ?? "")))
  );
  const offsets = widths.map((_, column) =>
    widths.slice(0, column + 1).reduce((sum, wide) => sum + wide + GUTTER, 6)
  );
  const right = Math.ceil(offsets.at(-1) ?? 12) + 6;
  const width = Math.max(options.width, left + right + 160);
  const inner = width - left - right;
  const reach = Math.max(
    0.02,
    ...rows.flatMap(({ helped, helpedHi, harmed, harmedHi }) => [
      helpedHi ?? helped,
      harmedHi ?? harmed,
    ]),
  ) * 1.06;
  const sides = [
    { name: "image helps", sign: -1, color: HELPED },
    { name: "image harms", sign: 1, color: HARMED },
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
    { bar, x: bar.harmed, lo: bar.harmedLo, hi: bar.harmedHi, color: HARMED },
  ]).map((piece) => ({ ...piece, y: piece.bar.y, opacity: piece.bar.clear ? 1 : 0.45 }));
  return renderPlot({
    width,
    height: end + foot,
    marginLeft: left,
    marginRight: right,
    marginTop: top,
    marginBottom: foot,
    x: { type: "linear", domain: [-reach, reach], axis: null },
    y: { type: "identity", axis: null },
    color: { type: "identity" },
    opacity: { type: "identity" },
    marks: [
      Plot.gridX({ strokeOpacity: 0.15, ticks: Math.max(2, Math.floor(inner / 60)) }),
      Plot.axisX({
        tickFormat: (value: number) => `${Number(Math.abs(value * 100).toFixed(1))} %`,
        tickSize: 0,
        ticks: Math.max(2, Math.floor(inner / 60)),
        label: null,
        fontSize: 12,
      }),
      Plot.rect(pieces, {
        x1: 0,
        x2: "x",
        y1: ({ y }: { readonly y: number }) => y - 8,
        y2: ({ y }: { readonly y: number }) => y + 8,
        fill: "color",
        fillOpacity: "opacity",
      }),
      Plot.ruleY(pieces.filter(({ lo, hi }) => lo !== null && hi !== null), {
        y: "y",
        x1: "lo",
        x2: "hi",
        strokeWidth: 1.5,
      }),
      Plot.ruleX([0], { strokeWidth: 2 }),
      Plot.text(rows, {
        y: "y",
        text: ({ lines }: { readonly lines: readonly string[] }) => lines.join("\n"),
        frameAnchor: "left",
        textAnchor: "end",
        dx: -12,
        lineHeight: LINE / FONT_SIZE,
      }),
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
      headers.map((lines, column) => [
        Plot.text([lines.join("\n")], {
          frameAnchor: "top-right",
          lineAnchor: "bottom",
          textAnchor: "end",
          dx: offsets[column] ?? 0,
          dy: -4,
          lineHeight: LINE / FONT_SIZE,
          fillOpacity: 0.8,
        }),
        Plot.text(rows, {
          y: "y",
          frameAnchor: "right",
          textAnchor: "end",
          dx: offsets[column] ?? 0,
          text: ({ cells }: FlipBar) => cells[column] ?? "",
          fontVariant: "tabular-nums",
        }),
      ]),
    ],
  });
}

function minus(value: number | null): number | null {
  return value === null ? null : -value;
}
