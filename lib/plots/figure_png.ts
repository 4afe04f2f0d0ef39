import defer * as resvg from "@resvg/resvg-js";
import { backedSvg } from "./_backed_svg.ts";
import type { Figure } from "./figure.ts";

/** How to rasterise a figure. */
export interface FigurePngOptions {
  /** Pixels per CSS pixel; default 2. */
  readonly scale?: number;
  /** Default `white`; `transparent` leaves text black on whatever is behind. */
  readonly background?: "white" | "transparent";
  /** Fonts to draw with besides the machine's, as paths; without any font at all, text would be missing. */
  readonly fontFiles?: readonly string[];
}

/**
 * A figure as a PNG, drawn with the machine's fonts.
 *
 * Throws `RangeError` for a scale that is not between 0.1 and 10.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { accuracyPlot, figurePng } from "@rounds/rounds";
 *
 * const png = figurePng(accuracyPlot([]), { scale: 1 });
 * assert.deepEqual([...png.slice(1, 4)], [...new TextEncoder().encode("PNG")]);
 * ```
 */
export function figurePng(
  figure: Pick<Figure, "svg">,
  options: FigurePngOptions = {},
): Uint8Array {
  const { scale = 2, background = "white", fontFiles = [] } = options;
  if (!(scale >= 0.1 && scale <= 10)) {
    throw new RangeError(`scale is ${scale}, expected 0.1 to 10`);
  }
  return new resvg.Resvg(backedSvg(figure.svg, { background }), {
    fitTo: { mode: "zoom", value: scale },
    font: {
      sansSerifFamily: "DejaVu Sans",
      defaultFontFamily: "DejaVu Sans",
      fontFiles: [...fontFiles],
    },
  }).render().asPng();
}
