import defer * as jpeg from "jpeg-js";
import defer * as resvg from "@resvg/resvg-js";
import { encodePng } from "./encode_png.ts";

/** JPEG quality for pictures with grain: small files without visible blocks. */
const QUALITY = 74;

/** The bytes of a drawing as PNG or JPEG, by the ending of `file`. The same drawing and typeface give the same bytes. */
export function renderPicture(file: string, svg: string): Uint8Array {
  const { width, height, pixels } = new resvg.Resvg(svg, {
    font: { loadSystemFonts: true, defaultFontFamily: "DejaVu Sans" },
  }).render();
  if (file.endsWith(".png")) return encodePng({ width, height, data: pixels });
  if (file.endsWith(".jpg")) return jpeg.encode({ width, height, data: pixels }, QUALITY).data;
  throw new RangeError(`Cannot draw ${file}: expected a name that ends in .png or .jpg`);
}
