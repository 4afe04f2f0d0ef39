import { escapeXml } from "./_escape_xml.ts";
import { FONT_FAMILY, type SvgPart } from "./_render_plot.ts";
import { wrapText } from "./_wrap_text.ts";

const FONT_SIZE = 13;
const LINE = 17;

/**
 * A heading above one of several parts.
 */
export function headingPart(text: string, options: { readonly width: number }): SvgPart {
  const { width } = options;
  const lines = wrapText(text, { width: (width - 8) / 1.12, fontSize: FONT_SIZE });
  const spans = lines.map((line, k) =>
    `<tspan x="4" y="${k * LINE + FONT_SIZE}">${escapeXml(line)}</tspan>`
  );
  return {
    content: `<text font-family="${FONT_FAMILY}" font-size="${FONT_SIZE}" font-weight="bold">${
      spans.join("")
    }</text>`,
    width,
    height: lines.length * LINE,
  };
}
