import { alikeNotes } from "./_alike.ts";
import { cleanText } from "./_clean_text.ts";
import type { Figure, FigureOptions, PlotRow, VegaLiteSpec } from "./figure.ts";
import { makeFigure } from "./_make_figure.ts";
import { joinNotes } from "./_notes.ts";
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
  /** What of the runs' settings the figure compares on purpose, such as `condition`. */
  readonly compares?: readonly string[];
  /** Draws the parts, below each other. */
  draw(size: { readonly width: number }): readonly SvgPart[];
  /** The same for Vega-Lite, without title and caption; absent where there is none. */
  spec?(size: { readonly width: number }): VegaLiteSpec;
}

/** Figures that Vega-Lite draws too. */
const VEGA_LITE = [
  "accuracyPlot",
  "leaderboardPlot",
  "forestPlot",
  "heatmapPlot",
  "survivalPlot",
  "hazardPlot",
  "effectsPlot",
  "ladderPlot",
  "errorTypesPlot",
];

/**
 * Checks the options every figure takes and puts the figure together. Whatever the figure, its caption begins with how its
 * runs differ besides the model, and which of them are not finished.
 *
 * Throws `RangeError` for a width outside 300 to 4000, and for a backend the figure does not have.
 */
export function finishFigure(content: FigureContent, options: FigureOptions): Figure {
  const { width = 692, backend = "plot" } = options;
  if (!(width >= 300 && width <= 4000)) {
    throw new RangeError(`width is ${width}, expected 300 to 4000 CSS pixels`);
  }
  if (backend === "vega-lite" && content.spec === undefined) {
    throw new RangeError(
      `This figure has no Vega-Lite form, expected the backend "plot"; those that have one: ${
        VEGA_LITE.join(", ")
      }`,
    );
  }
  const { alt, rows } = content;
  const { note, isUnlike } = alikeNotes(rows, content);
  const caption = joinNotes([note, content.caption]);
  const own = isUnlike ? `Not like for like: ${content.title}` : content.title;
  const given = options.title === undefined ? own : options.title;
  const common = { title: given === null ? null : cleanText(given), alt, caption, rows, width };
  if (rows.length === 0) return makeFigure({ ...common, parts: [], spec: null });
  const bare = content.spec?.({ width }) ?? null;
  return makeFigure({
    ...common,
    parts: backend === "vega-lite" && bare !== null ? [renderVega(bare)] : content.draw({ width }),
    spec: bare === null ? null : { ...bare, ...vegaLiteText(common) },
  });
}
