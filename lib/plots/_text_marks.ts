import defer * as Plot from "@observablehq/plot";
import type { PlotSpec } from "./_render_plot.ts";
import type { PlacedText } from "./_row_layout_types.ts";

const FONT_SIZE = 12;
const LINE = 15;

/**
 * Marks that write texts where a layout has placed them, whatever the scales of the plot.
 */
export function textMarks(texts: readonly PlacedText[]): NonNullable<PlotSpec["marks"]> {
  const kinds = ["label", "cell", "header", "heading"] as const;
  return kinds.flatMap((kind) =>
    (["start", "end"] as const).map((anchor) =>
      Plot.text(texts.filter((one) => one.kind === kind && one.anchor === anchor), {
        x: { value: "x", scale: null },
        y: { value: "y", scale: null },
        text: "text",
        textAnchor: anchor,
        lineAnchor: "middle",
        lineHeight: LINE / FONT_SIZE,
        ...(kind === "cell" ? { fontVariant: "tabular-nums" } : {}),
        ...(kind === "header" ? { fillOpacity: 0.8 } : {}),
        ...(kind === "heading" ? { fontWeight: "bold" } : {}),
      })
    )
  );
}
