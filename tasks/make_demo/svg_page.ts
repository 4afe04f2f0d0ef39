/** The one typeface of all pictures. */
const TYPEFACE = "DejaVu Sans";

/** A drawing on its background, with the label that says it is no patient's. */
export function svgPage(
  body: string,
  options: {
    readonly width: number;
    readonly height: number;
    readonly background: string;
    /** Color of text that stands on the background. */
    readonly ink: string;
    readonly defs?: string;
  },
): string {
  const { width, height, background, ink, defs = "" } = options;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}" font-family="${TYPEFACE}" font-size="13">` +
    `<defs>${defs}</defs><rect width="${width}" height="${height}" fill="${background}"/>${body}` +
    `<text x="8" y="${
      height - 8
    }" font-size="12" fill="${ink}">SYNTHETIC - rounds demo</text></svg>\n`;
}
