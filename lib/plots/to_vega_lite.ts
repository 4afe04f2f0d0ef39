import type { Figure, VegaLiteSpec } from "./figure.ts";

/**
 * A figure as a self-contained Vega-Lite 5 specification, with title, caption and data inside.
 *
 * Paste it into any Vega editor, or give it to Altair. Throws `TypeError` for a figure that has none.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { accuracyPlot, toVegaLite } from "@rounds/rounds";
 *
 * const row = { run: "m", term: "stage", stage: "Follow-up", value: 0.8, lo: 0.7, hi: 0.9, n: 40 };
 * const spec = toVegaLite(accuracyPlot([row], { by: "stage" }));
 * assert.equal(spec["$schema"], "https://vega.github.io/schema/vega-lite/v5.json");
 * ```
 */
export function toVegaLite(figure: Pick<Figure, "spec" | "title">): VegaLiteSpec {
  if (figure.spec === null) {
    throw new TypeError(
      `The figure "${figure.title ?? "without title"}" has no Vega-Lite specification`,
    );
  }
  return figure.spec;
}
