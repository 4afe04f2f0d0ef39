/** Rows to draw: plain records, or anything that can give them (a Polars frame can). */
export type PlotRows = readonly object[] | { toRecords(): readonly PlotRow[] };

/** One row, by column name. */
export type PlotRow = Readonly<Record<string, unknown>>;

/** A Vega-Lite specification, version 5, self-contained. */
export type VegaLiteSpec = Readonly<Record<string, unknown>>;

/** Which library draws. */
export type PlotBackend = "plot" | "vega-lite";

/** What every figure function takes. */
export interface FigureOptions {
  /** The figure's message, as a sentence; null for none. Computed from the data when absent. */
  readonly title?: string | null;
  /** Default `plot` (Observable Plot). Figures that do not take it are drawn by Plot only, and refuse `vega-lite`. */
  readonly backend?: PlotBackend;
  /** CSS pixels; default 692, which is 183 mm, a printed page's two columns. */
  readonly width?: number;
  /**
   * Names of all runs of a report. Where runs have colours, each has that of its place among these names in order, so
   * that it looks alike in figures that show some of them only; default the runs of the figure.
   */
  readonly runs?: readonly string[];
}

/** A level to compare with, such as that of physicians: a dashed line, with a band where its uncertainty is known. */
export interface ReferenceLine {
  /** Written on the line. */
  readonly label: string;
  /** Proportion in [0,1]. */
  readonly value: number;
  /** How many cases it was measured on, from which the band follows (Wilson); null or absent when unknown. */
  readonly n?: number | null;
  /** Lower limit; computed from `n` when absent. */
  readonly lo?: number | null;
  /** Upper limit; computed from `n` when absent. */
  readonly hi?: number | null;
}

/**
 * A figure as plain data. As the last value of a notebook cell it shows itself: inline SVG in HTML, which is seen in
 * light and dark without running anything, and its description as text.
 */
export interface Figure {
  /** The whole figure with title and caption. Text is text; colours follow the page (`currentColor`). */
  readonly svg: string;
  /** The same for a page or notebook. */
  readonly html: string;
  /** The rows behind the figure, in drawing order. */
  readonly rows: readonly PlotRow[];
  /** The same figure as a Vega-Lite specification; null where there is none. */
  readonly spec: VegaLiteSpec | null;
  /** The message; null when it was switched off. */
  readonly title: string | null;
  /** What the figure shows, in words, for readers who cannot see it. */
  readonly alt: string;
  /** What is estimated and how, on what, and what to be careful with. */
  readonly caption: string;
  /** CSS pixels. */
  readonly width: number;
  /** CSS pixels. */
  readonly height: number;
  /** What a notebook shows; the symbol is `Symbol.for("Jupyter.display")`. */
  readonly [display: symbol]: () => Readonly<Record<string, string>>;
}
