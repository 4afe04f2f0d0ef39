import defer * as Plot from "@observablehq/plot";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { seriesStyle } from "./_series_style.ts";
import { type SeriesStyle, SYMBOL_SCALE } from "./_palette.ts";
import { textWidth } from "./_text_width.ts";
import { wrapText } from "./_wrap_text.ts";

const FONT_SIZE = 12;
const LINE = 16;

/**
 * A legend of series, each with its colour and shape, as part of the drawing so that exports keep it.
 */
export function seriesLegend(
  names: readonly string[],
  options: {
    readonly width: number;
    /** How each is drawn; default by its place. */
    readonly style?: (name: string) => SeriesStyle;
  },
): SvgPart {
  const room = options.width - 24;
  const { style = (name) => seriesStyle(names.indexOf(name)) } = options;
  let [x, y] = [0, 0];
  const entries = names.map((name) => {
    const lines = wrapText(name, { width: room - 16, fontSize: FONT_SIZE });
    const wide = Math.max(...lines.map((line) => textWidth(line, { fontSize: FONT_SIZE }))) + 34;
    if (x > 0 && x + wide > room) [x, y] = [0, y + LINE];
    const entry = { x: x + 10, y: y + LINE / 2, text: lines.join("\n"), ...style(name) };
    x += wide;
    y += (lines.length - 1) * LINE;
    return entry;
  });
  const height = y + LINE + 4;
  return renderPlot({
    width: options.width,
    height,
    margin: 0,
    x: { type: "identity" },
    y: { type: "identity" },
    axis: null,
    color: { type: "identity" },
    symbol: SYMBOL_SCALE,
    marks: [
      Plot.dot(entries, { x: "x", y: "y", fill: "color", symbol: "symbol", r: 4.5 }),
      Plot.text(entries, {
        x: "x",
        y: "y",
        text: "text",
        textAnchor: "start",
        dx: 10,
        lineAnchor: "middle",
      }),
    ],
  });
}
