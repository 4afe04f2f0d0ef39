import type { Figure } from "./figure.ts";
import { figurePng } from "./figure_png.ts";

/** A notebook output: contents by media type, and metadata by media type. */
export interface FigureBundle {
  /** Contents by media type. */
  readonly data: Readonly<Record<string, string>>;
  /** `image/png` has its width and height in CSS pixels, without which it shows at double size. */
  readonly metadata: Readonly<Record<string, { readonly width: number; readonly height: number }>>;
}

/**
 * A figure as a notebook output: `html` for people with a notebook, `png` for sites that show notebooks as files.
 *
 * Those sites prefer HTML to an image and strip the drawing out of it, so a `png` output has no HTML beside it.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { accuracyPlot, figureBundle } from "@rounds/rounds";
 *
 * const { data } = figureBundle(accuracyPlot([]), { format: "png" });
 * assert.deepEqual(Object.keys(data), ["image/png", "text/plain"]);
 * ```
 */
export function figureBundle(
  figure: Figure,
  options: { readonly format: "html" | "png" },
): FigureBundle {
  const text = `[figure] ${
    figure.title === null ? "" : `${figure.title}. `
  }${figure.alt}\n${figure.caption}`;
  if (options.format === "html") {
    return { data: { "text/html": figure.html, "text/plain": text }, metadata: {} };
  }
  const { width, height } = figure;
  return {
    data: { "image/png": figurePng(figure).toBase64(), "text/plain": text },
    metadata: { "image/png": { width, height } },
  };
}
