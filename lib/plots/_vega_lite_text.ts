import type { VegaLiteSpec } from "./figure.ts";
import { wrapText } from "./_wrap_text.ts";

/**
 * Title, caption and description of a figure as the fields a Vega-Lite specification has for them.
 */
export function vegaLiteText(
  figure: {
    readonly title: string | null;
    readonly caption: string;
    readonly alt: string;
    readonly width: number;
  },
): VegaLiteSpec {
  const { title, caption, alt, width } = figure;
  return {
    description: alt,
    title: {
      text: title === null ? "" : wrapText(title, { width: width * 0.9, fontSize: 16 }),
      subtitle: wrapText(caption, { width, fontSize: 11.5 }),
      anchor: "start",
      frame: "bounds",
      fontSize: 16,
      subtitleFontSize: 11.5,
      offset: 12,
    },
  };
}
