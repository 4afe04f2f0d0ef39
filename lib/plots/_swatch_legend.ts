import defer * as Plot from "@observablehq/plot";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { textWidth } from "./_text_width.ts";
import { wrapText } from "./_wrap_text.ts";

const FONT_SIZE = 12;
const LINE = 15;

/**
 * A legend of coloured or hatched swatches; `patterns` are the definitions of hatchings, as SVG.
 */
export function swatchLegend(
  swatches: readonly { readonly name: string; readonly color: string }[],
  options: { readonly width: number; readonly patterns: string },
): SvgPart {
  let [x, y] = [4, 0];
  const entries = swatches.map(({ name, color }) => {
    const lines = wrapText(name, { width: options.width - 40, fontSize: FONT_SIZE });
    const wide = Math.max(...lines.map((line) => textWidth(line, { fontSize: FONT_SIZE }))) + 38;
    if (x > 4 && x + wide > options.width) [x, y] = [4, y + 18];
    const entry = { x, y, color, text: lines.join("\n") };
    x += wide;
    y += (lines.length - 1) * LINE;
    return entry;
  });
  const part = renderPlot({
    width: options.width,
    height: y + 20,
    margin: 0,
    axis: null,
    x: { type: "identity" },
    y: { type: "identity" },
    color: { type: "identity" },
    marks: [
      Plot.rect(entries, {
        x1: "x",
        x2: ({ x }: { readonly x: number }) => x + 14,
        y1: ({ y }: { readonly y: number }) => y + 2,
        y2: ({ y }: { readonly y: number }) => y + 16,
        fill: "color",
      }),
      Plot.text(entries, {
        x: "x",
        y: ({ y }: { readonly y: number }) => y + 9,
        dx: 20,
        text: "text",
        textAnchor: "start",
        lineHeight: LINE / FONT_SIZE,
      }),
    ],
  });
  return { ...part, content: `${options.patterns}${part.content}` };
}
