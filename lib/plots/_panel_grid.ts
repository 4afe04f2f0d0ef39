import { wrapText } from "./_wrap_text.ts";

/** Panels of one figure, side by side and below each other. */
export interface PanelGrid {
  /** Panels in a strip. */
  readonly columns: number;
  /** Place of each panel by its name. */
  readonly cells: ReadonlyMap<string, { readonly fx: number; readonly fy: number }>;
  /** Name of each panel, broken into lines that fit above it. */
  readonly lines: ReadonlyMap<string, readonly string[]>;
  /** Scale of the columns. */
  readonly fx: PanelScale;
  /** Scale of the strips. */
  readonly fy: PanelScale;
  /** Room above the panels for their names, CSS pixels. */
  readonly head: number;
  /** Width of a panel with its gap, CSS pixels. */
  readonly panel: number;
  /** Of all strips, CSS pixels. */
  readonly height: number;
}

/** A facet scale as Observable Plot takes it. */
export interface PanelScale {
  readonly type: "band";
  readonly domain: number[];
  readonly axis: null;
  readonly paddingInner: number;
  readonly paddingOuter: number;
  readonly round: boolean;
}

/** Sizes in CSS pixels. */
export interface PanelGridOptions {
  /** Of the figure. */
  readonly width: number;
  /** Margin for labels on the left. */
  readonly left: number;
  /** Margin on the right. */
  readonly right: number;
  /** Of the narrowest panel that can be read. */
  readonly narrowest: number;
  /** Height of a panel's drawing. */
  readonly tall: number;
  /** Below each panel, for its axis. */
  readonly foot: number;
  /** Font size of the names. */
  readonly fontSize: number;
  /** Line height of the names. */
  readonly line: number;
}

/** Between panels, CSS pixels. */
const GAP = 20;

/**
 * Lays panels out, as many in a strip as can be read, each with its name above it.
 */
export function panelGrid(names: readonly string[], options: PanelGridOptions): PanelGrid {
  const { width, left, right, narrowest, tall, foot, fontSize, line } = options;
  const fit = Math.max(1, Math.floor((width - left - right) / narrowest));
  const strips = Math.ceil(names.length / Math.min(names.length, fit));
  // No strip with one lonely panel where the others could share.
  const columns = Math.ceil(names.length / strips);
  const panel = (width - left - right) / columns;
  const lines = new Map(
    names.map((name) => [name, wrapText(name, { width: panel - GAP - 4, fontSize })]),
  );
  const head = Math.max(...[...lines.values()].map((some) => some.length)) * line + 10;
  const step = head + tall + foot;
  const scale = (n: number, padding: number): PanelScale => ({
    type: "band",
    domain: Array.from({ length: n }, (_, index) => index),
    axis: null,
    paddingInner: n === 1 ? 0 : padding,
    paddingOuter: 0,
    round: false,
  });
  return {
    columns,
    cells: new Map(
      names.map((name, index) => [name, {
        fx: index % columns,
        fy: Math.floor(index / columns),
      }]),
    ),
    lines,
    fx: scale(columns, GAP / panel),
    fy: scale(strips, (head + foot) / step),
    head,
    panel,
    height: strips * step,
  };
}
