import defer * as Plot from "@observablehq/plot";
import { renderPlot, type SvgPart } from "./_render_plot.ts";
import { textWidth } from "./_text_width.ts";

/**
 * The stretch of shares the colours span.
 */
export function shareDomain(known: readonly number[]): readonly [low: number, high: number] {
  if (known.length === 0) return [0, 1];
  const low = Math.floor(Math.min(...known) * 20 + 1e-9) / 20;
  const high = Math.ceil(Math.max(...known) * 20 - 1e-9) / 20;
  // Colours of a narrower stretch would shout differences of chance.
  const spare = Math.max(0, 0.2 - (high - low)) / 2;
  return [Math.max(0, low - spare), Math.min(1, high + spare)];
}

/**
 * The scale of colours of shares, drawn: a legend of Plot's own would not be part of the SVG.
 */
export function shareScale(
  domain: readonly [low: number, high: number],
  options: {
    readonly width: number;
    /** Written in front; default nothing. */
    readonly name?: string;
  },
): SvgPart {
  const [low, high] = domain;
  const { name = "" } = options;
  const room = name === "" ? 0 : Math.ceil(textWidth(name, { fontSize: 12 })) + 14;
  const [left, steps] = [48 + room, 30];
  const wide = Math.max(60, Math.min(180, options.width - left - 60));
  const swatches = Array.from({ length: steps }, (_, k) => ({
    share: low + (high - low) * (k + 0.5) / steps,
    x1: left + k * wide / steps,
    x2: left + (k + 1) * wide / steps + 0.3,
  }));
  return renderPlot({
    width: options.width,
    height: 18,
    margin: 0,
    axis: null,
    x: { type: "identity" },
    y: { type: "identity" },
    color: { type: "linear", scheme: "cividis", domain: [low, high] },
    marks: [
      Plot.rect(swatches, { x1: "x1", x2: "x2", y1: () => 3, y2: () => 15, fill: "share" }),
      Plot.text([name], { x: () => 4, y: () => 9, textAnchor: "start" }),
      Plot.text([low], { x: () => left - 6, y: () => 9, text: shareLabel, textAnchor: "end" }),
      Plot.text([high], {
        x: () => left + wide + 6,
        y: () => 9,
        text: shareLabel,
        textAnchor: "start",
      }),
    ],
  });
}

function shareLabel(share: number): string {
  return `${Math.round(share * 100)} %`;
}
