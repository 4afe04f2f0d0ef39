import { cleanText } from "./_clean_text.ts";
import type { Figure, FigureOptions, PlotRow, VegaLiteSpec } from "./figure.ts";
import { makeFigure } from "./_make_figure.ts";
import type { SvgPart } from "./_render_plot.ts";
import { renderVega } from "./_render_vega.ts";
import { vegaLiteText } from "./_vega_lite_text.ts";

/** What a figure function has computed. */
export interface FigureContent {
  /** The message, computed from the data. */
  readonly title: string;
  /** What the figure shows, in words. */
  readonly alt: string;
  /** What stands below it. */
  readonly caption: string;
  /** The rows behind it, in drawing order; without any, only title and caption are shown. */
  readonly rows: readonly PlotRow[];
  /** Draws the parts, below each other. */
  draw(size: { readonly width: number }): readonly SvgPart[];
  /** The same for Vega-Lite, without title and caption; absent where there is none. */
  spec?(size: { readonly width: number }): VegaLiteSpec;
}

/**
 * Checks the options every figure takes and puts the figure together.
 *
 * Throws `RangeError` for a width outside 300 to 4000.
 */
export function finishFigure(content: FigureContent, options: FigureOptions): Figure {
  const { width = 692, backend = "plot" } = options;
  if (!(width >= 300 && width <= 4000)) {
    throw new RangeError(`width is ${width}, expected 300 to 4000 CSS pixels`);
  }
  const { alt, caption, rows } = content;
  const given = options.title === undefined ? content.title : options.title;
  const common = { title: given === null ? null : cleanText(given), alt, caption, rows, width };
  if (rows.length === 0) return makeFigure({ ...common, parts: [], spec: null });
  const bare = content.spec?.({ width }) ?? null;
  return makeFigure({
    ...common,
    parts: backend === "vega-lite" && bare !== null ? [renderVega(bare)] : content.draw({ width }),
    spec: bare === null ? null : { ...bare, ...vegaLiteText(common) },
  });
}
