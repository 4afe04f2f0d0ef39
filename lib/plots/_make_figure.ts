import { escapeXml } from "./_escape_xml.ts";
import { figureBundle } from "./figure_bundle.ts";
import type { Figure, PlotRow, VegaLiteSpec } from "./figure.ts";
import { FONT_FAMILY, type SvgPart } from "./_render_plot.ts";
import { fullNames, fullRow } from "./_rows_of.ts";
import { specWithNames, titledNames } from "./_with_full_names.ts";
import { wrapText } from "./_wrap_text.ts";

/** What a figure is made of. */
export interface MakeFigureOptions {
  /** Placed below each other. */
  readonly parts: readonly SvgPart[];
  /** The message; null for none. */
  readonly title: string | null;
  /** What the figure shows, in words. */
  readonly alt: string;
  /** Written below the parts. */
  readonly caption: string;
  /** The rows behind the figure. */
  readonly rows: readonly PlotRow[];
  /** The same figure for Vega-Lite; null where there is none. */
  readonly spec: VegaLiteSpec | null;
  /** CSS pixels; a wider part makes the figure wider. */
  readonly width: number;
}

const TITLE = { fontSize: 16, line: 21 };
const CAPTION = { fontSize: 11.5, line: 16 };
/** Between title, parts and caption, and around everything. */
const GAP = 10;
const EDGE = 4;

/**
 * Puts title, drawn parts and caption into one SVG, and that into a figure. Names that were shortened are in full in its
 * rows and in the titles of texts.
 */
export function makeFigure(options: MakeFigureOptions): Figure {
  const { parts, title, alt, caption } = options;
  const names = fullNames(options.rows);
  const rows = options.rows.map(fullRow);
  const spec = options.spec === null ? null : specWithNames(options.spec, names);
  const width = Math.max(options.width, ...parts.map((part) => part.width));
  const room = width - 2 * EDGE;
  const titleLines = title === null
    ? []
    : wrapText(title, { width: room * 0.9, fontSize: TITLE.fontSize });
  const captionLines = wrapText(caption, { width: room, fontSize: CAPTION.fontSize });
  const pieces: string[] = [];
  let y = EDGE;
  if (titleLines.length > 0) {
    pieces.push(textBlock(titleLines, { y, ...TITLE, attributes: 'font-weight="bold"' }));
    y += titleLines.length * TITLE.line + GAP;
  }
  for (const part of parts) {
    pieces.push(`<g transform="translate(0,${y})">${titledNames(part.content, names)}</g>`);
    y += part.height + GAP;
  }
  pieces.push(textBlock(captionLines, { y, ...CAPTION, attributes: "" }));
  const height = Math.ceil(y + captionLines.length * CAPTION.line + EDGE);
  const label = title ?? alt;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(label)}" ` +
    `aria-description="${escapeXml(alt)}" fill="currentColor" font-family="${FONT_FAMILY}" ` +
    `style="max-width:100%;height:auto">${pieces.join("")}</svg>`;
  const html = `<figure style="margin:0;overflow-x:auto">${svg}</figure>`;
  const figure = { svg, html, rows, spec, title, alt, caption, width, height };
  return {
    ...figure,
    [Symbol.for("Jupyter.display")]: () => figureBundle(figure, { format: "html" }).data,
  };
}

function textBlock(
  lines: readonly string[],
  { y, fontSize, line, attributes }: {
    readonly y: number;
    readonly fontSize: number;
    readonly line: number;
    readonly attributes: string;
  },
): string {
  const spans = lines.map((text, index) =>
    `<tspan x="${EDGE}" y="${y + index * line + fontSize}">${escapeXml(text)}</tspan>`
  );
  return `<text font-size="${fontSize}" ${attributes}>${spans.join("")}</text>`;
}
