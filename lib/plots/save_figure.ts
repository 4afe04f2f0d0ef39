import { mkdir, writeFile } from "node:fs/promises";
import { dirname, extname } from "node:path";
import { backedSvg } from "./_backed_svg.ts";
import { escapeXml } from "./_escape_xml.ts";
import type { Figure } from "./figure.ts";
import { figurePng, type FigurePngOptions } from "./figure_png.ts";
import { toVegaLite } from "./to_vega_lite.ts";

/**
 * Writes a figure to a file; its name says how: `.svg`, `.png`, `.html`, or `.json` for the Vega-Lite specification.
 *
 * SVG and PNG stand on white unless told otherwise; a PNG has twice the pixels; HTML is a page of its own that follows
 * light and dark. Folders are made. An existing file is replaced. Throws `RangeError` for any other name before anything
 * is written.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { accuracyPlot, saveFigure } from "@rounds/rounds";
 *
 * const folder = await Deno.makeTempDir();
 * await saveFigure(accuracyPlot([]), `${folder}/figure.svg`);
 * assert.match(await Deno.readTextFile(`${folder}/figure.svg`), /^<svg xmlns=/);
 * await assert.rejects(saveFigure(accuracyPlot([]), "figure.gif"), /\.svg, \.png, \.html or \.json/);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function saveFigure(
  figure: Figure,
  path: string,
  options: FigurePngOptions = {},
): Promise<void> {
  const content = render(figure, path, options);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

function render(figure: Figure, path: string, options: FigurePngOptions): string | Uint8Array {
  const { background = "white" } = options;
  switch (extname(path).toLowerCase()) {
    case ".svg":
      return `${backedSvg(figure.svg, { background })}\n`;
    case ".png":
      return figurePng(figure, options);
    case ".html":
      return page(figure);
    case ".json":
      return `${JSON.stringify(toVegaLite(figure), null, 2)}\n`;
    default:
      throw new RangeError(
        `Cannot save a figure as "${path}": the name must end in .svg, .png, .html or .json`,
      );
  }
}

function page(figure: Figure): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeXml(figure.title ?? figure.alt)}</title>
</head>
<body style="margin:16px">
${figure.html}
</body>
</html>
`;
}
